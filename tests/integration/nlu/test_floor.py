"""What the model in use must understand at least, of rows it has never learned.

The floors are two points below what the commands below printed when they were set.
"""

from pathlib import Path

import pytest

from bot.rasa_ext.quiet import keep_rasa_quiet

keep_rasa_quiet()

from bot.models import open_registry  # noqa: E402
from bot.nlu.parsing import load_parser  # noqa: E402
from bot.nlu.report import guess, read_rows, score  # noqa: E402

ROOT = Path(__file__).parents[3]
HELD_OUT = ROOT / "tests" / "fixtures" / "held_out_messages.tsv"
# By another hand, who had seen neither the examples nor the code.
MORE_HELD_OUT = ROOT / "tests" / "fixtures" / "more_held_out_messages.tsv"
EVALUATION = ROOT.parent / "shared" / "eval" / "nlu_dev.tsv"
# bot nlu tests/fixtures/held_out_messages.tsv
HELD_OUT_FLOORS = {"in_scope_accuracy": 0.948, "out_of_scope_recall": 0.94, "macro_f1": 0.947}
# bot nlu tests/fixtures/more_held_out_messages.tsv
MORE_HELD_OUT_FLOORS = {"in_scope_accuracy": 0.95, "out_of_scope_recall": 0.95, "macro_f1": 0.95}
# bot nlu ../shared/eval/nlu_dev.tsv
EVALUATION_FLOORS = {"in_scope_accuracy": 0.931, "out_of_scope_recall": 0.929, "macro_f1": 0.934}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def parse():
    """The understanding of the model in use."""
    model = open_registry(ROOT / "models").current_model()
    assert model, "There is no model: run `bot train` first."
    return load_parser(model)


@pytest.fixture(scope="module")
def held_out_scores(parse):
    return scores(HELD_OUT, parse)


@pytest.fixture(scope="module")
def more_held_out_scores(parse):
    return scores(MORE_HELD_OUT, parse)


@pytest.fixture(scope="module")
def evaluation_scores(parse):
    if not EVALUATION.is_file():
        pytest.skip("the evaluation rows are not beside the project")
    return scores(EVALUATION, parse)


def scores(file, parse):
    return score([guess(row, parse) for row in read_rows(file)])


@pytest.mark.parametrize("figure", HELD_OUT_FLOORS)
def test_messages_held_out_of_training_are_understood(figure, held_out_scores):
    assert held_out_scores[figure] >= HELD_OUT_FLOORS[figure]


@pytest.mark.parametrize("figure", MORE_HELD_OUT_FLOORS)
def test_messages_of_another_hand_are_understood(figure, more_held_out_scores):
    assert more_held_out_scores[figure] >= MORE_HELD_OUT_FLOORS[figure]


@pytest.mark.parametrize("figure", EVALUATION_FLOORS)
def test_evaluation_rows_are_understood(figure, evaluation_scores):
    assert evaluation_scores[figure] >= EVALUATION_FLOORS[figure]
