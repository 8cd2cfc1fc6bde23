"""A conversation that was had becomes a conversation test: a file ready to run, nothing personal in it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.convtest.result import StepResult
from bot.convtest.seen import Button, RowChange, Said, Seen
from bot.convtest.writing.masking import Mask
from bot.convtest.writing.store_yaml import expected_fields, store_lines
from bot.convtest.writing.yaml_writing import flow, key_text, scalar

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FACT = re.compile(
    r"[$€£]\s?\d+(?:,\d{3})*(?:\.\d{2})?"
    rf"|\b\d{{1,2}} (?:{_MONTHS}) \d{{4}}\b"
    r"|(?<![\w.])\d{12,20}(?!\w)"
    r"|(?<!\w)#?[A-Z]{1,3}\d{5,}(?!\w)"
)
_SHOPPER_STEPS = ("user", "press")
_LONGEST_LINE = 108


def case_yaml(
    name: str,
    customer: str | None,
    turns: Sequence[StepResult],
    *,
    now: datetime | None,
    orders: Sequence[Mapping[str, Any]] = (),
) -> str:
    """A case file with this one case: what the shopper did, and of each answer what a test can hold it to.

    Those are the guidance row, amounts, dates and order numbers, the buttons, the changed rows and
    whether a person was called. Of a turn without events nobody knows that the store did not change.
    ``orders`` are in the form of order JSON; ``now`` is when the conversation began.
    """
    lines = ["test_cases:", f"  - test_case: {scalar(_one_line(name))}"]
    if customer is not None:
        lines.append(f"    customer: {scalar(customer)}")
    if now is not None:
        lines.append(f"    now: {_time(now)}")
    if orders:
        lines.append("    orders:")
        lines += [line for order in orders for line in _order(order)]
    lines.append("    steps:")
    lines += [line for turn in turns for line in _step(turn)]
    return "\n".join(lines) + "\n"


def masked(
    turns: Sequence[StepResult],
    *,
    names: Collection[str] = (),
    keep: Collection[str] = (),
    mask: Mask | None = None,
) -> tuple[StepResult, ...]:
    """The conversation without names, addresses and numbers of people, for keeping it as a test.

    ``names`` are those who took part; ``keep`` are numbers that stay, such as those of demo orders.
    Give a ``mask`` to hide the seeded orders with the same one. A name that nobody introduces and
    that is not in ``names`` cannot be told from other words: someone must read the result.
    """
    mask = mask or Mask(names, keep)
    return tuple(
        replace(turn, text=mask.text(turn.text), seen=_masked(turn.seen, mask), verdicts=()) for turn in turns
    )


def facts_in(text: str) -> list[str]:
    """Amounts, dates and order numbers of a text, each once, in order."""
    return list(dict.fromkeys(match[0] for match in _FACT.finditer(text)))


def _masked(seen: Seen, mask: Mask) -> Seen:
    """Of the events only the names of actions stay: the others hold what was written."""
    return replace(
        seen,
        messages=tuple(_masked_message(said, mask) for said in seen.messages),
        events=tuple(
            {"event": "action", "name": event["name"]}
            for event in seen.events
            if event.get("event") == "action"
        ),
        entities=tuple(mask.value(dict(entity)) for entity in seen.entities),
        slots={},
        changes=tuple(_masked_change(change, mask) for change in seen.changes),
        faults=tuple(map(mask.text, seen.faults)),
    )


def _masked_message(said: Said, mask: Mask) -> Said:
    buttons = tuple(
        Button(mask.text(button.title), None if button.payload is None else mask.text(button.payload))
        for button in said.buttons
    )
    return replace(said, text=mask.text(said.text), buttons=buttons, card=mask.value(said.card))


def _masked_change(change: RowChange, mask: Mask) -> RowChange:
    fields = {name: mask.value(getattr(change, name)) for name in ("key", "before", "after")}
    return replace(change, **fields)


def _order(order: Mapping[str, Any]) -> Iterator[str]:
    line = f"      - {flow(order)}"
    if len(line) <= _LONGEST_LINE:
        yield line
        return
    for number, (name, value) in enumerate(order.items()):
        yield f"{'      - ' if number == 0 else '        '}{key_text(name)}: {flow(value)}"


def _step(turn: StepResult) -> Iterator[str]:
    if turn.kind == "opening":
        yield from _texts(turn.seen)
        return
    yield f"      - {turn.kind}: {scalar(turn.text)}"
    checks = list(_checks(turn))
    if checks:
        yield "        assertions:"
        yield from checks
    elif turn.kind in _SHOPPER_STEPS:
        yield from _texts(turn.seen)


def _checks(turn: StepResult) -> Iterator[str]:
    seen = turn.seen
    begin = "          - "
    for row in seen.rows:
        yield f"{begin}guidance: {scalar(row)}"
    facts = facts_in("\n".join(replace(said, buttons=()).readable() for said in seen.messages))
    if facts:
        yield f"{begin}says: {flow(facts)}"
    if seen.buttons():
        yield from _buttons(begin, [button.title for button in seen.buttons()])
    if any((said.card or {}).get("type") == "handoff" for said in seen.messages):
        yield f"{begin}handoff: true"
    if seen.changes or (seen.events and turn.kind in _SHOPPER_STEPS):
        now = datetime.fromisoformat(turn.at.replace("Z", "+00:00"))
        rows = [(change.table, expected_fields(change, now)) for change in seen.changes]
        first, *rest = store_lines(rows, len(begin))
        yield f"{begin}store{first}"
        yield from rest


def _buttons(begin: str, titles: Sequence[str]) -> Iterator[str]:
    line = f"{begin}buttons: {flow(titles)}"
    if len(line) <= _LONGEST_LINE:
        yield line
        return
    yield f"{begin}buttons:"
    yield from (f"{' ' * (len(begin) + 2)}- {scalar(title)}" for title in titles)


def _texts(seen: Seen) -> Iterator[str]:
    """Nothing firmer is known of such an answer than its words."""
    for said in seen.messages:
        if said.utter_name:
            yield f"      - utter: {scalar(said.utter_name)}"
        elif said.text:
            yield f"      - bot: {scalar(said.text)}"


def _time(at: datetime) -> str:
    return scalar(at.isoformat(timespec="seconds").replace("+00:00", "Z"), '"')


def _one_line(name: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in name).split()) or "a conversation"
