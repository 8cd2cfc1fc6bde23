"""Confidence against what was right, with numbers worked out by hand."""

import pytest

from bot.nlu.calibration import BINS, Bin, calibration_error, reliability


def test_the_error_is_the_weighted_distance_of_confidence_and_accuracy():
    # 4 rows at 0.95, 3 right: 0.20 apart; 6 rows at 0.55, 3 right: 0.05 apart; (4 * 0.20 + 6 * 0.05) / 10
    guesses = [(0.95, True)] * 3 + [(0.95, False)] + [(0.55, True)] * 3 + [(0.55, False)] * 3
    assert calibration_error(reliability(guesses)) == pytest.approx(0.11)


def test_a_classifier_that_is_sure_and_right_has_no_error():
    assert calibration_error(reliability([(1.0, True)] * 5)) == 0


def test_a_classifier_that_is_sure_and_wrong_has_an_error_of_one():
    assert calibration_error(reliability([(1.0, False)] * 5)) == 1


def test_too_high_and_too_low_in_two_bins_do_not_cancel_out():
    guesses = [(0.9, True), (0.9, False)] + [(0.5, True)] * 2
    assert calibration_error(reliability(guesses)) == pytest.approx(0.45)


def test_there_are_ten_bins_also_where_nothing_is():
    bins = reliability([(0.42, True)])
    assert (len(bins), [each.rows for each in bins].index(1)) == (BINS, 4)


def test_an_empty_bin_has_no_means():
    assert reliability([])[3] == Bin(0.3, 0.4, 0, None, None)


@pytest.mark.parametrize(("confidence", "number"), [(0.0, 0), (0.1, 0), (0.3, 2), (0.31, 3), (1.0, 9)])
def test_a_bin_ends_with_its_upper_bound(confidence, number):
    assert reliability([(confidence, True)])[number].rows == 1


def test_no_rows_have_no_error():
    assert calibration_error(reliability([])) == 0
