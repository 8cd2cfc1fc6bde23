"""One conversation of a case: messages go the way the gateway sends them, and all that follows is seen."""

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.bootstrap import DeliveryReminders, Office
from bot.convtest.case import Case
from bot.convtest.marketplace.universe import conditions_met
from bot.convtest.running.changes import changes_between
from bot.convtest.running.rasa_events import messages_of, understood
from bot.convtest.running.swallowed import swallowed_errors
from bot.convtest.seen import Said, Seen
from bot.convtest.world import Talk, WorldError
from bot.gateway.identity import Subject, conversation_id_of, new_guest
from bot.orders.errors import BotError
from bot.store.clock import MovableClock
from bot.store.snapshot import Snapshot, snapshot
from bot.turn import Caller, sign_turn

if TYPE_CHECKING:
    from bot.convtest.marketplace.world import MarketplaceWorld


class MarketplaceTalk(Talk):
    """A shopper, or a guest, talking to the assistant on a store of their own."""

    def __init__(
        self,
        world: "MarketplaceWorld",
        office: Office,
        clock: MovableClock,
        rows: Snapshot,
        case: Case,
        customer_id: str | None,
    ) -> None:
        self._world, self._office, self._clock = world, office, clock
        self._customer_id = customer_id
        subject = Subject(customer_id) if customer_id else new_guest()
        self._secret = office.settings.chat_secret
        self._conversation_id = conversation_id_of(subject, self._secret)
        self._turns = 0
        self._payloads: dict[str, str] = {}
        self._slots: dict[str, Any] = dict(case.slots)
        self._store = rows
        self._watch = _Watch(office)
        if case.slots:
            world.preset(self._conversation_id, case.slots)

    def opening(self) -> Seen:
        """Nothing: the assistant waits for the shopper."""
        return Seen(slots=self._slots)

    def say(self, text: str, metadata: Mapping[str, Any]) -> Seen:
        if text.startswith("/") and text not in self._payloads.values():
            raise WorldError(f"{text!r} was not offered as a button: a shopper cannot type it. Use press:.")
        return self._deliver(text)

    def press(self, title: str, metadata: Mapping[str, Any]) -> Seen:
        if title not in self._payloads:
            shown = ", ".join(repr(known) for known in self._payloads) or "none"
            raise WorldError(f"No button {title!r} has been shown in this conversation; shown were: {shown}.")
        return self._deliver(self._payloads[title])

    def advance(self, period: timedelta) -> Seen:
        self._clock.advance(period)
        reminders = DeliveryReminders(self._office).deliver(self._clock.now())
        said = tuple(Said(text=message.get("text", "")) for _, message in reminders)
        return Seen(messages=said, slots=self._slots, changes=self._changes())

    def now(self) -> datetime:
        return self._clock.now()

    def store(self) -> dict[str, Any]:
        return snapshot(self._office.database)

    def close(self) -> None:
        self._watch.close()

    def _deliver(self, text: str) -> Seen:
        # the model's own import loads Rasa; by now it is there
        from bot.rasa_ext.turns import Heard

        self._turns += 1
        message_id = f"message-{self._turns}"
        caller = Caller(self._customer_id, self._conversation_id, message_id)
        token = sign_turn(caller, self._secret)
        decided_before = len(self._world.decided)
        faults: list[str] = []
        began = time.perf_counter()
        with swallowed_errors() as logged:
            try:
                turn = self._world.run(Heard(token, self._conversation_id, message_id, text))
            except BotError as error:
                turn = None
                faults = [f"{type(error).__name__}: {error}", *_causes(error)]
        took_ms = (time.perf_counter() - began) * 1000
        return self._seen(turn, [*faults, *logged], took_ms, self._world.decided[decided_before:])

    def _seen(self, turn: Any, faults: list[str], took_ms: float, decided: list) -> Seen:
        events = tuple(event.as_dict() for event in turn.events) if turn else ()
        messages = messages_of(events)
        self._payloads.update({b.title: b.payload for m in messages for b in m.buttons if b.payload})
        self._slots = dict(turn.slots) if turn else self._slots
        intent, confidence, entities = understood(events)
        rows = _rows_answered_by(events)
        return Seen(
            messages=messages,
            events=events,
            intent=intent,
            confidence=confidence,
            entities=entities,
            slots=self._slots,
            changes=self._changes(),
            rows=rows,
            conditions=conditions_met(decided, rows),
            faults=tuple(faults),
            took_ms=took_ms,
        )

    def _changes(self) -> tuple:
        if not self._watch.has_changed():
            return ()
        before = self._store
        self._store = snapshot(self._office.database)
        return changes_between(before, self._store)


class _Watch:
    """Tells cheaply whether anything was written since it was last asked."""

    def __init__(self, office: Office) -> None:
        self._connection = office.database.engine.raw_connection()
        self._version = self._read()

    def has_changed(self) -> bool:
        before, self._version = self._version, self._read()
        return before != self._version

    def close(self) -> None:
        self._connection.close()

    def _read(self) -> int:
        cursor = self._connection.cursor()
        version = cursor.execute("PRAGMA data_version").fetchone()[0]
        cursor.close()
        return version


def _rows_answered_by(events: tuple[dict[str, Any], ...]) -> tuple[str, ...]:
    """The guidance rows that the turn's answers are of, in order."""
    named = (event for event in events if event["event"] == "slot" and event["name"] == "guidance_row")
    return tuple(event["value"] for event in named if event["value"])


def _causes(error: BaseException) -> list[str]:
    cause = error.__cause__
    return [] if cause is None else [f"because of {type(cause).__name__}: {cause}", *_causes(cause)]
