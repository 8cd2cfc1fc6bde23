"""Polite letters to the seller, made of what is on record and the shopper's own words."""

import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import yaml

from bot.orders.order import Actor, Order, RequestStatus

PURPOSES = ("cancel", "withdraw", "reminder", "replacement", "refund", "tracking", "other")
_FILE = Path(__file__).parent / "tables" / "letters.yml"
# Control characters and lone surrogates have no place in a letter and cannot always be stored.
_UNWRITABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_EMPTY_LINES = re.compile(r"\n{3,}")


def letter(purpose: str, *, order: Order, shopper_name: str, own_words: str | None = None) -> str:
    """The letter to the seller of ``order`` for one of PURPOSES, ready to be shown and sent.

    That to ``cancel`` is for a parcel on its way: before that no seller is asked. That to ``withdraw``
    takes such a request back.
    ``own_words`` are the shopper's and stand in the letter as they are, without control characters.

    Raises:
        ValueError: when the purpose is unknown.
    """
    if purpose not in PURPOSES:
        raise ValueError(f"{purpose!r} is not a purpose of a letter; choose one of {', '.join(PURPOSES)}")
    texts, facts = _texts(), _words_of(order)
    body = texts["bodies"][_body_for(purpose, order)].format_map(facts).strip()
    said = clean_words(own_words or "")
    if said:
        body += "\n\n" + texts["own_words"].format_map({"own_words": said}).strip()
    return texts["frame"].format_map({**facts, "body": _capitalised(body), "shopper": shopper_name}).strip()


def clean_words(text: str) -> str:
    """The shopper's words without control characters, surrounding space and runs of empty lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _EMPTY_LINES.sub("\n\n", _UNWRITABLE.sub(" ", lines)).strip()


def _body_for(purpose: str, order: Order) -> str:
    """The text that says no more than the record does."""
    request = order.cancellation_request
    if purpose == "reminder":
        if request is not None and request.status is RequestStatus.WAITING:
            return "reminder_of_request"
        return "reminder_of_message" if _unanswered_since(order) else "reminder"
    if purpose in ("replacement", "refund") and order.cancelled_by is Actor.SELLER:
        return f"{purpose}_after_cancellation"
    if purpose == "tracking" and order.replacement is not None:
        return "tracking_of_replacement"
    return purpose


def _unanswered_since(order: Order) -> datetime | None:
    """When the shopper last wrote, if the seller has not written since."""
    last = order.messages[-1] if order.messages else None
    return last.sent_at if last is not None and last.sender == "buyer" else None


def _words_of(order: Order) -> dict[str, str]:
    request, replacement = order.cancellation_request, order.replacement
    return {
        "seller": order.seller.name,
        "order_number": order.id,
        "item": ", ".join(item.title for item in order.items),
        "asked_on": _day(request.asked_at if request else None),
        "written_on": _day(_unanswered_since(order)),
        "cancelled_on": _day(order.cancelled_at),
        "agreed_on": _day(replacement.agreed_at if replacement else None),
    }


def _day(at: datetime | None) -> str:
    return f"{at.day} {at:%B %Y}" if at else ""


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=1)
def _texts() -> dict:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))
