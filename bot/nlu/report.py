"""`bot nlu`: scores understanding on labelled messages and says where it goes wrong."""

import csv
import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.nlu.calibration import Bin, calibration_error, reliability
from bot.nlu.confusion_picture import as_svg
from bot.nlu.error_page import Mistake, error_page

OUT_OF_SCOPE = "out_of_scope"
FALLBACK = "nlu_fallback"
WORST = 10


class CannotScore(Exception):
    """The file or the model cannot be used; the text says what to do."""


@dataclass(frozen=True)
class Row:
    """One labelled message."""

    text: str
    intent: str
    source: str


@dataclass(frozen=True)
class Guess:
    """What the model made of a row: the classifier's first intent, and what the dialogue would act on."""

    row: Row
    first: str
    acted: str
    milliseconds: float
    confidence: float
    """How sure the classifier is of ``first``, from 0 to 1."""

    @property
    def right(self) -> bool:
        """Whether the classifier's first intent is the labelled one."""
        return self.first == self.row.intent


@dataclass(frozen=True)
class Outputs:
    """Where the report is written besides the screen; None where not."""

    json: Path | None = None
    html: Path | None = None
    confusion: Path | None = None


def run(tsv: Path, model: Path | None, outputs: Outputs) -> int:
    """Score ``tsv`` with ``model`` (the one in use where None) and print the table; returns the exit code."""
    try:
        rows = read_rows(tsv)
        file = _model_file(model)
    except CannotScore as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Loading {file.name}", file=sys.stderr)
    from bot.nlu.parsing import load_parser

    understand = load_parser(file)
    guesses = [guess(row, understand) for row in _with_progress(rows)]
    scores = score(guesses)
    print(as_table(scores))
    _write(outputs, file, tsv.name, guesses, scores)
    return 0


def _write(
    outputs: Outputs, model: Path, title: str, guesses: Sequence[Guess], scores: dict[str, Any]
) -> None:
    pairs = [(guess.row.intent, guess.first) for guess in guesses]
    if outputs.json is not None:
        _put(outputs.json, json.dumps(scores, indent=2, ensure_ascii=False))
    if outputs.confusion is not None:
        _put(outputs.confusion, as_svg(pairs))
    if outputs.html is not None:
        _put(outputs.html, error_page(f"Understanding of {title}", scores, pairs, _mistakes(guesses, model)))


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text + "\n", encoding="utf-8")


def _mistakes(guesses: Sequence[Guess], model: Path) -> list[Mistake]:
    """What was taken for another intent, each beside its nearest training examples of this project."""
    from bot.nlu.encoders import open_encoder
    from bot.nlu.intent_features import IntentFeatures
    from bot.nlu.nearest_examples import nearest_examples
    from bot.nlu.parsing import classifier_config
    from bot.nlu.training_examples import training_examples

    print("Looking for the nearest training examples", file=sys.stderr)
    wrong = [guess for guess in guesses if not guess.right]
    features = IntentFeatures(open_encoder(classifier_config(model)))
    examples = training_examples(Path.cwd())
    near = nearest_examples([guess.row.text for guess in wrong], examples, features)
    return [
        Mistake(each.row.text, each.row.source, each.row.intent, each.first, each.confidence, nearest)
        for each, nearest in zip(wrong, near, strict=True)
    ]


def read_rows(tsv: Path) -> list[Row]:
    """The rows of a TSV file with the columns text, intent and perhaps source.

    Raises:
        CannotScore: when the file cannot be read or lacks a column.
    """
    try:
        with tsv.open(encoding="utf-8", newline="") as file:
            entries = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as error:
        raise CannotScore(f"{tsv} cannot be read: {type(error).__name__}.") from error
    if not entries or not {"text", "intent"} <= set(entries[0]):
        raise CannotScore(f"{tsv} needs a header line with the columns text and intent, and rows below it.")
    return [Row(entry["text"] or "", entry["intent"] or "", entry.get("source") or "") for entry in entries]


def guess(row: Row, understand: Callable[[str], dict[str, Any]]) -> Guess:
    """What the model makes of ``row``, timed."""
    began = time.perf_counter()
    parse = understand(row.text)
    milliseconds = (time.perf_counter() - began) * 1000
    acted = parse["intent"]["name"] or FALLBACK
    ranked = [entry for entry in parse["intent_ranking"] if entry["name"] != FALLBACK]
    first = ranked[0] if ranked else {"name": OUT_OF_SCOPE, "confidence": 0.0}
    acted = OUT_OF_SCOPE if acted == FALLBACK else acted
    return Guess(row, first["name"], acted, milliseconds, first["confidence"])


def score(guesses: Sequence[Guess]) -> dict[str, Any]:
    """All figures, as `bot nlu --json` writes them."""
    times = sorted(guess.milliseconds for guess in guesses)
    first = [(guess.row.intent, guess.first) for guess in guesses]
    acted = [(guess.row.intent, guess.acted) for guess in guesses]
    by_source = defaultdict(list)
    for guessed in guesses:
        by_source[guessed.row.source].append((guessed.row.intent, guessed.first))
    wrong = Counter(pair for pair in first if pair[0] != pair[1])
    bins = reliability([(guess.confidence, guess.right) for guess in guesses])
    return {
        **figures(first),
        **{f"acted_{name}": value for name, value in figures(acted).items()},
        "latency_ms_median": round(statistics.median(times), 2),
        "latency_ms_p95": round(times[int(0.95 * (len(times) - 1))], 2),
        "calibration_error": round(calibration_error(bins), 4),
        "reliability": [_rounded(each) for each in bins],
        "per_intent": {intent: _per_intent(first, intent) for intent in sorted({want for want, _ in first})},
        "per_source": {
            source: {"rows": len(pairs), "accuracy": _accuracy(pairs)}
            for source, pairs in sorted(by_source.items())
        },
        "confusions": [{"expected": a, "got": b, "count": n} for (a, b), n in wrong.most_common(WORST)],
    }


def _rounded(each: Bin) -> dict[str, float | None]:
    return {name: None if n is None else round(n, 4) for name, n in asdict(each).items()}


def figures(pairs: list[tuple[str, str]]) -> dict[str, float | None]:
    """Accuracy and its like, as shares from 0 to 1, of pairs of the expected and the given intent."""
    in_scope = [pair for pair in pairs if pair[0] != OUT_OF_SCOPE]
    outside = [pair for pair in pairs if pair[0] == OUT_OF_SCOPE]
    intents = sorted({want for want, _ in pairs})
    return {
        "accuracy": _accuracy(pairs),
        "macro_f1": round(statistics.mean(_per_intent(pairs, intent)["f1"] for intent in intents), 4),
        "in_scope_accuracy": _accuracy(in_scope),
        "out_of_scope_recall": _accuracy(outside),
    }


def _accuracy(pairs: list[tuple[str, str]]) -> float | None:
    return round(sum(want == got for want, got in pairs) / len(pairs), 4) if pairs else None


def _per_intent(pairs: list[tuple[str, str]], intent: str) -> dict[str, float]:
    hits = sum(want == got == intent for want, got in pairs)
    wanted = sum(want == intent for want, _ in pairs)
    given = sum(got == intent for _, got in pairs)
    f1 = 2 * hits / (wanted + given) if wanted + given else 0.0
    return {
        "rows": wanted,
        "precision": round(hits / given, 4) if given else 0.0,
        "recall": round(hits / wanted, 4) if wanted else 0.0,
        "f1": round(f1, 4),
    }


def as_table(scores: dict[str, Any]) -> str:
    """The figures for a person to read."""
    names = ("accuracy", "macro_f1", "in_scope_accuracy", "out_of_scope_recall")
    lines = [f"{'':22}{'first intent':>14}{'acted on':>12}"]
    lines += [f"{n:22}{_percent(scores[n]):>14}{_percent(scores['acted_' + n]):>12}" for n in names]
    lines.append(f"latency: median {scores['latency_ms_median']} ms, p95 {scores['latency_ms_p95']} ms")
    lines += ["", f"expected calibration error: {_percent(scores['calibration_error'])}"]
    lines += [f"{'confidence':22}{'rows':>6}{'said':>11}{'right':>9}"]
    lines += [_bin_line(each) for each in scores["reliability"]]
    lines += ["", f"{'intent':22}{'rows':>6}{'precision':>11}{'recall':>9}{'F1':>9}"]
    for intent, line in scores["per_intent"].items():
        cells = [_percent(line[name]) for name in ("precision", "recall", "f1")]
        lines.append(f"{intent:22}{line['rows']:>6}{cells[0]:>11}{cells[1]:>9}{cells[2]:>9}")
    lines += ["", f"{'source':22}{'rows':>6}{'accuracy':>11}"]
    lines += [
        f"{source or '-':22}{line['rows']:>6}{_percent(line['accuracy']):>11}"
        for source, line in scores["per_source"].items()
    ]
    lines += ["", "worst confusions (expected -> got)"]
    lines += [f"{c['count']:>4}  {c['expected']} -> {c['got']}" for c in scores["confusions"]]
    return "\n".join(lines)


def _bin_line(each: dict[str, Any]) -> str:
    said, right = _percent(each["confidence"]), _percent(each["accuracy"])
    span = f"{each['low']:.0%} to {each['high']:.0%}"
    return f"{span:22}{each['rows']:>6}{said:>11}{right:>9}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def _with_progress(rows: list[Row]) -> Any:
    for number, row in enumerate(rows):
        if number % 200 == 0 and sys.stderr.isatty():
            print(f"\r{number} of {len(rows)} messages", end="", file=sys.stderr)
        yield row
    if sys.stderr.isatty():
        print("\r" + " " * 40 + "\r", end="", file=sys.stderr)


def _model_file(model: Path | None) -> Path:
    """The file of a model, the one in use where None. Raises CannotScore."""
    from bot.models import ModelRefused, open_registry
    from bot.settings import load_settings

    try:
        file = model or open_registry(load_settings().models_dir).current_model()
    except ModelRefused as error:
        raise CannotScore(str(error)) from error
    if file is None or not file.is_file():
        raise CannotScore(f"There is no model {file or ''}: run `bot train` first, or name one with --model.")
    return file
