"""What `bot validate` makes of Rasa's output."""

import subprocess

import pytest

from bot import validation


@pytest.fixture
def rasa_says(monkeypatch):
    def answer(text: str, code: int = 0):
        done = subprocess.CompletedProcess([], code, stdout=text)
        monkeypatch.setattr(validation.subprocess, "run", lambda *_args, **_more: done)

    return answer


def test_nothing_to_say_is_0(rasa_says, tmp_path):
    rasa_says("2026-01-31 09:00:00 INFO     rasa.validator  - Validating intents...\n")
    assert validation.validate(tmp_path) == 0


def test_a_failed_check_is_1(rasa_says, tmp_path):
    rasa_says("", code=1)
    assert validation.validate(tmp_path) == 1


@pytest.mark.parametrize(
    "line",
    [
        "domain.py:10: UserWarning: Slot auto-fill has been removed",
        "2026-01-31 09:00:00 WARNING  rasa.validator  - The intent 'x' is not used",
        "2026-01-31 09:00:00 ERROR    rasa.shared  - broken",
    ],
)
def test_a_warning_is_1_and_is_shown(rasa_says, tmp_path, capsys, line):
    rasa_says(line)
    assert (validation.validate(tmp_path), line in capsys.readouterr().out) == (1, True)


def test_a_warning_about_a_package_does_not_count(rasa_says, tmp_path):
    rasa_says("pkg.py:1: DeprecationWarning: pkg_resources is deprecated\n")
    assert validation.validate(tmp_path) == 0


def test_a_reply_that_only_actions_say_does_not_count(rasa_says, tmp_path):
    rasa_says("io.py:100: UserWarning: The utterance 'utter_x' is not used in any story or rule.\n")
    assert validation.validate(tmp_path) == 0


@pytest.mark.parametrize(("intent", "code"), [("answer", 0), ("refund_status", 1)])
def test_only_the_intent_that_the_assistant_makes_itself_needs_no_examples(rasa_says, tmp_path, intent, code):
    said = f"The intent '{intent}' is listed in the domain file, but is not found in the NLU training data."
    rasa_says(f"io.py:100: UserWarning: {said}\n")
    assert validation.validate(tmp_path) == code
