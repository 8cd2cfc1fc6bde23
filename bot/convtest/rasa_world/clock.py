"""The time of a conversation: Rasa and the project's own modules read it wherever they ask for the time."""

import datetime as real
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta, timezone
from pathlib import Path
from types import ModuleType
from typing import Any

_NOT_THE_PROJECT = ("bot.convtest", "rasa", "rasa_sdk", "pytest")
_FOREIGN_FOLDERS = ("site-packages", "dist-packages")


class CaseClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: real.datetime) -> None:
        self._now = now.astimezone(timezone.utc)

    def now(self) -> real.datetime:
        return self._now

    def move_to(self, moment: real.datetime) -> None:
        self._now = moment.astimezone(timezone.utc)

    def advance(self, period: timedelta) -> None:
        self._now += period

    @contextmanager
    def shown_to(self, root: Path) -> Iterator[None]:
        """While the block runs, `time.time` everywhere and `datetime` in modules below ``root`` read it.

        A module that fetches ``datetime`` inside a function reads the time of the machine.
        """
        stand_ins = _stand_ins(self)
        changed: list[tuple[Any, str, Any]] = []
        try:
            for name in ("time", "time_ns", "gmtime", "localtime"):
                changed.append((time, name, getattr(time, name)))
            originals = {id(original): stand_ins[name] for _, name, original in changed}
            originals |= {id(getattr(real, name)): stand_ins[name] for name in ("datetime", "date")}
            originals[id(real)] = stand_ins["datetime module"]
            for module in _modules_of(root):
                for name, value in list(vars(module).items()):
                    if id(value) in originals:
                        changed.append((module, name, value))
                        setattr(module, name, originals[id(value)])
            for name in ("time", "time_ns", "gmtime", "localtime"):
                setattr(time, name, stand_ins[name])
            yield
        finally:
            for owner, name, value in changed:
                setattr(owner, name, value)


def _modules_of(root: Path) -> list[ModuleType]:
    """The loaded modules whose files lie below ``root`` and were not installed there."""
    found = []
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if not file or any(name == each or name.startswith(f"{each}.") for each in _NOT_THE_PROJECT):
            continue
        path = Path(file)
        if path.is_relative_to(root) and not set(_FOREIGN_FOLDERS) & set(path.parts):
            found.append(module)
    return found


def _stand_ins(clock: CaseClock) -> dict[str, Any]:
    gmtime, localtime = time.gmtime, time.localtime

    def now() -> float:
        return clock.now().timestamp()

    moments = real.datetime, real.date
    datetime_type, date_type = _datetime_of(clock, moments[0]), _date_of(clock, moments[1])
    module = ModuleType("datetime")
    module.__dict__.update(vars(real))
    module.datetime, module.date = datetime_type, date_type
    return {
        "time": now,
        "time_ns": lambda: int(now() * 1_000_000_000),
        "gmtime": lambda seconds=None: gmtime(now() if seconds is None else seconds),
        "localtime": lambda seconds=None: localtime(now() if seconds is None else seconds),
        "datetime": datetime_type,
        "date": date_type,
        "datetime module": module,
    }


class _LooksLike(type):
    """A stand-in for a type whose objects are objects of the real one, so that nobody can tell them apart."""

    real_type: type

    def __call__(cls, *values: Any, **named: Any) -> Any:
        return cls.real_type(*values, **named)

    def __instancecheck__(cls, value: Any) -> bool:
        return isinstance(value, cls.real_type)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(subclass, cls.real_type)

    def __getattr__(cls, name: str) -> Any:
        return getattr(cls.real_type, name)


def _datetime_of(clock: CaseClock, original: type[real.datetime]) -> type:
    class CaseDatetime(metaclass=_LooksLike):
        real_type = original

        @staticmethod
        def now(tz: real.tzinfo | None = None) -> real.datetime:
            return original.fromtimestamp(clock.now().timestamp(), tz)

        @staticmethod
        def utcnow() -> real.datetime:
            return clock.now().replace(tzinfo=None)

        @staticmethod
        def today() -> real.datetime:
            return original.fromtimestamp(clock.now().timestamp())

    return CaseDatetime


def _date_of(clock: CaseClock, original: type[real.date]) -> type:
    class CaseDate(metaclass=_LooksLike):
        real_type = original

        @staticmethod
        def today() -> real.date:
            return original.fromtimestamp(clock.now().timestamp())

    return CaseDate
