"""The rule by which the fallback's two numbers are chosen."""

import numpy as np
import pytest

from benchmarks.choose_thresholds import Candidate, Prediction, candidate, choose, miscalibration, predictions
from benchmarks.cross_validation import Guesses

CLEAR = Prediction("cancel_order", "cancel_order", 0.9, 0.05)
DOUBTFUL = Prediction("cancel_order", "refund_status", 0.4, 0.38)
STRANGER = Prediction("out_of_scope", "cancel_order", 0.35, 0.2)
WEATHER = Prediction("out_of_scope", "out_of_scope", 0.8, 0.1)
ALL = [CLEAR, DOUBTFUL, STRANGER, WEATHER]


def test_without_a_threshold_everything_is_acted_on():
    assert candidate(ALL, 0, 0) == Candidate(0, 0, 0.0, 0.5, 0.5)


def test_a_threshold_turns_unsure_messages_into_questions():
    # the doubtful one and the stranger fall back: right for the stranger, wrong for the doubtful one
    assert candidate(ALL, 0.5, 0) == Candidate(0.5, 0, 0.5, 0.0, 0.75)


def test_a_margin_turns_two_near_intents_into_a_question():
    assert candidate(ALL, 0, 0.05) == Candidate(0, 0.05, 0.5, 0.5, 0.5)


def test_a_message_told_to_be_out_of_scope_is_not_acted_on():
    assert candidate([WEATHER], 0, 0).out_of_scope_acted_on == 0


def test_the_fewest_strangers_win_where_few_messages_fall_back():
    lax, strict = Candidate(0.1, 0, 0.0, 0.3, 0.9), Candidate(0.3, 0, 0.02, 0.1, 0.88)
    assert choose([lax, strict]) == strict


def test_a_candidate_under_which_too_many_messages_fall_back_is_not_chosen():
    lax, severe = Candidate(0.1, 0, 0.0, 0.3, 0.9), Candidate(0.6, 0, 0.03, 0.0, 0.95)
    assert choose([lax, severe]) == lax


def test_among_equals_the_most_right_answers_win():
    one, other = Candidate(0.1, 0, 0.01, 0.1, 0.8), Candidate(0.2, 0, 0.02, 0.1, 0.9)
    assert choose([one, other]) == other


def test_where_none_keeps_to_the_rule_the_fewest_questions_win():
    one, other = Candidate(0.1, 0, 0.05, 0.1, 0.8), Candidate(0.2, 0, 0.09, 0.0, 0.9)
    assert choose([one, other]) == one


def test_of_each_message_the_two_likeliest_intents_are_told():
    guesses = Guesses(["greet"], ["deny", "greet", "thank"], np.array([[0.3, 0.6, 0.1]]))
    assert predictions(guesses, 1) == [Prediction("greet", "greet", pytest.approx(0.6), pytest.approx(0.3))]


def test_a_sharpness_above_1_makes_the_likeliest_likelier():
    guesses = Guesses(["greet"], ["deny", "greet"], np.array([[0.2, 0.8]]))
    (told,) = predictions(guesses, 2)
    assert told.confidence == pytest.approx(0.64 / 0.68)


def test_being_sure_and_right_is_no_miscalibration():
    assert miscalibration([Prediction("greet", "greet", 1.0, 0.0)]) == 0
    assert miscalibration([Prediction("deny", "greet", 1.0, 0.0)]) == 1
