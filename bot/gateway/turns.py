"""The way to the turn server over HTTP, with a freshly signed turn."""

from typing import Any

import httpx

from bot.gateway.ports import Turn
from bot.orders.errors import BotError
from bot.turn import Caller, sign_turn

_NEVER_STARTED = {"not_ready", "turn_refused"}


class TurnUnavailable(BotError):
    """No answer now; running the same turn again is safe.

    ``may_have_acted`` is False only when the turn certainly never began.
    """

    def __init__(self, reason: str, *, may_have_acted: bool) -> None:
        super().__init__(reason)
        self.may_have_acted = may_have_acted


class TurnRejected(BotError):
    """The turn server will never answer this message."""


class HttpTurns:
    """A TurnClient on ``POST /turn`` of the turn server."""

    def __init__(self, client: httpx.AsyncClient, turn_url: str, chat_secret: str) -> None:
        self._client = client
        self._url = turn_url.rstrip("/")
        self._chat_secret = chat_secret

    async def run(self, turn: Turn) -> list[dict]:
        """See TurnClient."""
        try:
            response = await self._client.post(f"{self._url}/turn", json=self._body(turn))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise TurnUnavailable(type(error).__name__, may_have_acted=False) from error
        except httpx.HTTPError as error:
            raise TurnUnavailable(type(error).__name__, may_have_acted=True) from error
        if response.status_code == 200:
            return _messages(response)
        code = _error_code(response)
        if response.status_code == 401 or response.status_code >= 500:
            raise TurnUnavailable(code, may_have_acted=code not in _NEVER_STARTED)
        raise TurnRejected(f"{response.status_code} {code}")

    async def is_healthy(self) -> bool:
        """See TurnClient."""
        return await answers_health(self._client, self._url)

    def _body(self, turn: Turn) -> dict:
        caller = Caller(turn.customer_id, turn.rasa_id, str(turn.message_id))
        return {
            "token": sign_turn(caller, self._chat_secret),
            "conversation_id": turn.rasa_id,
            "message_id": str(turn.message_id),
            "text": turn.text,
        }


async def answers_health(client: httpx.AsyncClient, url: str) -> bool:
    """Whether ``GET /health`` at ``url`` answers 200 within two seconds."""
    try:
        response = await client.get(f"{url.rstrip('/')}/health", timeout=2.0)
    except httpx.HTTPError:
        return False
    return response.status_code == 200


def _messages(response: httpx.Response) -> list[dict]:
    try:
        found = response.json()["messages"]
        messages = [_message(each) for each in found]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise TurnRejected("the turn server's answer cannot be read") from error
    if not all(messages) or not messages:
        raise TurnRejected("the turn server answered with nothing to show")
    return messages


def _message(found: dict) -> dict:
    """The keys of a message that are passed on; empty ones are left out."""
    message: dict = {}
    if found.get("text"):
        message["text"] = _showable(str(found["text"]))
    if found.get("buttons"):
        message["buttons"] = [
            {"title": _showable(str(button["title"])), "payload": _showable(str(button["payload"]))}
            for button in found["buttons"]
        ]
    if found.get("custom"):
        message["custom"] = _showable(dict(found["custom"]))
    return message


def _showable(value: Any) -> Any:
    """The value without what no database and no browser takes: lone surrogates and NUL."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    if isinstance(value, list):
        return [_showable(each) for each in value]
    if isinstance(value, dict):
        return {_showable(key): _showable(each) for key, each in value.items()}
    return value


def _error_code(response: httpx.Response) -> str:
    """The turn server's own code, or the bare status; logged, so nothing else of the body is taken."""
    try:
        code = response.json()["error"]["code"]
    except (ValueError, KeyError, TypeError):
        return f"status {response.status_code}"
    return code if isinstance(code, str) and code.replace("_", "").isalnum() else "unknown"
