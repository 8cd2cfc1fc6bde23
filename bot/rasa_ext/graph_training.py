"""Trains a model with Rasa's engine and its cache, and reports how long each step took."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.rasa_ext.quiet import keep_rasa_quiet

keep_rasa_quiet()

import rasa.engine.validation  # noqa: E402
from rasa.engine.caching import LocalTrainingCache  # noqa: E402
from rasa.engine.exceptions import GraphComponentException  # noqa: E402
from rasa.engine.graph import (  # noqa: E402
    ExecutionContext,
    GraphModelConfiguration,
    GraphNodeHook,
    GraphSchema,
)
from rasa.engine.recipes.recipe import Recipe  # noqa: E402
from rasa.engine.runner.dask import DaskGraphRunner  # noqa: E402
from rasa.engine.storage.local_model_storage import LocalModelStorage  # noqa: E402
from rasa.engine.storage.storage import ModelStorage  # noqa: E402
from rasa.engine.training.components import PrecomputedValueProvider  # noqa: E402
from rasa.engine.training.graph_trainer import GraphTrainer  # noqa: E402
from rasa.model_training import get_unresolved_slots  # noqa: E402
from rasa.shared.data import TrainingType  # noqa: E402
from rasa.shared.exceptions import RasaException  # noqa: E402
from rasa.shared.importers.importer import TrainingDataImporter  # noqa: E402

from bot.training import TrainingFailed  # noqa: E402

SHOWN_FROM_SECONDS = 0.1


def train_graph(root: Path, file: Path, say: Callable[[str], None]) -> None:
    """Train config.yml, domain.yml and data/ of ``root`` into ``file``; unchanged steps come from the cache.

    Raises:
        TrainingFailed: when Rasa refuses the files; the text is Rasa's.
    """
    try:
        _train_graph(root, file, say)
    except RasaException as error:
        raise TrainingFailed(str(error)) from error
    except GraphComponentException as error:
        # what is wrong with the data says the fault behind it
        raise TrainingFailed(str(error.__cause__ or error)) from error


def _train_graph(root: Path, file: Path, say: Callable[[str], None]) -> None:
    timer = StepTimer(say)
    with timer.step("read the training data"):
        importer, plan = _plan(root)
    with tempfile.TemporaryDirectory() as folder:
        trainer = GraphTrainer(LocalModelStorage(Path(folder)), LocalTrainingCache(), _TimedGraphs(timer))
        with timer.step("find what changed, pack the model", without_the_steps_inside=True):
            trainer.train(plan, importer, file)
    timer.conclude()


def _plan(root: Path) -> tuple[TrainingDataImporter, GraphModelConfiguration]:
    """The data of a project, and what is to be done with it. Raises TrainingFailed."""
    importer = TrainingDataImporter.load_from_config(
        str(root / "config.yml"), str(root / "domain.yml"), [str(root / "data")]
    )
    unknown = get_unresolved_slots(importer.get_domain(), importer.get_stories())
    if unknown:
        raise TrainingFailed(
            f"Stories or rules set slots that domain.yml does not have: {', '.join(sorted(unknown))}."
        )
    recipe = Recipe.recipe_for_name(importer.get_config().get("recipe"))
    config, _missing, _configured = recipe.auto_configure(
        importer.get_config_file_for_auto_config(), importer.get_config(), TrainingType.BOTH
    )
    plan = recipe.graph_config_for_recipe(config, {}, training_type=TrainingType.BOTH, is_finetuning=False)
    rasa.engine.validation.validate(plan)
    return importer, plan


class StepTimer(GraphNodeHook):
    """Says what each step of a training graph cost; the short ones in one line at the end."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.from_cache: set[str] = set()
        self._say = say
        self._began: dict[str, float] = {}
        self._short_seconds = 0.0
        self._node_seconds = 0.0

    @contextmanager
    def step(self, name: str, *, without_the_steps_inside: bool = False) -> Iterator[None]:
        """Time what is done in the block, as a step of its own."""
        _show_now(name)
        began, node_seconds = time.monotonic(), self._node_seconds
        yield
        seconds = time.monotonic() - began
        if without_the_steps_inside:
            seconds -= self._node_seconds - node_seconds
        self._tell(name, seconds)

    def on_before_node(
        self,
        node_name: str,
        execution_context: ExecutionContext,
        config: dict[str, Any],
        received_inputs: dict[str, Any],
    ) -> dict[str, Any]:
        """Called by Rasa when a step begins."""
        _show_now(_shown(node_name))
        self._began[node_name] = time.monotonic()
        return {}

    def on_after_node(
        self,
        node_name: str,
        execution_context: ExecutionContext,
        config: dict[str, Any],
        output: Any,
        input_hook_data: dict[str, Any],
    ) -> None:
        """Called by Rasa when a step has ended."""
        seconds = time.monotonic() - self._began[node_name]
        self._node_seconds += seconds
        self._tell(_shown(node_name), seconds)

    def conclude(self) -> None:
        """Say what the short steps took together and what the cache saved."""
        self._say(f"  {self._short_seconds:6.1f} s  all shorter steps")
        if self.from_cache:
            names = sorted({_shown(name).removeprefix("train ") for name in self.from_cache})
            self._say(f"  unchanged, not trained again: {', '.join(names)}")

    def _tell(self, name: str, seconds: float) -> None:
        if seconds < SHOWN_FROM_SECONDS:
            self._short_seconds += seconds
            return
        _show_now("")
        self._say(f"  {seconds:6.1f} s  {name}")


class _TimedGraphs:
    """Stands in for Rasa's runner class, so that the real run of a graph is timed."""

    def __init__(self, timer: StepTimer) -> None:
        self._timer = timer

    def create(
        self,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> DaskGraphRunner:
        if hooks:  # the run that only looks at fingerprints has none
            self._timer.from_cache = {
                name
                for name, node in graph_schema.nodes.items()
                if node.uses is PrecomputedValueProvider and name.startswith("train_")
            }
            hooks = [*hooks, self._timer]
        return DaskGraphRunner.create(graph_schema, model_storage, execution_context, hooks)


def _shown(node_name: str) -> str:
    """``train_bot.nlu.x.Classifier3`` as ``train Classifier``."""
    verb, _, component = node_name.partition("_")
    if verb not in ("train", "run"):
        return node_name.replace("_", " ")
    verb = "apply" if verb == "run" else verb
    return f"{verb} {component.rpartition('.')[2].rstrip('0123456789')}"


def _show_now(step: str) -> None:
    """What is being done, on a line of the terminal that is written over; nothing in a pipe or file."""
    if sys.stdout.isatty():
        print(f"\r\033[K  {step} …" if step else "\r\033[K", end="", flush=True)
