"""For whoever runs the gateway: is it alive, is it ready, what has it done."""

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse

from bot.gateway.dispatch import Dispatcher
from bot.gateway.errors import ApiError
from bot.gateway.metrics import Metrics
from bot.gateway.ports import Conversations
from bot.orders.errors import StoreUnavailable

Probe = Callable[[], Awaitable[bool]]


class Operations:
    """``/health``, ``/ready`` and ``/metrics``. ``probes`` name the parts behind the gateway."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        conversations: Conversations,
        metrics: Metrics,
        probes: dict[str, Probe],
    ) -> None:
        self._dispatcher = dispatcher
        self._conversations = conversations
        self._metrics = metrics
        self._probes = probes

    async def health(self, request: Request) -> JSONResponse:
        """The gateway itself is alive."""
        return JSONResponse({"status": "ok"})

    async def ready(self, request: Request) -> JSONResponse:
        """All parts answer: 200, otherwise 503; either way each part by name."""
        names = ["store", *self._probes]
        answers = await asyncio.gather(self._store_answers(), *(probe() for probe in self._probes.values()))
        parts = dict(zip(names, answers, strict=True))
        if all(answers) and self._dispatcher.is_open:
            return JSONResponse({"status": "ready", "parts": parts})
        missing = ", ".join(name for name, is_up in parts.items() if not is_up) or "unfinished messages"
        error = {"code": "not_ready", "message": f"Not ready yet: {missing}."}
        return JSONResponse({"status": "not_ready", "parts": parts, "error": error}, status_code=503)

    async def metrics(self, request: Request) -> PlainTextResponse:
        """Prometheus text, for callers on this machine only."""
        if not _is_loopback(request):
            raise ApiError(403, "loopback_only", "Metrics are shown on this machine only.")
        text = self._metrics.text(waiting_count=self._dispatcher.lanes.waiting_count())
        return PlainTextResponse(text, media_type="text/plain; version=0.0.4")

    async def parts_are_up(self) -> bool:
        """Whether every part behind the gateway answers."""
        return all(await asyncio.gather(*(probe() for probe in self._probes.values())))

    async def _store_answers(self) -> bool:
        try:
            await run_sync(self._conversations.unfinished, 1)
        except StoreUnavailable:
            return False
        return True


def _is_loopback(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
