"""Steps of a conversation test file to turns, the checks written below a turn attached to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.convtest.case import Advance, BotText, BotUttered, Expectation, Turn
from bot.convtest.reading.checks import read_assertions, read_step_slots
from bot.convtest.reading.periods import parse_period
from bot.convtest.reading.problems import did_you_mean, listed, shown
from bot.convtest.reading.values import (
    Problems,
    fields_of,
    items_of,
    kind_of,
    refuse_unknown_keys,
    text_of,
    truth_of,
)
from bot.convtest.reading.yaml_source import Fields, Node, Scalar

MAX_TEXT_CHARS = 2000
_TURN_COMPANIONS = ("metadata", "assertions", "assertion_order_enabled")
# What each kind of step may hold beside its own key.
_COMPANIONS = {
    "user": _TURN_COMPANIONS,
    "press": _TURN_COMPANIONS,
    "advance": ("assertions",),
    "bot": (),
    "utter": (),
    "slot_was_set": (),
    "slot_was_not_set": (),
}
STEP_KEYS = tuple(_COMPANIONS)
_ALL_KEYS = (*STEP_KEYS, *_TURN_COMPANIONS)
_ADVANCE_HINT = "write for example 6d, 3h, 45m, 90s, 2w or 1d12h"


@dataclass
class Conversation:
    """The steps read so far; checks before the first step belong to the opening."""

    steps: list[Turn | Advance] = field(default_factory=list)
    opening: list[Expectation] = field(default_factory=list)

    def expect(self, checks: Iterator[Expectation]) -> None:
        if self.steps:
            self.steps[-1] = replace(self.steps[-1], checks=(*self.steps[-1].checks, *checks))
        else:
            self.opening.extend(checks)


def read_steps(
    node: Node, metadata: Mapping[str, Mapping[str, Any]], own: Mapping[str, Any], problems: Problems
) -> Conversation:
    """The conversation of a case.

    ``metadata`` holds all metadata by name; ``own`` is that of the case, over which a step's is laid.
    """
    talk = Conversation()
    for item in items_of(node, "'steps'", problems, "write '- user: …' and what the bot shall do") or ():
        fields = fields_of(item, "a step", problems, "write '- user: …'")
        kind = _kind_of_step(fields, problems) if fields else None
        if kind is None:
            continue
        refuse_unknown_keys(fields, (kind, *_COMPANIONS[kind]), problems)
        if kind in ("user", "press"):
            talk.steps.append(_turn(kind, fields, metadata, own, problems))
        elif kind == "advance":
            talk.steps.append(_advance(fields, problems))
        else:
            talk.expect(_expected(kind, fields.nodes[kind], problems))
    return talk


def _kind_of_step(fields: Fields, problems: Problems) -> str | None:
    kinds = [key for key in fields.nodes if key in _COMPANIONS]
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        message = f"a step has one of these keys, not {listed(map(shown, kinds))} together"
        problems.at(fields, message, "write each as a step of its own, with a '-'")
        return None
    unknown = [key for key in fields.nodes if key not in _ALL_KEYS]
    for key in unknown:
        message = f"unknown key {shown(key)}{did_you_mean(key, _ALL_KEYS)}"
        problems.at_key(fields, key, message, f"allowed here: {listed(_ALL_KEYS)}")
    if not unknown:
        problems.at(
            fields, "the step neither says nor expects anything", f"it needs one of {listed(STEP_KEYS)}"
        )
    return None


def _turn(
    kind: str,
    fields: Fields,
    metadata: Mapping[str, Mapping[str, Any]],
    own: Mapping[str, Any],
    problems: Problems,
) -> Turn:
    node = fields.nodes[kind]
    text = text_of(node, f"'{kind}'", problems, "write what the shopper says") or ""
    if len(text) > MAX_TEXT_CHARS:
        problems.at(node, f"'{kind}' has {len(text):,} characters", f"at most {MAX_TEXT_CHARS:,} can be sent")
    named = metadata_of(fields.nodes.get("metadata"), metadata, problems)
    checks = _assertions(fields, problems)
    return Turn(text, fields.line, kind == "press", checks, {**own, **named}, _in_order(fields, problems))


def _in_order(fields: Fields, problems: Problems) -> bool:
    node = fields.nodes.get("assertion_order_enabled")
    if node is None:
        return False
    if "assertions" not in fields.nodes:
        problems.at_key(
            fields,
            "assertion_order_enabled",
            "'assertion_order_enabled' orders nothing",
            "add 'assertions', or remove it",
        )
    return bool(truth_of(node, "'assertion_order_enabled'", problems))


def _advance(fields: Fields, problems: Problems) -> Advance:
    node = fields.nodes["advance"]
    text = text_of(node, "'advance'", problems, _ADVANCE_HINT) or ""
    try:
        period = parse_period(text or "1s")
    except ValueError as error:
        problems.at(node, f"'advance': {shown(text)} {error}", _ADVANCE_HINT)
        period = parse_period("1s")
    return Advance(period, text, fields.line, _assertions(fields, problems))


def _assertions(fields: Fields, problems: Problems) -> tuple[Expectation, ...]:
    node = fields.nodes.get("assertions")
    return tuple(read_assertions(node, problems)) if node else ()


def _expected(kind: str, node: Node, problems: Problems) -> Iterator[Expectation]:
    if kind in ("slot_was_set", "slot_was_not_set"):
        yield from read_step_slots(kind, node, problems)
        return
    text = text_of(node, f"'{kind}'", problems)
    if text is not None:
        yield Expectation(kind, BotText(text) if kind == "bot" else BotUttered(utter_name=text), node.line)


def metadata_of(
    node: Node | None, metadata: Mapping[str, Mapping[str, Any]], problems: Problems
) -> Mapping[str, Any]:
    """The metadata of this name; empty where none is named."""
    if node is None:
        return {}
    if not isinstance(node, Scalar) or node.value is None:
        problems.at(
            node, f"'metadata' must be a name, not {kind_of(node)}", "define it in 'metadata' at the top"
        )
        return {}
    if node.written not in metadata:
        problems.at(
            node,
            f"unknown metadata {shown(node.written)}{did_you_mean(node.written, metadata)}",
            f"known here: {listed(metadata) or 'none'}",
        )
    return metadata.get(node.written, {})
