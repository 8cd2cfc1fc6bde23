"""The table of a suite: read whole, or refused with file and line."""

import pytest

from bot.convtest.marketplace.suite.table import Phrase, read_table
from bot.convtest.reading.problems import CaseFileErrors

CANCEL_IN_A_NUTSHELL = "    - please cancel my order\n"


def read(path):
    return read_table(path, path.parent)


def line_of(path, text):
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.fixture
def refused(changed_suite):
    """What a table with this change is refused for."""

    def refused(old, new):
        path = changed_suite(old, new)
        with pytest.raises(CaseFileErrors) as caught:
            read(path)
        return path, str(caught.value)

    return refused


def test_an_order_takes_what_it_does_not_name_from_the_order_it_is_like(changed_suite):
    orders = read(changed_suite("processing:", "processing:")).orders
    assert orders["processing"]["total"] == orders["unpaid"]["total"] == "64.00"
    assert orders["processing"]["paid_at"] == "-1h" and "paid_at" not in orders["unpaid"]


def test_an_order_belongs_to_the_shopper_unless_it_says_whose_it_is(changed_suite):
    orders = read(changed_suite("shopper: c-7", "shopper: c-5")).orders
    assert orders["unpaid"]["customer_id"] == "c-5" and orders["delivered_abroad"]["customer_id"] == "c-2"


def test_a_way_to_ask_may_stand_alone_or_with_its_reason(changed_suite):
    ways = read(
        changed_suite(CANCEL_IN_A_NUTSHELL, "    - {says: stop it, reason: other}\n    - cancel\n")
    ).asks
    assert ways["cancel"][:2] == (Phrase("stop it", "other"), Phrase("cancel", "other"))


def test_every_order_has_the_line_it_stands_on(changed_suite):
    path = changed_suite("processing:", "processing:")
    assert read(path).lines["processing"] == line_of(path, "processing: {")


def test_an_unknown_key_is_refused_with_its_line_and_a_suggestion(refused):
    path, told = refused("digression:", "digresion:")
    place = f"changed.suite.yml:{line_of(path, 'digresion:')}"
    assert f"{place}: unknown key 'digresion'; did you mean 'digression'?" in told


def test_a_question_that_the_guidance_does_not_have_is_refused(refused):
    _, told = refused("  cancellation_policy:", "  cancelation_policy:")
    assert "unknown key 'cancelation_policy'; did you mean 'cancellation_policy'?" in told


def test_a_missing_part_is_named(refused):
    _, told = refused("wrong_number: ", "# wrong_number: ")
    assert "a suite needs wrong_number as well" in told


def test_an_order_like_none_above_it_is_refused_with_a_suggestion(refused):
    path, told = refused("{like: unpaid, placed_at: -1h, paid_at", "{like: umpaid, placed_at: -1h, paid_at")
    line = line_of(path, "like: umpaid")
    assert f"changed.suite.yml:{line}: no order 'umpaid' above; did you mean 'unpaid'?" in told


def test_an_order_cannot_be_like_itself(refused):
    _, told = refused("processing: {like: unpaid", "processing: {like: processing")
    assert "no order 'processing' above" in told


def test_broken_yaml_is_refused_with_its_line(refused):
    _, told = refused("asks:\n", "asks: [\n")
    assert "changed.suite.yml:" in told


def test_a_fact_that_does_not_exist_is_refused_with_a_suggestion(refused):
    _, told = refused("[item, amount, nothing was charged]", "[order_numer, item]")
    assert "there is no fact 'order_numer'; did you mean 'order_number'?" in told
