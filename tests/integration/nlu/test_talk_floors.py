"""What comes of replies and conversations by another hand, played through the whole product.

The floors are two points below what the commands beside them printed when they were set; a change that was
not agreed to is counted by itself.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EVALUATION = ROOT.parent / "shared" / "eval"
FIXTURES = ROOT / "tests" / "fixtures"
# python -m benchmarks.answers FILE: at most so many false yes, and at most this share of missed yes
ANSWERS = {
    FIXTURES / "blind_answers.tsv": (1, 0.14),
    FIXTURES / "more_blind_answers.tsv": (0, 0.16),
    EVALUATION / "answers_dev.tsv": (0, 0.12),
}
# python -m benchmarks.conversations FILE: at least this share right, and at most so many wrong writes
CONVERSATIONS = {
    FIXTURES / "blind_conversations.yml": (0.88, 0),
    FIXTURES / "more_blind_conversations.yml": (0.9, 0),
    EVALUATION / "conversations_dev.yml": (0.95, 0),
}

pytestmark = pytest.mark.slow


def played(command, file, folder):
    if not file.is_file():
        pytest.skip("the evaluation rows are not beside the project")
    out = folder / "figures.json"
    subprocess.run(
        [sys.executable, "-m", command, str(file), "--json", str(out)], cwd=ROOT, check=True, timeout=300
    )
    return json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", ANSWERS, ids=lambda file: file.name)
def test_what_is_no_yes_is_not_done_and_a_yes_is(file, tmp_path):
    figures = played("benchmarks.answers", file, tmp_path)["figures"]
    most_false_yes, most_missed = ANSWERS[file]
    assert figures["false yes"]["wrong"] <= most_false_yes
    assert figures["missed yes"]["wrong"] <= most_missed * figures["missed yes"]["of"]
    assert figures["not played"]["wrong"] == 0


@pytest.mark.parametrize("file", CONVERSATIONS, ids=lambda file: file.name)
def test_conversations_end_in_the_right_store_with_the_right_words(file, tmp_path):
    figures = played("benchmarks.conversations", file, tmp_path)
    least_right, most_wrong_writes = CONVERSATIONS[file]
    assert figures["right"] >= least_right * figures["of"]
    assert figures["wrong_writes"] <= most_wrong_writes
