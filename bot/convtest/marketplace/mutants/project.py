"""This project for the mutation run: its kinds of mutants, its world and what is watched."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from bot.convtest.marketplace.mutants.actions import FOLDERS, KIND, action_mutants
from bot.convtest.marketplace.mutants.figures import figure_mutants, letter_mutants
from bot.convtest.marketplace.mutants.guidance import guidance_mutants
from bot.convtest.marketplace.mutants.replies import reply_mutants
from bot.convtest.marketplace.mutants.rules import rule_mutants
from bot.convtest.marketplace.mutants.watching import MarketplaceWatch
from bot.convtest.marketplace.world import MarketplaceWorld, open_world
from bot.convtest.mutating.command import main as mutate
from bot.convtest.mutating.line_watch import LineWatch
from bot.convtest.mutating.mutant import Mutant
from bot.convtest.mutating.project import Mutable, Watch


class Marketplace(Mutable):
    """The project in the folder ``root``; ``train`` brings its model up to date."""

    def __init__(self, root: Path, train: Callable[[], None] = lambda: None) -> None:
        self._root = root
        self._train = train
        self._mutators: dict[str, Callable[[], Iterable[Mutant]]] = {
            "guidance": lambda: chain(guidance_mutants(), figure_mutants(), letter_mutants()),
            "rules": lambda: rule_mutants(root),
            "actions": lambda: action_mutants(root),
            "replies": lambda: reply_mutants(root),
        }

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self._mutators)

    @property
    def equivalents(self) -> Path:
        return Path(__file__).parent / "equivalent.yml"

    def mutants(self, kind: str) -> Iterable[Mutant]:
        return self._mutators[kind]()

    def make_ready(self) -> None:
        self._train()

    def open(self) -> MarketplaceWorld:
        return open_world(self._root)

    def watch(self, world: MarketplaceWorld, kinds: frozenset[str]) -> Watch:
        return MarketplaceWatch(world, LineWatch(self._root, FOLDERS) if KIND in kinds else None)


def main(arguments: Sequence[str], train: Callable[[], None]) -> int:
    """The mutation run that the arguments of ``bot test --mutate`` ask for; the exit code.

    ``train`` brings the model up to date; it is called once the arguments are known to be right.
    """
    root = Path.cwd()
    return mutate(arguments, Marketplace(root, train), root, root / "tests" / "conversations")
