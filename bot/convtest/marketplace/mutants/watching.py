"""What a conversation touches: rows decided on, letters written, intents, replies, lines of code run."""

from collections.abc import Hashable, Iterator, Mapping

from bot.convtest.case import Case
from bot.convtest.marketplace.mutants.figures import LETTER
from bot.convtest.marketplace.mutants.guidance import DECIDED
from bot.convtest.marketplace.world import MarketplaceWorld
from bot.convtest.mutating.line_watch import LineWatch
from bot.convtest.mutating.mutant import Touched
from bot.convtest.mutating.project import Watch
from bot.convtest.result import CaseResult
from bot.convtest.running.cases import run_case
from bot.guidance import letters

INTENT, ACTION, LOOP, REPLY = "intent", "action", "loop", "reply"


class MarketplaceWatch(Watch):
    """Notes what the cases of one process touch; ``lines`` counts the code they run, where wanted."""

    def __init__(self, world: MarketplaceWorld, lines: LineWatch | None) -> None:
        self._world, self._lines = world, lines
        self._touched: dict[str, set[Hashable]] = {}
        self._letters: list[str] = []
        self._body_for = letters._body_for
        letters._body_for = self._noted_body_for

    def run(self, case: Case) -> CaseResult:
        decided_before = len(self._world.decided)
        self._letters.clear()
        if self._lines is not None:
            self._lines.begin(case.id)
        result = run_case(case, self._world)
        touched = {(LETTER, name) for name in self._letters}
        touched |= {(DECIDED, ask, facts) for _row, ask, facts in self._world.decided[decided_before:]}
        self._touched[case.id] = touched | set(_seen(result))
        return result

    def end(self) -> Mapping[str, Touched]:
        letters._body_for = self._body_for
        lines = self._lines.end() if self._lines is not None else {}
        return {
            case_id: frozenset(touched | lines.get(case_id, set()))
            for case_id, touched in self._touched.items()
        }

    def _noted_body_for(self, purpose: str, order: object) -> str:
        name = self._body_for(purpose, order)
        self._letters.append(name)
        return name


def _seen(result: CaseResult) -> Iterator[Hashable]:
    for step in result.steps:
        if step.seen.intent:
            yield INTENT, step.seen.intent
        for said in step.seen.messages:
            if said.utter_name:
                yield REPLY, said.utter_name
        for event in step.seen.events:
            if event["event"] == "action":
                yield ACTION, event["name"]
            elif event["event"] == "active_loop" and event.get("name"):
                yield LOOP, event["name"]
