"""The figures of `bot nlu`."""

import pytest

from bot.nlu.report import CannotScore, Guess, Row, as_table, guess, read_rows, score

ROWS = [
    Guess(Row("a", "cancel_order", "x"), "cancel_order", "cancel_order", 1.0, 0.9),
    Guess(Row("b", "cancel_order", "x"), "refund_status", "out_of_scope", 2.0, 0.5),
    Guess(Row("c", "out_of_scope", "y"), "out_of_scope", "out_of_scope", 3.0, 0.7),
    Guess(Row("d", "out_of_scope", "y"), "cancel_order", "out_of_scope", 9.0, 0.5),
]


def test_first_intents_are_scored():
    scores = score(ROWS)
    figures = [scores[name] for name in ("accuracy", "in_scope_accuracy", "out_of_scope_recall")]
    assert figures == [0.5, 0.5, 0.5]


def test_what_is_acted_on_is_scored_beside_it():
    scores = score(ROWS)
    assert (scores["acted_accuracy"], scores["acted_out_of_scope_recall"]) == (0.75, 1.0)


def test_an_intent_has_precision_recall_and_f1():
    line = score(ROWS)["per_intent"]["cancel_order"]
    assert line == {"rows": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5}


def test_sources_and_confusions_are_named():
    scores = score(ROWS)
    assert scores["per_source"]["y"] == {"rows": 2, "accuracy": 0.5}
    assert {"expected": "out_of_scope", "got": "cancel_order", "count": 1} in scores["confusions"]


def test_a_fallback_counts_as_out_of_scope():
    parse = {
        "intent": {"name": "nlu_fallback"},
        "intent_ranking": [{"name": "nlu_fallback"}, {"name": "cancel_order", "confidence": 0.2}],
    }
    guessed = guess(Row("a", "cancel_order", ""), lambda text: parse)
    assert (guessed.first, guessed.acted, guessed.confidence) == ("cancel_order", "out_of_scope", 0.2)


def test_a_message_without_any_intent_is_out_of_scope_with_no_confidence():
    parse = {"intent": {"name": None, "confidence": 0.0}, "intent_ranking": []}
    guessed = guess(Row("?!", "out_of_scope", ""), lambda text: parse)
    assert (guessed.first, guessed.confidence) == ("out_of_scope", 0.0)


def test_the_calibration_error_stands_beside_its_bins():
    # 0.9 right, 0.7 right, twice 0.5 wrong: (0.1 + 0.3 + 2 * 0.5) / 4
    scores = score(ROWS)
    assert scores["calibration_error"] == pytest.approx(0.35)
    assert scores["reliability"][4] == {"low": 0.4, "high": 0.5, "rows": 2, "confidence": 0.5, "accuracy": 0}


def test_the_table_shows_each_bin():
    assert "40% to 50%                 2      50.0%     0.0%" in as_table(score(ROWS))


def test_quotation_marks_in_a_row_are_literal(tmp_path):
    file = tmp_path / "rows.tsv"
    file.write_text('text\tintent\nhe said "no\tdeny\n', encoding="utf-8")
    assert read_rows(file) == [Row('he said "no', "deny", "")]


@pytest.mark.parametrize("content", ["", "text\tlabel\na\tb\n"])
def test_a_file_without_the_columns_is_refused(tmp_path, content):
    file = tmp_path / "rows.tsv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CannotScore, match="columns text and intent"):
        read_rows(file)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CannotScore, match="cannot be read"):
        read_rows(tmp_path / "none.tsv")
