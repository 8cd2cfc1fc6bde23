"""Changed replies: a fact left out, the words of another reply, buttons dropped or their payloads swapped."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.convtest.marketplace.mutants.watching import REPLY
from bot.convtest.mutating.mutant import Mutant, TakeBack, touching
from bot.convtest.mutating.yaml_lines import lines_below

KIND = "replies"
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
# The wordings of one reply, as the domain has them.
Wordings = list[dict]


def reply_mutants(root: Path) -> Iterator[Mutant]:
    """Every change to every reply in ``domain/responses``, made in all its wordings."""
    for file in sorted((root / "domain" / "responses").glob("*.yml")):
        replies = yaml.safe_load(file.read_text(encoding="utf-8"))["responses"]
        names = list(replies)
        shown_as = file.relative_to(root).as_posix()
        for number, (name, line) in enumerate(zip(names, lines_below(file, "responses"), strict=True)):
            other = names[(number + 1) % len(names)]
            for change, wordings in changed_replies(replies[name], other, replies[other]):
                near = touching([(REPLY, name)])
                yield Mutant(KIND, shown_as, line, f"{name} {change}", _said_as(name, wordings), near)


def changed_replies(wordings: Wordings, other: str, others: Wordings) -> Iterator[tuple[str, Wordings]]:
    """The wordings with one thing changed, in words and as they then are; ``other`` is another reply."""
    texts = [wording.get("text", "") for wording in wordings]
    for fact in dict.fromkeys(fact for text in texts for fact in _PLACEHOLDER.findall(text)):
        yield f"does not name {fact}", [_without_fact(each, fact) for each in wordings]
    if others != wordings and all(texts) and others[0].get("text"):
        said = _PLACEHOLDER.sub("…", others[0]["text"])
        yield f"has the words of {other}", [{**each, "text": said} for each in wordings]
    if any(each.get("buttons") for each in wordings):
        yield "has no buttons", [{**each, "buttons": []} for each in wordings]
    if any(len(each.get("buttons") or ()) > 1 for each in wordings):
        yield "has its first two buttons' payloads swapped", [_swapped(each) for each in wordings]


def _without_fact(wording: dict, fact: str) -> dict:
    return {**wording, "text": wording["text"].replace(fact, "…")} if wording.get("text") else wording


def _swapped(wording: dict) -> dict:
    buttons = wording.get("buttons") or []
    if len(buttons) < 2:
        return wording
    one, two, *rest = buttons
    first, second = {**one, "payload": two["payload"]}, {**two, "payload": one["payload"]}
    return {**wording, "buttons": [first, second, *rest]}


def _said_as(name: str, wordings: Wordings) -> Callable[[Any], TakeBack]:
    def apply(world: Any) -> TakeBack:
        replies = world.runner._processor.nlg.responses
        before = replies[name]
        replies[name] = wordings

        def take_back() -> None:
            replies[name] = before

        return take_back

    return apply
