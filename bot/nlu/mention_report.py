"""How well mentions are found: precision and recall by kind, on messages with the mentions they hold.

Order numbers, endings and amounts are those of ``bot.nlu.numbers``; places in a list and days those that
``bot.nlu.parts.references`` reads; products those that are masked before intents are learned.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.dialogue.references import Extreme, Mention, Quantifier, References
from bot.nlu.cleaning import cleaned
from bot.nlu.components.language import read_text
from bot.nlu.intent_features import known_products
from bot.nlu.numbers.find import find_numbers
from bot.nlu.numbers.found import NumberFound, NumberKind
from bot.nlu.parts.references import read_references

Pair = tuple[str, str]
TOTAL = "total"
_KINDS = {
    NumberKind.ORDER: "order_number",
    NumberKind.ENDING: "order_ending",
    NumberKind.AMOUNT: "amount",
}
_DAYS = {(0, 0): "today", (1, 1): "yesterday", (5, 13): "last_week"}
_LAST = -1
_CENTS_OF_A_ROUND_AMOUNT = 99


@dataclass(frozen=True)
class Labelled:
    """A message and the mentions it holds, as pairs of kind and value."""

    text: str
    mentions: tuple[Pair, ...]


@dataclass(frozen=True)
class Figures:
    """The count of messages that hold or were given a kind, and how many mentions were right."""

    messages: int
    wanted: int
    given: int
    right: int

    @property
    def precision(self) -> float:
        """The share of the mentions found that are there; 1.0 where none was found."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of the mentions there that were found; 1.0 where there is none."""
        return self.right / self.wanted if self.wanted else 1.0


@dataclass(frozen=True)
class Miss:
    """A message where something was overlooked or found that is not there."""

    text: str
    overlooked: tuple[Pair, ...]
    invented: tuple[Pair, ...]


def read_labelled(folder: Path) -> list[Labelled]:
    """The messages of all YAML files of a folder: each a mapping from message to kinds and values.

    Raises:
        ValueError: when a file is no such mapping, or a message stands in the folder twice.
    """
    labelled: dict[str, Labelled] = {}
    for file in sorted(folder.glob("*.yml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        if not isinstance(content, Mapping) or not all(
            isinstance(kinds, Mapping) for kinds in content.values()
        ):
            raise ValueError(f"{file.name} must map each message to its kinds; write {{}} where it has none.")
        for text, kinds in content.items():
            if text in labelled:
                raise ValueError(f"{file.name}: {text!r} stands here or in another file already.")
            labelled[text] = Labelled(str(text), tuple(_pairs(kinds)))
    return list(labelled.values())


def _pairs(kinds: Mapping[str, Any]) -> Iterable[Pair]:
    for kind, values in kinds.items():
        for value in values if isinstance(values, list) else [values]:
            yield kind, str(value)


def mentions_in(typed: str) -> Iterator[Pair]:
    """The mentions of a message as the files write them.

    >>> sorted(mentions_in("the first one was $19.90"))
    [('amount', '1990'), ('ordinal', '1')]
    """
    read = read_text(typed)
    for found in find_numbers(read.normal.text):
        if found.kind in _KINDS:
            yield _KINDS[found.kind], _number(found)
    for mention in _named(read_references(read.doc, 0, len(read.doc.text))):
        yield from _place_and_day(mention)
    for product in known_products().find(cleaned(typed)):
        yield "product", product.product


def _number(found: NumberFound) -> str:
    """An order number without signs; an amount by its bounds in cents, or the lower one where it is round."""
    if found.kind is NumberKind.AMOUNT:
        low, high = found.value
        return f"{low}-{high}" if high - low > _CENTS_OF_A_ROUND_AMOUNT else str(low)
    return "".join(filter(str.isalnum, str(found.value))).upper()


def _named(references: References) -> tuple[Mention, ...]:
    return (*references.include, *references.exclude)


def _place_and_day(mention: Mention) -> Iterator[Pair]:
    if mention.position is not None:
        yield "ordinal", "last" if mention.position == _LAST else str(mention.position)
    elif mention.extreme is Extreme.NEWEST:
        yield "ordinal", "last"
    elif mention.quantifier is Quantifier.OTHER:
        yield "ordinal", "other"
    if mention.days is not None and mention.days.ago in _DAYS:
        yield "placed", _DAYS[mention.days.ago]


def score(
    labelled: Sequence[Labelled], find: Callable[[str], Iterable[Pair]]
) -> tuple[dict[str, Figures], list[Miss]]:
    """The figures of each kind and of all together under "total", and the messages with a miss.

    The same mention twice in a message counts once; where it stands does not matter.
    """
    counts: dict[str, Counter[str]] = {}
    misses = []
    for message in labelled:
        wanted, given = set(message.mentions), set(find(message.text))
        for kind in {kind for kind, _ in [*wanted, *given]}:
            for name in (kind, TOTAL):
                counts.setdefault(name, Counter()).update(
                    wanted=_of(wanted, kind), given=_of(given, kind), right=_of(wanted & given, kind)
                )
            counts[kind]["messages"] += 1
        counts.setdefault(TOTAL, Counter())["messages"] += 1
        overlooked, invented = tuple(sorted(wanted - given)), tuple(sorted(given - wanted))
        if overlooked or invented:
            misses.append(Miss(message.text, overlooked, invented))
    figures = {
        name: Figures(count["messages"], count["wanted"], count["given"], count["right"])
        for name, count in sorted(counts.items(), key=lambda entry: (entry[0] == TOTAL, entry[0]))
    }
    return figures, misses


def _of(mentions: Set[Pair], kind: str) -> int:
    return sum(name == kind for name, _ in mentions)


def as_table(figures: Mapping[str, Figures], misses: Sequence[Miss]) -> str:
    """The figures and the misses for a person to read."""
    lines = [f"{'kind':16}{'messages':>10}{'precision':>11}{'recall':>9}"]
    lines += [
        f"{name:16}{line.messages:>10}{line.precision:>11.1%}{line.recall:>9.1%}"
        for name, line in figures.items()
    ]
    lines += ["", f"{len(misses)} messages with a miss"]
    for miss in misses:
        lost = [f"overlooked {kind}={value}" for kind, value in miss.overlooked]
        extra = [f"invented {kind}={value}" for kind, value in miss.invented]
        lines.append(f"  {miss.text!a}: {', '.join(lost + extra)}")
    return "\n".join(lines)
