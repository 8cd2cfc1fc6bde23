"""Letters say what is on record and what the shopper said, and nothing else."""

from datetime import timedelta

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guidance.letters import PURPOSES, clean_words, letter
from bot.guidance.table import TABLES_DIR
from bot.orders.order import (
    Actor,
    CancellationRequest,
    CancelReason,
    Message,
    Replacement,
    RequestStatus,
)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_letter_greets_the_seller_names_the_order_and_is_signed(purpose, make_order):
    text = letter(purpose, order=make_order(), shopper_name="Ana Silva")
    assert text.startswith("Hello Lumen House,")
    assert "8012345678901234 (Desk lamp)" in text
    assert text.endswith("Ana Silva")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_letter_asks_politely_and_begins_its_first_sentence_with_a_capital(purpose, make_order):
    text = letter(purpose, order=make_order(), shopper_name="Ana")
    assert "Thank you" in text
    assert text.split("\n\n")[1][0].isupper()


def test_an_unknown_purpose_is_a_fault(make_order):
    with pytest.raises(ValueError, match="'threat' is not a purpose"):
        letter("threat", order=make_order(), shopper_name="Ana")


def test_a_request_to_cancel_a_parcel_on_its_way_names_other_reasons(make_order, now):
    text = letter("cancel", order=make_order(shipped_at=now), shopper_name="Ana")
    assert "already on its way" in text
    assert "Other Reasons" in text


def test_a_letter_that_takes_a_request_back_says_so_and_asks_for_nothing(make_order, now):
    text = letter("withdraw", order=make_order(shipped_at=now), shopper_name="Ana")
    assert "take back my request to cancel my order 8012345678901234" in text
    assert "?" not in text


def test_no_letter_to_cancel_makes_up_a_reason(make_order, now):
    text = letter("cancel", order=make_order(shipped_at=now), shopper_name="Ana").lower()
    for made_up in ("mistake", "cheaper", "no longer need", "changed my mind", "wrong", "because"):
        assert made_up not in text


def test_a_reminder_names_the_day_of_the_request_while_it_waits(make_order, now):
    request = CancellationRequest(CancelReason.OTHER, now - timedelta(days=4))
    text = letter(
        "reminder", order=make_order(shipped_at=now, cancellation_request=request), shopper_name="A"
    )
    assert "On 16 March 2026 I asked" in text


def test_a_reminder_does_not_say_unanswered_once_the_seller_has_answered(make_order, now):
    request = CancellationRequest(CancelReason.OTHER, now, RequestStatus.REFUSED, now)
    messages = (Message("buyer", "Hello", now), Message("seller", "No", now))
    order = make_order(cancellation_request=request, messages=messages)
    assert "not had an answer" not in letter("reminder", order=order, shopper_name="Ana")


def test_a_reminder_names_the_day_of_the_last_message_when_nothing_was_requested(make_order, now):
    order = make_order(messages=(Message("buyer", "Hello", now - timedelta(days=1)),))
    assert "I wrote to you on 19 March 2026" in letter("reminder", order=order, shopper_name="Ana")


@pytest.mark.parametrize("purpose", ["replacement", "refund"])
def test_a_cancelled_shipment_is_mentioned_only_if_the_seller_cancelled(purpose, make_order, now):
    by_seller = make_order(cancelled_at=now, cancelled_by=Actor.SELLER)
    by_buyer = make_order(cancelled_at=now, cancelled_by=Actor.BUYER)
    assert "was cancelled on 20 March 2026" in letter(purpose, order=by_seller, shopper_name="Ana")
    assert "was cancelled" not in letter(purpose, order=by_buyer, shopper_name="Ana")


def test_the_tracking_number_is_asked_for_of_the_replacement_if_one_is_agreed(make_order, now):
    agreed = make_order(replacement=Replacement(now - timedelta(days=2)))
    assert "on 18 March 2026 to a replacement" in letter("tracking", order=agreed, shopper_name="Ana")
    assert "replacement" not in letter("tracking", order=make_order(), shopper_name="Ana")


def test_own_words_stand_in_the_letter_as_they_are(make_order):
    words = "The {seller} shade is cracked & <b>bent</b>."
    text = letter("other", order=make_order(), shopper_name="Ana", own_words=words)
    assert f"In my own words:\n{words}\n" in text


@pytest.mark.parametrize("words", [None, "", " \n\t "])
def test_without_own_words_there_is_no_such_heading(words, make_order):
    text = letter("other", order=make_order(), shopper_name="Ana", own_words=words)
    assert "own words" not in text


@settings(deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_clean_words_can_always_be_stored_and_cleaning_again_changes_nothing(text):
    cleaned = clean_words(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean_words(cleaned) == cleaned


def test_clean_words_keep_lines_and_drop_lone_surrogates():
    assert clean_words("one\r\n\r\n\r\n\r\ntwo \ud800three") == "one\n\ntwo  three"


def test_the_file_of_letters_has_a_body_for_every_purpose():
    bodies = yaml.safe_load((TABLES_DIR / "letters.yml").read_text(encoding="utf-8"))["bodies"]
    assert set(PURPOSES) <= set(bodies)
