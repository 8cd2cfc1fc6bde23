"""Counters and one histogram, written in Prometheus' text format."""

from collections import defaultdict

_BUCKETS_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_HELP = {
    "bot_requests_total": "HTTP requests by route and status.",
    "bot_turns_total": "Messages by what became of them: answered, command, agent, postponed, failed.",
    "bot_errors_total": "Faults by kind.",
}
_Labels = tuple[tuple[str, str], ...]


class Metrics:
    """What one gateway process has done since it started. Used from the event loop only."""

    def __init__(self) -> None:
        self._counters: dict[str, dict[_Labels, int]] = {name: defaultdict(int) for name in _HELP}
        self._bucket_counts = [0] * len(_BUCKETS_SECONDS)
        self._turn_count = 0
        self._turn_seconds = 0.0

    def count(self, name: str, **labels: str) -> None:
        """Add one to a counter. Labels come from a closed set, never from a client."""
        self._counters[name][tuple(sorted(labels.items()))] += 1

    def observe_turn(self, seconds: float) -> None:
        """Note how long one call of the turn server took, in seconds."""
        self._turn_count += 1
        self._turn_seconds += seconds
        for position, bound in enumerate(_BUCKETS_SECONDS):
            self._bucket_counts[position] += seconds <= bound

    def text(self, *, waiting_count: int) -> str:
        """Everything in the text exposition format, version 0.0.4."""
        lines = []
        for name, rows in self._counters.items():
            lines += [f"# HELP {name} {_HELP[name]}", f"# TYPE {name} counter"]
            lines += [f"{name}{_braces(labels)} {count}" for labels, count in sorted(rows.items())]
        lines += self._histogram()
        lines += [
            "# HELP bot_messages_waiting Acknowledged messages without an answer.",
            "# TYPE bot_messages_waiting gauge",
            f"bot_messages_waiting {waiting_count}",
        ]
        return "\n".join(lines) + "\n"

    def _histogram(self) -> list[str]:
        name = "bot_turn_seconds"
        return [
            f"# HELP {name} Duration of calls of the turn server.",
            f"# TYPE {name} histogram",
            *(
                f'{name}_bucket{{le="{bound}"}} {count}'
                for bound, count in zip(_BUCKETS_SECONDS, self._bucket_counts, strict=True)
            ),
            f'{name}_bucket{{le="+Inf"}} {self._turn_count}',
            f"{name}_sum {self._turn_seconds:.6f}",
            f"{name}_count {self._turn_count}",
        ]


def _braces(labels: _Labels) -> str:
    return "{" + ",".join(f'{key}="{value}"' for key, value in labels) + "}" if labels else ""
