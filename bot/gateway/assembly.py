"""The gateway on real parts: conversations in the database, the turn server over HTTP."""

from functools import partial

import httpx
from starlette.applications import Starlette

from bot.gateway.app import build_app
from bot.gateway.ports import Clock, Reminders
from bot.gateway.shopfront import StoreShopfront
from bot.gateway.turns import HttpTurns, answers_health
from bot.settings import Settings
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.loading import list_customers

_CONNECT_SECONDS = 1.0


def gateway_from(
    settings: Settings,
    database: Database,
    clock: Clock,
    reminders: Reminders | None = None,
) -> Starlette:
    """The gateway as the settings describe it."""
    # Not through a proxy of the environment: both addresses are on this machine.
    client = httpx.AsyncClient(
        timeout=httpx.Timeout(settings.turn_timeout_seconds, connect=_CONNECT_SECONDS),
        trust_env=False,
        follow_redirects=False,
    )
    probes = {}
    if settings.actions_url:
        probes["action_server"] = partial(answers_health, client, settings.actions_url)
    return build_app(
        settings,
        Conversations(database),
        HttpTurns(client, settings.turn_url, settings.chat_secret),
        clock,
        reminders=reminders,
        shopfront=StoreShopfront(
            database.unit_of_work, partial(list_customers, database), clock, settings.policy
        ),
        probes=probes,
        on_close=client.aclose,
    )
