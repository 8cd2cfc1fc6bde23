"""`bot chat`: a conversation in the terminal, over the same HTTP calls as the widget."""

import os
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from bot.gateway.identity import Subject
from bot.gateway.tokens import mint_chat_token, verify_chat_token
from bot.orders.errors import BotError
from bot.save_test import require_place, save_test
from bot.settings import Settings

TOKEN_SECONDS = 300
START_TIMEOUT_SECONDS = 240
ANSWER_TIMEOUT_SECONDS = 40
_INDENT = "     "


class ChatFailed(BotError):
    """The conversation cannot go on; the text says why."""


def chat(
    settings: Settings, customer_id: str | None, url: str | None = None, record: Path | None = None
) -> int:
    """Talk until the shopper leaves with Ctrl-D or Ctrl-C; the exit code. Guests have no ``customer_id``.

    With ``record`` the conversation begins anew and is kept in that file as a conversation test.

    Raises:
        ChatFailed: when ``url`` does not answer, or an assistant of our own cannot be started.
        NotSaved: when nothing can be written to ``record``.
    """
    if record is not None:
        require_place(record)
    with (
        _assistant(settings, url) as address,
        httpx.Client(base_url=address, timeout=ANSWER_TIMEOUT_SECONDS) as http,
    ):
        line = Line(http, settings.chat_secret, customer_id)
        if record is not None:
            line.restart()
        print(_greeting(customer_id))
        try:
            _talk(line)
        except (EOFError, KeyboardInterrupt):
            print("\nBye.")
    if record is not None:
        save_test(settings, line.subject(), record, record.stem.replace("_", " "))
    return 0


class Line:
    """One shopper's line to the assistant; shows each message once."""

    def __init__(self, http: httpx.Client, chat_secret: str, customer_id: str | None) -> None:
        self._http = http
        self._chat_secret = chat_secret
        self._customer_id = customer_id
        self._guest_token: str | None = None
        self._last_id = 0
        self.buttons: list[dict[str, str]] = []
        self._skip_what_was_said_before()

    def send(self, text: str) -> list[dict[str, Any]]:
        """The assistant's answer to ``text``; the number of a button shown last presses it."""
        body = {"message": text, "client_id": str(uuid4())}
        if text.isdigit() and 0 < int(text) <= len(self.buttons):
            button = self.buttons[int(text) - 1]
            body = {**body, "message": button["title"], "payload": button["payload"]}
        return self._new(self._call("POST", "/chat/messages", json=body)["messages"])

    def late_messages(self) -> list[dict[str, Any]]:
        """What the assistant or a person has said since, without being asked."""
        page = self._call("GET", "/chat/messages", params={"after": self._last_id})["messages"]
        return self._new(page)

    def restart(self) -> None:
        """Begin anew; the history stays."""
        self._call("POST", "/chat/restart", json={})
        self.buttons = []

    def subject(self) -> Subject:
        """Who is talking."""
        return verify_chat_token(f"Bearer {self._token()}", self._chat_secret)

    def _new(self, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        new = [each for each in messages if each["id"] > self._last_id and each["sender"] in ("bot", "agent")]
        self._last_id = max([self._last_id, *(each["id"] for each in messages)])
        if new:
            self.buttons = [button for each in new for button in each.get("buttons", [])]
        return new

    def _skip_what_was_said_before(self) -> None:
        while page := self._call("GET", "/chat/messages", params={"after": self._last_id})["messages"]:
            self._last_id = page[-1]["id"]

    def _call(self, method: str, path: str, **body: Any) -> dict[str, Any]:
        try:
            response = self._http.request(
                method, path, headers={"Authorization": f"Bearer {self._token()}"}, **body
            )
        except httpx.HTTPError as error:
            raise ChatFailed(f"The assistant does not answer ({type(error).__name__}).") from error
        if response.status_code != 200:
            raise ChatFailed(_reason(response))
        return response.json()

    def _token(self) -> str:
        if self._customer_id is not None:
            return mint_chat_token(self._customer_id, self._chat_secret, TOKEN_SECONDS)
        if self._guest_token is None:
            self._guest_token = self._http.post("/chat/session").json()["token"]
        return self._guest_token


def shown(message: dict[str, Any], first_button: int = 1, width: int = 80) -> str:
    """One message as lines for the terminal; its buttons are numbered from ``first_button`` on."""
    lines: list[str] = []
    if message.get("custom"):
        lines += _card(message["custom"], width)
    for paragraph in str(message.get("text") or "").splitlines():
        lines += textwrap.wrap(paragraph, width - len(_INDENT)) or [""]
    for number, button in enumerate(message.get("buttons", []), first_button):
        lines.append(f"[{number}] {button['title']}")
    name = "bot" if message["sender"] == "bot" else "us "
    return "\n".join(f"{name}  {line}" if n == 0 else f"{_INDENT}{line}" for n, line in enumerate(lines))


def _talk(line: Line) -> None:
    while True:
        _show(line.late_messages())
        text = input("\nyou  ").strip()
        try:
            if text == "/new":
                line.restart()
                print(f"{_INDENT}(begun anew)")
            elif text == "/quit":
                raise EOFError
            elif text:
                _show(line.send(text))
        except ChatFailed as fault:
            print(f"{_INDENT}({fault})")


def _show(messages: list[dict[str, Any]]) -> None:
    width = min(100, shutil.get_terminal_size().columns)
    first_button = 1
    for message in messages:
        print(shown(message, first_button, width))
        first_button += len(message.get("buttons", []))


def _card(card: dict[str, Any], width: int) -> list[str]:
    """A custom message as a small table: its own fields, then its lines, items and orders.

    A text of several lines, such as a letter, is shown whole: the shopper is asked to agree to it.
    """
    rows: list[str] = [str(card.get("title") or card.get("type", "")).replace("_", " ")]
    letter: list[str] = []
    for key, value in card.items():
        if ["Order", value] in card.get("lines", []):
            continue
        if isinstance(value, list):
            rows += [_row(entry) for entry in value]
        elif isinstance(value, str) and "\n" in value:
            letter += ["", *value.splitlines()]
        elif value and key not in ("type", "title"):
            rows.append(f"{key.replace('_', ' ')}: {value}")
    room = width - len(_INDENT) - 2
    short = [textwrap.shorten(row, room, placeholder=" …") for row in rows]
    wrapped = [part for line in letter for part in textwrap.wrap(line, room) or [""]]
    return [f"┌ {short[0]}", *(f"│ {row}".rstrip() for row in [*short[1:], *wrapped]), "└"]


def _row(entry: Any) -> str:
    if isinstance(entry, dict):
        return " · ".join(str(value) for value in entry.values() if value)
    return ": ".join(map(str, entry)) if isinstance(entry, list) else str(entry)


def _greeting(customer_id: str | None) -> str:
    who = "a guest" if customer_id is None else f"shopper {customer_id}"
    return (
        f"You are {who}. Type what you would say in the chat; a number presses a button.\n"
        "/new begins anew, /quit or Ctrl-D leaves."
    )


def _reason(response: httpx.Response) -> str:
    try:
        return str(response.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return f"The assistant answered with status {response.status_code}."


@contextmanager
def _assistant(settings: Settings, url: str | None) -> Iterator[str]:
    """The address of an assistant: the given one, the one of `bot run`, or one started for this chat."""
    address = url or f"http://127.0.0.1:{settings.port}"
    if _answers(address):
        yield address
        return
    if url is not None:
        raise ChatFailed(f"Nothing answers at {url}.")
    with _own_assistant() as address:
        yield address


@contextmanager
def _own_assistant() -> Iterator[str]:
    from bot.supervisor import free_port

    port = free_port()
    command = [sys.executable, "-m", "bot.attached", str(os.getpid()), "bot", "run", "--port", str(port)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(process, address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(process: subprocess.Popen, address: str) -> None:
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while not _answers(address, "/ready"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise ChatFailed("The assistant could not be started; its own message stands above.")
        time.sleep(0.2)


def _answers(address: str, path: str = "/health") -> bool:
    try:
        return httpx.get(address + path, timeout=2, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False
