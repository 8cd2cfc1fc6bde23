"""All there is to cover in a project: handed out by its world, counted against by a run."""

from dataclasses import dataclass, field

from bot.convtest.covering.rules import Rule


@dataclass(frozen=True)
class Code:
    """Folders whose branches count, and the files in them that no conversation runs; from the root.

    In the place of a folder the name of a module may stand that is a single file.
    """

    folders: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Universe:
    """Names by kind; a kind that is empty does not stand in the report.

    ``forms`` maps the forms to where they are declared. ``conditions`` are the conditions of guidance
    rows in the words that ``Seen.conditions`` uses. ``buttons`` are titles.
    """

    intents: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    forms: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    code: Code = field(default_factory=Code)


@dataclass(frozen=True)
class Item:
    """One thing to cover and how many conversations did."""

    name: str
    count: int
    where: str = ""

    @property
    def covered(self) -> bool:
        return self.count > 0


@dataclass(frozen=True)
class Kind:
    """Everything of one kind, with its counts."""

    name: str
    items: tuple[Item, ...]

    @property
    def covered(self) -> int:
        return sum(item.covered for item in self.items)

    @property
    def percent(self) -> float:
        """From 0 to 100; 100 where there is nothing to cover."""
        return 100 * self.covered / len(self.items) if self.items else 100.0

    @property
    def missing(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if not item.covered)
