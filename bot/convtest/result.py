"""How a conversation test ended: every check of every turn with its verdict, ready for any report."""

from dataclasses import asdict, dataclass, field
from typing import Any

from bot.convtest.seen import Seen


@dataclass(frozen=True)
class Verdict:
    """One check and whether it held. ``expected`` and ``actual`` are for people, one line or several."""

    key: str
    line: int
    passed: bool
    expected: str
    actual: str


@dataclass(frozen=True)
class StepResult:
    """One step: what was said or pressed, or how far the clock moved, and what came of it.

    ``kind`` is ``user``, ``press``, ``advance`` or ``opening``. ``at`` is the conversation's time, ISO 8601.
    """

    kind: str
    text: str
    line: int
    at: str
    seen: Seen
    verdicts: tuple[Verdict, ...] = ()

    @property
    def failures(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if not verdict.passed)


@dataclass(frozen=True)
class CaseResult:
    """One run of a case. ``broke_off`` says why it could not be run to its end, or is empty."""

    id: str
    name: str
    file: str
    line: int
    tags: tuple[str, ...]
    customer: str | None
    steps: tuple[StepResult, ...]
    took_ms: float
    broke_off: str = ""
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        return not self.broke_off and not any(step.failures for step in self.steps)

    def as_json(self) -> dict[str, Any]:
        """The result in values that JSON knows, with ``passed`` beside them; see ``from_json``."""
        return {**asdict(self), "passed": self.passed}
