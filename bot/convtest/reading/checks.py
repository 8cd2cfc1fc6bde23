"""Assertions of a conversation test file to checks."""

import re
from collections.abc import Callable, Iterator

from bot.convtest.case import (
    ANY,
    ActionExecuted,
    BotDidNotUtter,
    BotUttered,
    Buttons,
    Check,
    DoesNotSay,
    Expectation,
    Fault,
    Guidance,
    Handoff,
    Says,
    SlotWasNotSet,
    SlotWasSet,
    WithinMs,
)
from bot.convtest.reading.problems import did_you_mean, listed, shown
from bot.convtest.reading.store import read_store
from bot.convtest.reading.values import (
    Problems,
    fields_of,
    items_of,
    one_or_more,
    plain,
    refuse_unknown_keys,
    single_entry,
    text_of,
    truth_of,
    whole_number_of,
)
from bot.convtest.reading.yaml_source import Fields, Items, Node, Scalar

_FLOWS = "flows exist only in Rasa Pro"
_JUDGE = "it asks a language model, and these tests give the same verdict twice"
REFUSED_ASSERTIONS = {
    "flow_started": f"{_FLOWS}; use 'action_executed' with the form, or with the first action",
    "flow_completed": f"{_FLOWS}; use 'action_executed' with the last action, or 'store'",
    "flow_cancelled": f"{_FLOWS}; use 'slot_was_not_set', and 'store: nothing'",
    "pattern_clarification_contains": f"{_FLOWS}; use 'buttons' with what the bot offers instead",
    "generative_response_is_relevant": f"{_JUDGE}; use 'guidance' or 'bot_uttered'",
    "generative_response_is_grounded": f"{_JUDGE}; use 'says' and 'does_not_say'",
}
_MESSAGE_KEYS = ("utter_name", "text_matches", "buttons")
_UTTERED_KEYS = (*_MESSAGE_KEYS, "says")
_BUTTON_KEYS = ("title", "payload")
_BUTTON_MATCHES = ("set", "include", "without")
_LIST_HINT = "write a list, one '- assertion: value' in each item"
_BUTTONS_HINT = "write a list of titles, 'none', or one of {set: […]}, {include: […]}, {without: […]}"
_SLOTS_HINT = "write '- name: slot', and 'value: …' below it if the value matters"
_MAX_MS = 3_600_000


def read_assertions(node: Node, problems: Problems) -> Iterator[Expectation]:
    """The checks of an ``assertions`` list, in order."""
    for item in items_of(node, "'assertions'", problems, _LIST_HINT) or ():
        entry = single_entry(item, "an assertion", problems, _LIST_HINT)
        if entry is None:
            continue
        key, value = entry
        if key in _READERS:
            yield from (Expectation(key, check, line) for check, line in _READERS[key](value, item, problems))
        elif key in REFUSED_ASSERTIONS:
            problems.at(item, f"{shown(key)} cannot be used: {REFUSED_ASSERTIONS[key]}")
        else:
            message = f"unknown assertion {shown(key)}{did_you_mean(key, _READERS)}"
            problems.at(item, message, f"allowed here: {listed(_READERS)}")


def read_step_slots(key: str, node: Node, problems: Problems) -> Iterator[Expectation]:
    """The checks of a ``slot_was_set`` or ``slot_was_not_set`` step: names, or maps of name and value."""
    kind = SlotWasSet if key == "slot_was_set" else SlotWasNotSet
    hint = "write '- name' for any value, or '- name: value'"
    items = one_or_more(node) if isinstance(node, Fields) or not _is_empty(node) else ()
    if not items:
        problems.at(node, f"{shown(key)} names no slot", hint)
    for item in items:
        if isinstance(item, Fields) and item.nodes:
            for name, value in item.nodes.items():
                yield Expectation(key, kind(name, plain(value)), item.key_lines[name])
        else:
            name = text_of(item, f"an item of {shown(key)}", problems, hint)
            if name is not None:
                yield Expectation(key, kind(name, ANY), item.line)


def _is_empty(node: Node) -> bool:
    return (isinstance(node, Items) and not node.nodes) or (isinstance(node, Scalar) and node.value is None)


Found = Iterator[tuple[Check, int]]


def _text(kind: Callable[[str], Check], key: str) -> Callable[[Node, Node, Problems], Found]:
    """The reader of an assertion that is one text."""

    def read(value: Node, item: Node, problems: Problems) -> Found:
        text = text_of(value, f"'{key}'", problems)
        if text is not None:
            yield kind(text), item.line

    return read


def _slots(kind: type, key: str) -> Callable[[Node, Node, Problems], Found]:
    def read(value: Node, item: Node, problems: Problems) -> Found:
        for each in items_of(value, f"'{key}'", problems, _SLOTS_HINT) or ():
            fields = fields_of(each, f"an item of '{key}'", problems, _SLOTS_HINT)
            if fields is None:
                continue
            refuse_unknown_keys(fields, ("name", "value"), problems)
            if "name" not in fields.nodes:
                problems.at(each, f"an item of '{key}' needs a 'name'", _SLOTS_HINT)
                continue
            name = text_of(fields.nodes["name"], "'name'", problems)
            if name is not None:
                wanted = plain(fields.nodes["value"]) if "value" in fields.nodes else ANY
                yield kind(name, wanted), each.line

    return read


def _message(kind: type, key: str, keys: tuple[str, ...]) -> Callable[[Node, Node, Problems], Found]:
    def read(value: Node, item: Node, problems: Problems) -> Found:
        hint = f"write at least one of {listed(keys)} below it"
        fields = fields_of(value, f"'{key}'", problems, hint)
        if fields is None:
            return
        refuse_unknown_keys(fields, keys, problems)
        nodes = {name: fields.nodes[name] for name in keys if name in fields.nodes}
        if not nodes:
            problems.at(item, f"'{key}' says nothing to compare", hint)
            return
        readers = {
            "utter_name": _name,
            "text_matches": _pattern,
            "buttons": _buttons_with_payloads,
            "says": _facts_of_message,
        }
        found = {name: readers[name](node, problems) for name, node in nodes.items()}
        yield kind(**found), item.line

    return read


def _name(node: Node, problems: Problems) -> str | None:
    return text_of(node, "'utter_name'", problems)


def _facts_of_message(node: Node, problems: Problems) -> tuple[str, ...]:
    return tuple(fact for found, _ in _facts(Says, "says")(node, node, problems) for fact in found.facts)


def _pattern(node: Node, problems: Problems) -> re.Pattern | None:
    text = text_of(node, "'text_matches'", problems)
    if text is None:
        return None
    try:
        return re.compile(text)
    # Warnings are faults where a test run is told so; they mean a doubtful expression.
    except (re.error, OverflowError, RecursionError, Warning) as error:
        message = f"'text_matches' is no regular expression: {error}"
        problems.at(
            node, message, "write a backslash before brackets, dots and question marks that are meant"
        )
    return None


def _buttons_with_payloads(node: Node, problems: Problems) -> Buttons | None:
    hint = "write '- title: …', and 'payload: …' below it if it matters"
    titles, payloads = [], []
    for each in items_of(node, "'buttons'", problems, hint) or ():
        fields = fields_of(each, "a button", problems, hint)
        if fields is None:
            continue
        refuse_unknown_keys(fields, _BUTTON_KEYS, problems)
        if "title" not in fields.nodes:
            problems.at(each, "a button needs a 'title'", hint)
            continue
        title = text_of(fields.nodes["title"], "'title'", problems)
        payload = fields.nodes.get("payload")
        titles.append(title or "")
        payloads.append(text_of(payload, "'payload'", problems) if payload else None)
    return Buttons(tuple(titles), payloads=tuple(payloads))


def _buttons(value: Node, item: Node, problems: Problems) -> Found:
    if isinstance(value, Scalar) and value.value == "none" or isinstance(value, Items) and not value.nodes:
        yield Buttons(()), item.line
    elif isinstance(value, Items):
        yield Buttons(_titles(value, problems)), item.line
    elif isinstance(value, Fields):
        refuse_unknown_keys(value, _BUTTON_MATCHES, problems)
        entry = single_entry(value, "'buttons'", problems, _BUTTONS_HINT)
        if entry is not None and entry[0] in _BUTTON_MATCHES:
            yield Buttons(_titles(entry[1], problems), match=entry[0]), item.line
    else:
        problems.at(value, "'buttons' must be a list of titles", _BUTTONS_HINT)


def _titles(node: Node, problems: Problems) -> tuple[str, ...]:
    nodes = items_of(node, "the list of buttons", problems, _BUTTONS_HINT) or ()
    titles = [text_of(each, "a button", problems, "write its title") for each in nodes]
    return tuple(title for title in titles if title is not None)


def _facts(kind: type, key: str) -> Callable[[Node, Node, Problems], Found]:
    def read(value: Node, item: Node, problems: Problems) -> Found:
        nodes = (value,) if isinstance(value, Scalar) else items_of(value, f"'{key}'", problems)
        facts = [text_of(each, f"a fact of '{key}'", problems) for each in nodes or ()]
        if facts and None not in facts:
            yield kind(tuple(facts)), item.line

    return read


def _handoff(value: Node, item: Node, problems: Problems) -> Found:
    expected = truth_of(value, "'handoff'", problems)
    if expected is not None:
        yield Handoff(expected), item.line


def _within_ms(value: Node, item: Node, problems: Problems) -> Found:
    milliseconds = whole_number_of(value, "'within_ms'", 1, _MAX_MS, problems)
    if milliseconds is not None:
        yield WithinMs(milliseconds), item.line


def _store(value: Node, item: Node, problems: Problems) -> Found:
    changed = read_store(value, problems)
    if changed is not None:
        yield changed, item.line


_READERS = {
    "action_executed": _text(ActionExecuted, "action_executed"),
    "slot_was_set": _slots(SlotWasSet, "slot_was_set"),
    "slot_was_not_set": _slots(SlotWasNotSet, "slot_was_not_set"),
    "bot_uttered": _message(BotUttered, "bot_uttered", _UTTERED_KEYS),
    "bot_did_not_utter": _message(BotDidNotUtter, "bot_did_not_utter", _MESSAGE_KEYS),
    "store": _store,
    "guidance": _text(Guidance, "guidance"),
    "says": _facts(Says, "says"),
    "does_not_say": _facts(DoesNotSay, "does_not_say"),
    "buttons": _buttons,
    "handoff": _handoff,
    "within_ms": _within_ms,
    "fault": _text(Fault, "fault"),
}
ASSERTION_KEYS = tuple(_READERS)
