"""A stored conversation as a conversation test: said again to the assistant of today, with masks on."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.convtest.case import Advance, Case, Turn
from bot.convtest.marketplace.world import GUEST
from bot.convtest.running.cases import run_case
from bot.convtest.world import World, WorldError
from bot.convtest.writing.masking import Mask
from bot.convtest.writing.personal import NAME
from bot.convtest.writing.recording import case_yaml, masked
from bot.orders.rewinding import as_of
from bot.store.conversations import Heard
from bot.store.database import Database
from bot.store.loading import DEMO_ORDERS, dump_orders

# A pause this long may make a difference: questions go stale, sellers answer, parcels arrive.
SHORTEST_PAUSE = timedelta(minutes=1)
# A shopper of the demo without orders stands for one whom the demo does not know.
STAND_IN = "c-7"
_FRACTION = re.compile(r"(?<=\dT\d\d:\d\d:\d\d)(\.\d+)?\+00:00$")
# Stands for every address that an order is sent to; only the country is kept.
_SAMPLE_ADDRESS = {"name": NAME, "lines": ["1 Sample Street"], "city": "Sampletown", "postal_code": "00000"}
_PERSONAL = ("id", "text", "summary", "label", "tracking_number", "title", "method")


def test_of_conversation(
    name: str, heard: Sequence[Heard], customer_id: str | None, database: Database, world: World
) -> str:
    """The text of a case file with this conversation.

    The shopper's orders are laid over the demo data as they stood when the conversation began. Names,
    addresses, card and order numbers are masked, those of the demo excepted. What is expected is what
    the assistant says and does now; someone should read it before it is kept.

    Raises:
        WorldError: when nothing was said, or it cannot be said again.
    """
    if not heard:
        raise WorldError("Nothing has been said in this conversation since it last began.")
    began_at = heard[0].at.replace(microsecond=0)
    demo = json.loads(DEMO_ORDERS.read_text(encoding="utf-8"))
    orders, names = _seed(database, customer_id, began_at, demo)
    mask = Mask(names, keep=[order["id"] for order in demo["orders"]])
    case = Case(
        name=name,
        file=Path("saved.yml"),
        line=1,
        steps=tuple(_steps(heard, mask)),
        customer=_who(customer_id, demo),
        orders=tuple(_masked(order, mask) for order in orders),
        now=began_at,
    )
    result = run_case(case, world)
    if result.broke_off:
        raise WorldError(f"The conversation goes another way now: {result.broke_off}")
    turns = masked(result.steps, mask=mask)
    return case_yaml(name, case.customer, turns, now=began_at, orders=case.orders)


def _masked(order: Any, mask: Mask) -> Any:
    """An order with masks on all that people wrote or are known by; times and codes stay."""
    if isinstance(order, dict):
        return {name: _masked_field(name, value, mask) for name, value in order.items()}
    return [_masked(each, mask) for each in order] if isinstance(order, list) else order


def _masked_field(name: str, value: Any, mask: Mask) -> Any:
    if name == "ship_to":
        return {**_SAMPLE_ADDRESS, "country": value["country"]}
    return mask.value(value) if name in _PERSONAL else _masked(value, mask)


def _who(customer_id: str | None, demo: dict[str, Any]) -> str:
    if customer_id is None:
        return GUEST
    return customer_id if any(each["id"] == customer_id for each in demo["customers"]) else STAND_IN


def _seed(
    database: Database, customer_id: str | None, began_at: datetime, demo: dict[str, Any]
) -> tuple[list[dict], list[str]]:
    """The shopper's orders when the conversation began, on sellers and coupons of the demo; their names."""
    if customer_id is None:
        return [], []
    dump = dump_orders(database, customer_id)
    sellers = {each["id"]: each["auto_reply"] for each in dump["sellers"]}
    coupons = {each["code"]: each["kind"] for each in dump["coupons"]}
    found = (as_of(order, began_at) for order in dump["orders"])
    orders = [
        _filled(
            order
            | {
                "customer_id": _who(customer_id, demo),
                "seller_id": _alike(
                    demo["sellers"], "id", order["seller_id"], "auto_reply", sellers[order["seller_id"]]
                ),
                "coupon": _alike(
                    demo["coupons"], "code", order["coupon"], "kind", coupons.get(order["coupon"])
                ),
            }
        )
        for order in found
        if order is not None
    ]
    return orders, [customer["name"] for customer in dump["customers"]]


def _alike(known: list[dict], key: str, name: str | None, trait: str, value: str | None) -> str | None:
    """``name`` where the demo has it, otherwise the first of the demo that is like it."""
    if name is None or any(each[key] == name for each in known):
        return name
    return next(each[key] for each in known if each[trait] == value)


def _filled(order: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty, and every time without fractions of a second, in UTC."""
    return {name: _short(value) for name, value in order.items() if value not in (None, [], {})}


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return _filled(value)
    if isinstance(value, list):
        return [_short(each) for each in value]
    return _FRACTION.sub("Z", value) if isinstance(value, str) else value


def _steps(heard: Sequence[Heard], mask: Mask) -> Iterator[Turn | Advance]:
    last_at = heard[0].at
    for each in heard:
        if each.at - last_at >= SHORTEST_PAUSE:
            minutes = int((each.at - last_at).total_seconds() // 60)
            yield Advance(timedelta(minutes=minutes), f"{minutes}m", 1)
        last_at = each.at
        yield Turn(mask.text(each.text), 1, is_press=each.is_press)
