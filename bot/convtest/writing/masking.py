"""Takes what is personal out of a conversation: constants for people, invented numbers for orders. Pure."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from bot.convtest.writing.personal import CARD, CARD_ENDS, CONSTANTS, ENDING, NAME, NAMES, ORDERS

# What is hidden stands aside as one private character each, so that no later pattern finds it again.
_FIRST_STAND_IN = 0xF0000
_STAND_INS = re.compile("[\U000f0000-\U000ffffd]")
_FIRST_DIGITS, _STEP, _BEGIN = "7", 1357, 2468


class Mask:
    """One mask for a whole conversation: the same number is always hidden behind the same invented one.

    ``names`` are people known to take part; ``keep`` are numbers that stay, such as those of demo
    orders. A name that is in neither list and that nobody introduces cannot be told from other words.
    """

    def __init__(self, names: Collection[str] = (), keep: Collection[str] = ()) -> None:
        self._keep = {_bare(each) for each in keep}
        self._numbers: dict[str, str] = {}
        parts = sorted({part for name in names for part in (name, *name.split()) if len(part) > 1}, key=len)
        self._known = [
            re.compile(rf"(?<!\w){re.escape(part)}(?!\w)", re.IGNORECASE) for part in reversed(parts)
        ]

    def text(self, text: str) -> str:
        """The text without what is personal in it."""
        hidden: list[str] = []

        def hide(match: re.Match, instead: str) -> str:
            hidden.append(instead)
            return _put(match, chr(_FIRST_STAND_IN + len(hidden) - 1))

        text = _STAND_INS.sub("?", text)
        for patterns, constant in CONSTANTS:
            for pattern in patterns:
                text = pattern.sub(self._hiding(hide, constant), text)
        for pattern in ORDERS:
            text = pattern.sub(lambda match: hide(match, self._invented(match[0])), text)
        text = ENDING.sub(lambda match: hide(match, self._ending(match[1])), text)
        for pattern in CARD_ENDS:
            text = pattern.sub(self._hiding(hide, CARD[-4:]), text)
        for pattern in (*self._known, *NAMES):
            text = pattern.sub(lambda match: hide(match, _name(match)), text)
        return _STAND_INS.sub(lambda match: hidden[ord(match[0]) - _FIRST_STAND_IN], text)

    def value(self, found: Any) -> Any:
        """The same for every text inside lists and maps; keys stay."""
        if isinstance(found, str):
            return self.text(found)
        if isinstance(found, Mapping):
            return {key: self.value(each) for key, each in found.items()}
        if isinstance(found, list | tuple):
            return type(found)(self.value(each) for each in found)
        return found

    def _hiding(self, hide: Callable[[re.Match, str], str], constant: str) -> Callable[[re.Match], str]:
        return lambda match: match[0] if _bare(_meant(match)) in self._keep else hide(match, constant)

    def _invented(self, written: str) -> str:
        """Another number in the same shape: signs, letters and gaps stay where they are."""
        bare = _bare(written)
        if bare in self._keep:
            return written
        digits = iter(self._numbers.setdefault(bare, self._next(sum(each.isdigit() for each in bare))))
        return "".join(next(digits) if each.isdigit() else each for each in written)

    def _next(self, length: int) -> str:
        taken = set(self._numbers.values())
        count = len(taken)
        while True:
            number = _FIRST_DIGITS + str(_BEGIN + _STEP * count)[-(length - 1) :].rjust(length - 1, "0")
            if number not in taken and number not in self._keep:
                return number
            count += 1

    def _ending(self, digits: str) -> str:
        known = [*self._keep, *self._numbers.values()]
        if any(number.endswith(digits) for number in known):
            return digits
        whole = next((new for old, new in self._numbers.items() if old.endswith(digits)), None)
        return whole[-len(digits) :] if whole else self._invented(digits)


def _name(match: re.Match) -> str:
    """Two words for a full name, one for a single one."""
    return NAME if len(_meant(match).split()) > 1 else NAME.split()[0]


def _meant(match: re.Match) -> str:
    return match[1] if match.re.groups else match[0]


def _put(match: re.Match, text: str) -> str:
    """The match with its group, or all of it, replaced."""
    if not match.re.groups:
        return text
    start, end = match.start(1) - match.start(), match.end(1) - match.start()
    return match[0][:start] + text + match[0][end:]


def _bare(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", number).upper()
