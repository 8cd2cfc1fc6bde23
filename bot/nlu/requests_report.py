"""How well the requests of messages are told apart: counts over labelled messages. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

# The intents of the requests found in a message, in order; that of the message when it is taken as it stands.
Split = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class TwoRequests:
    """A message, and for each of its requests the intents that are right."""

    text: str
    asks: tuple[frozenset[str], ...]

    def is_met_by(self, intents: Sequence[str]) -> bool:
        """Whether these are the intents of its requests, in order.

        The same wish for two things is one request that names both, so equal neighbours count once.
        """
        found = [intent for intent, _ in groupby(intents)]
        asks = [asked for asked, _ in groupby(self.asks)]
        return len(found) == len(asks) and all(i in a for i, a in zip(found, asks, strict=True))


@dataclass(frozen=True)
class Count:
    """How many of ``whole`` messages are meant, and which they are with what was found in them."""

    whole: int
    found: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 where there are no messages."""
        return len(self.found) / self.whole if self.whole else 0.0


def read_messages(file: Path) -> tuple[list[TwoRequests], list[str]]:
    """The messages with two requests, and those with one, of a YAML file."""
    body = yaml.safe_load(file.read_text(encoding="utf-8"))
    two = [TwoRequests(row["says"], tuple(map(_intents, row["asks"]))) for row in body["two_requests"]]
    return two, list(body["one_request"])


def _intents(asked: str | list[str]) -> frozenset[str]:
    return frozenset([asked] if isinstance(asked, str) else asked)


def missed(messages: Sequence[TwoRequests], split: Split) -> Count:
    """The messages whose requests are not found as they are asked."""
    read = [(message, tuple(split(message.text))) for message in messages]
    wrong = tuple((message.text, intents) for message, intents in read if not message.is_met_by(intents))
    return Count(len(messages), wrong)


def torn(singles: Iterable[str], split: Split) -> Count:
    """The messages with one request that are taken for several."""
    read = [(text, tuple(split(text))) for text in singles]
    return Count(len(read), tuple((text, intents) for text, intents in read if len(intents) > 1))


def intents_asked(parsed: Mapping[str, Any]) -> list[str]:
    """The intents of a parsed message's requests; its own where it is taken as it stands."""
    requests = parsed["requests"] or [parsed]
    return [request["intent"]["name"] for request in requests if request["intent"]["name"]]


def as_lines(title: str, count: Count) -> list[str]:
    """One line with the share, and one for each message."""
    head = f"{title}: {len(count.found)} of {count.whole} ({count.share:.1%})"
    return [
        head,
        *(f"    {text}  ->  {', '.join(intents) or 'nothing'}" for text, intents in count.found),
    ]
