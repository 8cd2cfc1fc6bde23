"""Runs the messages of a lane one by one: the turn, its retries, and the apology when none will come."""

import asyncio
import logging
import time

from anyio.to_thread import run_sync

from bot.gateway import wording
from bot.gateway.lanes import Item, Lane
from bot.gateway.metrics import Metrics
from bot.gateway.patience import Patience
from bot.gateway.ports import Clock, Conversations, Turn, TurnClient
from bot.gateway.turns import TurnRejected, TurnUnavailable

_log = logging.getLogger(__name__)
_FIRST_PAUSE_SECONDS = 0.2


class Runner:
    """Answers messages in the order of their lane. The caller holds ``lane.turn``."""

    def __init__(
        self,
        conversations: Conversations,
        turns: TurnClient,
        clock: Clock,
        metrics: Metrics,
        patience: Patience,
    ) -> None:
        self._conversations = conversations
        self._turns = turns
        self._clock = clock
        self._metrics = metrics
        self._patience = patience
        self._is_down = False

    async def drain(self, lane: Lane, until: int | None = None) -> None:
        """Answer the messages up to the id ``until``, or all.

        Raises:
            TurnUnavailable: when one cannot be answered now; it and those behind it go on waiting.
            StoreUnavailable: when an answer could not be kept; the message goes on waiting.
        """
        while lane.waiting and (until is None or lane.waiting[0].message_id <= until):
            await self._finish(lane, lane.waiting[0])
            lane.finish_first()

    async def give_up(self, item: Item, apology: str) -> None:
        """Tell the shopper that ``item`` will not be answered, and never try it again."""
        _log.warning("message %d is given up", item.message_id)
        self._metrics.count("bot_turns_total", outcome="failed")
        await run_sync(self._conversations.fail, item.message_id, [wording.says(apology)], self._clock.now())

    async def _finish(self, lane: Lane, item: Item) -> None:
        if self._clock.now() - item.received_at > self._patience.keep:
            return await self.give_up(item, wording.TOO_LATE)
        if item.conversation.state == "agent":
            return await self._answer(item, [], "agent")
        if item.turn_text is None:
            return await self._answer(item, [wording.says(wording.NO_COMMANDS)], "command")
        try:
            messages = await self._run_turn(lane, item, item.turn_text)
        except TurnRejected as fault:
            _log.error("message %d was rejected: %s", item.message_id, fault)
            return await self.give_up(item, wording.GAVE_UP)
        return await self._answer(item, messages, "answered")

    async def _answer(self, item: Item, messages: list[dict], outcome: str) -> None:
        await run_sync(self._conversations.answer, item.message_id, messages, self._clock.now())
        self._metrics.count("bot_turns_total", outcome=outcome)

    async def _run_turn(self, lane: Lane, item: Item, text: str) -> list[dict]:
        conversation = item.conversation
        turn = Turn(conversation.customer_id, conversation.rasa_id, item.message_id, text)
        knows_trouble = self._is_down or lane.is_stuck
        deadline = time.monotonic() + (0 if knows_trouble else self._patience.retry_seconds)
        pause_seconds = _FIRST_PAUSE_SECONDS
        while True:
            try:
                messages = await self._timed(turn)
            except TurnUnavailable as fault:
                item.may_have_acted = item.may_have_acted or fault.may_have_acted
                if time.monotonic() + pause_seconds > deadline:
                    self._note_trouble(lane, item, fault)
                    raise
            else:
                self._is_down = False
                return messages
            await asyncio.sleep(pause_seconds)
            pause_seconds *= 2

    async def _timed(self, turn: Turn) -> list[dict]:
        began_at = time.monotonic()
        try:
            return await self._turns.run(turn)
        finally:
            self._metrics.observe_turn(time.monotonic() - began_at)

    def _note_trouble(self, lane: Lane, item: Item, fault: TurnUnavailable) -> None:
        _log.warning("message %d must wait: %s", item.message_id, fault)
        self._metrics.count("bot_turns_total", outcome="postponed")
        lane.is_stuck = True
        self._is_down = not fault.may_have_acted
