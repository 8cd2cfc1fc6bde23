"""A table that cannot be used is refused with file, row and reason; the real one is consistent."""

import pytest

from bot.guidance.table import TABLES_DIR, TOPICS, Condition, TableError, load_topic, rows
from bot.orders.decision import Facts, Offer, Write
from bot.orders.stage import Stage

GOOD = """
rows:
  - id: CPN-01
    ask: coupon
    when: {coupon: none, charged: true}
    outcome: No coupon was used.
    reply: utter_coupon_none
    offers: [message_seller, {open_return: {free_returns: true}}]
    write: open_ticket
    due: refund
    source: Somewhere
"""


@pytest.fixture
def load(tmp_path):
    def from_text(text):
        path = tmp_path / "coupon.yml"
        path.write_text(text, encoding="utf-8")
        return load_topic(path)

    return from_text


def test_a_good_row_is_read_with_all_its_fields(load):
    (row,) = load(GOOD)
    assert (row.id, row.topic, row.reply, row.source) == (
        "CPN-01",
        "coupon",
        "utter_coupon_none",
        "Somewhere",
    )
    assert (row.write, row.has_due) == (Write.OPEN_TICKET, True)
    assert [line.offer for line in row.offers] == [Offer.MESSAGE_SELLER, Offer.OPEN_RETURN]
    assert row.when.holds(Facts(Stage.SHIPPED, charged=True))
    assert not row.when.holds(Facts(Stage.SHIPPED, charged=False))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("CPN-01", "CPN-1", "three capitals, a dash and two digits"),
        ("ask: coupon", "ask: weather", "'weather' is not a valid Ask"),
        ("coupon: none", "coupon: maybe", "'maybe' is not a value of coupon"),
        ("charged: true", "charged: yes please", "'yes please' is not a value of charged"),
        ("charged: true", "charged: 1", "1 is not a value of charged"),
        ("charged: true", "paid: true", "'paid' is not a fact"),
        ("utter_coupon_none", "utter_refund_none", "must begin with utter_coupon_"),
        ("message_seller", "send_flowers", "'send_flowers' is not a valid Offer"),
        ("write: open_ticket", "write: explode", "'explode' is not a valid Write"),
        ("due: refund", "due: tomorrow", "due can only be refund"),
        (
            "source: Somewhere",
            "origin: Somewhere",
            "missing keys \\['source'\\], unknown keys \\['origin'\\]",
        ),
    ],
)
def test_a_mistake_is_refused_with_file_row_and_reason(load, old, new, reason):
    with pytest.raises(TableError, match=rf"coupon\.yml: row 1 .*{reason}"):
        load(GOOD.replace(old, new))


@pytest.mark.parametrize("text", ["", "- id: CPN-01", "rows: 3", GOOD + "\nmore: 1"])
def test_a_file_of_another_shape_is_refused(load, text):
    with pytest.raises(TableError, match="needs exactly one key, rows:"):
        load(text)


def test_text_that_is_not_yaml_is_refused(load):
    with pytest.raises(TableError, match=r"coupon\.yml: cannot be read"):
        load("rows: [")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(TableError, match=r"refund\.yml: cannot be read"):
        load_topic(tmp_path / "refund.yml")


def test_an_empty_condition_holds_with_and_without_facts():
    assert Condition().holds(None)
    assert Condition().holds(Facts(Stage.UNPAID))


def test_a_condition_never_holds_without_facts():
    assert not Condition((("charged", frozenset({True})),)).holds(None)


def test_every_topic_has_a_table_and_every_table_a_topic():
    assert {path.stem for path in TABLES_DIR.glob("*.yml")} == {*TOPICS, "letters"}


def test_the_lines_of_one_row_answer_one_question_in_one_topic():
    for row_id in {row.id for row in rows()}:
        assert len({(row.ask, row.topic) for row in rows() if row.id == row_id}) == 1


def test_every_outcome_is_a_sentence():
    assert [row.id for row in rows() if not (row.outcome[0].isupper() and row.outcome.endswith("."))] == []
