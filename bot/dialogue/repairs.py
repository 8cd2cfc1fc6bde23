"""When nothing was understood, and the moves of any conversation: again, why, what now, wait, undo."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import undoing
from bot.dialogue.answers import put_again
from bot.dialogue.buttons import guess, offer_buttons, person_button
from bot.dialogue.catalogue import intents
from bot.dialogue.say import Say
from bot.dialogue.serving import called
from bot.dialogue.state import Choose, Confirm, Describe
from bot.dialogue.talk import Talk
from bot.orders.ask import Ask

MOST_GUESSES = 2
# What is less likely than this is no help as a button.
_WORTH_OFFERING = 0.03
# A conversation move this sure is one, unless a wish is surer.
_CLEAR_MOVE = 0.6
_UNCLEAR = ("utter_unclear", "utter_unclear_again", "utter_unclear_person")


def move(talk: Talk) -> bool:
    """Make the conversation move that the message is; False when it is none."""
    ranked = talk.heard.answer_to("move")
    if talk.heard.pressed is not None or ranked.confidence < _CLEAR_MOVE:
        return False
    make = _MOVES.get(ranked.name)
    return make(talk) if make is not None else False


def unclear(talk: Talk) -> None:
    """Say that it was not understood, each time in a narrower way, and come back to what was open."""
    misses = talk.state.misses + 1
    talk.note(misses=misses)
    likely = [each.name for each in talk.heard.intents if each.confidence >= _WORTH_OFFERING]
    offered = [name for name in likely if name in intents() and intents()[name].offered_as][:MOST_GUESSES]
    buttons = [guess(intents()[name].offered_as, name) for name in offered] if misses < len(_UNCLEAR) else []
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
    """Why it is so: the rule behind what was said last."""
    row = talk.state.row or ""
    topic = row.partition("-")[0].lower()
    talk.say(_WHY.get(topic, "utter_why_record"))
    _come_back(talk)
    return True


_WHY = {
    "can": "utter_why_cancel",
    "dsp": "utter_why_dispute",
    "ret": "utter_why_return",
    "ref": "utter_why_refund",
}


def _what_now(talk: Talk) -> bool:
    """What comes next: the open question, or what can be done with the order that was talked about."""
    if talk.question is not None:
        talk.say("utter_what_now_question", request=called(talk.question.request.intent))
        put_again(talk)
        return True
    orders = talk.own(talk.state.focus)
    if not orders or talk.shop.customer is None:
        talk.say("utter_anything_else")
        return True
    advice = talk.shop.decide(Ask.STATUS, orders[0].id)
    talk.say("utter_what_now", order=orders[0], buttons=offer_buttons(advice.decision.offers, orders[0].id))
    return True


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
    return True


def _come_back(talk: Talk) -> None:
    if talk.question is not None:
        put_again(talk)


def is_open_text(talk: Talk) -> bool:
    """Whether a free text or a choice is asked for, to which "the second" or "why" may be an answer."""
    return isinstance(talk.question, Describe | Choose)


_MOVES = {"repeat": _repeat, "why": _why, "what_now": _what_now, "wait": _wait, "undo": _undo}
