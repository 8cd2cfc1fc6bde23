"""The training examples nearest in meaning have a say."""

import numpy as np
import pytest

from bot.nlu.neighbours import NEAREST, Neighbours

EAST, NORTH = [1.0, 0.0], [0.0, 1.0]


def neighbours(vectors, intents):
    found = Neighbours()
    found.fit(np.array(vectors, dtype=np.float32), intents)
    return found


def test_examples_of_one_intent_have_all_the_say():
    asked = neighbours([EAST] * NEAREST + [NORTH] * NEAREST, [0] * NEAREST + [1] * NEAREST)
    assert asked.shares(np.array([EAST]), 3)[0] == pytest.approx([1, 0, 0])


def test_a_nearer_example_counts_for_more():
    shares = neighbours([EAST, NORTH], [0, 1]).shares(np.array([[0.8, 0.6]]), 2)[0]
    assert shares[0] > shares[1] > 0


def test_more_examples_at_the_same_distance_count_for_more():
    shares = neighbours([EAST, EAST, EAST, NORTH], [0, 0, 0, 1]).shares(np.array([[0.7071, 0.7071]]), 2)[0]
    assert shares == pytest.approx([0.75, 0.25], abs=1e-3)


def test_what_was_kept_answers_the_same(tmp_path):
    before = neighbours([EAST, NORTH], [0, 1])
    before.save(tmp_path)
    after = Neighbours()
    after.load(tmp_path)
    question = np.array([[0.6, 0.8]])
    assert after.shares(question, 2) == pytest.approx(before.shares(question, 2))
