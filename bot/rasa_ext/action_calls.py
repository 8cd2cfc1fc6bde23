"""How a turn reaches its actions: over HTTP to the action server, or straight in this process."""

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from rasa.core.actions.action import RemoteAction
from rasa.core.actions.constants import SELECTIVE_DOMAIN
from rasa.utils.endpoints import ClientResponseError

from bot.rasa_ext.faults import ActionFailed

CALL_TIMEOUT_SECONDS = 10

# Rasa builds a JSON schema validator for every answer, 12 ms each; `_checked` looks at the shape instead
RemoteAction._validate_action_result = lambda self, result: True


class ActionCalls(ABC):
    """Takes the place of Rasa's endpoint for custom actions."""

    url = "the action server"
    kwargs = {SELECTIVE_DOMAIN: True}  # Rasa reads it: the domain is not part of a call

    async def request(self, json: dict[str, Any], **_options: Any) -> dict[str, Any]:
        """The answer of the action named in a call that Rasa has built: its events and responses.

        Raises:
            ActionFailed: when the action could not be run or gave no proper answer.
            ClientResponseError: when the action declined to run (status 400), which is part of the
                dialogue: Rasa then predicts another action.
        """
        name = json["next_action"]
        status, answer = await self._send(_small(json))
        if status == 400 and "action_name" in answer:
            raise ClientResponseError(400, "rejected", _rejection(answer))
        if status != 200:
            raise ActionFailed(f"The action {name} failed with status {status}.")
        return _checked(name, answer)

    @abstractmethod
    async def _send(self, call: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and body of the answer to ``call``. Raises ActionFailed when there is none."""


class HttpActions(ActionCalls):
    """Actions on the action server at a fixed loopback address."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Let go of the open connections."""
        if self._session is not None:
            await self._session.close()

    async def _send(self, call: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        try:
            try:
                return await self._post(call)
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
                # a kept connection to a server restarted since; effects are keyed, so once more is safe
                return await self._post(call)
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            raise ActionFailed(f"The action server did not answer: {type(error).__name__}.") from error

    async def _post(self, call: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        session = self._open_session()
        async with session.post(self.url, json=call, allow_redirects=False) as response:
            body = await response.read()
            answer = json.loads(body) if body else {}
            return response.status, answer if isinstance(answer, dict) else {}

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_TIMEOUT_SECONDS))
        return self._session


class DirectActions(ActionCalls):
    """Actions in this process, called the way the action server calls them."""

    def __init__(self, call: Callable[[dict[str, Any]], Awaitable[tuple[int, dict[str, Any]]]]) -> None:
        self._call = call

    async def _send(self, call: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        # through JSON, so that nothing works here that would not work over HTTP
        status, answer = await self._call(json.loads(json.dumps(call)))
        return status, json.loads(json.dumps(answer))


def _small(call: dict[str, Any]) -> dict[str, Any]:
    """The call without domain and history: slots and message are what actions read."""
    tracker = call["tracker"]
    events = tracker.get("events") or []
    last_user = max((i for i, event in enumerate(events) if event.get("event") == "user"), default=0)
    recent = [{k: v for k, v in event.items() if k != "parse_data"} for event in events[last_user:]]
    return {
        "next_action": call["next_action"],
        "sender_id": call["sender_id"],
        "tracker": {**tracker, "events": recent},
    }


def _rejection(answer: dict[str, Any]) -> str:
    return json.dumps({"action_name": str(answer["action_name"]), "error": "The action declined to run."})


def _checked(name: str, answer: dict[str, Any]) -> dict[str, Any]:
    events, responses = answer.get("events"), answer.get("responses")
    rows = [*events, *responses] if isinstance(events, list) and isinstance(responses, list) else [None]
    if not all(isinstance(row, dict) for row in rows) or not all("event" in event for event in events):
        raise ActionFailed(f"The action {name} gave an answer of the wrong shape.")
    return {"events": events, "responses": responses}
