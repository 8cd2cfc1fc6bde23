"""How well mentions are found: precision and recall by kind, on messages with the mentions they hold."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Pair = tuple[str, str]
TOTAL = "total"


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


def as_pair(kind: str, value: Any) -> Pair:
    """A mention as the files write it: an amount is its minor units and its currency.

    >>> as_pair("amount", {"cents": 1990, "currency": "USD"})
    ('amount', '1990 USD')
    """
    if isinstance(value, Mapping):
        value = " ".join(str(part) for part in (value["cents"], value["currency"]) if part is not None)
    return kind, str(value)


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
