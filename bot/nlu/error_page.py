"""One HTML file that shows what was misunderstood: it loads nothing, so it can be mailed and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from bot.nlu.confusion_picture import as_html_table, as_svg
from bot.nlu.training_examples import Near

_TEMPLATE = Path(__file__).with_name("error_page.html")
_FIGURES = {
    "accuracy": "accuracy",
    "macro_f1": "macro F1",
    "in_scope_accuracy": "accuracy in scope",
    "out_of_scope_recall": "out-of-scope recall",
}


@dataclass(frozen=True)
class Mistake:
    """A message that was taken for another intent, with the training examples nearest to it."""

    text: str
    source: str
    expected: str
    got: str
    confidence: float
    nearest: Sequence[Near]


def error_page(
    title: str, scores: dict[str, Any], pairs: Sequence[tuple[str, str]], wrong: list[Mistake]
) -> str:
    """The page: figures, what was wrong with the surest first, confusion matrix, calibration."""
    wrong = sorted(wrong, key=lambda mistake: -mistake.confidence)
    intents = sorted({name for mistake in wrong for name in (mistake.expected, mistake.got)})
    parts = {
        "title": escape(title),
        "figures": _figures(scores),
        "wrong": str(len(wrong)),
        "intents": _choices(intents),
        "sources": _choices(sorted({mistake.source for mistake in wrong})),
        "mistakes": "\n".join(_mistake(mistake) for mistake in wrong),
        "picture": as_svg(pairs),
        "confusions": as_html_table(pairs),
        "reliability": _reliability(scores),
        "error": _percent(scores["calibration_error"]),
    }
    page = _TEMPLATE.read_text(encoding="utf-8")
    # split once, so that a message that looks like a place in the template is not filled in
    pieces = page.split("{{")
    return pieces[0] + "".join(_filled(piece, parts) for piece in pieces[1:])


def _filled(piece: str, parts: dict[str, str]) -> str:
    name, _, rest = piece.partition("}}")
    return parts[name] + rest


def _figures(scores: dict[str, Any]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{shown}</th><td>{_percent(scores[name])}</td>'
        f"<td>{_percent(scores['acted_' + name])}</td></tr>"
        for name, shown in _FIGURES.items()
    )
    more = {
        "calibration error": _percent(scores["calibration_error"]),
        "milliseconds a message": str(scores["latency_ms_median"]),
    }
    return rows + "".join(
        f'<tr><th scope="row">{name}</th><td>{figure}</td><td></td></tr>' for name, figure in more.items()
    )


def _mistake(mistake: Mistake) -> str:
    near = "".join(_near(each, mistake) for each in mistake.nearest)
    return (
        f'<article data-expected="{escape(mistake.expected)}" data-got="{escape(mistake.got)}" '
        f'data-source="{escape(mistake.source)}"><p class="said">{escape(mistake.text)}</p>'
        f'<p class="verdict"><b>{_percent(mistake.confidence)}</b> sure of <code class="got">'
        f'{escape(mistake.got)}</code>, expected <code class="expected">{escape(mistake.expected)}</code>'
        f'<span class="source">{escape(mistake.source)}</span></p><ul class="near">{near}</ul></article>'
    )


def _near(near: Near, mistake: Mistake) -> str:
    kind = {mistake.got: "got", mistake.expected: "expected"}.get(near.example.intent, "other")
    return (
        f"<li><span>{near.nearness:.2f}</span> {escape(near.example.text)} "
        f'<code class="{kind}">{escape(near.example.intent)}</code></li>'
    )


def _choices(names: Sequence[str]) -> str:
    return "".join(f'<option value="{escape(name)}">{escape(name or "(none)")}</option>' for name in names)


def _reliability(scores: dict[str, Any]) -> str:
    return "".join(
        f'<tr><th scope="row">{each["low"]:.0%} to {each["high"]:.0%}</th><td>{each["rows"]}</td>'
        f"<td>{_percent(each['confidence'])}</td><td>{_percent(each['accuracy'])}</td></tr>"
        for each in scores["reliability"]
    )


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}"
