"""How lines stand in a terminal: wrapped under their label, coloured only where that is asked for."""

import textwrap
from dataclasses import dataclass

from bot.convtest.showing.visible import visible

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "cyan": "36"}
_NARROWEST_TEXT = 20


@dataclass(frozen=True)
class Look:
    """Width in characters, and whether colours are wanted."""

    width: int = 100
    colour: bool = False

    def line(self, text: str, style: str = "", indent: int = 0) -> list[str]:
        """The text wrapped, each further line under the first."""
        return self.labelled("", text, style, indent)

    def labelled(self, label: str, text: str, style: str = "", indent: int = 0, column: int = 0) -> list[str]:
        """The label, then the text from ``column`` on, with whatever is not printable spelled out."""
        column = max(column, len(label) + 2) if label else column
        room = max(self.width - indent - column, _NARROWEST_TEXT)
        lines = [part for line in visible(text).split("\n") for part in _wrapped(line, room)]
        heads = [label.ljust(column), *[" " * column] * (len(lines) - 1)]
        return [
            " " * indent + (self.paint(f"{head}{line}", style)).rstrip()
            for head, line in zip(heads, lines, strict=True)
        ]

    def rule(self, text: str) -> str:
        """A line across the page with a word in it."""
        start = f"── {visible(text)} "
        return self.paint(start + "─" * max(self.width - len(start), 2), "dim")

    def paint(self, text: str, style: str) -> str:
        """The text in that style: bold, dim, red, green or cyan."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour and style and text else text


def _wrapped(line: str, room: int) -> list[str]:
    return textwrap.wrap(line, room, break_on_hyphens=False, drop_whitespace=True) or [""]
