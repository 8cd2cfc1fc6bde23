"""The answer to what was heard: the one way into the dialogue."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue import answers, handover, repairs
from bot.dialogue.catalogue import tasks
from bot.dialogue.heard import Heard
from bot.dialogue.requests import request_from
from bot.dialogue.say import Say
from bot.dialogue.serving import can_serve, serve, take_up
from bot.dialogue.state import Confirm, State
from bot.dialogue.talk import Talk
from bot.service.shop import Shop

# What is reported about a person's safety or account goes to a person at once.
_URGENT = {
    "out_of_scope": ("hacked", "danger"),
    "human_handoff": ("hacked", "danger"),
    "open_dispute": ("danger",),
}

# What counts as not understood, or not covered, when it comes several times in a row.
_MISSES = frozenset({"nlu_fallback", "out_of_scope"})
# The languages in which it is said that only English is understood.
_LANGUAGES = frozenset({"es", "fr", "de", "it", "pt", "nl", "pl", "tr", "ru", "zh", "ja", "ar", "hi"})


@dataclass(frozen=True)
class Response:
    """What is said, in order, the state of the conversation after it, and the guidance rows that held."""

    state: State
    says: tuple[Say, ...]
    rows: tuple[str, ...] = ()


def respond(heard: Heard, state: State, shop: Shop) -> Response:
    """Answer one request of a message: to the open question if it answers it, otherwise by its topic."""
    talk = Talk(heard, state, shop)
    _read(talk)
    return _finished(talk)


def resume(state: State, shop: Shop) -> Response:
    """Come back to the open question after an answer that needed no code; nothing where none was open."""
    talk = Talk(Heard("", ""), state, shop)
    if talk.question is not None:
        answers.put_again(talk)
    return Response(_remembering(talk), tuple(talk.says))


def _read(talk: Talk) -> None:
    heard = talk.heard
    if heard.language is not None:
        known = heard.language in _LANGUAGES
        talk.say(f"utter_other_language_{heard.language}" if known else "utter_other_language")
        _come_back(talk)
    elif heard.facets.get(heard.intent) in _URGENT.get(heard.intent, ()):
        handover.call(talk, "utter_urgent_person", request_from(heard))
    elif repairs.move(talk) or answers.answer(talk):
        talk.note(misses=0)
    else:
        _serve(talk)


def _serve(talk: Talk) -> None:
    """Serve the request; what was asked before is come back to unless the request took its place."""
    before = talk.question
    intent = talk.heard.intent
    if not can_serve(intent):
        intent = "nlu_fallback"
    if intent not in _MISSES:
        talk.note(misses=0)
    serve(talk, request_from(talk.heard, intent))
    if talk.question is before and before is not None and not talk.has_asked:
        _come_back(talk)
    elif talk.question is None and intent in tasks():
        take_up(talk)


def _come_back(talk: Talk) -> None:
    if talk.question is not None and not talk.has_asked:
        answers.put_again(talk)


def _finished(talk: Talk) -> Response:
    return Response(_remembering(talk), tuple(talk.says), tuple(talk.rows))


def _remembering(talk: Talk) -> State:
    """The state after the turn, with what was said in it."""
    state = replace(talk.state, said=tuple(say.as_json() for say in talk.says))
    question = state.question
    if isinstance(question, Confirm) and not talk.has_asked:
        state = replace(state, question=replace(question, is_fresh=False))
    return state
