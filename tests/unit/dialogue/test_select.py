"""Which orders and items a reference means: a table of what shoppers say, and the cases one by one."""

from pathlib import Path

import pytest
import yaml

from benchmarks.references import Reader, expected, orders_of, outcome
from bot.dialogue.references import Extreme, Kind, Mention, Quantifier, References, Status
from bot.dialogue.select import select_orders
from bot.dialogue.selection import Ambiguous, Chosen, Near, NoOrders, NotBought, Unknown
from bot.orders.order import Order
from tests.unit.dialogue.orders import NOW, POLICY, an_order, any_order, can_be_cancelled

TABLE = yaml.safe_load((Path(__file__).parent / "references.yml").read_text(encoding="utf-8"))
ROWS = [row for row in TABLE["rows"] if not row.get("known_gap")]
SETS = {name: orders_of(said) for name, said in TABLE["orders"].items()}

KETTLE = an_order("6011430020003051", "Copper kettle @35.00", 1)
MIRROR = an_order("6027000095203082", "Round mirror/colour=black @60.00", 3)
CLOCK = an_order("6033000020777099", "Wall clock @20.00", 8, "delivered", seller="Tick & Tock")
ORDERS = (KETTLE, MIRROR, CLOCK)


@pytest.fixture(scope="module")
def reader():
    return Reader()


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['text']} ({row['orders']})" for row in ROWS])
def test_what_a_shopper_says_is_taken_as_meant(reader, row):
    assert outcome(reader, row, SETS[row["orders"]]) == expected(row)


def select(*include: Mention, exclude: tuple[Mention, ...] = (), orders=ORDERS, fits=any_order, **context):
    return select_orders(
        References(include, exclude),
        orders,
        today=NOW.date(),
        now=NOW,
        policy=POLICY,
        fits=fits,
        **context,
    )


def only(order: Order):
    return lambda other: int(other is order)


def test_without_orders_there_is_nothing_to_choose():
    assert select(Mention(words=("kettle",)), orders=()) == NoOrders()


def test_the_order_of_a_thing_is_chosen():
    assert select(Mention(words=("kettle",))) == Chosen((KETTLE,))


def test_a_thing_nobody_bought_is_said_in_the_words_of_the_shopper():
    assert select(Mention(words=("garden", "gnome"))) == NotBought("garden gnome")


def test_a_thing_that_is_only_alike_has_to_be_confirmed():
    mention = Mention(text="mirror frame", words=("mirror", "frame"))
    assert select(mention) == Ambiguous((MIRROR,))


def test_a_number_with_a_typing_error_is_only_suggested():
    assert select(Mention(number="6027 0000 9520 3089")) == Near("6027000095203089", MIRROR)


def test_a_number_of_nobody_is_unknown():
    assert select(Mention(number="9999")) == Unknown("9999")


def test_an_ending_that_no_order_has_is_unknown():
    assert select(Mention(ending="77")) == Unknown("…77")


def test_an_ending_that_two_orders_have_is_asked_about():
    twin = an_order("7777000020003051", "Jug @3.00")
    assert select(Mention(ending="51"), orders=(KETTLE, twin)) == Ambiguous((KETTLE, twin))


def test_an_amount_that_no_order_has_is_unknown():
    assert select(Mention(text="$99", cents=(9900, 9999))) == Unknown("$99")


def test_a_rounded_amount_is_asked_about():
    near = an_order("1", "Jug @19.80")
    assert select(Mention(text="20 dollars", cents=(2000, 2099)), orders=(near, KETTLE)) == Ambiguous((near,))


def test_a_status_that_no_order_has_is_unknown():
    assert select(Mention(text="all unpaid", status=Status.UNPAID)) == Unknown("all unpaid")


def test_a_thing_and_an_amount_must_both_be_right():
    mention = Mention(text="the $60 kettle", words=("kettle",), cents=(6000, 6099))
    assert select(mention) == Unknown("the $60 kettle")


def test_one_listed_thing_that_nobody_bought_is_not_passed_over():
    kettle = Mention(text="the kettle", start=0, end=10, words=("kettle",))
    gnome = Mention(text="the gnome", start=15, end=24, words=("gnome",))
    assert select(kettle, gnome) == NotBought("gnome")


def test_a_word_told_by_the_way_that_is_no_thing_is_passed_over():
    assert select(Mention(words=("kettle",)), Mention(words=("garden",), is_aside=True)) == Chosen((KETTLE,))


def test_a_part_told_by_the_way_is_of_the_order_talked_about():
    assert select(Mention(words=("handle",), is_aside=True), focus=[MIRROR.id]) == Chosen((MIRROR,))


def test_nothing_named_is_the_order_talked_about():
    assert select(focus=[MIRROR.id]) == Chosen((MIRROR,))


def test_an_order_talked_about_that_does_not_suit_gives_way_to_the_one_that_does():
    assert select(focus=[MIRROR.id], fits=only(KETTLE)) == Chosen((KETTLE,))


def test_it_is_the_order_talked_about_though_another_one_suits():
    assert select(Mention(is_pronoun=True), focus=[MIRROR.id], fits=only(KETTLE)) == Chosen((MIRROR,))


def test_nothing_named_is_the_only_order_that_suits():
    assert select(fits=only(CLOCK)) == Chosen((CLOCK,))


def test_nothing_named_and_several_that_suit_is_a_question():
    assert select(fits=can_be_cancelled) == Ambiguous((KETTLE, MIRROR))


def test_nothing_named_and_none_that_suits_is_a_question_about_all():
    assert select(fits=lambda order: 0) == Ambiguous(ORDERS)


def test_all_are_all_that_suit():
    everything = Mention(quantifier=Quantifier.ALL)
    assert select(everything, fits=can_be_cancelled) == Chosen((KETTLE, MIRROR), is_set=True)


def test_of_several_that_were_named_one_that_does_not_suit_is_told_apart():
    kettle, clock = Mention(words=("kettle",)), Mention(words=("clock",), start=20)
    assert select(kettle, clock, fits=can_be_cancelled) == Chosen((KETTLE,), is_set=True, left_out=(CLOCK,))


def test_the_only_order_that_was_named_is_chosen_though_it_does_not_suit():
    assert select(Mention(words=("clock",)), fits=can_be_cancelled) == Chosen((CLOCK,))


def test_what_is_left_out_is_left_out():
    everything = Mention(quantifier=Quantifier.ALL)
    chosen = select(everything, exclude=(Mention(words=("mirror",)),))
    assert chosen == Chosen((KETTLE, CLOCK), is_set=True)


def test_a_thing_to_leave_out_that_nobody_bought_stops_the_whole():
    assert select(Mention(quantifier=Quantifier.ALL), exclude=(Mention(words=("gnome",)),)) == NotBought(
        "gnome"
    )


def test_the_rest_is_what_is_not_kept():
    chosen = select(Mention(quantifier=Quantifier.REST), exclude=(Mention(words=("mirror",)),))
    assert chosen == Chosen((KETTLE, CLOCK), is_set=True)


def test_the_other_two_of_four_is_a_question():
    jug = an_order("1", "Jug @3.00", 9)
    rest = Mention(quantifier=Quantifier.REST, quantity=2)
    chosen = select(rest, exclude=(Mention(words=("mirror",)),), orders=(*ORDERS, jug))
    assert chosen == Ambiguous((KETTLE, CLOCK, jug))


def test_both_of_three_is_a_question():
    assert select(Mention(quantifier=Quantifier.BOTH)) == Ambiguous(ORDERS)


def test_both_of_the_two_that_were_listed_are_these():
    chosen = select(Mention(quantifier=Quantifier.BOTH), shown=[CLOCK.id, KETTLE.id])
    assert chosen == Chosen((KETTLE, CLOCK), is_set=True)


def test_the_other_one_is_not_the_one_talked_about():
    other = Mention(quantifier=Quantifier.OTHER)
    assert select(other, shown=[CLOCK.id, KETTLE.id], focus=[CLOCK.id]) == Chosen((KETTLE,))


def test_a_place_counts_in_the_list_that_was_shown():
    assert select(Mention(position=2), shown=[CLOCK.id, KETTLE.id]) == Chosen((KETTLE,))


def test_a_place_beyond_the_list_is_unknown():
    assert select(Mention(text="the ninth", position=9)) == Unknown("the ninth")


def test_two_that_are_equally_cheap_are_a_question():
    jug = an_order("1", "Jug @20.00")
    assert select(Mention(extreme=Extreme.CHEAPEST), orders=(jug, CLOCK)) == Ambiguous((jug, CLOCK))


def test_the_last_order_is_the_newest_even_if_it_does_not_suit():
    newest = Mention(kind=Kind.ORDER, extreme=Extreme.NEWEST)
    assert select(newest, fits=only(CLOCK)) == Chosen((KETTLE,))


def test_an_order_is_found_by_its_shop():
    assert select(Mention(words=("tick", "tock"))) == Chosen((CLOCK,))


def test_only_something_to_keep_leaves_the_rest_of_what_was_talked_about():
    chosen = select(exclude=(Mention(words=("kettle",)),), focus=[KETTLE.id, MIRROR.id])
    assert chosen == Chosen((MIRROR,), is_set=True)
