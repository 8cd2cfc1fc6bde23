"""Brings due reminders into their conversations."""

import asyncio
import logging

from anyio.to_thread import run_sync

from bot.gateway.ports import Clock, Conversations, Reminders
from bot.orders.errors import BotError

_log = logging.getLogger(__name__)


async def deliver_reminders(
    reminders: Reminders, conversations: Conversations, clock: Clock, pause_seconds: float
) -> None:
    """Store what is due as bot messages, again and again; a failed round is tried with the next one."""
    while True:
        try:
            await run_sync(deliver_once, reminders, conversations, clock)
        except BotError as error:
            _log.warning("reminders could not be delivered: %s", type(error).__name__)
        except Exception as error:
            # A fault here must not end reminders until the next start; its text may hold shoppers' words.
            _log.error("reminders could not be delivered: %s", type(error).__name__)
        await asyncio.sleep(pause_seconds)


def deliver_once(reminders: Reminders, conversations: Conversations, clock: Clock) -> int:
    """Store every due reminder and return how many there were."""
    count = 0
    for conversation_id, message in reminders.deliver(clock.now()):
        conversations.say(conversation_id, "bot", message, clock.now())
        count += 1
    return count
