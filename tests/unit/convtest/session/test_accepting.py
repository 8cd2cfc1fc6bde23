"""`--accept` in the terminal: the change is shown first, and written after a yes only."""

import io
import sys
from datetime import datetime, timezone

import pytest

from bot.convtest.reading.files import read_cases
from bot.convtest.running.cases import run_case
from bot.convtest.seen import Said, Seen
from bot.convtest.session.accepting import accept_failures
from bot.convtest.world import Talk, World

HELLO = "test_cases:\n  - test_case: {name}\n    steps:\n      - user: hello\n      - bot: {expected}\n"


class Polite(World):
    def load(self):
        pass

    def open(self, case):
        return PoliteTalk()

    def close(self):
        pass


class PoliteTalk(Talk):
    def opening(self):
        return Seen()

    def say(self, text, metadata):
        event = {"event": "bot", "text": "Good day.", "data": {}, "metadata": {}}
        return Seen(messages=(Said("Good day."),), events=(event,))

    def press(self, title, metadata):
        return Seen()

    def advance(self, period):
        return Seen()

    def now(self):
        return datetime(2026, 11, 23, tzinfo=timezone.utc)

    def store(self):
        return {}

    def close(self):
        pass


class Terminal(io.StringIO):
    """Somebody at a keyboard who types these lines."""

    def isatty(self):
        return True


@pytest.fixture
def write(tmp_path):
    def write(name, expected):
        path = tmp_path / name
        path.write_text(HELLO.format(name=path.stem, expected=expected), encoding="utf-8")
        return path

    return write


@pytest.fixture
def accept(tmp_path):
    """Run the cases of these files and accept what failed; the lines that were said."""

    def accept(*paths, ask):
        said = []
        results = [run_case(case, Polite()) for path in paths for case in read_cases(path, tmp_path)]
        accept_failures(results, tmp_path, said.append, ask=ask)
        return said

    return accept


def types(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", Terminal(text))


def test_without_asking_the_file_is_written_after_it_was_shown(write, accept):
    path = write("greeting.yml", "Hi.")
    said = accept(path, ask=False)
    assert "- bot: Good day." in path.read_text(encoding="utf-8")
    shown = [line for line in said if line.startswith("+") and "Good day." in line]
    assert shown and said.index(shown[0]) < len(said) - 1
    assert said[-1] == "greeting.yml is written: 1 checks now expect what was seen."


@pytest.mark.parametrize("answer", ["y", "Yes"])
def test_a_yes_writes_the_file(write, accept, monkeypatch, answer):
    path = write("greeting.yml", "Hi.")
    types(monkeypatch, f"{answer}\n")
    accept(path, ask=True)
    assert "Good day." in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("answer", ["n", "", "yesterday"])
def test_anything_but_a_yes_leaves_the_file_as_it_is(write, accept, monkeypatch, answer):
    path = write("greeting.yml", "Hi.")
    types(monkeypatch, f"{answer}\n")
    said = accept(path, ask=True)
    assert "Good day." not in path.read_text(encoding="utf-8")
    assert said[-1] == "greeting.yml stays as it is. --accept=write writes without asking."


def test_where_nobody_can_answer_nothing_is_written(write, accept, monkeypatch):
    path = write("greeting.yml", "Hi.")
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    accept(path, ask=True)
    assert "Good day." not in path.read_text(encoding="utf-8")


def test_each_file_is_asked_about_by_itself(write, accept, monkeypatch):
    first, second = write("a.yml", "Hi."), write("b.yml", "Hi.")
    types(monkeypatch, "n\ny\n")
    accept(first, second, ask=True)
    assert ["Good day." in path.read_text(encoding="utf-8") for path in (first, second)] == [False, True]


def test_a_file_without_failures_is_not_touched(write, accept):
    right, wrong = write("right.yml", "Good day."), write("wrong.yml", "Hi.")
    said = accept(right, wrong, ask=False)
    assert not any("right.yml" in line for line in said)


def test_when_all_passed_there_is_nothing_to_accept(write, accept):
    assert accept(write("a.yml", "Good day."), ask=False) == [
        "Nothing failed, so there is nothing to accept."
    ]


def test_generated_cases_are_not_written_but_told_where_to_change(tmp_path, write):
    (case,) = read_cases(write("a.yml", "Hi."), tmp_path)
    result = run_case(case, Polite())
    generated = type(result)(**{**vars(result), "file": "rows.suite.yml"})
    said = []
    accept_failures([generated], tmp_path, said.append, ask=False)
    assert said == [
        "rows.suite.yml: generated from the guidance; change the guidance, the table or the assistant."
    ]
