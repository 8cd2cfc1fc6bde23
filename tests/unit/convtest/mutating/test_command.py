"""The command of a mutation run: exit codes, what it prints and writes."""

import importlib.util
import json
from pathlib import Path

import pytest

from bot.convtest.mutating import command
from bot.convtest.mutating.choosing import in_order_of_trying, thinned

_SPEC = importlib.util.spec_from_file_location("calculator", Path(__file__).with_name("calculator.py"))
calculator = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(calculator)
becoming = calculator.becoming

TALK = """
test_cases:
  - test_case: the double of 3
    steps:
      - user: "3"
      - bot: "{answer}"
"""


@pytest.fixture
def run(tmp_path):
    """Runs the command on one conversation, ``answer`` expected; exit code."""
    equivalents = tmp_path / "equivalent.yml"
    equivalents.write_text("equivalent: []", encoding="utf-8")

    def run(*arguments, mutants=(), answer="6", listed=None):
        if listed is not None:
            equivalents.write_text(listed, encoding="utf-8")
        talks = tmp_path / "talks"
        talks.mkdir(exist_ok=True)
        (talks / "numbers.yml").write_text(TALK.format(answer=answer), encoding="utf-8")
        project = calculator.Project(*mutants, equivalents=equivalents)
        return command.main(["--workers", "1", *arguments], project, tmp_path, talks)

    return run


def noticed(**more):
    return becoming(lambda number: 4, **more)


def unnoticed(**more):
    return becoming(lambda number: number + number, **more)


def test_enough_noticed_is_0(run, capsys):
    assert run(mutants=[noticed()]) == 0
    said = capsys.readouterr().out
    assert "sums            1        1         0           0   100.0 %" in said
    assert "all mutants tried with 1 conversations" in said


def test_too_few_noticed_is_1_and_the_survivor_is_named_with_its_place(run, capsys):
    assert run(mutants=[noticed(), unnoticed(change="adds", line=12)]) == 1
    said = capsys.readouterr().out
    assert "sums.py:12  sums: adds (1 conversations come near)" in said
    assert "50.0 %  below 90 %" in said


def test_the_threshold_can_be_lower(run):
    assert run("--fail-under", "50", mutants=[noticed(), unnoticed()]) == 0


def test_every_kind_must_be_above_the_threshold(run):
    assert run(mutants=[*(noticed() for _ in range(9)), unnoticed(kind="words")]) == 1


def test_only_the_kinds_asked_for_are_tried(run):
    assert run("--kinds", "sums", mutants=[noticed(), unnoticed(kind="words")]) == 0


def test_an_equivalent_mutant_is_shown_with_its_reason_and_not_counted(run, capsys):
    listed = "equivalent: [{file: sums.py, change: 'add*', reason: twice is the double}]"
    assert run(mutants=[noticed(), unnoticed(change="adds")], listed=listed) == 0
    assert "sums.py:1  sums: adds (twice is the double)" in capsys.readouterr().out


def test_a_suite_that_fails_unchanged_is_3(run, capsys):
    assert run(mutants=[noticed()], answer="7") == 3
    said = capsys.readouterr().err
    assert "1 conversations fail before anything was changed" in said
    assert "talks/numbers.yml::the double of 3: line 6: bot: expected 7, got 6" in said


@pytest.mark.parametrize(
    "arguments",
    [["--kinds", "letters"], ["--minutes", "soon"], ["--fail-under", "101"], ["--workers", "0"], ["--what"]],
)
def test_wrong_usage_is_2_before_anything_is_done(run, arguments):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2


def test_a_path_without_conversations_is_2(run, tmp_path, capsys):
    assert run(str(tmp_path / "nowhere")) == 2
    assert "There is no" in capsys.readouterr().err


def test_an_equivalent_that_is_no_change_any_more_is_named(run, capsys):
    listed = "equivalent: [{file: sums.py, change: divides, reason: of old}]"
    assert run(mutants=[noticed()], listed=listed) == 0
    assert "equivalent.yml: 'divides' is no change any more" in capsys.readouterr().err


def test_an_equivalent_without_reason_is_2(run, capsys):
    assert run(mutants=[noticed()], listed="equivalent: [{file: sums.py, change: adds}]") == 2
    assert "entry 1 needs file, change and reason" in capsys.readouterr().err


def test_ctrl_c_shows_what_was_tried_and_is_130(run, capsys, monkeypatch):
    def interrupt(_progress, line):
        if "mutants tried" in line:
            raise KeyboardInterrupt

    monkeypatch.setattr(command._Progress, "__call__", interrupt)
    assert run(mutants=[unnoticed(change="adds"), unnoticed(change="adds")]) == 130
    said = capsys.readouterr().out
    assert "1 of 2 mutants tried" in said and "Broken off" in said


def test_the_report_holds_every_mutant_with_who_noticed_it(run, tmp_path):
    file = tmp_path / "reports" / "mutants.json"
    run("--report", str(file), mutants=[noticed(change="is 4", line=7)])
    body = json.loads(file.read_text(encoding="utf-8"))
    (tried,) = body["tried"]
    assert (tried["file"], tried["line"], tried["change"]) == ("sums.py", 7, "is 4")
    assert tried["verdict"] == "noticed" and "the double of 3" in tried["by"]
    assert body["kinds"] == {"sums": {"tried": 1, "noticed": 1, "percent": 100.0}}


def test_the_same_seed_tries_the_same_mutants_and_another_seed_others():
    mutants = {"sums": [noticed(line=line) for line in range(50)]}
    lines = [[each.line for each in in_order_of_trying(mutants, seed)] for seed in (1, 1, 2)]
    assert lines[0] == lines[1] != lines[2]
    assert sorted(lines[0]) == sorted(lines[2])


def test_a_sample_takes_the_kinds_in_turn():
    mutants = {"sums": [noticed() for _ in range(9)], "words": [noticed(kind="words") for _ in range(3)]}
    assert [each.kind for each in in_order_of_trying(mutants, 0)][:6] == ["sums", "words"] * 3


def test_of_many_cases_the_nearest_and_an_even_spread_of_the_rest_are_kept():
    assert thinned(range(100), 10) == [0, 1, 2, 3, 4, 5, 24, 43, 62, 81]
    assert thinned([3, 1, 2], 10) == [3, 1, 2]
