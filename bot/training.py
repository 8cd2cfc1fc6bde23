"""`bot train`: trains what changed and says where the time went."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from bot.models import ModelRefused, Registry, check_model, open_registry, promote, register
from bot.orders.errors import BotError

Say = Callable[[str], None]


def _say(line: str) -> None:
    print(line, flush=True)


class TrainingFailed(BotError):
    """The project cannot be trained as it is; the text says what to mend."""


@dataclass(frozen=True)
class Project:
    """The folder that holds config.yml, domain.yml and data/."""

    root: Path

    def require_files(self) -> None:
        """Return when the folder is a project. Raises TrainingFailed, naming what is missing."""
        for name in ("config.yml", "domain.yml", "data"):
            if not (self.root / name).exists():
                raise TrainingFailed(f"There is no {name} in {self.root}; run this in the project's folder.")

    def training_files(self) -> list[Path]:
        """Everything a model is made from, except code; domain/words is read as it is when it is needed."""
        folders = [self.root / "domain" / "responses", self.root / "domain" / "topics", self.root / "data"]
        found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return [self.root / "config.yml", self.root / "domain.yml", *sorted(found)]

    def code_files(self) -> list[Path]:
        """The code that takes part in training."""
        package = Path(__file__).parent
        files = [*(package / "nlu").rglob("*.py"), package / "rasa_ext" / "importer.py"]
        return [*sorted(files), self.root / "requirements.lock"]

    def fingerprint(self) -> str:
        """One hash for all that a model is made from: equal fingerprints, equal models."""
        return _hash_of([*self.training_files(), *self.code_files()])

    def code_fingerprint(self) -> str:
        """One hash for the code alone. Rasa's cache looks at component classes, not at what they import."""
        return _hash_of(self.code_files())


def train(project: Project, models_dir: Path, *, if_changed: bool = False, say: Say = _say) -> Path:
    """The file of a model trained from ``project``, registered and put in use.

    With ``if_changed`` a registered model made from exactly the same files is taken instead. It is put in
    use where the files have gone back to it; a model newer than all others was left by a rollback, and
    stays out of use.

    Raises:
        TrainingFailed: when files are missing or Rasa refuses them.
    """
    project.require_files()
    fingerprint = project.fingerprint()
    known = _trained_before(open_registry(models_dir), fingerprint) if if_changed else None
    if known is not None:
        say(f"Nothing changed since {_shown(known)} was trained.")
        _put_back_in_use(open_registry(models_dir), known)
        return known
    models_dir.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    file = models_dir / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{fingerprint[:8]}.tar.gz"
    _train_graph(project, file, say)
    seconds = time.monotonic() - began
    register(models_dir, file, fingerprint, seconds)
    say(f"Trained in {seconds:.0f} s: {_shown(file)}")
    return file


def train_to(project: Project, file: Path, say: Say = _say) -> Path:
    """Train into ``file`` without registering it: to measure or carry elsewhere. Raises TrainingFailed."""
    began = time.monotonic()
    file.parent.mkdir(parents=True, exist_ok=True)
    _train_graph(project, file, say)
    say(f"Trained in {time.monotonic() - began:.0f} s: {_shown(file)}")
    return file


def _trained_before(registry: Registry, fingerprint: str) -> Path | None:
    """The newest sound model with this fingerprint; one that is gone or changed does not count."""
    for model in reversed(registry.models):
        if model.fingerprint == fingerprint:
            try:
                return check_model(registry.folder / model.name)
            except ModelRefused:
                continue
    return None


def _put_back_in_use(registry: Registry, file: Path) -> None:
    if file.name not in (registry.current, registry.models[-1].name):
        promote(registry.folder, file.name)


def _train_graph(project: Project, file: Path, say: Say) -> None:
    say("Training")
    _forget_cache_of_other_code(project)
    began = time.monotonic()
    from bot.rasa_ext.graph_training import train_graph

    say(f"  {time.monotonic() - began:6.1f} s  load Rasa")
    train_graph(project.root, file, say)


def _forget_cache_of_other_code(project: Project) -> None:
    """Empty Rasa's cache when the code that filled it has changed; else stale parts end up in the model."""
    cache = Path(os.environ.get("RASA_CACHE_DIRECTORY", str(Path(".rasa", "cache"))))
    mark = cache / "made-by-code"
    current = project.code_fingerprint()
    if mark.is_file() and mark.read_text(encoding="ascii") == current:
        return
    shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir(parents=True)
    mark.write_text(current, encoding="ascii")


def _hash_of(files: Iterable[Path]) -> str:
    digest = hashlib.sha256(version("rasa").encode())
    for path in files:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _shown(file: Path) -> str:
    """A path as a person would type it here."""
    try:
        return str(file.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(file)
