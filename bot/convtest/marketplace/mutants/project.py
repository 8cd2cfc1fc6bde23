"""This project for the mutation run: its kinds of mutants, its world and what is watched."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from bot.convtest.marketplace.mutants.figures import figure_mutants, letter_mutants
from bot.convtest.marketplace.mutants.guidance import guidance_mutants
from bot.convtest.marketplace.mutants.watching import MarketplaceWatch
from bot.convtest.marketplace.world import MarketplaceWorld, open_world
from bot.convtest.mutating.command import main as mutate
from bot.convtest.mutating.line_watch import LineWatch
from bot.convtest.mutating.mutant import Mutant
from bot.convtest.mutating.project import Mutable, Watch

CODE = ("actions", "bot/service")


class Marketplace(Mutable):
    """The project in the folder ``root``."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._mutators: dict[str, Callable[[], Iterable[Mutant]]] = {
            "guidance": lambda: chain(guidance_mutants(), figure_mutants(), letter_mutants()),
        }

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self._mutators)

    @property
    def equivalents(self) -> Path:
        return Path(__file__).parent / "equivalent.yml"

    def mutants(self, kind: str) -> Iterable[Mutant]:
        return self._mutators[kind]()

    def open(self) -> MarketplaceWorld:
        return open_world(self._root)

    def watch(self, world: MarketplaceWorld, kinds: frozenset[str]) -> Watch:
        return MarketplaceWatch(world, LineWatch(self._root, CODE) if "actions" in kinds else None)


def main(arguments: Sequence[str]) -> int:
    """The mutation run that the arguments of ``bot test --mutate`` ask for; the exit code."""
    root = Path.cwd()
    return mutate(arguments, Marketplace(root), root, root / "tests" / "conversations")
