"""The table a suite is generated from: orders, ways to ask, and what is said in between."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.convtest.marketplace.suite.facts import FACTS
from bot.convtest.reading.problems import CaseFileError, CaseFileErrors, did_you_mean, shown
from bot.convtest.reading.values import Problems, fields_of, items_of, refuse_unknown_keys, row_value, text_of
from bot.convtest.reading.yaml_source import Fields, read_yaml
from bot.orders.ask import Ask
from bot.orders.decision import Offer, Write

# A shopper who reports a wrong charge asks about a payment, in other words.
PAYMENT_DISPUTED = "payment_disputed"
_KEYS = (
    "shopper",
    "orders",
    "asks",
    "details",
    "yes",
    "offers",
    "digression",
    "typed_yes",
    "typed_no",
    "never_mind",
    "not_covered",
    "unclear",
    "person",
    "wrong_number",
    "other_order",
    "replies",
)
_FACT = re.compile(r"[a-z]+(_[a-z]+)+")
_NAMES = {
    "asks": (*(ask.value for ask in Ask), PAYMENT_DISPUTED),
    "details": tuple(write.value for write in Write),
    "yes": tuple(write.value for write in Write),
    "offers": tuple(offer.value for offer in Offer),
}


@dataclass(frozen=True)
class Phrase:
    """One way to ask, with ``{item}`` and ``{number}``; ``reason`` is why an order is cancelled by it."""

    says: str
    reason: str = "other"

    @property
    def names_number(self) -> bool:
        return "{number}" in self.says


@dataclass(frozen=True)
class Table:
    """One ``.suite.yml`` file. ``orders`` are complete order JSON by name, ``lines`` where each stands.

    ``replies`` holds what each reply must name: names of ``facts.FACTS``, and words as they are.
    """

    file: Path
    shopper: str
    orders: Mapping[str, dict[str, Any]]
    lines: Mapping[str, int]
    asks: Mapping[str, tuple[Phrase, ...]]
    details: Mapping[str, dict[str, str]]
    yes: Mapping[str, str]
    offers: Mapping[str, dict[str, str]]
    digression: dict[str, str]
    typed_yes: list[str]
    typed_no: list[str]
    never_mind: list[str]
    not_covered: list[str]
    unclear: list[str]
    person: list[str]
    wrong_number: str
    other_order: dict[str, Any]
    replies: Mapping[str, tuple[str, ...]]


def read_table(path: Path, root: Path) -> Table:
    """The table of a file.

    Raises:
        CaseFileErrors: naming file and line of all that is wrong with it.
    """
    shown_as = path.absolute().relative_to(root.absolute())
    problems = Problems()
    try:
        fields = _fields(path, shown_as, problems)
    except CaseFileError as error:
        problems.errors.append(error)
    if problems.errors:
        raise CaseFileErrors(problems.errors)
    body = {key: row_value(node) for key, node in fields.nodes.items()}
    orders = _with_likes(body["orders"], body["shopper"])
    other = _with_likes({**body["orders"], "": body["other_order"]}, body["shopper"])[""]
    asks = {name: tuple(map(_phrase, phrases)) for name, phrases in body["asks"].items()}
    replies = {name: tuple(map(str, named)) for name, named in body["replies"].items()}
    lines = fields.nodes["orders"].key_lines
    worked_out = {"file": shown_as, "orders": orders, "lines": lines, "asks": asks, "other_order": other}
    return Table(**{**body, **worked_out, "replies": replies})


def _phrase(written: Any) -> Phrase:
    return Phrase(**written) if isinstance(written, dict) else Phrase(str(written))


def _fields(path: Path, shown_as: Path, problems: Problems) -> Fields:
    node = read_yaml(path, shown_as)
    fields = fields_of(node, "the file", problems) if node is not None else None
    if fields is None:
        raise CaseFileError(shown_as, 1, "a suite needs the keys " + ", ".join(_KEYS))
    refuse_unknown_keys(fields, _KEYS, problems)
    missing = [key for key in _KEYS if key not in fields.nodes]
    if missing:
        raise CaseFileError(shown_as, 1, f"a suite needs {', '.join(missing)} as well")
    for key, known in _NAMES.items():
        inner = fields_of(fields.nodes[key], f"'{key}'", problems)
        if inner is not None:
            refuse_unknown_keys(inner, known, problems)
    _require_likes(fields.nodes["orders"], problems)
    _require_facts(fields.nodes["replies"], problems)
    return fields


def _require_facts(replies: Any, problems: Problems) -> None:
    """Each reply has a list of facts and words; what looks like the name of a fact is one."""
    named = fields_of(replies, "'replies'", problems)
    for reply, node in named.nodes.items() if named else ():
        for each in items_of(node, f"'{reply}'", problems) or ():
            text = text_of(each, f"an item of '{reply}'", problems)
            if text and _FACT.fullmatch(text) and text not in FACTS:
                problems.at(each, f"there is no fact {shown(text)}{did_you_mean(text, FACTS)}")


def _require_likes(orders: Any, problems: Problems) -> None:
    """Each ``like`` names an order further up, so that nothing can go in circles."""
    above: list[str] = []
    for name, node in orders.nodes.items():
        like = node.nodes.get("like") if isinstance(node, Fields) else None
        if like is not None and like.written not in above:
            problems.at(like, f"no order {shown(like.written)} above{did_you_mean(like.written, above)}")
        above.append(name)


def _with_likes(orders: Mapping[str, dict], shopper: str) -> dict[str, dict]:
    whole: dict[str, dict] = {}
    for name, order in orders.items():
        own = {key: value for key, value in order.items() if key != "like"}
        whole[name] = {"customer_id": shopper, **whole.get(order.get("like", ""), {}), **own}
    return whole
