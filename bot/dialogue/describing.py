"""A free text that is asked for: closed by default, taken only where the message is an answer."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.buttons import problem_buttons
from bot.dialogue.catalogue import tasks
from bot.dialogue.heard import Heard, Role
from bot.dialogue.names import chosen_items
from bot.dialogue.serving import serve, take_up
from bot.dialogue.state import Describe, Request
from bot.dialogue.talk import Talk

# What is asked for, the intent whose own words are an answer to it, and the questions that ask for it.
_OWN_INTENT = {"dispute": "open_dispute", "return": "return_item", "letter": "contact_seller"}
_ASKS = {
    "dispute": "utter_ask_dispute_text",
    "return": "utter_ask_return_reason",
    "letter": "utter_ask_letter_text",
}
ASKING = frozenset({Role.REQUEST, Role.DECLINED, Role.CONDITIONAL})
"""The roles of what wants something, if only that it stays as it is."""
_ANSWERS = ("answer", "amend", "instruct")
_LIKELY, _CLEAR_WISH = 0.3, 0.6
# An instruction such as "ask them …" is a small part of what it says to tell.
_MOST_OF_IT = 0.5


def reading(heard: Heard, question: Describe) -> str:
    """What the message is to the free text asked for, such as answer, stop, question, elsewhere."""
    return heard.answer_to(f"describe_{question.what}").name


def is_answer(heard: Heard, question: Describe) -> bool:
    """Whether the message is the text asked for, ends the asking, or shows that none is at hand."""
    if heard.pressed is not None:
        return _problem_pressed(heard, question) is not None
    if _names_another(heard):
        return False
    return reading(heard, question) in (*_ANSWERS, "stop", "unsure") or _may_be_meant(heard, question)


def _names_another(heard: Heard) -> bool:
    """Whether the message only names an order: "sorry, I meant order …"."""
    is_order = heard.intent == "inform_order" and heard.confidence >= _CLEAR_WISH
    return is_order and any(mention.number or mention.ending for mention in heard.references.include)


def _may_be_meant(heard: Heard, question: Describe) -> bool:
    """Whether it may well be the text, and is no clear wish; it is read back before it counts."""
    ranked = {each.name: each.confidence for each in heard.answers.get(f"describe_{question.what}", ())}
    is_clear = heard.intent in tasks() and heard.confidence >= _CLEAR_WISH
    return ranked.get("answer", 0.0) >= _LIKELY and reading(heard, question) == "elsewhere" and not is_clear


def answer(talk: Talk, question: Describe) -> bool:
    """Take the text, or do what else the message says; False when it belongs elsewhere."""
    problem = _problem_pressed(talk.heard, question)
    if problem is not None:
        _go_on(talk, replace(question.request, facet=problem, reason=problem.replace("_", " ")))
        return True
    if talk.heard.pressed is not None or _names_another(talk.heard):
        return False
    label = reading(talk.heard, question)
    if label in _ANSWERS or _may_be_meant(talk.heard, question):
        _go_on(talk, with_text(talk, question.what, question.request))
    elif label == "stop":
        talk.close()
        talk.say("utter_declined")
        take_up(talk)
    elif label == "unsure":
        put(talk, question)
        talk.reopen(question)
    else:
        return False
    return True


def with_text(talk: Talk, what: str, request: Request) -> Request:
    """The request with what the message tells: only the telling clauses where there are others too."""
    heard = talk.heard
    if what == "letter":
        is_told_how = heard.answer_to("describe_letter").name == "instruct"
        is_most = len(heard.content or "") > len(heard.text) * _MOST_OF_IT
        told = heard.letter or heard.content if is_told_how and is_most else None
        return replace(request, content=told or heard.text)
    text = _told(heard, _OWN_INTENT[what])
    facet = heard.facets.get(_OWN_INTENT[what]) or request.facet
    return replace(request, reason=text, facet=facet)


def _told(heard: Heard, own_intent: str) -> str:
    """The message without the clauses that ask for something else."""
    kept = [
        clause.text
        for clause in heard.clauses
        if clause.role not in ASKING or clause.intent in (None, own_intent)
    ]
    is_whole = len(kept) == len(heard.clauses) or not kept
    return heard.text if is_whole else " ".join(kept).strip(" ,;:-")


def _go_on(talk: Talk, request: Request) -> None:
    talk.close()
    serve_quietly(talk, request)


def serve_quietly(talk: Talk, request: Request) -> None:
    """Go on to the confirmation; what holds was said before the text was asked for, and is not said again."""
    said_before = len(talk.says)
    serve(talk, request)
    if talk.has_asked and len(talk.says) > said_before + 1:
        del talk.says[said_before : len(talk.says) - 1]


def put(talk: Talk, question: Describe) -> None:
    """Ask for the text again, in a narrower way."""
    order = talk.own(question.request.order_ids)[0]
    buttons = problem_buttons(order.id) if question.what == "dispute" else []
    items = chosen_items(order, question.request.items)
    talk.say(f"{_ASKS[question.what]}_again", order=order, buttons=buttons, items=items)


def _problem_pressed(heard: Heard, question: Describe) -> str | None:
    pressed = heard.pressed
    if pressed is None or question.what != "dispute" or heard.intent != _OWN_INTENT["dispute"]:
        return None
    is_of_order = pressed.entities.get("order_number") in question.request.order_ids
    return pressed.entities.get("facet") if is_of_order else None
