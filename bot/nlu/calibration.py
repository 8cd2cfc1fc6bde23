"""Whether a confidence of 80 % is right 8 times in 10."""

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The guesses whose confidence lies above ``low`` and up to ``high``, both from 0 to 1.

    ``confidence`` and ``accuracy`` are means over its rows; None where it has none.
    """

    low: float
    high: float
    rows: int
    confidence: float | None
    accuracy: float | None


def reliability(guesses: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Ten bins of equal width over (confidence, whether it was right); a confidence of 0 is in the first."""
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in guesses:
        # the small step down puts 0.8 into the bin that ends there, as rounding errors would not
        sorted_in[min(BINS - 1, max(0, int(confidence * BINS - 1e-9)))].append((confidence, right))
    return [_bin(number, inside) for number, inside in enumerate(sorted_in)]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean distance of confidence and accuracy, weighted by rows: 0 is perfect, 1 is sure and wrong."""
    rows = sum(each.rows for each in bins)
    apart = sum(each.rows * abs(each.confidence - each.accuracy) for each in bins if each.rows)
    return apart / rows if rows else 0.0


def _bin(number: int, inside: Sequence[tuple[float, bool]]) -> Bin:
    low, high, rows = number / BINS, (number + 1) / BINS, len(inside)
    if not rows:
        return Bin(low, high, 0, None, None)
    confidence = sum(confidence for confidence, _ in inside) / rows
    return Bin(low, high, rows, confidence, sum(right for _, right in inside) / rows)
