"""A mutation run as a table for the terminal and as JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.convtest.mutating.mutant import Tried, Verdict
from bot.convtest.mutating.run import Run, counted


def share(count: int, noticed: int) -> float:
    """Per cent of the mutants that count; 100 where there are none."""
    return 100 * noticed / count if count else 100.0


def report_lines(run: Run, fail_under: float) -> Iterator[str]:
    """The survivors by place, and a line for each kind."""
    yield from _listed(run, Verdict.SURVIVED, "no conversation notices")
    yield from _listed(run, Verdict.EQUIVALENT, "make no difference, not counted")
    yield f"{'kind':<10} {'tried':>6} {'noticed':>8} {'survived':>9} {'equivalent':>11}"
    for kind, (count, noticed) in counted(run).items():
        equivalent = sum(
            each.verdict is Verdict.EQUIVALENT and each.mutant.kind == kind for each in run.tried
        )
        percent = share(count, noticed)
        too_low = f"  below {fail_under:g} %" if percent < fail_under else ""
        yield (
            f"{kind:<10} {count:>6} {noticed:>8} {count - noticed:>9} {equivalent:>11} "
            f"{percent:>7.1f} %{too_low}"
        )
    yield _scope(run)


def write_json(run: Run, file: Path, seed: int) -> None:
    """All that was tried, with who noticed it, into ``file``; folders above it are made."""
    kinds = {
        kind: {"tried": count, "noticed": noticed, "percent": round(share(count, noticed), 1)}
        for kind, (count, noticed) in counted(run).items()
    }
    body = {
        "seed": seed,
        "seconds": round(run.seconds, 1),
        "conversations": len(run.cases),
        "mutants": len(run.mutants),
        "complete": run.is_complete,
        "kinds": kinds,
        "tried": [_as_json(each) for each in _by_place(run.tried)],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _listed(run: Run, verdict: Verdict, heading: str) -> Iterator[str]:
    chosen = [each for each in _by_place(run.tried) if each.verdict is verdict]
    if not chosen:
        return
    yield f"{heading}:"
    for each in chosen:
        because = f" ({each.by})" if each.by else f" ({_runs(each.cases_run)})"
        yield f"  {each.mutant.place}  {each.mutant.kind}: {each.mutant.change}{because}"
    yield ""


def _runs(count: int) -> str:
    return "no conversation comes near" if count == 0 else f"{count} conversations come near"


def _scope(run: Run) -> str:
    all_of_them = "all mutants" if run.is_complete else f"{len(run.tried)} of {len(run.mutants)} mutants"
    return f"{all_of_them} tried with {len(run.cases)} conversations in {run.seconds:.0f} s"


def _by_place(tried: list[Tried]) -> list[Tried]:
    return sorted(tried, key=lambda each: (each.mutant.kind, each.mutant.file, each.mutant.line))


def _as_json(each: Tried) -> dict[str, Any]:
    mutant = each.mutant
    return {
        "kind": mutant.kind,
        "file": mutant.file,
        "line": mutant.line,
        "change": mutant.change,
        "verdict": each.verdict.value,
        "by": each.by,
        "cases_run": each.cases_run,
    }
