"""Numbers that look like order numbers and are something else: phones, cards, dates, times."""

import re
from collections.abc import Iterator

Span = tuple[int, int]

# The longest phone number of the world (ITU-T E.164); more digits are no phone number.
_MOST_PHONE_DIGITS = 15
_NUMBER = re.compile(r"(?<![\w#])[+(]{0,2}\d(?:[ ().\-/]{0,2}\d){6,24}(?!\w)")
_BEFORE = 60
_PHONE_WORDS = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|cell|fax|whats ?app)\b\.?(?: ?(?:number|no|nr)\b\.?)?(?: is\b)?"
    r"|\b(?:call|ring|text|reach|phone|contact|whats ?app) (?:me|us)(?: back)?(?: (?:on|at|under|via))?)"
    r" ?:? ?$",
    re.IGNORECASE,
)
_ORDER_WORDS = re.compile(r"\b(?:orders?|purchase|parcel|package)\b(?: \w{2,9})?[ .:#]{0,3}$", re.IGNORECASE)
_OTHER_OWNERS = re.compile(
    r"(?:\b(?:tracking|card|account|bank|customer|member|invoice|tax|vat|house|flat|door|serial|model)"
    r" ?(?:number|no|nr|id|code)\b\.?(?: is\b)?"
    r"|\b(?:credit card|debit card|card|visa|master ?card|amex|maestro)) ?:? ?$",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z]{4})?(?: ?\d{4}){2,7}(?: ?\d{1,3})?\b", re.IGNORECASE)
_AFTER_IBAN = re.compile(r"\biban\b\W{0,2}(?:number |is |no )?$", re.IGNORECASE)
_CARD_BEFORE = re.compile(
    r"\b(?:card|visa|master ?card|amex|maestro|paypal|iban|account)(?: number)?"
    r"(?: (?:that|which|and it))? ?$",
    re.IGNORECASE,
)
_TIME_OF_DAY = r"(?:[01]?\d|2[0-3])[:.]?[0-5]\d"
_DATES_AND_TIMES = re.compile(
    rf"(?<![\w.\-/])(?:\d{{1,2}}([./\-])\d{{1,2}}\1\d{{2,4}}|\d{{4}}([./\-])\d{{1,2}}\2\d{{1,2}})"
    rf"(?: {_TIME_OF_DAY})?(?!\w|[.\-/]\d)"
    rf"|(?<![\w.,])(?:[01]?\d|2[0-3])(?::[0-5]\d|[:.][0-5]\d ?(?:h|hrs|am|pm|o'clock))(?![\w:])"
    rf"|(?<=\bat )(?:[01]?\d|2[0-3])\.[0-5]\d(?![\w.])",
    re.IGNORECASE,
)


def ibans(text: str) -> Iterator[Span]:
    """Where ``text`` holds the number of a bank account that is called an IBAN."""
    for match in _IBAN.finditer(text):
        if _AFTER_IBAN.search(text[max(0, match.start() - _BEFORE) : match.start()]):
            yield match.span()


def phones_and_accounts(text: str) -> Iterator[Span]:
    """Where ``text`` holds a phone number, with the words that call it so, or a card or account number."""
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        called = _PHONE_WORDS.search(before)
        if _OTHER_OWNERS.search(before):
            yield match.span()
        elif sum(map(str.isdigit, match[0])) > _MOST_PHONE_DIGITS:
            continue
        elif called:
            yield match.start() - len(before) + called.start(), match.end()
        elif _is_dialled(match[0]) and not _ORDER_WORDS.search(before):
            yield match.span()


def dates_and_times(text: str) -> Iterator[Span]:
    """Where ``text`` holds a date, a time of day, or both."""
    return (match.span() for match in _DATES_AND_TIMES.finditer(text))


def is_of_a_card(text: str, start: int) -> bool:
    """Whether what begins at ``start`` belongs to a card or an account: "my visa ending in 4242"."""
    return _CARD_BEFORE.search(text[max(0, start - _BEFORE) : start]) is not None


def _is_dialled(number: str) -> bool:
    """Whether a number is written as one dials it: with a country code, or a 0 and groups."""
    in_groups = not number.isdigit()
    return number.startswith(("+", "(0", "(+")) or (number.startswith("0") and in_groups)
