"""How much must be covered: ``guidance=100,intents=95``, or one figure for every kind."""

from collections.abc import Iterator, Mapping, Sequence

from bot.convtest.covering.universe import Kind

EVERY = ""


def thresholds(text: str) -> dict[str, float]:
    """The percentages that ``text`` asks for, by kind; the one for every kind is under ``EVERY``.

    Raises:
        ValueError: when it is not a percentage or a list of ``kind=percentage``; says what was found.
    """
    wanted = {}
    for part in text.split(","):
        kind, separator, figure = part.rpartition("=")
        wanted[kind.strip() if separator else EVERY] = _percentage(figure)
    return wanted


def shortfalls(kinds: Sequence[Kind], wanted: Mapping[str, float]) -> Iterator[str]:
    """A sentence for each kind that is below what is wanted, or wanted and not there."""
    known = {kind.name: kind for kind in kinds}
    for name in wanted:
        if name != EVERY and name not in known:
            yield f"there is no coverage of {name!r}; there is of {', '.join(known)}"
    for kind in kinds:
        least = wanted.get(kind.name, wanted.get(EVERY, 0.0))
        if kind.percent < least:
            yield f"{kind.name}: {kind.percent:.1f} % covered, {least:g} % wanted"


def _percentage(figure: str) -> float:
    try:
        value = float(figure)
    except ValueError:
        raise ValueError(f"{figure.strip()!r} is not a percentage; write guidance=100 or 95") from None
    if not 0 <= value <= 100:
        raise ValueError(f"{figure.strip()} is not between 0 and 100")
    return value
