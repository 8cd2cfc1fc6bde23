"""The port between the mutation run and the project it changes."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.convtest.case import Case
from bot.convtest.mutating.mutant import Mutant, Touched
from bot.convtest.result import CaseResult
from bot.convtest.world import World


class Watch(ABC):
    """Runs cases on the unchanged project and notes what each of them touches."""

    @abstractmethod
    def run(self, case: Case) -> CaseResult:
        """The result of the case."""

    @abstractmethod
    def end(self) -> Mapping[str, Touched]:
        """What every case touched, by its id. Nothing is watched from now on."""


class Mutable(ABC):
    """A project that can be changed one place at a time."""

    @property
    @abstractmethod
    def kinds(self) -> tuple[str, ...]:
        """The kinds of mutants there are."""

    @abstractmethod
    def mutants(self, kind: str) -> Iterable[Mutant]:
        """All mutants of a kind, the same ones in the same order each time."""

    @abstractmethod
    def make_ready(self) -> None:
        """Bring the project up to date before it is opened; called once."""

    @abstractmethod
    def open(self) -> World:
        """The world that the cases run in and the mutants are applied to.

        Raises:
            WorldError: when the project cannot be tested as it stands.
        """

    @abstractmethod
    def watch(self, world: World, kinds: frozenset[str]) -> Watch:
        """Begin to note what cases touch, as far as mutants of these kinds need it."""

    @property
    @abstractmethod
    def equivalents(self) -> Path:
        """The YAML file of changes that make no difference."""
