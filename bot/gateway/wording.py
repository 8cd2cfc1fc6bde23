"""What the gateway itself says to a shopper, when no turn can; the words are in domain/words."""

from bot.dialogue.buttons import guess_buttons, offer_buttons
from bot.dialogue.names import day, order_name
from bot.dialogue.words import sentence
from bot.orders.decision import Offer
from bot.orders.order import Order

UNREACHABLE = sentence("gateway.unreachable")
UNCERTAIN = sentence("gateway.uncertain")
STILL_WORKING = sentence("gateway.still_working")
TOO_LATE = sentence("gateway.too_late")
GAVE_UP = sentence("gateway.gave_up")
STARTED_OVER = sentence("gateway.started_over")
NO_COMMANDS = sentence("gateway.no_commands")


def says(text: str) -> dict:
    """A bot message with this text."""
    return {"text": text}


def delivered(order: Order) -> dict:
    """The reminder a shopper asked for, once the order is there."""
    return {
        "text": sentence("gateway.delivered", item=order_name(order), delivered_on=day(order.delivered_at)),
        "buttons": [
            *guess_buttons(["open_dispute"], order.id),
            *offer_buttons([Offer.OPEN_RETURN, Offer.MESSAGE_SELLER], order.id),
        ],
    }
