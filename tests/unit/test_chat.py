"""The terminal chat, against a small stand-in for the gateway."""

import json
from typing import Any

import httpx
import pytest

from bot import chat as chat_module
from bot.chat import ChatFailed, Line, shown
from bot.gateway.tokens import verify_chat_token

SECRET = "a secret for tests only"
YES_NO = [{"title": "Yes", "payload": "/affirm"}, {"title": "No", "payload": "/deny"}]


class Gateway:
    """Answers like the gateway and remembers what was sent."""

    def __init__(self) -> None:
        self.history: list[dict[str, Any]] = []
        self.sent: list[dict[str, Any]] = []
        self.subjects: list[str] = []
        self.refusal: tuple[int, dict] | None = None

    def add(self, sender: str, text: str, **more: Any) -> dict[str, Any]:
        self.history.append({"id": len(self.history) + 1, "sender": sender, "text": text, "at": "", **more})
        return self.history[-1]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/chat/session":
            return httpx.Response(200, json={"token": "guest token"})
        if self.refusal:
            return httpx.Response(self.refusal[0], json=self.refusal[1])
        self.subjects.append(request.headers["authorization"])
        if request.method == "GET":
            after = int(request.url.params["after"])
            return httpx.Response(200, json={"messages": [m for m in self.history if m["id"] > after]})
        self.sent.append(json.loads(request.content))
        if request.url.path == "/chat/restart":
            return httpx.Response(200, json={"messages": []})
        self.add("user", self.sent[-1]["message"])
        return httpx.Response(200, json={"messages": [self.add("bot", "Sure?", buttons=YES_NO)]})


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def line(gateway: Gateway) -> Line:
    return open_line(gateway)


def open_line(gateway: Gateway, customer_id: str | None = "c-1") -> Line:
    http = httpx.Client(base_url="http://bot", transport=httpx.MockTransport(gateway))
    return Line(http, SECRET, customer_id)


def test_a_message_is_sent_as_the_chosen_shopper(line, gateway):
    line.send("hello")
    assert verify_chat_token(gateway.subjects[-1], SECRET).customer_id == "c-1"


def test_a_guest_uses_a_guest_token(gateway):
    open_line(gateway, None).send("hello")
    assert gateway.subjects[-1] == "Bearer guest token"


def test_a_number_presses_the_button_shown_last(line, gateway):
    line.send("cancel it")
    line.send("2")
    assert (gateway.sent[-1]["message"], gateway.sent[-1]["payload"]) == ("No", "/deny")


def test_a_number_without_such_a_button_is_a_message(line, gateway):
    line.send("cancel it")
    line.send("3")
    assert (gateway.sent[-1]["message"], "payload" in gateway.sent[-1]) == ("3", False)


def test_each_message_has_a_client_id_of_its_own(line, gateway):
    line.send("hello")
    line.send("hello")
    assert gateway.sent[0]["client_id"] != gateway.sent[1]["client_id"]


def test_an_earlier_conversation_is_not_shown_again(gateway):
    gateway.add("bot", "from last week")
    assert open_line(gateway).late_messages() == []


def test_a_late_message_is_shown_once(line, gateway):
    gateway.add("agent", "Here I am")
    assert [[m["text"] for m in line.late_messages()] for _ in range(2)] == [["Here I am"], []]


def test_an_answer_is_not_shown_again_as_a_late_message(line):
    line.send("hello")
    assert line.late_messages() == []


def test_buttons_are_gone_after_beginning_anew(line, gateway):
    line.send("cancel it")
    line.restart()
    line.send("1")
    assert "payload" not in gateway.sent[-1]


def test_a_refusal_is_told_in_its_own_words(line, gateway):
    gateway.refusal = (429, {"error": {"code": "too_fast", "message": "Please wait a moment."}})
    with pytest.raises(ChatFailed, match="Please wait a moment."):
        line.send("hello")


def test_an_error_without_words_is_told_by_its_status(line, gateway):
    gateway.refusal = (502, {})
    with pytest.raises(ChatFailed, match="502"):
        line.send("hello")


def test_long_lines_are_wrapped_and_indented():
    text = shown({"sender": "bot", "text": "word " * 30}, width=40)
    assert all(len(row) <= 40 for row in text.splitlines())


def test_buttons_are_numbered_on_from_those_shown_before():
    text = shown({"sender": "bot", "text": "Sure?", "buttons": YES_NO}, first_button=3)
    assert text.splitlines() == ["bot  Sure?", "     [3] Yes", "     [4] No"]


def test_a_card_is_shown_with_its_lines():
    card = {"type": "receipt", "title": "Cancelled", "order_id": "7", "lines": [["Amount", "$19.90"]]}
    text = shown({"sender": "bot", "custom": card})
    assert [row.strip() for row in text.splitlines()] == [
        "bot  ┌ Cancelled",
        "│ order id: 7",
        "│ Amount: $19.90",
        "└",
    ]


def test_an_order_that_a_receipt_names_in_its_lines_is_not_named_twice():
    card = {"type": "receipt", "title": "Cancelled", "order_id": "7", "lines": [["Order", "7"]]}
    assert shown({"sender": "bot", "custom": card}).count("7") == 1


def test_a_person_is_told_apart_from_the_bot():
    assert not shown({"sender": "agent", "text": "Hi"}).startswith("bot")


@pytest.mark.parametrize("leaving", [EOFError, KeyboardInterrupt])
def test_leaving_is_clean(gateway, monkeypatch, capsys, leaving):
    def leave(_prompt: str) -> str:
        raise leaving

    monkeypatch.setattr("builtins.input", leave)
    monkeypatch.setattr(chat_module, "_answers", lambda *_: True)
    client = httpx.Client
    monkeypatch.setattr(
        chat_module.httpx,
        "Client",
        lambda **_: client(base_url="http://b", transport=httpx.MockTransport(gateway)),
    )
    assert (chat_module.chat(settings_with(SECRET), "c-1"), capsys.readouterr().out[-5:]) == (0, "Bye.\n")


def test_a_given_address_that_does_not_answer_is_an_error(monkeypatch):
    monkeypatch.setattr(chat_module, "_answers", lambda *_: False)
    with pytest.raises(ChatFailed, match="Nothing answers at http://nowhere"):
        chat_module.chat(settings_with(SECRET), "c-1", "http://nowhere")


def settings_with(secret: str) -> Any:
    from pathlib import Path

    from bot.orders.policy import Policy
    from bot.settings import Settings

    return Settings(Path(), Path(), "sqlite://", secret, Policy())
