"""From a request to the topic that serves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from bot.dialogue import topics
from bot.dialogue.catalogue import intents
from bot.dialogue.references import NOTHING_NAMED
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk

Handler = Callable[[Talk, Request], None]


@lru_cache(maxsize=1)
def handlers() -> dict[str, Handler]:
    """The function that serves each intent; each module of ``topics`` names its own in HANDLERS."""
    found: dict[str, Handler] = {}
    for module in iter_modules(topics.__path__):
        found |= import_module(f"{topics.__name__}.{module.name}").HANDLERS
    return found


def can_serve(intent: str) -> bool:
    """Whether a topic with code serves this intent."""
    return intent in handlers()


def serve(talk: Talk, request: Request) -> None:
    """Have the topic of the request answer it."""
    handlers()[request.intent](talk, request)


def take_up(talk: Talk) -> None:
    """Go on with what waits, once no question is open."""
    while talk.state.parked and talk.question is None:
        first, *rest = talk.state.parked
        talk.note(parked=tuple(rest))
        if not can_serve(first.intent):
            continue
        talk.heard = replace(talk.heard, references=NOTHING_NAMED, content=None)
        if not first.order_ids:
            # which one was still asked: what was talked about meanwhile is no answer to that
            talk.note(focus=())
        talk.say("utter_back_to", request=called(first.intent))
        serve(talk, first)


def called(intent: str) -> str:
    """What a request of this intent is called in a sentence."""
    declared = intents().get(intent)
    return declared.about if declared else ""
