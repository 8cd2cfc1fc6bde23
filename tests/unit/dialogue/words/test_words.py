"""Titles, labels and sentences come from domain/words, and every name that the code has for one is there."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from bot.dialogue.word_files import has, keys
from bot.dialogue.words import (
    WordsMissing,
    country_names,
    label,
    left_out_words,
    next_words,
    order_words,
    policy_words,
    reason_words,
    sentence,
    stage_words,
    title,
)
from bot.orders.decision import Offer, Write
from bot.orders.money import Money
from bot.orders.order import (
    Actor,
    CancelReason,
    Dispute,
    Refund,
    RefundCause,
    Replacement,
)
from bot.orders.policy import Policy
from bot.orders.stage import Stage

ROOT = Path(__file__).parents[4]


def test_a_title_a_label_and_a_sentence_are_found_by_their_keys():
    assert (title("person"), label("date.placed"), sentence("stage.shipped")) == (
        "Talk to a person",
        "Ordered",
        "on its way",
    )


@pytest.mark.parametrize("words", [title, label, sentence])
def test_an_unknown_key_is_named_with_its_file(words):
    with pytest.raises(WordsMissing, match=rf"domain/words/{words.__name__}s\.yml has no 'no\.such'"):
        words("no.such")


def test_a_word_that_is_not_given_is_named():
    with pytest.raises(WordsMissing, match="'next.remind_seller' of domain/words/sentences.yml .* 'seller'"):
        sentence("next.remind_seller")


def test_braces_in_a_word_that_is_filled_in_stay_as_they_are():
    assert sentence("next.remind_seller", seller="{item} {x}") == "remind {item} {x}"


@pytest.mark.parametrize("kind", ["titles", "labels", "sentences"])
def test_all_words_are_texts(kind):
    content = yaml.safe_load((ROOT / "domain" / "words" / f"{kind}.yml").read_text(encoding="utf-8"))
    assert list(content) == [kind]
    assert all(key and "True" not in key and "False" not in key for key in keys(kind))


@pytest.mark.parametrize("write", [write.value for write in Write])
def test_every_change_has_a_yes(write):
    assert has("titles", f"yes.{write}")


@pytest.mark.parametrize("offer", list(Offer), ids=lambda offer: offer.value)
def test_every_offer_has_a_title_and_words_for_the_next_step(offer):
    assert (has("titles", f"offer.{offer.value}"), has("sentences", f"next.{offer.value}")) == (True, True)


@pytest.mark.parametrize("reason", list(CancelReason), ids=lambda reason: reason.value)
def test_every_reason_to_cancel_has_words(reason):
    assert has("sentences", f"cancel_reason.{reason.value}")


@pytest.mark.parametrize("stage", list(Stage), ids=lambda stage: stage.value)
def test_every_stage_has_words_for_itself_and_for_leaving_an_order_out(stage):
    assert (has("sentences", f"stage.{stage.value}"), has("sentences", f"left_out.{stage.value}")) == (
        True,
        True,
    )


@pytest.mark.parametrize("code", sorted(Policy().free_return_countries))
def test_every_country_with_free_returns_has_a_name(code):
    assert has("sentences", f"country.{code}")


def test_countries_are_listed_by_name_and_an_unknown_one_by_its_code():
    assert country_names({"DE", "FR", "XX"}) == "France, Germany and XX"


def test_a_reason_without_words_of_its_own_is_written_with_spaces():
    assert (reason_words("not_as_described"), reason_words("too_loud")) == ("not as described", "too loud")


def test_the_next_steps_are_a_choice(make_order):
    offers = (Offer.MESSAGE_SELLER, Offer.OPEN_DISPUTE)
    assert next_words(offers, make_order()) == "write to Lumen House or open a dispute"


def test_the_settings_are_words(policy):
    assert policy_words(policy)["refund_days"] == "5"


def test_a_stage_is_told_in_words(make_order, now, policy):
    assert stage_words(make_order(), now, policy) == "paid, not shipped yet"


def test_an_order_on_its_way_is_left_out_with_its_date_and_seller(make_order, now, policy):
    why = left_out_words(make_order(shipped_at=now), now, policy)
    assert why == "it was shipped on 20 March 2026, so only Lumen House can agree to that"


@pytest.mark.parametrize("stage", list(Stage), ids=lambda stage: stage.value)
def test_words_of_leaving_out_need_only_what_an_order_has(stage, make_order, now, policy):
    named = set(re.findall(r"\{(\w+)\}", sentence_as_written(f"left_out.{stage.value}")))
    assert named <= set(order_words(make_order(), now, policy))


def sentence_as_written(key):
    group, name = key.split(".")
    file = ROOT / "domain" / "words" / "sentences.yml"
    return yaml.safe_load(file.read_text(encoding="utf-8"))["sentences"][group][name]


def test_the_facts_of_an_order_are_words(make_order, now, policy):
    words = order_words(make_order(), now, policy, "Ana Silva")
    assert {name: words[name] for name in ("item", "amount", "seller", "shopper", "paid_on", "ending")} == {
        "item": "Desk lamp",
        "amount": "$19.90",
        "seller": "Lumen House",
        "shopper": "Ana",
        "paid_on": "20 March 2026",
        "ending": "1234",
    }


def test_what_an_order_does_not_have_is_empty(make_order, now, policy):
    words = order_words(make_order(), now, policy)
    assert [words[name] for name in ("shipped_on", "cancelled_by", "refund_amount", "coupon")] == [""] * 4


def test_the_name_of_an_order_tells_it_from_the_shoppers_others(make_order, now, policy):
    words = order_words(make_order(), now, policy, others=[make_order(id="8099999999991111")])
    assert words["item"] == "Desk lamp (…1234)"


@pytest.mark.parametrize(
    ("number", "words"), [("RX123456789", "tracking number RX123456789"), (None, "no tracking number yet")]
)
def test_a_tracking_number_is_named_or_said_to_be_missing(make_order, now, policy, number, words):
    assert order_words(make_order(tracking_number=number), now, policy)["tracking"] == words


@pytest.mark.parametrize(
    ("actor", "words"),
    [(Actor.BUYER, "you"), (Actor.SELLER, "the seller"), (Actor.PLATFORM, "Marketo"), (None, "someone")],
)
def test_who_cancelled_is_named(make_order, now, policy, actor, words):
    order = make_order(cancelled_at=now, cancelled_by=actor)
    assert order_words(order, now, policy)["cancelled_by"] == words


@pytest.mark.parametrize(("tracking", "words"), [("RX1", "RX1"), (None, "no tracking number yet")])
def test_a_replacement_is_named_by_its_tracking_number(make_order, now, policy, tracking, words):
    order = make_order(replacement=Replacement(now, tracking))
    assert order_words(order, now, policy)["replacement_tracking"] == words


def test_the_reason_of_a_dispute_is_told_in_words(make_order, now, policy):
    order = make_order(disputes=(Dispute("not_as_described", "It is grey.", now),))
    assert order_words(order, now, policy)["dispute_reason"] == "not as described"


def refund(now, days_ago, paid_days_ago=None):
    asked = now - timedelta(days=days_ago)
    paid = None if paid_days_ago is None else now - timedelta(days=paid_days_ago)
    return Refund(
        Money(1990), "Visa ••4242", RefundCause.CANCELLATION, asked, asked + timedelta(days=5), paid
    )


def refund_line(order, now, policy):
    return order_words(order, now, policy)["refund_line"]


def test_a_refund_on_its_way_is_told_with_amount_method_and_day(make_order, now, policy):
    assert refund_line(make_order(refunds=(refund(now, 1),)), now, policy) == (
        "$19.90 is on its way back to Visa ••4242, usually there by 24 March 2026."
    )


def test_a_late_refund_is_told_to_be_late(make_order, now, policy):
    assert refund_line(make_order(refunds=(refund(now, 6),)), now, policy) == (
        "The refund of $19.90 was due by 19 March 2026 and is late, sorry."
    )


def test_a_paid_refund_is_told_with_its_day(make_order, now, policy):
    assert refund_line(make_order(refunds=(refund(now, 6, 2),)), now, policy) == (
        "$19.90 went back to Visa ••4242 on 18 March 2026."
    )


def test_nothing_charged_leaves_nothing_to_refund(make_order, now, policy):
    assert refund_line(make_order(paid_at=None), now, policy) == (
        "Nothing was charged, so there is nothing to refund."
    )


def test_a_paid_order_without_a_refund_says_nothing_of_one(make_order, now, policy):
    assert refund_line(make_order(), now, policy) == ""
