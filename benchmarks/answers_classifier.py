"""How well answers to open questions are read: each example by a reader that never saw it, and labelled rows.

    python -m benchmarks.answers_classifier [FILE.tsv] [--folds 4] [--errors]

FILE.tsv has the columns question, between (what was said between question and reply), reply, and label:
yes, no, or hold for what must neither be done nor dropped. Errors are shown of its even lines only, so that
the others stay unseen.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.machine import measured_on, processor_milliseconds
from benchmarks.project import be_light, examples
from bot.dialogue.consent import SURE_YES, Consent, reads_as
from bot.dialogue.heard import Ranked
from bot.nlu.calibration import calibration_error, reliability
from bot.nlu.encoder import SentenceEncoder
from bot.nlu.encoders import encoder_folder
from bot.nlu.parts.acts import Acts
from bot.nlu.parts.answer_examples import CONFIRM, HEADS, Row, read_acts, read_rows
from bot.nlu.parts.answers import AnswerReader

DATA = Path("data", "meaning", "answers")
LABELLED = Path("../shared/eval/answers_dev.tsv")
_AGREES = ("yes", "nod")


class RememberingEncoder:
    """Encodes each text once, however many folds ask for it."""

    def __init__(self) -> None:
        self._encoder = SentenceEncoder(encoder_folder())
        self._known: dict[str, np.ndarray] = {}

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        for text in texts:
            if text not in self._known:
                self._known[text] = self._encoder.encode([text])[0]
        return np.stack([self._known[text] for text in texts])


def main() -> None:
    arguments = _arguments()
    be_light()
    messages: dict[str, list[str]] = defaultdict(list)
    for example in examples():
        messages[example.intent].append(example.text)
    acts = read_acts(DATA)
    rows = read_rows(DATA, acts, messages)
    encoder = RememberingEncoder()
    print(f"{len(rows)} rows of {len({(row.head, row.source) for row in rows})} examples", flush=True)
    if arguments.folds > 1:
        _show_folds(_guesses(rows, acts, encoder, arguments.folds), errors=arguments.errors)
    began = time.perf_counter()
    reader = AnswerReader(encoder, acts)
    reader.fit(rows)
    print(f"\nLearned in {time.perf_counter() - began:.0f} s")
    _show_labelled(reader, arguments.file)
    _show_time(reader, [row.text for row in rows[::40]])
    print(measured_on())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=LABELLED)
    parser.add_argument("--folds", type=int, default=4, help="0 leaves the examples out")
    parser.add_argument("--errors", action="store_true", help="show what is read wrong")
    return parser.parse_args()


Guess = tuple[Row, list[Ranked]]


def _guesses(rows: Sequence[Row], acts: Acts, encoder: RememberingEncoder, folds: int) -> list[Guess]:
    """Each row with what a reader makes of it that learned no row of the same example."""
    sources = sorted({row.source for row in rows})
    fold_of = {
        source: number % folds for number, source in enumerate(np.random.RandomState(0).permutation(sources))
    }
    found: list[Guess] = []
    for fold in range(folds):
        print(f"Learning fold {fold + 1} of {folds}", flush=True)
        reader = AnswerReader(encoder, acts)
        reader.fit([row for row in rows if fold_of[row.source] != fold])
        for row in rows:
            if fold_of[row.source] == fold:
                answers = reader.read(row.text).get(row.kind or row.head, [])
                found.append((row, [Ranked(*pair) for pair in answers]))
    return found


def _show_folds(guesses: Sequence[Guess], *, errors: bool) -> None:
    for head in HEADS:
        of_head = [(row, ranked) for row, ranked in guesses if row.head == head]
        sure = [(ranked[0].confidence, ranked[0].name == row.label) for row, ranked in of_head if ranked]
        right = sum(is_right for _, is_right in sure) / len(sure)
        error = calibration_error(reliability(sure))
        print(f"\n{head}: {right:.1%} of {len(of_head)} right, calibration error {error:.1%}")
        _show_labels(of_head)
    confirmations = [guess for guess in guesses if guess[0].head == CONFIRM]
    _show_thresholds(confirmations)
    if errors:
        _show_errors(guesses)


def _show_labels(guesses: Sequence[Guess]) -> None:
    tally = Counter((row.label, ranked[0].name if ranked else "none") for row, ranked in guesses)
    for label in sorted({label for label, _ in tally}):
        meant = sum(count for (expected, _), count in tally.items() if expected == label)
        taken = sum(count for (_, guess), count in tally.items() if guess == label)
        hits = tally[label, label]
        wrong = [(count, guess) for (expected, guess), count in tally.items() if expected == label != guess]
        confused = ", ".join(f"{guess} {count}" for count, guess in sorted(wrong, reverse=True)[:4])
        precision = hits / taken if taken else 0.0
        print(
            f"  {label:10} recall {hits / meant:6.1%}  precision {precision:6.1%}  of {meant:4}   {confused}"
        )


def _show_thresholds(guesses: Sequence[Guess]) -> None:
    print("\nread as yes to a fresh question:  at least   false yes   missed yes")
    agreed = [
        (row.label, sum(each.confidence for each in ranked if each.name in _AGREES), ranked)
        for row, ranked in guesses
    ]
    for least in (0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9):
        taken = [label for label, sure, ranked in agreed if sure >= least and ranked[0].name in _AGREES]
        meant = sum(label in _AGREES for label, *_ in agreed)
        false = sum(label not in _AGREES for label in taken)
        chosen = "  <- chosen" if least == SURE_YES else ""
        missed = meant - (len(taken) - false)
        print(f"{least:43} {false:4} of {len(agreed) - meant}   {missed:4} of {meant}{chosen}")


def _show_errors(guesses: Sequence[Guess]) -> None:
    for row, ranked in guesses:
        if not ranked or ranked[0].name != row.label:
            guess = f"{ranked[0].name} {ranked[0].confidence:.2f}" if ranked else "nothing"
            print(f"{row.kind or row.head}\t{row.label}\t{guess}\t{row.text}\t({row.source})")


def _show_labelled(reader: AnswerReader, file: Path) -> None:
    tally: Counter[tuple[str, str]] = Counter()
    with file.open(encoding="utf-8", newline="") as opened:
        for line, body in enumerate(csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
            kind = f"confirm_{body['question']}"
            ranked = [Ranked(*pair) for pair in reader.read(body["reply"]).get(kind, [])]
            consent = reads_as(ranked, is_fresh=not body["between"])
            read = consent.value if consent in (Consent.YES, Consent.NO) else "hold"
            tally[body["label"], read] += 1
            if read != body["label"] and line % 2 == 0:
                print(f"  {body['label']} read as {consent.value}: {kind}: {body['reply']!r} {ranked[:2]}")
    meant = {
        label: sum(n for (expected, _), n in tally.items() if expected == label)
        for label in ("yes", "no", "hold")
    }
    false_yes, false_no = tally["hold", "yes"] + tally["no", "yes"], tally["hold", "no"] + tally["yes", "no"]
    print(f"{file.name}: false yes {false_yes} of {meant['no'] + meant['hold']}, ", end="")
    print(f"missed yes {meant['yes'] - tally['yes', 'yes']} of {meant['yes']}, ", end="")
    print(f"false no {false_no} of {meant['yes'] + meant['hold']}, ", end="")
    print(f"missed no {meant['no'] - tally['no', 'no']} of {meant['no']}")


def _show_time(reader: AnswerReader, texts: Sequence[str]) -> None:
    for text in texts:
        reader.read(text)
    took = sorted(processor_milliseconds(lambda text=text: reader.read(text)) for text in texts)
    median, slow = took[len(took) // 2], took[int(0.95 * len(took))]
    print(f"a message, beyond its encoding: median {median:.1f} ms, 95 % {slow:.1f} ms")


if __name__ == "__main__":
    main()
