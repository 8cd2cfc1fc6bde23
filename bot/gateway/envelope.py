"""Around every request: security headers, the access log, and an answer in JSON whatever breaks."""

import logging
import time
import traceback

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.gateway.errors import ApiError
from bot.gateway.metrics import Metrics

_access_log = logging.getLogger("bot.gateway.access")
_log = logging.getLogger(__name__)
_CLIENT_LEFT = 499
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Envelope:
    """ASGI middleware. The log line names the route, never the address or the words a client sent."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began_at = time.monotonic()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except ClientDisconnect:
            status = _CLIENT_LEFT
        except Exception as error:
            _log_fault(error)
            self._metrics.count("bot_errors_total", kind="internal")
            if not status:
                await _INTERNAL.response()(scope, receive, send_with_headers)
        self._note(scope, status, time.monotonic() - began_at)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unknown")
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._metrics.count("bot_requests_total", route=route, status=str(status))
        _access_log.info("%s %s %d %.0f ms", method, route, status, seconds * 1000)


_INTERNAL = ApiError(500, "internal_error", "Something went wrong on our side. Please try again in a moment.")


def _log_fault(error: Exception) -> None:
    """Where it broke; not what the error says, which may hold a shopper's words."""
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("a request failed: %s\n%s", type(error).__name__, where)
