"""One case of a conversation test file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.convtest.case import SAYS_NOTHING_ALONE, Case, Expectation
from bot.convtest.reading.problems import did_you_mean, listed, shown
from bot.convtest.reading.shared import REFUSED_KEYS, Shared, customer_of, now_of, tags_of, together
from bot.convtest.reading.steps import Conversation, metadata_of, read_steps
from bot.convtest.reading.values import (
    Problems,
    fields_of,
    items_of,
    refuse_unknown_keys,
    row_value,
    text_of,
    whole_number_of,
)
from bot.convtest.reading.yaml_source import Fields, Items, Node

CASE_KEYS = (
    *("test_case", "fixtures", "metadata", "customer", "orders", "now", "tags", "repeat"),
    "steps",
)
MAX_REPEAT = 100
_CASE_HINT = "write '- test_case: what is tested', and 'steps:' below it"


def read_case(node: Node, shared: Shared, file: Path, problems: Problems) -> Case | None:
    """The case, or None when its name or its shape is missing; mistakes inside become problems."""
    fields = fields_of(node, "a case", problems, _CASE_HINT)
    if fields is None:
        return None
    before = len(problems.errors)
    refuse_unknown_keys(fields, CASE_KEYS, problems, REFUSED_KEYS)
    for key in ("test_case", "steps"):
        if key not in fields.nodes:
            problems.at(fields, f"a case needs {shown(key)}", _CASE_HINT)
    metadata = metadata_of(fields.nodes.get("metadata"), shared.metadata, problems)
    talk = Conversation()
    if "steps" in fields.nodes:
        talk = read_steps(fields.nodes["steps"], shared.metadata, metadata, problems)
    case = _case(fields, shared, file, metadata, talk, problems)
    # Where something could not be read, the check that is missing may be there.
    if case and len(problems.errors) == before:
        _refuse_saying_nothing(case, fields, problems)
    return case


def _case(
    fields: Fields,
    shared: Shared,
    file: Path,
    metadata: Mapping[str, Any],
    talk: Conversation,
    problems: Problems,
) -> Case | None:
    nodes = fields.nodes
    name = _name(nodes["test_case"], problems) if "test_case" in nodes else None
    repeat = nodes.get("repeat")
    case = Case(
        name=name or "",
        file=file,
        line=fields.line,
        steps=tuple(talk.steps),
        customer=customer_of(nodes["customer"], problems) if "customer" in nodes else shared.customer,
        orders=_orders(nodes.get("orders"), shared, problems),
        now=now_of(nodes["now"], problems) if "now" in nodes else shared.now,
        tags=together(shared.tags, tags_of(nodes["tags"], problems)) if "tags" in nodes else shared.tags,
        repeat=(whole_number_of(repeat, "'repeat'", 1, MAX_REPEAT, problems) or 1) if repeat else 1,
        slots=_fixture_slots(nodes.get("fixtures"), shared, problems),
        metadata=dict(metadata),
        opening=tuple(talk.opening),
    )
    return case if name else None


def _name(node: Node, problems: Problems) -> str | None:
    name = text_of(node, "'test_case'", problems, "write a sentence on what is tested")
    if name is not None and not name.isprintable():
        problems.at(node, f"the name {shown(name)} holds line breaks or control characters", "write one line")
        return None
    return name


def _fixture_slots(node: Node | None, shared: Shared, problems: Problems) -> dict[str, Any]:
    slots: dict[str, Any] = {}
    for each in (items_of(node, "'fixtures'", problems, "write [one, two]") or ()) if node else ():
        name = text_of(each, "a fixture", problems)
        if name is not None and name not in shared.fixtures:
            message = f"unknown fixture {shown(name)}{did_you_mean(name, shared.fixtures)}"
            problems.at(each, message, f"known here: {listed(shared.fixtures) or 'none'}")
        slots |= shared.fixtures.get(name or "", {})
    return slots


def _orders(node: Node | None, shared: Shared, problems: Problems) -> tuple[dict[str, Any], ...]:
    if node is None or (isinstance(node, Items) and not node.nodes):
        return ()
    hint = "write one '- id: …' with its fields for each order"
    maps = [
        fields_of(each, "an order", problems, hint)
        for each in items_of(node, "'orders'", problems, hint) or ()
    ]
    return tuple(_order(fields, shared.order_templates, problems) for fields in maps if fields)


def _order(fields: Fields, templates: Mapping[str, Mapping[str, Any]], problems: Problems) -> dict[str, Any]:
    """The order over its template, over the template of that, and so on.

    A ``like`` that names no template stays: the world knows whether it is one of its orders.
    """
    order = row_value(fields)
    if "like" in order and text_of(fields.nodes["like"], "'like'", problems) is None:
        return order
    used: list[str] = []
    while str(order.get("like")) in templates:
        name = str(order.pop("like"))
        if name in used:
            message = f"the order template {shown(name)} is like itself"
            problems.at(fields.nodes["like"], message, f"the way there: {listed(used)}")
            return order
        used.append(name)
        order = {**templates[name], **order}
    return order


def _refuse_saying_nothing(case: Case, fields: Fields, problems: Problems) -> None:
    checks: list[Expectation] = [*case.opening]
    for step in case.steps:
        checks.extend(step.checks)
    if all(isinstance(each.check, SAYS_NOTHING_ALONE) for each in checks):
        hint = "add what the bot does: 'bot_uttered', 'says', 'buttons', 'guidance', 'store' or the like"
        problems.at(fields, f"{shown(case.name)} asserts nothing about what the bot did", hint)
