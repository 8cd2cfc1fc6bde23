"""When nothing was understood, and the moves of a conversation: again, why, what now, wait, undo, let go."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import undoing
from bot.dialogue.answers import put_again
from bot.dialogue.buttons import guess_buttons, offer_buttons, person_button
from bot.dialogue.catalogue import tasks
from bot.dialogue.heard import Heard
from bot.dialogue.say import Say
from bot.dialogue.serving import can_serve, serve, take_up
from bot.dialogue.state import Choose, Confirm, Describe, Request
from bot.dialogue.talk import Talk
from bot.dialogue.words import next_words
from bot.orders.ask import Ask
from bot.orders.decision import Write
from bot.orders.order import Order

MOST_GUESSES = 2
# What is less likely than this is no help as a button.
_WORTH_OFFERING = 0.03
# A conversation move this sure is one, unless a wish is surer.
_CLEAR_MOVE = 0.6
_UNCLEAR = ("utter_unclear", "utter_unclear_again", "utter_unclear_person")


def move(talk: Talk) -> bool:
    """Make the conversation move that the message is; False when it is none, or rather a wish."""
    heard, ranked = talk.heard, talk.heard.answer_to("move")
    is_wish = heard.intent in tasks() and heard.confidence >= ranked.confidence and not _undoes(talk)
    has_words = any(char.isalnum() for char in heard.text)
    if heard.pressed is not None or ranked.confidence < _CLEAR_MOVE or is_wish or not has_words:
        return False
    make = _MOVES.get(ranked.name)
    return make(talk) if make is not None else False


def _undoes(talk: Talk) -> bool:
    """Whether "take it back" can mean what was just done: nothing is asked, and no thing is named."""
    is_undo = talk.heard.answer_to("move").name == "undo"
    names = talk.heard.references.names_which
    return is_undo and talk.state.done is not None and talk.question is None and not names


def is_move(heard: Heard) -> bool:
    """Whether the message is a move, though by its intent a fixed answer would follow: "and what now?"."""
    ranked = heard.answer_to("move")
    is_clear = ranked.name in _MOVES and ranked.confidence >= _CLEAR_MOVE
    has_words = any(char.isalnum() for char in heard.text)
    return is_clear and has_words and heard.pressed is None and not can_serve(heard.intent)


def unclear(talk: Talk) -> None:
    """Say that it was not understood, each time in a narrower way, and come back to what was open."""
    misses = talk.state.misses + 1
    talk.note(misses=misses)
    likely = [each.name for each in talk.heard.intents if each.confidence >= _WORTH_OFFERING]
    buttons = guess_buttons(likely)[:MOST_GUESSES] if misses < len(_UNCLEAR) else []
    talk.say(_UNCLEAR[min(misses, len(_UNCLEAR)) - 1], buttons=[*buttons, person_button()])
    if talk.question is not None and misses < len(_UNCLEAR):
        put_again(talk)


def _repeat(talk: Talk) -> bool:
    if not talk.before.said:
        talk.say("utter_repeat_nothing")
        return True
    talk.says += [Say.from_json(body) for body in talk.before.said]
    talk.has_asked = talk.question is not None
    return True


def _why(talk: Talk) -> bool:
    """Why it is asked, or why there is nothing to say about it."""
    question = talk.question
    match question:
        case Confirm():
            is_cancel, is_letter = question.write == Write.CANCEL_ORDER.value, "letter" in question.details
            talk.say(_WHY_CANCEL if is_cancel else _WHY_LETTER if is_letter else _WHY_ASK)
        case Describe():
            talk.say(_WHY_TEXT[question.what])
        case Choose():
            talk.say(
                "utter_why_which_item" if question.what in ("item", "quantity") else "utter_why_which_order"
            )
        case _:
            return _why_so(talk)
    put_again(talk)
    return True


_WHY_ASK, _WHY_CANCEL, _WHY_LETTER = "utter_why_ask", "utter_why_cancel_order", "utter_why_letter"
_WHY_TEXT = {
    "dispute": "utter_why_dispute_text",
    "return": "utter_why_return_reason",
    "letter": "utter_why_letter_text",
}


def _why_so(talk: Talk) -> bool:
    """Why it is as was said last: the order's own status says it; otherwise it is asked back."""
    orders = talk.own(talk.state.focus)
    if orders and talk.state.row:
        serve(talk, Request("order_status", order_ids=(orders[0].id,)))
    else:
        talk.say("utter_why_nothing")
    return True


def _what_now(talk: Talk) -> bool:
    """What comes next: the open question, or what can be done with the order that was talked about."""
    orders = talk.own(talk.state.focus)
    if talk.question is not None:
        put_again(talk)
    elif orders:
        _say_next(talk, orders[0])
    else:
        talk.say("utter_what_now_nothing")
    return True


def _say_next(talk: Talk, order: Order) -> None:
    advice = talk.shop.decide(Ask.STATUS, order.id)
    offers = advice.decision.offers if advice else ()
    if offers:
        buttons = offer_buttons(offers, order.id)
        talk.say("utter_what_now", order=order, buttons=buttons, next=next_words(offers, order))
    else:
        talk.say("utter_what_now_nothing")


def _wait(talk: Talk) -> bool:
    talk.say("utter_wait")
    question = talk.question
    if isinstance(question, Confirm):
        talk.note(question=replace(question, is_fresh=False))
    talk.has_asked = question is not None
    return True


def _undo(talk: Talk) -> bool:
    """Take back what was done last; while something is only asked, there is nothing to take back but that."""
    if talk.state.done is None and talk.question is not None:
        return False
    undoing.undo_last(talk)
    take_up(talk)
    return True


def _drop_all(talk: Talk) -> bool:
    """Let go of the open question and of all that waits; where nothing does, it is no such move."""
    state = talk.state
    if talk.question is None and not state.parked and not state.waiting:
        return False
    talk.drop_all()
    talk.say("utter_declined")
    return True


_MOVES = {
    "repeat": _repeat,
    "why": _why,
    "what_now": _what_now,
    "wait": _wait,
    "undo": _undo,
    "drop_all": _drop_all,
}
