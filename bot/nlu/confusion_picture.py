"""Which intents are taken for which, as a picture (SVG) and as a table that says the same."""

from collections import Counter
from collections.abc import Sequence
from html import escape

CELL = 18
_LEFT, _TOP, _PAD = 170, 170, 10
_FAINTEST = 0.4
_STYLE = """<style>
.paper{fill:#fff}.ink{fill:#1b1b1f;font:11px system-ui,sans-serif}.line{stroke:#d5d5dc}
.right{fill:#6a6a72;font:9px system-ui,sans-serif}.wrong{fill:#e0447f}
.count{fill:#1b1b1f;font:9px system-ui,sans-serif}
@media (prefers-color-scheme: dark){.paper{fill:#17171b}.ink,.count{fill:#ececf1}.line{stroke:#3a3a42}
.right{fill:#9a9aa4}.wrong{fill:#a8265a}}
</style>"""

Pairs = Sequence[tuple[str, str]]


def as_svg(pairs: Pairs) -> str:
    """A drawing of (expected, got): one row an expected intent, one column a given one.

    Only what went wrong is coloured, the stronger the larger its share of the row.
    """
    names = sorted({name for pair in pairs for name in pair})
    counts, rows = Counter(pairs), Counter(expected for expected, _ in pairs)
    side = CELL * len(names)
    wrong = sum(count for (expected, got), count in counts.items() if expected != got)
    cells = (_cell(names, pair, count, rows[pair[0]]) for pair, count in sorted(counts.items()))
    return "\n".join([*_head(side, len(pairs), wrong), *_frame(names, side), *cells, "</svg>"])


def as_html_table(pairs: Pairs) -> str:
    """The wrong cells of the picture, most frequent first, as an HTML table."""
    wrong = Counter(pair for pair in pairs if pair[0] != pair[1])
    rows = Counter(expected for expected, _ in pairs)
    body = "".join(
        f"<tr><td>{escape(expected)}</td><td>{escape(got)}</td><td>{n}</td><td>{rows[expected]}</td></tr>"
        for (expected, got), n in sorted(wrong.items(), key=lambda item: (-item[1], item[0]))
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("expected", "got", "times", "of"))
    return f'<table class="numbers"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _head(side: int, rows: int, wrong: int) -> list[str]:
    width, height = _LEFT + side + _PAD, _TOP + side + _PAD
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="confusion-title confusion-text">',
        '<title id="confusion-title">Confusion matrix</title>',
        f'<desc id="confusion-text">{rows} messages, {wrong} of them taken for another intent. '
        "Rows are the expected intents, columns the given ones.</desc>",
        _STYLE,
        f'<rect class="paper" width="{width}" height="{height}"/>',
    ]


def _frame(names: Sequence[str], side: int) -> list[str]:
    """Names and lines."""
    parts = []
    for index, name in enumerate(names):
        middle, text = CELL * index + CELL / 2 + 4, escape(name)
        parts.append(f'<text class="ink" text-anchor="end" x="{_LEFT - 6}" y="{_TOP + middle}">{text}</text>')
        place = f"translate({_LEFT + middle} {_TOP - 6}) rotate(-90)"
        parts.append(f'<text class="ink" transform="{place}">{text}</text>')
    for index in range(len(names) + 1):
        at = CELL * index
        parts.append(f'<path class="line" d="M{_LEFT} {_TOP + at}h{side}M{_LEFT + at} {_TOP}v{side}"/>')
    return parts


def _cell(names: Sequence[str], pair: tuple[str, str], count: int, rows: int) -> str:
    expected, got = pair
    x, y = _LEFT + CELL * names.index(got), _TOP + CELL * names.index(expected)
    number = f'x="{x + CELL / 2}" y="{y + CELL / 2 + 3}" text-anchor="middle">{count}</text>'
    if expected == got:
        return f'<text class="right" {number}'
    strength = _FAINTEST + (1 - _FAINTEST) * count / rows
    return (
        f"<g><title>{escape(expected)} taken for {escape(got)}: {count} of {rows}</title>"
        f'<rect class="wrong" x="{x + 1}" y="{y + 1}" width="{CELL - 2}" height="{CELL - 2}" '
        f'opacity="{strength:.2f}"/><text class="count" {number}</g>'
    )
