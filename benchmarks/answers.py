"""What comes of a reply to an open question: done, dropped, asked again; held against what it means.

python -m benchmarks.answers LABELLED.tsv [--model FILE] [--json OUT] [--errors even|odd|all|none]

The rows: question, between, reply, label (yes, no, hold). A fresh shopper is brought to the question, says
what stands in between, then the reply; the store is compared before and after. Rows that went wrong are
printed only where asked for, by the number of their line, so that the others stay unseen.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.machine import measured_on
from benchmarks.project import be_light
from benchmarks.talks.lines import WHICH_LINES, is_asked_for
from benchmarks.talks.questions import KINDS, SELLERS, Asked, NotBroughtThere, bring, try_out
from benchmarks.talks.shop import RealShop, Reply, Shop
from benchmarks.talks.store_changes import apart_from_handovers

LABELS = ("yes", "no", "hold")
COLUMNS = ("question", "between", "reply", "label")
FALSE_YES, MISSED_YES, FALSE_NO, MISSED_NO = "false yes", "missed yes", "false no", "missed no"
RIGHT, NOT_PLAYED = "right", "not played"


class BadRow(ValueError):
    """A row that cannot be played; says which and why."""


@dataclass(frozen=True)
class Row:
    """One labelled reply; ``line`` counts from 1, the header included."""

    line: int
    question: str
    between: str
    reply: str
    label: str


@dataclass(frozen=True)
class Outcome:
    """What came of one row, with the words of the assistant; ``verdict`` is ``right`` or what went wrong."""

    row: Row
    verdict: str
    answered: str


def read_rows(file: Path) -> list[Row]:
    """The labelled replies of a TSV with the columns question, between, reply, label.

    Raises:
        BadRow: for a missing column, an unknown question or label, or an empty reply.
    """
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise BadRow(f"{file}: the columns must be {', '.join(COLUMNS)}")
        return [_row(file, line, fields) for line, fields in enumerate(reader, start=2)]


def _row(file: Path, line: int, fields: dict[str, str]) -> Row:
    if None in fields or any(value is None for value in fields.values()):
        raise BadRow(f"{file}:{line}: there must be {len(COLUMNS)} fields")
    row = Row(line, **fields)
    if row.question not in KINDS:
        raise BadRow(f"{file}:{line}: {row.question!r} is none of {', '.join(KINDS)}")
    if row.label not in LABELS:
        raise BadRow(f"{file}:{line}: {row.label!r} is none of {', '.join(LABELS)}")
    if not row.reply.strip():
        raise BadRow(f"{file}:{line}: there is no reply")
    return row


def verdict_of(label: str, *, done: bool, wrote: bool, put_again: bool, dropped: bool) -> str:
    """``right``, or what went wrong. ``done``: what was asked is in the store; ``wrote``: anything is."""
    if label == "yes":
        return RIGHT if done else MISSED_YES
    if wrote:
        return FALSE_YES
    if label == "no":
        return MISSED_NO if put_again else RIGHT
    return FALSE_NO if dropped else RIGHT


def play(shop: Shop, asked: Asked, row: Row) -> Outcome:
    """Bring a fresh shopper to the question and see what comes of the row's reply."""
    chat, _ = bring(shop, asked.kind)
    if row.between:
        chat.say(row.between)
    reply = chat.say(row.reply)
    written = apart_from_handovers(chat.written())
    verdict = verdict_of(
        row.label,
        done=asked.kind.is_done(written),
        wrote=bool(written),
        put_again=asked.is_put_in(reply),
        dropped=asked.is_dropped_by(reply),
    )
    return Outcome(row, verdict, _readable(reply))


def play_all(shop: Shop, rows: Sequence[Row]) -> list[Outcome]:
    """The outcome of every row, in order; ``not played`` where no shopper gets to the question."""
    asked: dict[str, Asked | NotBroughtThere] = {}
    for name in dict.fromkeys(row.question for row in rows):
        try:
            asked[name] = try_out(shop, KINDS[name])
        except NotBroughtThere as error:
            asked[name] = error
    return [_outcome(shop, asked[row.question], row) for row in rows]


def _outcome(shop: Shop, asked: Asked | NotBroughtThere, row: Row) -> Outcome:
    if isinstance(asked, NotBroughtThere):
        return Outcome(row, NOT_PLAYED, str(asked))
    try:
        return play(shop, asked, row)
    except NotBroughtThere as error:
        return Outcome(row, NOT_PLAYED, str(error))


def figures(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    """How many went wrong in each way, and of how many; false yeses also apart by what stood in between."""
    no_yes = [each for each in outcomes if each.row.label != "yes"]
    plain = [each for each in no_yes if not each.row.between]
    after_answer = [each for each in no_yes if each.row.between]
    counted = {
        FALSE_YES: _count(no_yes, FALSE_YES),
        f"{FALSE_YES}, at once": _count(plain, FALSE_YES),
        f"{FALSE_YES}, after an answer": _count(after_answer, FALSE_YES),
    }
    for wrong, label in ((MISSED_YES, "yes"), (FALSE_NO, "hold"), (MISSED_NO, "no")):
        counted[wrong] = _count([each for each in outcomes if each.row.label == label], wrong)
    counted[NOT_PLAYED] = _count(outcomes, NOT_PLAYED)
    return counted


def by_question(outcomes: Sequence[Outcome]) -> dict[str, dict[str, int]]:
    """How many went wrong in each way, for each kind of question."""
    kinds = dict.fromkeys(each.row.question for each in outcomes)
    return {kind: dict(Counter(e.verdict for e in outcomes if e.row.question == kind)) for kind in kinds}


def _count(outcomes: Sequence[Outcome], wrong: str) -> dict[str, int]:
    return {"wrong": sum(each.verdict == wrong for each in outcomes), "of": len(outcomes)}


def _readable(reply: Reply) -> str:
    return " | ".join(part for part in (" ".join(reply.text.split()), *reply.buttons) if part)


def main() -> None:
    """Play the file and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labelled", type=Path, help=f"a TSV with the columns {', '.join(COLUMNS)}")
    parser.add_argument("--model", type=Path, help="default: the model in use")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures here too")
    parser.add_argument("--errors", choices=WHICH_LINES, default="none", help="print rows of these lines")
    options = parser.parse_args()
    be_light()
    shop = RealShop(SELLERS, options.model)
    try:
        outcomes = play_all(shop, read_rows(options.labelled))
    finally:
        shop.close()
    shown = [e for e in outcomes if e.verdict != RIGHT and is_asked_for(e.row.line, options.errors)]
    _print(outcomes, shown)
    if options.json:
        body = {"figures": figures(outcomes), "by_question": by_question(outcomes)}
        body["errors"] = [asdict(each) for each in shown]
        options.json.write_text(json.dumps(body, indent=1, ensure_ascii=False), encoding="utf-8")


def _print(outcomes: Sequence[Outcome], shown: Iterable[Outcome]) -> None:
    print("| | wrong | of |\n|---|---|---|")
    for name, count in figures(outcomes).items():
        print(f"| {name} | {count['wrong']} | {count['of']} |")
    wrongs = (FALSE_YES, MISSED_YES, FALSE_NO, MISSED_NO, NOT_PLAYED)
    print(f"\n| question | rows | {' | '.join(wrongs)} |\n|---|---|{'---|' * len(wrongs)}")
    for kind, counted in by_question(outcomes).items():
        numbers = " | ".join(str(counted.get(wrong, 0)) for wrong in wrongs)
        print(f"| {kind} | {sum(counted.values())} | {numbers} |")
    print(f"\n{len(outcomes)} replies. {measured_on()}")
    for reason in dict.fromkeys(each.answered for each in outcomes if each.verdict == NOT_PLAYED):
        print(f"Not played: {reason}")
    for each in shown:
        before = f"{each.row.between} → " if each.row.between else ""
        print(f"\nline {each.row.line}, {each.row.question}: {before}{each.row.reply}")
        print(f"    {each.verdict}: {each.answered}")


if __name__ == "__main__":
    main()
