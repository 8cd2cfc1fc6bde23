"""What the classifier makes of a message in another language."""

import pytest

from bot.nlu.intent_classifier import NOT_COVERED, OUT_OF_SCOPE, _not_covered


def ranking(**confidences):
    return [{"name": name, "confidence": confidence} for name, confidence in confidences.items()]


def test_another_language_is_out_of_scope_however_sure_the_task_was():
    first, *others = _not_covered(ranking(cancel_order=0.95, out_of_scope=0.04))
    assert first == {"name": OUT_OF_SCOPE, "confidence": NOT_COVERED}
    assert [other["name"] for other in others] == ["cancel_order"]


def test_the_confidences_still_add_up_to_no_more_than_one():
    capped = _not_covered(ranking(cancel_order=0.6, get_refund=0.35))
    assert sum(entry["confidence"] for entry in capped) == pytest.approx(1.0)


def test_others_that_were_unlikely_stay_so():
    capped = _not_covered(ranking(out_of_scope=0.97, get_refund=0.03))
    assert capped[1]["confidence"] == pytest.approx(0.03)
