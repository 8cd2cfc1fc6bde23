"""The figures of how well mentions are found, and the figures that the patterns have to keep."""

from pathlib import Path

import pytest

from bot.nlu.entity_extractor import OrderEntityExtractor
from bot.nlu.entity_report import TOTAL, Labelled, as_pair, as_table, read_labelled, score
from bot.nlu.spacy_language import build_pipeline

MESSAGES = Path(__file__).parent / "entities"
# Two points below what was measured when the floor was set.
FLOOR = 0.97
ORDER_NUMBER_FLOOR = 0.98
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
    figures = figures_for([("order_number", "123"), ("amount", "100 USD")])
    assert figures["amount"].precision == 0.0
    assert figures[TOTAL].precision == 0.5


def test_the_same_mention_found_twice_counts_once():
    assert figures_for([("order_number", "123")] * 2)["order_number"].given == 1


def test_an_amount_without_currency_is_its_minor_units():
    assert as_pair("amount", {"cents": 1990, "currency": None}) == ("amount", "1990")


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
    nlp = build_pipeline()
    extractor = OrderEntityExtractor(OrderEntityExtractor.get_default_config())

    def find(text):
        return [as_pair(entity["entity"], entity["value"]) for entity in extractor.extract(text, nlp(text))]

    return score(read_labelled(MESSAGES), find)


def test_mentions_are_found_as_well_as_before(measured):
    figures, misses = measured
    assert min(figures[TOTAL].precision, figures[TOTAL].recall) >= FLOOR, as_table(figures, misses)


def test_order_numbers_are_found_as_well_as_before(measured):
    line = measured[0]["order_number"]
    assert min(line.precision, line.recall) >= ORDER_NUMBER_FLOOR, as_table(*measured)


@pytest.mark.parametrize(
    "kind", ["amount", "order_ending", "ordinal", "placed", "problem", "product", "reason"]
)
def test_each_kind_is_found_as_well_as_before(measured, kind):
    line = measured[0][kind]
    assert min(line.precision, line.recall) >= 0.95, as_table(*measured)
