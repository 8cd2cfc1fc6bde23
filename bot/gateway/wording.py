"""What the gateway itself says to a shopper, when no turn can."""

import json

from bot.orders.order import Order

UNREACHABLE = (
    "Sorry, I can't do this right now: part of our system isn't answering. Nothing has been changed. "
    "I've kept your message and will answer it here as soon as I can, so there's no need to send it again."
)
UNCERTAIN = (
    "Sorry, I can't finish this right now: part of our system isn't answering, so please don't take it "
    "as done. I've kept your message and will answer it here as soon as I can, so there's no need to send "
    "it again."
)
STILL_WORKING = "I'm still working on this. The answer will appear here, so there's no need to send it again."
TOO_LATE = (
    "Sorry, I couldn't answer your earlier message in time and have stopped trying. "
    "If you still need it, please send it again; I'll look up where your order stands first."
)
GAVE_UP = (
    "Sorry, something went wrong on our side and I couldn't finish this, so please don't take it as done. "
    "You can try again in other words, or ask me for a person."
)
STARTED_OVER = (
    "You started over, so I've let your earlier message go. If you still need it, please send it again."
)
NO_COMMANDS = (
    "I don't take typed commands. Just tell me in your own words what you need, for example "
    "“cancel my order” or “where is my refund?”"
)


def says(text: str) -> dict:
    """A bot message with this text."""
    return {"text": text}


def delivered(order: Order) -> dict:
    """The reminder a shopper asked for, once the order is there."""
    at, item = order.delivered_at, order.items[0].title
    on = f"{at.day} {at:%B}" if at else "now"
    about = json.dumps({"order_number": order.id})
    return {
        "text": f"You asked me to remind you: order {order.id} ({item}) was delivered on {on}. "
        "Is everything all right with it?",
        "buttons": [
            {"title": "Something is wrong with it", "payload": f"/open_dispute{about}"},
            {"title": "Return an item", "payload": f"/return_item{about}"},
            {"title": "Write to the seller", "payload": f"/contact_seller{about}"},
        ],
    }
