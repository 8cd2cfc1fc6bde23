"""The examples of answers: each has one meaning, is our own, and a broken file is refused in words."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from bot.nlu.parts.answer_examples import CONFIRM, AnswerDataFault, read_acts, read_rows

ROOT = Path(__file__).parents[4]
DATA = ROOT / "data" / "meaning" / "answers"
EVALUATION = ROOT.parent / "shared" / "eval" / "answers_dev.tsv"
ACTS = """
acts: {cancel: [cancel], keep: [keep]}
kinds:
  confirm_cancel_order: {this: [cancel], against: [keep], do: [cancel it], keep: [keep it], thing: [order]}
  confirm_set_reminder: {this: [], do: [remind me], thing: [reminder]}
others: [track it]
"""


@pytest.fixture(scope="module")
def rows():
    return read_rows(DATA, read_acts(DATA), {})


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "acts.yml").write_text(ACTS, encoding="utf-8")
    return tmp_path


def read(folder, text, messages=None):
    (folder / "some.yml").write_text(text, encoding="utf-8")
    return read_rows(folder, read_acts(folder), messages or {})


def block(head, label, *examples, only=""):
    lines = "".join(f"    - {each}\n" for each in examples)
    return f'answers:\n- head: {head}\n  label: "{label}"\n{only}  examples: |\n{lines}'


def test_no_sentence_is_two_things_to_the_same_question(rows):
    labels = defaultdict(set)
    for row in rows:
        labels[row.head, row.kind, row.text.lower()].add(row.label)
    assert {key: found for key, found in labels.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    "head", ["confirm", "describe_dispute", "describe_return", "describe_letter", "move"]
)
def test_each_head_has_examples(rows, head):
    assert len({row.source for row in rows if row.head == head}) > 200


def test_each_kind_of_question_is_answered_with_each_label(rows):
    acts = read_acts(DATA)
    found = {(row.kind, row.label) for row in rows if row.head == CONFIRM}
    labels = ("yes", "nod", "ack", "yes_but", "no", "not_now", "amend", "other")
    assert {(kind, label) for kind in acts.kinds for label in labels} - found == set()


@pytest.mark.skipif(not EVALUATION.is_file(), reason="the evaluation rows are not beside the project")
def test_no_longer_sentence_is_one_of_the_evaluation(rows):
    with EVALUATION.open(encoding="utf-8", newline="") as file:
        asked = {row["reply"].lower() for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    learned = {text.lower() for row in rows for text in (row.source, row.text) if len(text.split()) > 1}
    assert learned & asked == set()


def test_the_rows_are_the_same_each_time(rows):
    assert read_rows(DATA, read_acts(DATA), {}) == rows


def test_an_act_is_filled_in_for_the_question(folder):
    (row,) = read(folder, block("confirm", "no", "I will {keep}"))
    assert (row.kind, row.text) == ("confirm_cancel_order", "I will keep it")


def test_ordinary_messages_serve_as_examples(folder):
    text = "answers:\n- head: move\n  label: none\n  from_intents: [greet]\n  most_of_each: 2\n"
    rows = read(folder, text, {"greet": ["hi", "hello", "hey", "good day"], "thank": ["thanks"]})
    assert [row.text for row in rows] == ["hi", "hey"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("answers: [", "cannot be read"),
        ("nlu: []", "no list `answers`"),
        (block("mood", "good", "fine"), "`head` is 'mood'"),
        ("answers:\n- {head: confirm, label: yes}", "put yes and no in quotes"),
        (block("confirm", "no", "no", only="  only: [confirm_all]\n"), "confirm_all"),
        (block("confirm", "no", "I am {keeping}"), "No question has all the words"),
        ('answers:\n- head: move\n  label: why\n  examples: "why"', "must begin with `- `"),
    ],
)
def test_a_broken_file_is_refused_with_the_reason(folder, text, said):
    with pytest.raises(AnswerDataFault, match="some.yml|No question") as fault:
        read(folder, text)
    assert said in str(fault.value)


def test_a_missing_file_of_acts_is_refused(tmp_path):
    with pytest.raises(AnswerDataFault, match="acts.yml"):
        read_acts(tmp_path)
