"""Coupons: whether one comes back."""

from __future__ import annotations

from bot.dialogue.about_orders import serve
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask


def coupon_recovery(talk: Talk, request: Request) -> None:
    """What the guidance holds for the coupon an order was paid with."""
    serve(talk, request, Ask.COUPON)


HANDLERS = {"coupon_recovery": coupon_recovery}
