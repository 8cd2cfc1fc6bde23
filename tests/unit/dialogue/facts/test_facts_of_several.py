"""Questions about several orders: lists, sums, counts, the ends of a scale, and what fits nothing."""

from dataclasses import replace

import pytest

from bot.dialogue.references import Kind
from bot.dialogue.topics.facts import FACETS, FACTS, AskWhich, Card
from bot.orders.money import Money


def named(orders, *names):
    return tuple(orders[name] for name in names)


def test_a_list_has_a_line_for_each_order_that_has_it_on_record(ask, everything):
    reply = ask("refund_when", everything.values(), chosen=named(everything, "kettle", "chairs", "rug"))
    assert "• Steel kettle: 3 November 2026\n• Folding chair: 24 November 2026" in reply.text
    assert "rug" not in reply.text


def test_a_list_that_is_cut_says_so(ask, everything):
    reply = ask("placed_when", everything.values(), chosen=tuple(everything.values()))
    assert reply.text.startswith("There are 9; these are the newest 5:")
    assert reply.text.count("•") == 5


def test_what_a_cut_list_shows_are_the_newest_in_whatever_order_they_were_named(ask, everything):
    reply = ask("placed_when", everything.values(), chosen=tuple(everything.values())[::-1])
    assert reply.answer.orders == tuple(everything.values())[:5]


def test_what_is_the_same_for_all_is_said_once(ask, everything):
    reply = ask("payment_method", everything.values(), chosen=named(everything, "lamp", "rug", "tent"))
    assert reply.text == "Visa ••1188, for all 3."


def test_where_only_one_order_has_it_on_record_that_one_is_meant(ask, everything):
    reply = ask("ticket_number", everything.values())
    assert reply.answer.orders == (everything["clock"],)


def test_where_many_have_it_the_shopper_is_asked_which(ask, everything):
    assert isinstance(ask("total", everything.values()).answer, AskWhich)


def test_where_a_few_have_it_they_are_listed_unasked(ask, everything):
    few = named(everything, "lamp", "rug")
    assert ask("total", few).answer.card is Card.LIST


def test_of_an_order_talked_about_nothing_is_asked(ask, everything):
    assert ask("total", everything.values(), focus=named(everything, "rug")).answer.orders == named(
        everything, "rug"
    )


def test_what_is_named_counts_for_more_than_what_was_talked_about(ask, everything):
    reply = ask(
        "total", everything.values(), chosen=named(everything, "tent"), focus=named(everything, "rug")
    )
    assert reply.answer.orders == named(everything, "tent")


@pytest.mark.parametrize("facet", sorted(FACETS))
def test_every_fact_has_words_for_one_order_with_nothing_on_it(ask, others, facet):
    bare = replace(others["undated"], shipped_at=None)
    assert ask(facet, [bare], chosen=(bare,)).text


@pytest.mark.parametrize("facet", sorted(FACETS))
def test_every_fact_has_words_for_two_orders_with_nothing_on_them(ask, others, facet):
    bare = replace(others["undated"], shipped_at=None, paid_at=None)
    assert ask(facet, [bare, replace(bare, id="8")]).text


@pytest.mark.parametrize("facet", sorted(FACETS))
def test_every_fact_has_words_for_all_orders(ask, everything, others, facet):
    every = (*everything.values(), *others.values())
    assert ask(facet, every, chosen=every).text


@pytest.mark.parametrize("facet", sorted(FACETS))
def test_every_fact_has_words_where_no_order_fits(ask, everything, facet):
    assert ask(facet, everything.values(), chosen=()).text


@pytest.mark.parametrize("facet", sorted(FACETS))
def test_every_fact_has_words_for_no_orders(ask, facet):
    assert ask(facet, ()).answer.reply == "utter_facts_no_orders"


def test_a_fact_that_none_has_on_record_names_no_order(ask, everything):
    reply = ask("dispute_state", everything.values(), chosen=named(everything, "lamp", "rug"))
    assert reply.text == "None of your orders has a dispute on record."


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["lamp", "rug"], "You paid $163.50 for 2 orders."),
        (["rug"], "You paid $89.00, for one order: Jute rug."),
        (["rug", "socks"], "You paid $89.00 in all (orders: 1). Another $12.00 is not paid yet."),
        (["rug", "kettle"], "You paid $129.00 in all (orders: 2), and $40.00 of it has been refunded."),
        (["socks"], "Nothing of it is paid yet; it comes to $12.00."),
        (["cancelled unpaid"], "Nothing was paid there."),
        (["rug", "euro"], "You paid €18.00 + $89.00 for 2 orders."),
    ],
)
def test_a_sum_tells_what_was_paid_what_came_back_and_what_is_open(ask, everything, others, names, text):
    known = {**everything, **others}
    assert ask("sum", known.values(), chosen=named(known, *names)).text == text


def test_a_sum_of_everything_leaves_the_order_in_focus_aside(ask, everything):
    paid = ask("sum", everything.values(), focus=named(everything, "rug"))
    assert "$742.50" in paid.text


def test_things_are_counted_over_all_orders_without_the_cancelled_ones(ask, everything):
    again = replace(everything["mugs"], id="1", cancelled_at=everything["kettle"].cancelled_at)
    reply = ask("item_count", [again, *everything.values()], words=["mugs"])
    assert reply.text == "You ordered 3 × Stone mug."


def test_cancelled_things_are_counted_where_no_others_are_meant(ask, everything):
    reply = ask("item_count", everything.values(), words=["chairs"])
    assert reply.text == "You ordered 2 × Folding chair."


def test_orders_that_fit_are_counted_and_listed(ask, everything):
    reply = ask("order_count", everything.values(), chosen=tuple(everything.values())[:6])
    assert reply.text.startswith("That makes 6 orders. The newest 5 of them:")


def test_the_cheapest_thing_is_found_in_each_currency(ask, everything, others):
    reply = ask("cheapest", named({**everything, **others}, "rug", "lamp", "euro"))
    assert reply.text == "The cheapest was Light bulb, Tea tin, for $12.50 + €18.00."


def test_two_things_that_cost_the_same_are_both_the_cheapest(ask, others):
    reply = ask("cheapest", [others["two kinds"]])
    assert "T-shirt (red), T-shirt (blue)" in reply.text


def test_the_dearest_order_is_meant_where_the_question_says_order(ask, everything):
    orders = named(everything, "lamp", "mugs")
    cheap = replace(orders[1], total=Money(9_000))
    assert ask("dearest", (orders[0], cheap), kind=Kind.ORDER).answer.orders == (cheap,)


@pytest.mark.parametrize(
    ("facet", "fitting", "other"),
    [
        ("late_orders", "rug", "expected"),
        ("cancellable_orders", "lamp", "rug"),
        ("returnable_orders", "fresh", "mugs"),
        ("unpaid_orders", "socks", "lamp"),
        ("on_the_way", "expected", "fresh"),
        ("on_the_way", "undated", "lamp"),
        ("delivered_orders", "fresh", "drill"),
    ],
)
def test_one_order_that_is_so_is_told_from_one_that_is_not(ask, everything, others, facet, fitting, other):
    known = {**everything, **others}
    yes = ask(facet, known.values(), chosen=named(known, fitting)).answer
    no = ask(facet, known.values(), chosen=named(known, other)).answer
    assert yes.reply in (f"utter_facts_{facet}_one", f"utter_facts_{facet}_one_plain")
    assert no.reply == f"utter_facts_{facet}_not"


def test_where_nothing_is_late_that_is_said(ask, everything):
    assert ask("late_orders", named(everything, "lamp", "tent")).text.startswith("None of them is late")


def test_a_list_of_late_orders_that_is_cut_says_so(ask, everything):
    many = [replace(everything["rug"], id=str(number)) for number in range(8)]
    assert ask("late_orders", many).text.startswith("8 are late. The newest 5")


def test_orders_of_the_same_thing_are_told_apart_by_their_options(ask, others):
    red, blue = (
        replace(others["two kinds"], id=str(number), items=(each,))
        for number, each in enumerate(others["two kinds"].items)
    )
    reply = ask("total", [red, blue])
    assert "T-shirt (red): $50.00\n• T-shirt (blue): $50.00" in reply.text


def test_orders_that_look_the_same_are_told_apart_by_their_day(ask, everything):
    rug = everything["rug"]
    later = replace(rug, id="1", placed_at=everything["lamp"].placed_at)
    reply = ask("total", [later, rug])
    assert "26 November 2026: $89.00" in reply.text
    assert "13 November 2026: $89.00" in reply.text


def test_every_reply_that_stands_for_none_has_words(wordings):
    assert {fact.none for fact in FACTS.values()} - set(wordings) == set()


def test_every_reply_for_what_is_the_same_has_words(wordings):
    assert {fact.same for fact in FACTS.values() if fact.same} - set(wordings) == set()


def test_a_flood_of_names_takes_no_longer(ask, everything):
    reply = ask("price", everything.values(), words=[["rug"], *[["x" * 500] * 500] * 500])
    assert "$89.00" in reply.text or isinstance(reply.answer, AskWhich)
