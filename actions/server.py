"""The action server: runs an action only for a call that carries a fresh turn token. Loopback only."""

import argparse
import asyncio
import json
import logging
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import local
from typing import Any

import uvicorn
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.bootstrap import current_office
from bot.orders.errors import StoreUnavailable, TurnRefused
from bot.settings import load_settings
from bot.turn import verify_turn

BODY_LIMIT_BYTES = 512_000
ACTIONS_AT_ONCE = 8
Answer = tuple[int, dict[str, Any]]

logger = logging.getLogger(__name__)


class ActionDesk:
    """The actions of one process. Each call is checked first and then runs in a thread of its own,
    so that a slow one stops nobody else."""

    def __init__(self, executor: ActionExecutor, chat_secret: str) -> None:
        self._executor = executor
        self._chat_secret = chat_secret
        self._threads = ThreadPoolExecutor(ACTIONS_AT_ONCE, thread_name_prefix="action")
        self._loops = local()

    async def call(self, body: Any) -> Answer:
        """HTTP status and body for an action call. Refusals and faults are answers too; nothing is raised."""
        if not _is_call(body):
            return _error(400, "bad_request", "The body is not an action call.")
        try:
            self._verify(body)
        except TurnRefused as error:
            return _error(401, "turn_refused", str(error))
        if body["next_action"] not in self._executor.actions:
            return _error(404, "unknown_action", "There is no action of that name.")
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, body)

    def _verify(self, body: dict[str, Any]) -> None:
        tracker = body["tracker"]
        if tracker.get("sender_id") != body["sender_id"]:
            raise TurnRefused("The call names two conversations.")
        message = tracker.get("latest_message")
        metadata = message.get("metadata") if isinstance(message, dict) else None
        token = metadata.get("turn") if isinstance(metadata, dict) else None
        verify_turn(token, body["sender_id"], self._chat_secret)

    def _run(self, body: dict[str, Any]) -> Answer:
        name = body["next_action"]
        try:
            return 200, self._loop().run_until_complete(self._executor.run(body))
        except ActionExecutionRejection:
            return 400, {"action_name": name, "error": "The action declined to run."}
        except TurnRefused as error:
            return _error(401, "turn_refused", str(error))
        except StoreUnavailable:
            logger.error("%s failed: the store is unavailable", name)
            return _error(503, "store_unavailable", "The order store cannot be reached.")
        except ActionNotFoundException:
            return _error(404, "unknown_action", "There is no action of that name.")
        except Exception as error:
            # the text of an exception may quote the shopper, so only its kind and place are logged
            logger.error("%s failed: %s%s", name, type(error).__name__, _place(error))
            return _error(500, "action_failed", "The action broke.")

    def _loop(self) -> asyncio.AbstractEventLoop:
        if not hasattr(self._loops, "loop"):
            self._loops.loop = asyncio.new_event_loop()
        return self._loops.loop


def open_desk(chat_secret: str, package: str = "actions") -> ActionDesk:
    """All actions of ``package``, ready to be called."""
    executor = ActionExecutor()
    executor.register_package(package)
    return ActionDesk(executor, chat_secret)


def build_app(desk: ActionDesk) -> Starlette:
    """The web application around the actions: POST /webhook and GET /health."""

    async def health(_request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    async def webhook(request: Request) -> JSONResponse:
        status, answer = await desk.call(await _read(request))
        return JSONResponse(answer, status)

    return Starlette(routes=[Route("/health", health), Route("/webhook", webhook, methods=["POST"])])


async def _read(request: Request) -> Any:
    """The JSON body; None when it is too long, compressed or no JSON."""
    if request.headers.get("content-encoding"):
        return None
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_LIMIT_BYTES:
                return None
        return json.loads(body)
    except (ValueError, RecursionError, ClientDisconnect):
        return None


def _is_call(body: Any) -> bool:
    return (
        isinstance(body, dict)
        and isinstance(body.get("next_action"), str)
        and isinstance(body.get("sender_id"), str)
        and isinstance(body.get("tracker"), dict)
    )


def _error(status: int, code: str, message: str) -> Answer:
    return status, {"error": {"code": code, "message": message}}


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " at " + " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))


def main(arguments: list[str] | None = None) -> None:
    """Serve the actions until the process is stopped."""
    parser = argparse.ArgumentParser(prog="python -m actions.server", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s action server: %(message)s")
    desk = open_desk(load_settings().chat_secret)
    current_office()  # the store is opened now, not while the first shopper waits
    uvicorn.run(
        build_app(desk),
        host="127.0.0.1",
        port=options.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=5,
    )


if __name__ == "__main__":
    main()
