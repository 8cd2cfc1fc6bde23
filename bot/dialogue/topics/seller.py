"""The seller: cancelled by them, refused or ignored by them, and writing to them."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import serving
from bot.dialogue.about_orders import serve
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask


def seller_cancelled(talk: Talk, request: Request) -> None:
    """What a cancellation by the seller means, and what to agree on with them."""
    serve(talk, request, Ask.SELLER_CANCELLED)


def seller_refused(talk: Talk, request: Request) -> None:
    """What follows when the seller refuses or does not answer."""
    serve(talk, request, Ask.SELLER_REFUSED)


def contact_seller(talk: Talk, request: Request) -> None:
    """Write the letter where it is told what to say, otherwise ask for it.

    To ask the seller to cancel is to cancel, which needs no letter before the parcel is sent.
    """
    if request.facet == "cancel":
        serving.serve(talk, replace(request, intent="cancel_order", facet=None, content=None))
    else:
        serve(talk, request, Ask.CONTACT_SELLER)


HANDLERS = {
    "seller_cancelled": seller_cancelled,
    "seller_refused": seller_refused,
    "contact_seller": contact_seller,
}
