"""One HTML file with every conversation of a run: it loads nothing, and no text of the run becomes markup."""

import base64
import hashlib
import html
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from bot.convtest.result import CaseResult
from bot.convtest.showing.fingerprints import Earlier, remember
from bot.convtest.showing.report_data import RowSentence, page_data

_HERE = Path(__file__).parent
_SCRIPTS = ("report_case.js", "report_coverage.js", "report.js")


def write_report(
    results: Sequence[CaseResult],
    file: Path,
    *,
    previous: Mapping[str, Earlier] | None,
    coverage: Mapping[str, Any] | None,
    meta: Mapping[str, Any],
    row_sentence: RowSentence = lambda row_id, replies: None,
) -> None:
    """Write the report to ``file`` and the run file for the next report beside it.

    ``previous`` is what ``load_previous(file)`` gave before; None hides what has changed. ``coverage``
    is ``{"kinds": [...]}`` or None for no such tab. ``meta`` stands in the head of the page as written;
    its ``title`` is the heading. ``row_sentence`` gives what a guidance row
    says in a turn with these replies.
    """
    data = page_data(results, previous=previous, coverage=coverage, meta=meta, row_sentence=row_sentence)
    file.parent.mkdir(parents=True, exist_ok=True)
    _write(file, page(data))
    remember(results, file, previous)


def page(data: Mapping[str, Any]) -> str:
    """The page that shows ``data``."""
    style = _read("report.css")
    script = "\n".join(map(_read, _SCRIPTS))
    return Template(_read("report.html")).substitute(
        title=html.escape(str(data["title"])),
        policy=(
            f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
        style=style,
        script=script,
        data=embedded(data),
    )


def embedded(data: Any) -> str:
    """JSON that can stand in a script element: no ``<``, no ``&``, nothing beyond ASCII."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"), default=str)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The source expression by which a content policy allows exactly this inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _write(file: Path, text: str) -> None:
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(file)
