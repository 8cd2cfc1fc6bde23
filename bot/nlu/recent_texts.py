"""What was made of texts lately, so that one component after another need not make the same of them. Pure."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from weakref import WeakSet

Made = TypeVar("Made")

_remembered: WeakSet[Any] = WeakSet()


def remembering(make: Callable[[str], Made], most: int) -> Callable[[str], Made]:
    """``make``, asked only once for each of the ``most`` texts that were used last."""
    kept = lru_cache(most)(make)
    _remembered.add(kept)
    return kept


def forget_texts() -> None:
    """Forget all of it, as if no text had been read yet: for whoever measures how long reading takes.

    The encoder keeps its sentence vectors.
    """
    for kept in list(_remembered):
        kept.cache_clear()
