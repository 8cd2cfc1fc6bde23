"""Picks up what was left behind: unfinished after a start, postponed until the turn server is back."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from anyio.to_thread import run_sync

from bot.gateway import wording
from bot.gateway.dispatch import Dispatcher
from bot.gateway.lanes import Item, Lane
from bot.gateway.patience import Patience
from bot.gateway.payloads import plain_words
from bot.gateway.ports import Conversations, Unfinished
from bot.gateway.runner import Runner
from bot.gateway.turns import TurnUnavailable
from bot.orders.errors import StoreUnavailable

_log = logging.getLogger(__name__)
_MOST_UNFINISHED = 100_000
_LANES_AT_ONCE = 8
_MOST_FAILURES = 5
_LONGEST_PAUSE_SECONDS = 30


class Recovery:
    """Finishes in order, in the background, what has no answer yet. Safe because effects are keyed."""

    def __init__(
        self,
        conversations: Conversations,
        dispatcher: Dispatcher,
        runner: Runner,
        is_healthy: Callable[[], Awaitable[bool]],
        patience: Patience,
    ) -> None:
        self._conversations = conversations
        self._dispatcher = dispatcher
        self._runner = runner
        self._is_healthy = is_healthy
        self._patience = patience
        self._places = asyncio.Semaphore(_LANES_AT_ONCE)

    async def run(self) -> None:
        """Open the dispatcher once unfinished messages are read, then look after them for ever."""
        while not await self.open():
            await asyncio.sleep(self._patience.look_seconds)
        while True:
            await self.look()
            await asyncio.sleep(self._patience.look_seconds)

    async def open(self) -> bool:
        """Read what a stopped gateway left unfinished, so that nothing new overtakes it; False when the
        store cannot be read."""
        if self._dispatcher.is_open:
            return True
        try:
            unfinished = await run_sync(self._conversations.unfinished, _MOST_UNFINISHED)
        except StoreUnavailable:
            _log.warning("unfinished messages cannot be read: the store is not available")
            return False
        for each in unfinished:
            with self._dispatcher.lanes.use(each.conversation.id) as lane:
                lane.add(_item(each))
        if unfinished:
            _log.info("%d unfinished messages are taken up again", len(unfinished))
        self._dispatcher.is_open = True
        return True

    async def look(self) -> None:
        """Try every lane that nobody works on, if all parts are up."""
        behind = self._dispatcher.lanes.left_behind()
        if behind and await self._is_healthy():
            await asyncio.gather(*(self._try(conversation_id) for conversation_id in behind))

    async def _try(self, conversation_id: str) -> None:
        async with self._places:
            with self._dispatcher.lanes.use(conversation_id) as lane:
                async with lane.turn:
                    if time.monotonic() >= lane.next_try_at:
                        await self._drain(lane)

    async def _drain(self, lane: Lane) -> None:
        lane.is_stuck = True
        try:
            await self._runner.drain(lane)
        except TurnUnavailable:
            await self._note_failure(lane)
        except StoreUnavailable:
            _log.warning("an answer cannot be kept: the store is not available")

    async def _note_failure(self, lane: Lane) -> None:
        """A message that fails again and again although all parts are up must not block its conversation."""
        lane.failures += 1
        lane.next_try_at = time.monotonic() + min(_LONGEST_PAUSE_SECONDS, 2**lane.failures)
        if lane.failures >= _MOST_FAILURES:
            await self._runner.give_up(lane.waiting[0], wording.GAVE_UP)
            lane.finish_first()


def _item(unfinished: Unfinished) -> Item:
    # It may have been in the middle of its turn when the gateway stopped.
    turn_text = unfinished.payload or plain_words(unfinished.text)
    return Item(unfinished.message_id, unfinished.conversation, turn_text, unfinished.at, may_have_acted=True)
