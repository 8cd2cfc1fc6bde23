"""The way of every message: kept first, then run in the order of its conversation, then answered."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from anyio.to_thread import run_sync

from bot.gateway import wording
from bot.gateway.errors import ApiError, bad_input, not_ready, too_fast
from bot.gateway.identity import Subject
from bot.gateway.lanes import Item, Lane, Lanes
from bot.gateway.messages import ShopperMessage
from bot.gateway.patience import Patience
from bot.gateway.payloads import plain_words
from bot.gateway.ports import Clock, Conversation, Conversations, Received, StoredMessage
from bot.gateway.runner import Runner
from bot.gateway.turns import TurnUnavailable

_log = logging.getLogger(__name__)
_LONGEST_LANE = 20
_T = TypeVar("_T")


@dataclass(frozen=True)
class Reply:
    """The answer to a message, and who has the conversation: bot, waiting or agent."""

    messages: list[StoredMessage]
    state: str


@dataclass(frozen=True)
class _Started:
    item: Item
    job: "asyncio.Task[Reply]"


class Dispatcher:
    """Takes messages in for all conversations; what it must leave behind is picked up by Recovery."""

    def __init__(
        self, conversations: Conversations, runner: Runner, clock: Clock, patience: Patience
    ) -> None:
        self.lanes = Lanes()
        self.is_open = False
        self._conversations = conversations
        self._runner = runner
        self._clock = clock
        self._patience = patience
        self._jobs: set[asyncio.Task] = set()

    async def submit(self, conversation_id: str, subject: Subject, message: ShopperMessage) -> Reply:
        """Keep the message, run its turn in order and return the answer; safe to call again.

        A caller that goes away stops nothing. Without an answer in time the shopper is told so, and
        the answer follows in the history.

        Raises:
            ApiError: 400 for a payload that was not offered, 409 for a client id used with another
                text, 429 when too much waits, 503 before unfinished messages have been read.
            StoreUnavailable: when the message or its answer could not be kept.
        """
        if not self.is_open:
            raise not_ready()
        admission = self._spawn(self._admit(conversation_id, subject, message))
        admitted = await asyncio.shield(admission)
        if not isinstance(admitted, _Started):
            return admitted
        await asyncio.wait({admitted.job}, timeout=self._patience.reply_seconds)
        if admitted.job.done():
            return admitted.job.result()
        return await asyncio.shield(self._spawn(self._notice(admitted.item, wording.STILL_WORKING)))

    async def restart(self, conversation_id: str, subject: Subject) -> Conversation:
        """Begin anew once the running turn is over; messages still waiting are let go."""
        return await asyncio.shield(self._spawn(self._restart(conversation_id, subject)))

    async def close(self) -> None:
        """Let running turns finish; one that takes too long is finished after the next start."""
        self.is_open = False
        if self._jobs:
            _, late = await asyncio.wait(self._jobs, timeout=self._patience.close_seconds)
            for job in late:
                job.cancel()

    async def _admit(
        self, conversation_id: str, subject: Subject, message: ShopperMessage
    ) -> "_Started | Reply":
        """The running turn of the kept message, or its answer when it has one."""
        with self.lanes.use(conversation_id) as lane:
            async with lane.admission:
                if len(lane.waiting) >= _LONGEST_LANE:
                    raise too_fast(self._patience.look_seconds)
                conversation, received = await run_sync(self._receive, conversation_id, subject, message)
                if received.status != "received":
                    return await run_sync(self._stored_reply, conversation, received.message_id)
                return self._start(lane, conversation, received.message_id, message)

    def _receive(
        self, conversation_id: str, subject: Subject, message: ShopperMessage
    ) -> tuple[Conversation, Received]:
        now = self._clock.now()
        conversation = self._conversations.open(conversation_id, subject.sub, subject.customer_id, now)
        if message.payload is not None and not self._conversations.offered(conversation_id, message.payload):
            raise bad_input(
                "payload_not_offered",
                "That button is not from this conversation, or is too old. "
                "Please say in words what you need.",
            )
        received = self._conversations.receive(
            conversation_id, message.client_id, message.text, message.payload, now
        )
        if received.conflict:
            raise ApiError(409, "client_id_reused", "This client_id was used with another message before.")
        return conversation, received

    def _start(
        self, lane: Lane, conversation: Conversation, message_id: int, message: ShopperMessage
    ) -> "_Started":
        turn_text = message.payload or plain_words(message.text)
        item = lane.add(Item(message_id, conversation, turn_text, self._clock.now()))
        return _Started(item, self._spawn(self._run(item)))

    async def _run(self, item: Item) -> Reply:
        with self.lanes.use(item.conversation.id) as lane:
            async with lane.turn:
                try:
                    await self._runner.drain(lane, until=item.message_id)
                except TurnUnavailable:
                    text = wording.UNCERTAIN if item.may_have_acted else wording.UNREACHABLE
                    return await self._notice(item, text)
        return await run_sync(self._stored_reply, item.conversation, item.message_id)

    async def _notice(self, item: Item, text: str) -> Reply:
        """What a shopper is told in place of an answer; kept once for each message."""
        conversation = item.conversation
        if item.notice is None:
            said = wording.says(text)
            item.notice = await run_sync(
                self._conversations.say, conversation.id, "bot", said, self._clock.now()
            )
        return Reply([item.notice], conversation.state)

    def _stored_reply(self, conversation: Conversation, message_id: int) -> Reply:
        messages = list(self._conversations.replies_to(message_id))
        now = self._clock.now()
        current = self._conversations.open(
            conversation.id, conversation.subject, conversation.customer_id, now
        )
        return Reply(messages, current.state)

    async def _restart(self, conversation_id: str, subject: Subject) -> Conversation:
        with self.lanes.use(conversation_id) as lane:
            async with lane.admission, lane.turn:
                while lane.waiting:
                    await self._runner.give_up(lane.waiting[0], wording.STARTED_OVER)
                    lane.finish_first()
                return await run_sync(self._begin_anew, conversation_id, subject)

    def _begin_anew(self, conversation_id: str, subject: Subject) -> Conversation:
        now = self._clock.now()
        self._conversations.open(conversation_id, subject.sub, subject.customer_id, now)
        return self._conversations.restart(conversation_id, now)

    def _spawn(self, work: Coroutine[Any, Any, _T]) -> asyncio.Task[_T]:
        job = asyncio.create_task(work)
        self._jobs.add(job)
        job.add_done_callback(self._forget)
        return job

    def _forget(self, job: asyncio.Task) -> None:
        # Asking for the error keeps asyncio from logging it: its text may hold what a shopper wrote.
        self._jobs.discard(job)
        if not job.cancelled() and (error := job.exception()) and not isinstance(error, ApiError):
            _log.error("a message could not be worked on: %s", type(error).__name__)
