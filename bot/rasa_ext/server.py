"""The turn server: the model behind POST /turn on loopback, and nothing else of Rasa."""

import argparse
import json
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.models import check_model
from bot.orders.errors import StoreUnavailable, TurnRefused
from bot.rasa_ext.quiet import keep_rasa_quiet
from bot.rasa_ext.without_tensorflow import components_of_model, leave_out_tensorflow
from bot.settings import Settings, load_settings

BODY_LIMIT_BYTES = 64_000
_FIELDS = ("token", "conversation_id", "message_id", "text")

logger = logging.getLogger(__name__)


def build_app(runner: Any, close: Any = None) -> Starlette:
    """The web application around a `TurnRunner`; ``close`` is awaited at the end."""

    async def health(_request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok", "model": runner.model_name})

    async def turn(request: Request) -> JSONResponse:
        return await _turn(runner, request)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        if close is not None:
            await close()

    routes = [Route("/health", health), Route("/turn", turn, methods=["POST"])]
    return Starlette(routes=routes, lifespan=lifespan)


async def _turn(runner: Any, request: Request) -> JSONResponse:
    from bot.rasa_ext.faults import ActionFailed, TurnFailed
    from bot.rasa_ext.turns import Heard

    body = await _read(request)
    if body is None:
        return _error(
            400, "bad_request", "The body must be JSON with token, conversation_id, message_id and text."
        )
    try:
        done = await runner.run(Heard(**body))
    except TurnRefused as error:
        return _error(401, "turn_refused", str(error))
    except StoreUnavailable:
        logger.error("turn failed: the store is unavailable")
        return _error(503, "store_unavailable", "The conversation could not be read or saved.")
    except ActionFailed as error:
        logger.error("turn failed: %s", error)
        return _error(503, "action_failed", "An action could not be run.")
    except TurnFailed as error:
        logger.error("turn failed: %s%s", error, _place(error.__cause__))
        return _error(503, "turn_failed", "The turn broke off.")
    return JSONResponse({"messages": done.messages})


async def _read(request: Request) -> dict[str, str] | None:
    """The four fields of a turn; None when the body is too long or of another shape."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_LIMIT_BYTES:
                return None
        values = json.loads(body)
    except (ValueError, RecursionError, ClientDisconnect):
        return None
    if not isinstance(values, dict) or not all(isinstance(values.get(name), str) for name in _FIELDS):
        return None
    return {name: values[name] for name in _FIELDS}


def _error(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status)


def _place(error: BaseException | None) -> str:
    """Where an error came from, without its text, which may quote the shopper."""
    if error is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " at " + " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))


def load_runner(model: Path, actions_url: str, settings: Settings) -> tuple[Any, Any]:
    """A runner on the settings' database, and the calls it makes. Takes seconds: Rasa is imported here.

    Raises:
        ModelRefused: when the model is not in the registry or was changed after its training.
    """
    leave_out_tensorflow(components_of_model(check_model(model)))
    from bot.rasa_ext.action_calls import HttpActions
    from bot.rasa_ext.turns import TurnRunner
    from bot.store.database import open_database
    from bot.store.trackers import Trackers

    calls = HttpActions(actions_url)
    rows = Trackers(open_database(settings.database_url))
    runner = TurnRunner(model, rows, calls, settings.chat_secret)
    runner.understand("hello")  # what is loaded on first use is loaded now
    return runner, calls


def main(arguments: list[str] | None = None) -> None:
    """Serve one model until the process is stopped."""
    parser = argparse.ArgumentParser(prog="python -m bot.rasa_ext.server", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="a model of the registry")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--actions-url", required=True, help="http://127.0.0.1:PORT/webhook")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s turn server: %(message)s")
    keep_rasa_quiet()
    runner, calls = load_runner(options.model, options.actions_url, load_settings())
    uvicorn.run(
        build_app(runner, calls.close),
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
