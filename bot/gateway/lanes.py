"""One lane for each conversation: what waits in it, and the locks that keep its order."""

import asyncio
import bisect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.gateway.ports import Conversation, StoredMessage


@dataclass
class Item:
    """An acknowledged message without an answer. ``turn_text`` is None for a typed command."""

    message_id: int
    conversation: Conversation
    turn_text: str | None
    received_at: datetime
    may_have_acted: bool = False
    notice: StoredMessage | None = None


@dataclass
class Lane:
    """The unanswered messages of one conversation, oldest first.

    ``admission`` makes the order of receipt the order of the lane, ``turn`` lets one turn run at a
    time. ``failures`` counts the tries of the first message that failed although all parts were up.
    """

    admission: asyncio.Lock = field(default_factory=asyncio.Lock)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: list[Item] = field(default_factory=list)
    is_stuck: bool = False
    failures: int = 0
    next_try_at: float = 0.0
    users: int = 0

    def add(self, item: Item) -> Item:
        """Put ``item`` in its place and return it; or the item of the same message that waits already."""
        for other in self.waiting:
            if other.message_id == item.message_id:
                return other
        bisect.insort(self.waiting, item, key=lambda each: each.message_id)
        return item

    def finish_first(self) -> None:
        """Take the first message out: it has been answered."""
        self.waiting.pop(0)
        self.is_stuck, self.failures = False, 0


class Lanes:
    """All lanes in use; one that is idle is forgotten."""

    def __init__(self) -> None:
        self._lanes: dict[str, Lane] = {}

    @contextmanager
    def use(self, conversation_id: str) -> Iterator[Lane]:
        """The lane of a conversation, kept at least until the block ends."""
        lane = self._lanes.setdefault(conversation_id, Lane())
        lane.users += 1
        try:
            yield lane
        finally:
            lane.users -= 1
            if not lane.users and not lane.waiting:
                del self._lanes[conversation_id]

    def left_behind(self) -> list[str]:
        """Conversations with messages that nobody is working on."""
        return [key for key, lane in self._lanes.items() if lane.waiting and not lane.users]

    def waiting_count(self) -> int:
        """How many acknowledged messages have no answer yet."""
        return sum(len(lane.waiting) for lane in self._lanes.values())
