"""One conversation of a case with a Rasa project: messages in, and all that follows is seen."""

import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.convtest.case import Case
from bot.convtest.rasa_world.clock import CaseClock
from bot.convtest.rasa_world.processor import due_at
from bot.convtest.running.changes import changes_between
from bot.convtest.running.rasa_events import messages_of, understood
from bot.convtest.running.swallowed import swallowed_errors
from bot.convtest.seen import Seen
from bot.convtest.world import Talk, WorldError

if TYPE_CHECKING:
    from bot.convtest.rasa_world.world import RasaWorld

# Rasa's own words for an exception that is told with its place already
_TOLD_ALREADY = "logged by rasa.core.processor: Encountered an exception while running action"

# Rasa takes the JSON of a button's payload for a blank to fill, complains, and shows the button as it should
_BLANK_IN_REPLY = "logged: interpolator.interpolate.text"


class RasaTalk(Talk):
    """Somebody talking to the assistant, with an empty tracker and a clock that stands until it is moved."""

    def __init__(self, world: "RasaWorld", clock: CaseClock, case: Case) -> None:
        self._world, self._clock, self._case = world, clock, case
        self._processor = world.processor
        self._payloads: dict[str, str] = {}
        self._rows = self.store()

    def opening(self) -> Seen:
        """What the session start says, where the case checks it or presets slots.

        Otherwise a session starts with the first message, as in Rasa.
        """
        if not self._case.opening and not self._case.slots:
            return Seen()
        return self._see(lambda: self._processor.start_session(self._case.slots, self._case.metadata))

    def say(self, text: str, metadata: Mapping[str, Any]) -> Seen:
        return self._see(lambda: self._processor.hear(text, dict(metadata)))

    def press(self, title: str, metadata: Mapping[str, Any]) -> Seen:
        if title not in self._payloads:
            shown = ", ".join(repr(known) for known in self._payloads) or "none"
            raise WorldError(f"No button {title!r} has been shown in this conversation; shown were: {shown}.")
        return self._see(lambda: self._processor.hear(self._payloads[title], dict(metadata)))

    def advance(self, period: timedelta) -> Seen:
        until = self._clock.now() + period
        seen = self._see(lambda: self._reminders_until(until))
        self._clock.move_to(until)
        return seen

    def now(self) -> datetime:
        return self._clock.now()

    def store(self) -> dict[str, Any]:
        return dict(self._world.project_store.rows()) if self._world.project_store else {}

    def close(self) -> None:
        """There is nothing to let go of: the next case empties tracker and store."""

    async def _reminders_until(self, until: datetime) -> None:
        while reminder := self._processor.next_reminder(until):
            self._clock.move_to(max(due_at(reminder), self._clock.now()))
            await self._processor.remind(reminder)

    def _see(self, turn: Callable[[], Coroutine[Any, Any, None]]) -> Seen:
        faults = self._processor.faults
        faults.clear()
        self._processor.begin_turn()
        began = time.perf_counter()
        with swallowed_errors() as logged, self._clock.shown_to(self._world.root):
            try:
                self._world.run(turn())
            except Exception as error:
                faults.append(f"The turn broke off: {type(error).__name__}: {error}")
        took_ms = (time.perf_counter() - began) * 1000
        return self._seen((*faults, *_faults_among(logged, bool(faults))), took_ms)

    def _seen(self, faults: tuple[str, ...], took_ms: float) -> Seen:
        events = tuple(event.as_dict() for event in self._processor.events())
        messages = messages_of(events)
        self._payloads |= {b.title: b.payload or b.title for m in messages for b in m.buttons}
        intent, confidence, entities = understood(events)
        before, self._rows = self._rows, self.store()
        store = self._world.project_store
        return Seen(
            messages=messages,
            events=events,
            intent=intent,
            confidence=confidence,
            entities=entities,
            slots=self._processor.slots(),
            changes=changes_between(before, self._rows),
            rows=(store.answered_by(events) or ()) if store else (),
            faults=faults,
            took_ms=took_ms,
        )


def _faults_among(logged: Sequence[str], is_told: bool) -> Iterator[str]:
    for sentence in logged:
        is_payload = sentence.startswith(_BLANK_IN_REPLY) and sentence.endswith('"}')
        if not is_payload and not (is_told and sentence.startswith(_TOLD_ALREADY)):
            yield sentence
