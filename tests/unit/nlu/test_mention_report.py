"""The figures of how well mentions are found, and the figures that have to be kept."""

from pathlib import Path

import pytest

from bot.nlu.mention_report import TOTAL, Labelled, as_table, mentions_in, read_labelled, score

MESSAGES = Path(__file__).parent / "mentions"
# Two points below what was measured when the floor was set.
FLOOR = 0.92
FLOORS = {
    "amount": 0.95,
    "order_ending": 0.98,
    "order_number": 0.96,
    "ordinal": 0.79,
    "placed": 0.91,
    "product": 0.93,
}
MESSAGE = Labelled("cancel 123", (("order_number", "123"),))


def figures_for(found, message=MESSAGE):
    return score([message], lambda text: found)[0]


def test_a_mention_that_is_found_counts_for_precision_and_recall():
    line = figures_for([("order_number", "123")])["order_number"]
    assert (line.precision, line.recall) == (1.0, 1.0)


def test_a_mention_that_is_overlooked_costs_recall_alone():
    line = figures_for([])["order_number"]
    assert (line.precision, line.recall) == (1.0, 0.0)


def test_a_mention_with_the_wrong_value_costs_both():
    line = figures_for([("order_number", "124")])["order_number"]
    assert (line.precision, line.recall) == (0.0, 0.0)


def test_an_invented_kind_is_in_the_table_and_in_the_total():
    figures = figures_for([("order_number", "123"), ("amount", "100")])
    assert figures["amount"].precision == 0.0
    assert figures[TOTAL].precision == 0.5


def test_the_same_mention_found_twice_counts_once():
    assert figures_for([("order_number", "123")] * 2)["order_number"].given == 1


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("order 8012-3456-7890-1234", ("order_number", "8012345678901234")),
        ("the one ending in 4321", ("order_ending", "4321")),
        ("it was $19.90", ("amount", "1990")),
        ("it was $45", ("amount", "4500")),
        ("it was about $50", ("amount", "4500-5500")),
        ("cancel the second one", ("ordinal", "2")),
        ("cancel my latest order", ("ordinal", "last")),
        ("no, the other one", ("ordinal", "other")),
        ("the order from yesterday", ("placed", "yesterday")),
        ("cancel my head phones", ("product", "headphones")),
    ],
)
def test_a_mention_is_written_as_the_files_write_it(text, pair):
    assert pair in set(mentions_in(text))


def test_misses_are_listed_with_what_was_overlooked_and_invented():
    figures, misses = score([MESSAGE], lambda text: [("ordinal", "2")])
    table = as_table(figures, misses)
    assert "'cancel 123': overlooked order_number=123, invented ordinal=2" in table


def test_a_message_that_stands_in_two_files_is_refused(tmp_path):
    (tmp_path / "a.yml").write_text("hello: {}\n", encoding="utf-8")
    (tmp_path / "b.yml").write_text("hello: {ordinal: '2'}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="b.yml: 'hello'"):
        read_labelled(tmp_path)


def test_a_file_without_kinds_is_refused(tmp_path):
    (tmp_path / "a.yml").write_text("- hello\n", encoding="utf-8")
    with pytest.raises(ValueError, match="a.yml must map"):
        read_labelled(tmp_path)


@pytest.fixture(scope="module")
def measured():
    return score(read_labelled(MESSAGES), mentions_in)


def test_mentions_are_found_as_well_as_before(measured):
    figures, misses = measured
    assert min(figures[TOTAL].precision, figures[TOTAL].recall) >= FLOOR, as_table(figures, misses)


@pytest.mark.parametrize("kind", FLOORS)
def test_each_kind_is_found_as_well_as_before(measured, kind):
    line = measured[0][kind]
    assert min(line.precision, line.recall) >= FLOORS[kind], as_table(*measured)
