"""All numbers of a message, each taken for one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.nlu.numbers.amounts import amounts
from bot.nlu.numbers.days import days, not_on_the_day
from bot.nlu.numbers.found import NumberFound, NumberKind, apart
from bot.nlu.numbers.order_numbers import endings, order_numbers, tracking_numbers
from bot.nlu.numbers.order_patterns import DEFAULT_ORDER_PATTERNS
from bot.nlu.numbers.other_numbers import Span, dates_and_times, ibans, phones_and_accounts
from bot.nlu.numbers.places import counts, places, sizes

_MOST_CHARACTERS = 2_000
_TAKEN = "¦"


def find_numbers(
    text: str, order_patterns: tuple[str, ...] = DEFAULT_ORDER_PATTERNS
) -> tuple[NumberFound, ...]:
    """The numbers in the first 2,000 characters of ``text``, by position; none overlaps another.

    >>> [(found.kind.value, found.value) for found in find_numbers("the 2nd, it was $19.80")]
    [('position', 2), ('amount', (1980, 1980))]
    """
    rest = text[:_MOST_CHARACTERS]
    found: list[NumberFound] = []
    for finder in _finders(order_patterns, has_digits=any(char.isdigit() for char in rest)):
        new = apart(list(finder(rest)))
        for each in new:
            rest = f"{rest[: each.start]}{_TAKEN * (each.end - each.start)}{rest[each.end :]}"
        found += new
    return tuple(sorted(found, key=lambda each: each.start))


def _finders(
    order_patterns: tuple[str, ...], *, has_digits: bool
) -> tuple[Callable[[str], Iterable[NumberFound]], ...]:
    """What looks for numbers, one after the other: what one has taken, the next does not see."""
    if not has_digits:
        return not_on_the_day, days, sizes, places
    return (
        lambda said: _none(ibans(said)),
        tracking_numbers,
        lambda said: _none(phones_and_accounts(said)),
        lambda said: order_numbers(said, order_patterns),
        not_on_the_day,
        days,
        lambda said: _none(dates_and_times(said)),
        endings,
        amounts,
        sizes,
        places,
        counts,
    )


def _none(spans: Iterable[Span]) -> Iterator[NumberFound]:
    """What names no order: phones, cards, times of day; dates are found before times."""
    return (NumberFound(NumberKind.NONE, None, start, end) for start, end in spans)
