"""Coverage in the terminal and for the report."""

from bot.convtest.covering.table import MOST_NAMED, coverage_data, table_lines
from bot.convtest.covering.universe import Item, Kind

HALF = Kind("intents", (Item("greet", 3), Item("thank", 0)))


def test_a_kind_says_how_many_what_share_and_what_is_missing():
    first, second = table_lines([HALF])
    assert first.split() == ["intents", "1", "of", "2", "50.0", "%"]
    assert second.strip() == "not covered: thank"


def test_a_kind_that_is_covered_names_nothing():
    assert len(list(table_lines([Kind("intents", (Item("greet", 1),))]))) == 1


def test_of_a_long_list_the_first_are_named_and_the_rest_counted():
    kind = Kind("replies", tuple(Item(f"utter_{n}", 0) for n in range(MOST_NAMED + 2)))
    assert list(table_lines([kind]))[1].endswith("and 2 more")


def test_the_report_gets_every_item_with_its_count_and_place():
    rules = Kind("rules", (Item("greets", 2, "data/rules.yml"),))
    assert coverage_data([rules], [{"name": "repairs"}]) == {
        "kinds": [
            {
                "name": "rules",
                "covered": 1,
                "total": 1,
                "items": [{"name": "greets", "covered": True, "count": 2, "where": "data/rules.yml"}],
            },
            {"name": "repairs"},
        ]
    }
