"""The printed table is complete, aligned and no wider than 100 columns."""

import pytest

from bot.guidance.print_table import COLUMNS, condition_words, main
from bot.guidance.table import Condition, fact_values, rows
from bot.orders.ask import Ask


def printed(capsys, *argv):
    assert main(argv) == 0
    return capsys.readouterr().out


def test_the_whole_table_shows_every_row(capsys):
    first_cells = {line[:6] for line in printed(capsys).splitlines()}
    assert {row.id for row in rows()} <= first_cells


@pytest.mark.parametrize("argv", [(), ("--ask", "refund"), ("--row", "CAN-04")])
def test_no_line_is_wider_than_a_hundred_columns(capsys, argv):
    assert max(map(len, printed(capsys, *argv).splitlines())) <= 100


def test_the_columns_are_aligned(capsys):
    second = COLUMNS[0][1]
    lines = [line for line in printed(capsys, "--ask", "cancel").splitlines()[4:] if line.strip()]
    assert all(line[second : second + 2] == "  " for line in lines)


def test_one_question_shows_only_its_rows(capsys):
    out = printed(capsys, "--ask", "coupon")
    assert "CPN-05" in out
    assert "CAN-01" not in out


def test_one_row_is_shown_in_full(capsys):
    out = printed(capsys, "--row", "CAN-03")
    assert out.splitlines()[0] == "CAN-03"
    assert "asks: cancel order" in out
    assert "utter_cancel_order_to_ship (domain/responses/cancel_order.yml)" in out
    assert "CAN-04" not in out


def test_a_row_may_be_named_in_small_letters(capsys):
    assert printed(capsys, "--row", "can-03").startswith("CAN-03")


def test_markdown_has_a_table_for_every_question(capsys):
    out = printed(capsys, "--markdown")
    assert out.count("| row | when |") == len(Ask)
    widths = {line.count(" | ") for line in out.splitlines() if line.startswith("| ")}
    assert widths == {4}


def test_an_unknown_row_is_told_and_ends_with_two(capsys):
    assert main(["--row", "XYZ-99"]) == 2
    assert "no such row" in capsys.readouterr().err


def test_an_unknown_question_is_told_with_the_known_ones(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--ask", "weather"])
    assert ended.value.code == 2
    assert "refund_timing" in capsys.readouterr().err


def test_every_fact_that_is_true_or_false_has_words_for_both():
    for name, values in fact_values().items():
        if values == (False, True):
            words = {condition_words(Condition(((name, frozenset({value})),))) for value in values}
            assert len(words) == 2
            assert all("_" not in text for text in words)


def test_an_unknown_actor_is_called_so():
    assert condition_words(Condition((("cancelled_by", frozenset({None})),))) == "cancelled by: unknown"
