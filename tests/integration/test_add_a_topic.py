"""A reader who follows docs/add-a-topic.md, and nothing else, has taught the assistant a topic."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.models import open_registry

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "add-a-topic.md"
TALK = ROOT / "tests" / "fixtures" / "new_topic" / "talk.py"
# A step of the page: its heading names a file, and the block below it is what the file holds.
_STEP = re.compile(r"^## \d+\. [^\n]*: `([^`]+)`\n.*?^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What a copy of the project is made of. Of the examples some of each intent are enough to tell them apart.
_NEEDED = ("actions", "bot", "domain", "data/rules", "data/meaning", "config.yml", "domain.yml")
EXAMPLES_KEPT = 12

ASKED = "can i have this gift wrapped"
CANCEL = "please cancel order 8012345678904321"
TALKS = {
    "asked": [ASKED],
    "asked twice": [ASKED, "is gift wrap possible"],
    "asked before a yes": [CANCEL, ASKED],
    "asked, then a yes": [CANCEL, ASKED, "#Yes, cancel it"],
}
# Which of them leaves open what is meant depends on the other topics; one of them does.
VAGUE = (
    "gift",
    "paper",
    "wrap",
    "present",
    "a birthday",
    "for my mum",
    "box and ribbon",
    "is it nicely done",
    "gift receipt",
    "gift box",
    "wrap my order",
    "wrapped or not",
    "can i have the box",
    "card with it",
    "ribbon on my order",
    "send it as a present",
    "the wrapping is torn",
    "can it be packed",
    "packing",
    "which paper is it",
    "is it possible with a ribbon",
    "can the seller wrap",
    "gift for my order",
    "can i have it",
    "paper bag",
    "how much is the box",
    "how much is a ribbon",
    "have it decorated",
    "do you do presents",
)
TALKS |= {text: [text, "#Can it be gift-wrapped?"] for text in VAGUE}


def steps():
    """The files that the page has its reader write, by their path."""
    return dict(_STEP.findall(PAGE.read_text(encoding="utf-8")))


def copy_project(folder):
    """The part of the project that training and talking need."""
    for name in _NEEDED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    (folder / "data" / "nlu").mkdir()
    for file in (ROOT / "data" / "nlu").glob("*.yml"):
        (folder / "data" / "nlu" / file.name).write_text(_thinned(file), encoding="utf-8")


def _thinned(file):
    """The examples of a file, spread evenly, as many as are kept."""
    body = yaml.safe_load(file.read_text(encoding="utf-8"))
    for block in body["nlu"]:
        lines = block["examples"].splitlines()
        every = max(len(lines) // EXAMPLES_KEPT, 1)
        block["examples"] = "\n".join(lines[::every]) + "\n"
    return yaml.safe_dump(body, allow_unicode=True)


@pytest.fixture(scope="module")
def talked(tmp_path_factory):
    """All conversations with the project that was taught the page's topic, with and without its rules."""
    model = open_registry(ROOT / "models").current_model()
    assert model is not None, "There is no model yet: run `bot train` first."
    folder = tmp_path_factory.mktemp("project")
    copy_project(folder)
    for path, content in steps().items():
        (folder / path).write_text(content, encoding="utf-8")
    rules = next(path for path in steps() if path.startswith("data/rules/"))
    environment = {**os.environ, "PYTHONPATH": str(folder), "BOT_MODELS_DIR": str(ROOT / "models")}
    done = subprocess.run(
        [sys.executable, str(TALK), str(model), json.dumps(list(TALKS.values())), rules],
        cwd=folder,
        env={**environment, "RASA_TELEMETRY_ENABLED": "false"},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout.splitlines()[-1])
    return {key: dict(zip(TALKS, talks, strict=True)) for key, talks in said.items()}


@pytest.fixture
def said(talked):
    return talked["with_rules"]


pytestmark = pytest.mark.slow


def test_the_page_writes_four_files_of_one_name():
    assert {Path(path).stem for path in steps()} == {"gift_wrapping"}
    assert len(steps()) == 4


def test_the_question_is_answered_with_the_words_of_the_page(said):
    (answer,) = said["asked"]
    words = yaml.safe_load(steps()["domain/responses/gift_wrapping.yml"])["responses"]["utter_gift_wrapping"]
    assert answer["replies"] == ["utter_gift_wrapping"]
    assert answer["texts"][0] in [wording["text"] for wording in words]
    assert "Write to the seller" in answer["buttons"]


def test_the_same_question_twice_is_answered_in_other_words(said):
    first, second = said["asked twice"]
    assert first["replies"] == second["replies"] == ["utter_gift_wrapping"]
    assert first["texts"] != second["texts"]


def test_an_open_question_is_come_back_to(said):
    _, answer = said["asked before a yes"]
    assert answer["replies"] == ["utter_gift_wrapping", "utter_ask_cancel_order"]


def test_the_question_that_was_come_back_to_still_takes_its_yes(said):
    *_, answer = said["asked, then a yes"]
    assert answer["replies"] == ["utter_cancel_order_done"]


def test_it_is_offered_where_it_may_have_been_meant_and_the_button_leads_to_the_answer(said):
    taken = [said[text][1]["replies"] for text in VAGUE if len(said[text]) > 1]
    assert taken
    assert all(replies == ["utter_gift_wrapping"] for replies in taken)


def test_without_its_rule_the_question_is_not_answered_any_more(talked):
    (answer,) = talked["without_rules"]["asked"]
    assert "utter_gift_wrapping" not in answer["replies"]
    assert answer["replies"]


def test_without_its_rule_other_conversations_are_as_before(talked):
    before, after = (talked[key]["asked before a yes"][0] for key in ("with_rules", "without_rules"))
    assert before["replies"] == after["replies"]


def test_nothing_goes_wrong_in_any_of_the_talks(talked):
    turns = [turn for talks in talked.values() for talk in talks.values() for turn in talk]
    assert [turn["faults"] for turn in turns if turn["faults"]] == []
