"""Typed text that looks like an instruction to Rasa is never obeyed: it is words, or it is answered here."""

import re
import unicodedata

_PREFIX = re.compile("[/\uff0f\u2044\u2215\u29f8\u27cb\u3033\u2571\u1735]|external *[:\uff1a]", re.IGNORECASE)
_COMMAND = re.compile(r"[^\W\d][\w.+-]*\s*(?:[{@\uff5b\uff20].*)?", re.DOTALL)
_HANGUL_FILLERS = "\u115f\u1160\u3164\uffa0"


def plain_words(text: str) -> str | None:
    """What a typed text says once every leading slash or ``EXTERNAL:`` is gone; None for a typed command.

    A command is one name after such a prefix, alone or followed by ``{…}`` or ``@…``.

    >>> plain_words("/ 2 parcels are broken")
    '2 parcels are broken'
    >>> plain_words('/cancel_order{"order_id": "1"}') is None
    True
    """
    rest = _from_first_visible(text)
    if not _PREFIX.match(rest):
        return text
    while prefix := _PREFIX.match(rest):
        rest = _from_first_visible(rest[prefix.end() :])
    return None if not rest or _COMMAND.fullmatch(rest) else rest


def _from_first_visible(text: str) -> str:
    """The text without leading blanks, controls, zero-width characters and stray accents."""
    for position, character in enumerate(text):
        if unicodedata.category(character)[0] not in "CZM" and character not in _HANGUL_FILLERS:
            return text[position:]
    return ""
