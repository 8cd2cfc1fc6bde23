"""A failed conversation test as a support person reads it in the terminal."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from bot.convtest.result import CaseResult, StepResult, Verdict
from bot.convtest.seen import Said
from bot.convtest.showing.in_words import actions_run, card_lines, change_sentence, understood
from bot.convtest.showing.terminal_look import Look
from bot.convtest.showing.visible import encodable, visible
from bot.convtest.showing.word_diff import difference, is_worth_a_diff

RowSentence = Callable[[str, tuple[str, ...]], str | None]
_TURNS_BEFORE = 2
_WHO = 9  # "shopper" and two spaces
_LABEL = 14


def failure_text(
    result: CaseResult,
    *,
    width: int = 100,
    colour: bool = False,
    row_sentence: RowSentence = lambda row_id, replies: None,
    encoding: str = "utf-8",
) -> str:
    """The case as a chat up to its last failed turn; at each failed check what was expected and what came.

    ``row_sentence`` gives what a guidance row says in a turn with these replies, or None. Signs that
    ``encoding`` lacks are replaced.
    """
    look = Look(width, colour)
    lines = [*_header(result, look), "", *_chat(result, look, row_sentence)]
    while lines[-1] == "":
        lines.pop()
    if result.broke_off:
        lines += ["", *look.labelled("✗ broke off", result.broke_off, "red", 2, _LABEL)]
    return encodable("\n".join(lines), encoding)


def _header(result: CaseResult, look: Look) -> list[str]:
    place = f"{result.file}:{result.line}"
    about = [
        f"shopper {result.customer}" if result.customer else "a guest",
        *([f"tags {', '.join(result.tags)}"] if result.tags else []),
        *_runs(result),
        *([f"began {_clock(result.steps[0].at)}"] if result.steps else []),
    ]
    return [
        *look.line(f"{place}  {result.name}", "bold"),
        *look.line(" · ".join(about), "dim"),
    ]


def _runs(result: CaseResult) -> list[str]:
    repeat = result.notes.get("repeat")
    return [f"{repeat['passed']} of {repeat['runs']} runs passed, this one did not"] if repeat else []


def _chat(result: CaseResult, look: Look, row_sentence: RowSentence) -> Iterator[str]:
    steps = result.steps
    shown = _shown(result)
    skipped = 0
    for number, step in enumerate(steps):
        if number not in shown:
            skipped += 1
            continue
        if skipped:
            yield from [*look.line(_as_expected(skipped, "before this"), "dim"), ""]
            skipped = 0
        yield from _step(step, steps[number - 1].at if number else step.at, look, row_sentence)
        yield ""
    if skipped:
        yield from look.line(_as_expected(skipped, "after this"), "dim")


def _shown(result: CaseResult) -> set[int]:
    """The numbers of the steps worth showing: those that failed, and a few before each of them."""
    failed = [number for number, step in enumerate(result.steps) if step.failures]
    if result.broke_off and result.steps:
        failed.append(len(result.steps) - 1)
    near = {number for last in failed for number in range(max(0, last - _TURNS_BEFORE), last + 1)}
    # Leaving out a single turn would save no line.
    gaps = {n for n in range(len(result.steps)) if (n - 1 in near or n == 0) and n + 1 in near}
    return near | gaps


def _as_expected(count: int, where: str) -> str:
    return f"… {count} {'turn' if count == 1 else 'turns'} {where} went as expected"


def _step(step: StepResult, before: str, look: Look, row_sentence: RowSentence) -> Iterator[str]:
    if step.kind == "advance":
        yield look.rule(f"{step.text} later: {_clock(step.at)}")
    elif _clock(step.at) != _clock(before):
        yield look.rule(f"it is {_clock(step.at)}")
    if step.kind in ("user", "press"):
        said = step.text if step.kind == "user" else f"[{step.text}]"
        yield from look.labelled("shopper", said, "cyan", 2, _WHO)
    yield from _said(step.seen.messages, look)
    if step.failures:
        replies = tuple(message.utter_name for message in step.seen.messages if message.utter_name)
        in_this_turn = partial(_row, replies=replies, row_sentence=row_sentence)
        for verdict in step.failures:
            yield ""
            yield from _failure(verdict, verdict.line or step.line, look, in_this_turn)
        yield ""
        yield from _details(step, look, in_this_turn)


def _said(messages: Sequence[Said], look: Look) -> Iterator[str]:
    for message in messages:
        lines = [message.text] if message.text else []
        if message.card:
            head, *facts = card_lines(message.card)
            lines += ["\n".join([f"┌ {head}", *(f"│ {fact}" for fact in facts)])]
        if message.buttons:
            lines.append(" ".join(f"[{button.title}]" for button in message.buttons))
        yield from look.labelled("bot", "\n".join(lines) or "(an empty message)", "", 2, _WHO)


def _failure(verdict: Verdict, line: int, look: Look, row_text: Callable[[str], str]) -> Iterator[str]:
    indent = 4
    yield from look.line(f"✗ line {line}: {verdict.key}", "red", indent)
    for label, text, style in (("expected", verdict.expected, "green"), ("actual", verdict.actual, "red")):
        shown = _with_sentence(text, row_text) if verdict.key == "guidance" else text
        yield from look.labelled(label, shown or "nothing", style, indent + 2, _LABEL - 2)
    if is_worth_a_diff(verdict.expected, verdict.actual):
        both = difference(visible(verdict.expected), visible(verdict.actual))
        yield from look.labelled("difference", both, "", indent + 2, _LABEL - 2)
        yield from look.line("[-expected only-] {+actual only+}", "dim", indent + _LABEL)


def _with_sentence(rows: str, row_text: Callable[[str], str]) -> str:
    return "\n".join(row_text(row.strip()) for row in rows.split(","))


def _row(row_id: str, *, replies: tuple[str, ...], row_sentence: RowSentence) -> str:
    sentence = row_sentence(row_id, replies) if row_id else None
    return f"{row_id}: {' '.join(sentence.split())}" if sentence else row_id


def _details(step: StepResult, look: Look, row_text: Callable[[str], str]) -> Iterator[str]:
    seen = step.seen
    told = {verdict.actual for verdict in step.failures}
    details = (
        ("faults", "\n".join(fault for fault in seen.faults if fault not in told)),
        ("guidance", "\n".join(row_text(row) for row in seen.rows)),
        ("store", "\n".join(change_sentence(change) for change in seen.changes) or "no row changed"),
        ("understood", understood(seen)),
        ("ran", ", ".join(actions_run(seen))),
    )
    for label, text in details:
        if text:
            yield from look.labelled(label, text, "red" if label == "faults" else "dim", 4, _LABEL)


def _clock(at: str) -> str:
    """An ISO time to the minute, as the rest of the text writes times."""
    return at[:16].replace("T", " ")
