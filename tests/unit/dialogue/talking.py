"""A talk with the dialogue on a fake shop: what is heard is said outright, nothing is read from words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.dialogue.heard import Clause, Heard, Pressed, Ranked, Role
from bot.dialogue.references import Mention, References
from bot.dialogue.respond import Response, respond, resume
from bot.dialogue.say import Say
from bot.dialogue.state import State, from_json, to_json
from tests.fakes.shop import FakeShop
from tests.unit.dialogue.orders import NOW

RESPONSES = Path(__file__).parents[3] / "domain" / "responses"
KINDS = (
    *("cancel_order", "request_cancellation", "remind_seller", "message_seller", "open_dispute"),
    *("open_return", "open_ticket", "set_reminder", "withdraw_request", "withdraw_dispute"),
    *("withdraw_return", "withdraw_reminder", "near_order"),
)


@cache
def _wordings() -> dict[str, list[str]]:
    """The texts of every reply of domain/responses."""
    bodies = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in RESPONSES.glob("*.yml"))
    return {
        name: [variant["text"] for variant in variants]
        for body in bodies
        for name, variants in body["responses"].items()
    }


def assert_has_words(said: Say) -> None:
    """What is said exists in every wording, and each of its placeholders has a value that is not empty."""
    assert said.reply in _wordings(), f"{said.reply} has no words"
    for text in _wordings()[said.reply]:
        for name in re.findall(r"\{(\w+)\}", text):
            may_be_empty = text.endswith(f"{{{name}}}") and name == "refund_line"
            assert said.words.get(name) or may_be_empty, f"{said.reply} has no value for {name}: {text}"


def a_mention(**facts: Any) -> References:
    return References((Mention(**facts),))


def an_answer(label: str) -> dict[str, tuple[Ranked, ...]]:
    """A message that is the same to every question of yes or no."""
    return {f"confirm_{kind}": (Ranked(label, 0.95),) for kind in KINDS}


def a_description(label: str) -> dict[str, tuple[Ranked, ...]]:
    """A message that is the same to every free text that is asked for."""
    return {f"describe_{what}": (Ranked(label, 0.95),) for what in ("dispute", "return", "letter")}


class Talking:
    """One shopper's conversation; ``hears`` and ``presses`` return what follows."""

    def __init__(self, *orders: Any, **shop: Any) -> None:
        self.shop = FakeShop(*orders, now=shop.pop("now", NOW), **shop)
        self.state = State()

    def hears(self, intent: str = "", text: str = "some words", **heard: Any) -> Response:
        """The answer to a message of this intent; ``heard`` are further fields of Heard.

        ``rivals`` are the less likely intents.
        """
        confidence = heard.pop("confidence", 0.95)
        facet = heard.pop("facet", None)
        if facet is not None:
            heard["facets"] = {intent: facet}
        told = heard.pop("told", None)
        if told is not None:
            heard["clauses"] = (Clause(told, 0, len(told), Role.REPORT),)
        first = (Ranked(intent, confidence),) if intent else ()
        intents = (*first, *heard.pop("rivals", ()))
        return self._turn(Heard(text, text, intents, **heard))

    def presses(self, title: str) -> Response:
        """The answer to a button that was offered in the last turn."""
        import json

        offered = [button for body in self.state.said for button in body["buttons"]]
        payload = next(button["payload"] for button in offered if button["title"] == title)
        intent, _, entities = payload.removeprefix("/").partition("{")
        values = json.loads("{" + entities) if entities else {}
        question, facet = values.pop("question", None), values.get("facet")
        facets = {intent: facet} if facet else {}
        pressed = Pressed(question, values)
        return self._turn(Heard("", "", (Ranked(intent, 1.0),), facets=facets, pressed=pressed))

    def resumes(self) -> Response:
        response = resume(self.state, self.shop)
        self.state = response.state
        return response

    def _turn(self, heard: Heard) -> Response:
        self.shop.next_message()
        response = respond(heard, self.state, self.shop)
        for said in response.says:
            assert_has_words(said)
        # through JSON, as between two turns
        self.state = from_json(to_json(response.state))
        assert self.state == replace(response.state, said=self.state.said)
        return response

    @property
    def changes(self) -> list[str]:
        """What was carried out, in order."""
        return [write.value for write, _, _, outcome in self.shop.carried_out if outcome.is_done]


def replies(response: Response) -> list[str]:
    return [say.reply for say in response.says]


def titles(response: Response) -> list[str]:
    return [button["title"] for say in response.says for button in say.buttons]
