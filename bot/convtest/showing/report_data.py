"""What the report page needs to know of a run: plain values for JSON, small even for 1,000 cases."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.convtest.result import CaseResult, StepResult, Verdict
from bot.convtest.seen import Said
from bot.convtest.showing.fingerprints import Earlier, changed_steps
from bot.convtest.showing.in_words import (
    actions_run,
    card_facts,
    change_sentence,
    slots_set,
    understood,
    value,
)
from bot.convtest.showing.visible import visible
from bot.convtest.showing.word_diff import diff_parts, is_worth_a_diff

RowSentence = Callable[[str, tuple[str, ...]], str | None]


def page_data(
    results: Sequence[CaseResult],
    *,
    previous: Mapping[str, Earlier] | None,
    coverage: Mapping[str, Any] | None,
    meta: Mapping[str, Any],
    row_sentence: RowSentence = lambda row_id, replies: None,
) -> dict[str, Any]:
    """All that the page shows, in values that JSON knows; texts are made visible, not escaped."""
    links = _links(results)
    return _shown(
        {
            "title": str(meta.get("title") or "Conversation tests"),
            "meta": [[str(name), value(found)] for name, found in meta.items() if name != "title"],
            "hasPrevious": previous is not None,
            "tookMs": round(sum(result.took_ms for result in results)),
            "passK": _pass_k(results),
            "cases": [
                _case(result, link, previous, row_sentence)
                for result, link in zip(results, links, strict=True)
            ],
            "coverage": coverage,
        }
    )


def _case(
    result: CaseResult, link: str, previous: Mapping[str, Earlier] | None, row_sentence: RowSentence
) -> dict[str, Any]:
    earlier = (previous or {}).get(result.id)
    changed = changed_steps(result, earlier) if earlier else set()
    steps = [_step(step, earlier is not None and n in changed) for n, step in enumerate(result.steps)]
    for shown, step in zip(steps, result.steps, strict=True):
        shown |= _rules(step, row_sentence)
    return {
        "link": link,
        "name": result.name,
        "place": f"{result.file}:{result.line}",
        "tags": list(result.tags),
        "customer": result.customer or "",
        "passed": result.passed,
        "tookMs": round(result.took_ms),
        "brokeOff": result.broke_off,
        "change": "" if previous is None else _change(result, earlier, bool(changed)),
        "notes": [_note(str(name), found) for name, found in result.notes.items()],
        "steps": steps,
    }


def _change(result: CaseResult, earlier: Earlier | None, has_changed: bool) -> str:
    if earlier is None:
        return "new"
    if earlier.passed != result.passed:
        return "now passes" if result.passed else "now fails"
    return "changed" if has_changed else ""


def _step(step: StepResult, has_changed: bool) -> dict[str, Any]:
    seen = step.seen
    found = {
        "kind": step.kind,
        "text": step.text,
        "line": step.line,
        "at": step.at[:16].replace("T", " "),
        "changed": has_changed,
        "said": [_said(message) for message in seen.messages],
        "checks": [_check(verdict, step.line) for verdict in step.verdicts],
        "understood": understood(seen),
        "actions": actions_run(seen),
        "slots": [[name, value(set_to)] for name, set_to in slots_set(seen)],
        "store": [change_sentence(change) for change in seen.changes],
        "rows": list(seen.rows),
        "faults": list(seen.faults),
        "tookMs": round(seen.took_ms),
    }
    return {name: each for name, each in found.items() if each not in ("", [], False, 0)}


def _rules(step: StepResult, row_sentence: RowSentence) -> dict[str, dict[str, str]]:
    """What the guidance rows of the turn say, those expected in vain included."""
    replies = tuple(message.utter_name for message in step.seen.messages if message.utter_name)
    expected = (verdict.expected for verdict in step.failures if verdict.key == "guidance")
    rows = {*step.seen.rows, *(row.strip() for text in expected for row in text.split(","))}
    said = {row: _one_line(row_sentence(row, replies)) for row in sorted(rows)}
    found = {row: sentence for row, sentence in said.items() if sentence}
    return {"rules": found} if found else {}


def _said(message: Said) -> dict[str, Any]:
    found: dict[str, Any] = {"text": message.text, "buttons": [button.title for button in message.buttons]}
    if message.card:
        head, facts, letters = card_facts(message.card)
        found["card"] = {"head": head, "facts": facts, "letters": letters}
    if message.utter_name:
        found["reply"] = message.utter_name
    return {name: each for name, each in found.items() if each not in ("", [])}


def _check(verdict: Verdict, step_line: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": verdict.key,
        "line": verdict.line or step_line,
        "passed": verdict.passed,
        "expected": verdict.expected,
        "actual": verdict.actual,
    }
    if not verdict.passed and is_worth_a_diff(verdict.expected, verdict.actual):
        found["diff"] = [list(part) for part in diff_parts(verdict.expected, verdict.actual)]
    return found


def _links(results: Sequence[CaseResult]) -> list[str]:
    """The id of each case; a case that ran several times has its number behind it."""
    counted: Counter[str] = Counter()
    links = []
    for result in results:
        counted[result.id] += 1
        again = counted[result.id]
        links.append(result.id if again == 1 else f"{result.id}~{again}")
    return links


def _pass_k(results: Sequence[CaseResult]) -> list[list[str]]:
    """The share of repeated cases of which every run passed, by how often they ran."""
    found: dict[int, list[bool]] = {}
    for result in results:
        repeat = result.notes.get("repeat")
        if repeat:
            found.setdefault(repeat["runs"], []).append(repeat["passed"] == repeat["runs"])
    return [[f"pass^{k}", f"{sum(all_of) / len(all_of):.0%}"] for k, all_of in sorted(found.items())]


def _note(name: str, found: Any) -> list[str]:
    fields = [f"{key} {value(each)}" for key, each in found.items()] if isinstance(found, Mapping) else []
    return [name.replace("_", " "), ", ".join(fields) or value(found)]


def _one_line(sentence: str | None) -> str:
    return " ".join((sentence or "").split())


def _shown(found: Any) -> Any:
    """The same values with invisible characters in every text spelled out."""
    if isinstance(found, str):
        return visible(found)
    if isinstance(found, Mapping):
        return {visible(str(name)): _shown(each) for name, each in found.items()}
    if isinstance(found, list | tuple):
        return [_shown(each) for each in found]
    return found
