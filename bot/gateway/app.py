"""Puts the gateway together from parts that are handed in; opens nothing by itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from bot.gateway.chat import Chat
from bot.gateway.demo import DemoShop
from bot.gateway.dispatch import Dispatcher
from bot.gateway.envelope import Envelope
from bot.gateway.errors import ApiError, api_error_response, http_error_response, store_error_response
from bot.gateway.metrics import Metrics
from bot.gateway.operations import Operations, Probe
from bot.gateway.patience import Patience
from bot.gateway.ports import Clock, Conversations, Reminders, Shopfront, TurnClient
from bot.gateway.recovery import Recovery
from bot.gateway.reminders import deliver_reminders
from bot.gateway.runner import Runner
from bot.orders.errors import StoreUnavailable
from bot.settings import Settings

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def build_app(
    settings: Settings,
    conversations: Conversations,
    turns: TurnClient,
    clock: Clock,
    *,
    reminders: Reminders | None = None,
    shopfront: Shopfront | None = None,
    probes: dict[str, Probe] | None = None,
    patience: Patience | None = None,
    on_close: Callable[[], Awaitable[None]] | None = None,
) -> Starlette:
    """The gateway as an ASGI app; its background work runs for as long as its lifespan.

    Args:
        probes: asks parts beside the turn server whether they are up, by name.
        shopfront: needed for the demo shop, which is served only if ``settings.demo_shop``.
        on_close: is awaited once everything has stopped.
    """
    metrics, patience = Metrics(), patience or Patience()
    runner = Runner(conversations, turns, clock, metrics, patience)
    dispatcher = Dispatcher(conversations, runner, clock, patience)
    all_probes = {"turn_server": turns.is_healthy, **(probes or {})}
    operations = Operations(dispatcher, conversations, metrics, all_probes)
    recovery = Recovery(conversations, dispatcher, runner, operations.parts_are_up, patience)
    chat = Chat(dispatcher, conversations, clock, settings.chat_secret, settings.messages_per_minute)
    routes = _routes(chat, operations)
    if settings.demo_shop and shopfront is not None:
        routes += DemoShop(shopfront, chat, settings.chat_secret, settings.policy.marketplace).routes()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await recovery.open()
        background = [asyncio.create_task(recovery.run())]
        if reminders is not None:
            rounds = deliver_reminders(reminders, conversations, clock, patience.reminder_seconds)
            background.append(asyncio.create_task(rounds))
        try:
            yield
        finally:
            await _stop(background)
            await dispatcher.close()
            if on_close is not None:
                await on_close()

    return _starlette(routes, lifespan, metrics)


def _routes(chat: Chat, operations: Operations) -> list[BaseRoute]:
    return [
        Route("/chat/messages", chat.messages, methods=["GET", "POST"]),
        Route("/chat/restart", chat.post_restart, methods=["POST"]),
        Route("/chat/session", chat.post_session, methods=["POST"]),
        Route("/health", operations.health),
        Route("/ready", operations.ready),
        Route("/metrics", operations.metrics),
    ]


def _starlette(routes: list[BaseRoute], lifespan: Lifespan, metrics: Metrics) -> Starlette:
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Envelope, metrics=metrics)],
        exception_handlers={
            ApiError: api_error_response,
            StoreUnavailable: store_error_response,
            HTTPException: http_error_response,
        },
    )
    app.router.redirect_slashes = False
    return app


async def _stop(background: Sequence[asyncio.Task]) -> None:
    for task in background:
        task.cancel()
    await asyncio.gather(*background, return_exceptions=True)
