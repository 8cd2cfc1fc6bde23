"""Errors that were logged and passed over: in a test they are faults."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _Collector(logging.Handler):
    def __init__(self, into: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._into = into

    def emit(self, record: logging.LogRecord) -> None:
        reason = f": {type(record.exc_info[1]).__name__}" if record.exc_info and record.exc_info[1] else ""
        self._into.append(f"logged by {record.name}: {record.getMessage()}{reason}")


@contextmanager
def swallowed_errors() -> Iterator[list[str]]:
    """Collects, while the block runs, what is logged as an error by logging or structlog, as sentences."""
    found: list[str] = []
    collector = _Collector(found)
    root = logging.getLogger()
    root.addHandler(collector)
    try:
        with _structlog_errors(found):
            yield found
    finally:
        root.removeHandler(collector)


@contextmanager
def _structlog_errors(into: list[str]) -> Iterator[None]:
    try:
        import structlog
    except ImportError:
        yield
        return
    before = structlog.get_config()

    def keep(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
        # Rasa's name for what stands in braces in a reply and could not be filled
        blank = f" {{{event['placeholder_key']}}}" if "placeholder_key" in event else ""
        into.append(f"logged: {event.get('event', '')} {event.get('event_info', '')}".strip() + blank)
        raise structlog.DropEvent

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR), processors=[keep])
    try:
        yield
    finally:
        structlog.configure(**before)
