"""What is an answer to the open question, and what is rather another wish, a goodbye or nothing."""

from dataclasses import replace

from bot.dialogue.heard import Ranked, Role
from bot.dialogue.references import Extreme, Kind, Mention, Quantifier, References, Status
from tests.unit.dialogue.orders import an_order
from tests.unit.dialogue.talking import Talking, a_description, a_mention, an_answer, replies, titles

LAMP, RUG, SOCKS, TENT = (f"80000000000000{number:02d}" for number in (1, 2, 3, 4))


def _talk():
    return Talking(
        an_order(LAMP, "Reading lamp @30.00"),
        an_order(RUG, "Wool rug @90.00", 6, "shipped", tracking="TR1"),
        an_order(SOCKS, "Hiking socks @12.00", 2),
        an_order(TENT, "Tent @80.00; Sleeping mat x2 @20.00", 12, "delivered"),
    )


def _named(*words):
    return {"references": References((Mention(text=" ".join(words), kind=Kind.ITEM, words=words),))}


def _asked_to_cancel_the_lamp():
    talk = _talk()
    talk.hears("cancel_order", **_named("lamp"))
    return talk


def test_a_yes_in_doubt_that_names_another_order_asks_about_that_one():
    talk = _asked_to_cancel_the_lamp()
    talk.hears("answer", "yes the socks", answers=an_answer("yes_but"), **_named("socks"))
    assert talk.state.question.order_ids == (SOCKS,)


def test_a_yes_in_doubt_that_asks_something_else_is_answered_and_the_question_comes_again():
    talk = _asked_to_cancel_the_lamp()
    said = talk.hears("order_status", answers=an_answer("yes_but"), **_named("rug"))
    assert said.rows == ("STA-04",)
    assert replies(said)[-1] == "utter_ask_cancel_order"


def test_a_yes_in_doubt_of_the_same_wish_is_asked_again():
    talk = _asked_to_cancel_the_lamp()
    said = talk.hears("cancel_order", answers=an_answer("yes_but"))
    assert replies(said) == ["utter_not_a_clear_yes", "utter_ask_cancel_order"]


def test_a_goodbye_that_puts_it_off_ends_the_conversation():
    talk = _asked_to_cancel_the_lamp()
    said = talk.hears("goodbye", "bye, later", answers=an_answer("not_now"))
    assert replies(said) == ["utter_goodbye_open"]
    assert talk.state.question is None


def test_a_yes_with_a_goodbye_is_a_yes():
    talk = _asked_to_cancel_the_lamp()
    talk.hears("goodbye", "yes, do it. bye", answers=an_answer("yes"))
    assert talk.changes == ["cancel_order"]


def test_a_yes_to_which_order_chooses_none():
    talk = _talk()
    talk.hears("cancel_order")
    said = talk.hears("affirm", "yes", answers=an_answer("yes"))
    assert replies(said) == ["utter_which_order_again"]


def _named_by_amount(begin, end):
    return a_mention(start=begin, end=end, cents=(3000, 3099))


def test_an_amount_that_is_only_told_chooses_the_order_whatever_it_might_be_else():
    talk = _talk()
    talk.hears("cancel_order")
    talk.hears("payment_issue", "it was 30 dollars", role=Role.REPORT, references=_named_by_amount(7, 17))
    assert talk.state.question.order_ids == (LAMP,)


def test_an_amount_with_more_than_which_order_it_was_is_another_wish():
    talk = _talk()
    talk.hears("cancel_order")
    text = "you took 30 dollars from my card a second time"
    said = talk.hears("payment_issue", text, role=Role.REPORT, references=_named_by_amount(9, 19))
    assert said.rows == ("PAY-04",)


def test_a_thing_that_is_told_to_be_broken_is_not_chosen():
    talk = _talk()
    talk.hears("cancel_order")
    named = a_mention(start=0, end=8, words=("tent",), kind=Kind.ITEM)
    said = talk.hears("open_dispute", "the tent is torn", role=Role.REPORT, facet="broken", references=named)
    assert "utter_ask_open_dispute" in replies(said)


def test_an_order_named_after_the_list_is_answered_by_where_it_is():
    talk = _talk()
    talk.hears("list_orders")
    assert talk.hears("inform_order", **_named("rug")).rows == ("STA-04",)


def test_signs_alone_repeat_nothing():
    talk = _talk()
    said = talk.hears("nlu_fallback", "?!", answers={"move": (Ranked("repeat", 0.9),)})
    assert replies(said) == ["utter_unclear"]


def test_a_thing_that_is_only_alike_is_asked_about_by_name():
    talk = _talk()
    said = talk.hears("cancel_order", **_named("wool", "cap"))
    assert replies(said) == ["utter_near_order"]


def test_the_button_of_a_problem_tells_what_is_wrong():
    talk = _talk()
    talk.hears("open_dispute", references=a_mention(number=TENT))
    said = talk.presses("It is broken")
    assert replies(said) == ["utter_ask_open_dispute"]
    assert talk.state.question.details["problem"] == "broken"


def test_what_is_asked_beside_a_text_is_no_part_of_it():
    from bot.dialogue.heard import Clause, Role

    talk = _talk()
    talk.hears("open_dispute", references=a_mention(number=TENT))
    clauses = (
        Clause("the zip is torn", 0, 15, Role.REPORT),
        Clause("and the pegs", 16, 28, Role.REQUEST),
        Clause("where is my rug", 30, 45, Role.REQUEST, "order_status"),
    )
    talk.hears("open_dispute", "the text", answers=a_description("answer"), clauses=clauses)
    assert talk.state.question.details["quote"] == "the zip is torn and the pegs"


def test_a_thing_that_is_not_in_the_order_is_said_so_and_the_items_are_shown_again():
    talk = _talk()
    talk.hears("return_item", references=a_mention(number=TENT))
    said = talk.hears("inform_order", **_named("umbrella"))
    assert replies(said) == ["utter_not_in_order", "utter_which_item"]
    assert "Tent" in titles(said)


def test_what_holds_is_not_said_again_once_the_items_are_chosen():
    talk = _talk()
    talk.hears("return_item", references=a_mention(number=TENT))
    assert replies(talk.presses("Tent")) == ["utter_ask_return_reason"]


def test_a_part_of_an_order_that_cannot_be_cancelled_is_answered_by_its_stage():
    talk = _talk()
    assert talk.hears("cancel_order", **_named("tent")).rows == ("CAN-08",)


def test_the_money_asked_for_after_a_cancellation_is_that_of_the_cancelled_order():
    talk = Talking(
        an_order(LAMP, "Reading lamp @30.00", state="unpaid"),
        an_order(RUG, "Wool rug @90.00", 6, "delivered"),
        an_order(SOCKS, "Hiking socks @12.00", 2, "cancelled"),
    )
    talk.hears("cancel_order", **_named("lamp"))
    talk.hears("affirm", "yes", answers=an_answer("yes"))
    talk.hears("refund_status", "and the money")
    assert talk.state.focus == (LAMP,)


def test_why_there_is_no_refund_is_said_with_what_can_be_done():
    talk = _talk()
    said = talk.hears("order_facts", facet="refund_when", **_named("tent"))
    assert said.rows == ("REF-01",)


def test_a_reminder_is_asked_about_with_its_two_answers_alone():
    talk = _talk()
    said = talk.hears("order_status", facet="remind_me", **_named("rug"))
    assert titles(said) == ["Yes, remind me", "No, thanks"]


def test_a_thing_is_found_by_its_name_whatever_status_is_asked_about():
    talk = _talk()
    mention = Mention(text="the rug", kind=Kind.ITEM, words=("rug",), status="cancelled")
    talk.hears("cancellation_status", references=References((mention,)))
    assert talk.state.focus == (RUG,)


def test_one_thing_with_a_plural_name_is_found_whatever_status_is_asked_about():
    talk = _talk()
    mention = Mention(text="the socks", kind=Kind.ITEM, words=("socks",), status="cancelled", is_plural=True)
    talk.hears("cancellation_status", references=References((mention,)))
    assert talk.state.focus == (SOCKS,)


def test_a_coupon_of_a_cancelled_order_is_answered_by_what_becomes_of_it():
    from bot.orders.order import Coupon, CouponKind

    order = an_order(SOCKS, "Hiking socks @12.00", 2, "cancelled")
    talk = Talking(replace(order, coupon=Coupon("SPRING5", CouponKind.PLATFORM, None)))
    assert talk.hears("order_facts", facet="coupon", **_named("socks")).rows[0].startswith("CPN")


def test_a_wish_that_only_declines_cancels_and_asks_nothing():
    talk = _talk()
    kept = References(exclude=(Mention(text="my order", kind=Kind.ORDER),))
    said = talk.hears("cancel_order", answers=an_answer("no"), references=kept)
    assert replies(said) == ["utter_declined"]


def test_a_question_that_names_nothing_is_about_what_was_talked_about():
    talk = Talking(
        an_order(LAMP, "Reading lamp @30.00"),
        an_order(SOCKS, "Hiking socks @12.00", 2, "cancelled"),
    )
    talk.hears("order_status", **_named("socks"))
    talk.hears("order_status", "why so long")
    assert talk.state.focus == (SOCKS,)


def test_a_word_that_spelling_mended_is_found_as_it_was_typed():
    talk = Talking(an_order(LAMP, "Aroma diffuser @30.00"), an_order(RUG, "Aroma lamp @30.00"))
    mention = Mention(text="the aroma diffuser", kind=Kind.ITEM, words=("aroma", "diffuse"))
    talk.hears("order_status", references=References((mention,)))
    assert talk.state.focus == (LAMP,)


def test_a_set_of_a_thing_is_the_thing():
    talk = Talking(an_order(LAMP, "Ceramic teapot @30.00"), an_order(RUG, "Wool rug @90.00"))
    mention = Mention(text="the teapot set", kind=Kind.ITEM, words=("teapot", "set"))
    talk.hears("order_status", references=References((mention,)))
    assert talk.state.focus == (LAMP,)


def test_a_number_that_is_told_by_the_way_is_asked_about_where_it_has_a_slip():
    talk = Talking(an_order("8123456789000301", "Reading lamp @30.00"), an_order(RUG, "Wool rug @90.00"))
    mention = Mention(text="order 8123456789000302", number="8123456789000302", is_aside=True)
    said = talk.hears("coupon_recovery", references=References((mention,)))
    assert replies(said) == ["utter_near_order"]


def test_how_long_a_refund_takes_is_about_money_whatever_was_talked_about():
    talk = _talk()
    talk.hears("open_dispute", references=a_mention(number=TENT))
    said = talk.hears("refund_timing", facets={"contact_seller": "refund"})
    assert said.rows == ("REF-06",)


def test_another_reason_told_before_the_yes_takes_the_place_of_the_first():
    from bot.dialogue.heard import Role

    talk = _talk()
    talk.hears("return_item", told="not needed", **_named("tent"))
    said = talk.hears("return_item", "too big for our hallway", role=Role.REPORT, **_named("big", "hallway"))
    assert replies(said) == ["utter_ask_open_return"]
    assert talk.state.question.details["reason"] == "too big for our hallway"


def test_a_cancelled_order_that_is_asked_for_first_is_answered_by_its_stage():
    from dataclasses import replace
    from datetime import timedelta

    from bot.orders.money import Money
    from bot.orders.order import Refund, RefundCause
    from tests.unit.dialogue.orders import NOW

    refund = Refund(Money(1200), "Visa", RefundCause.CANCELLATION, NOW, NOW + timedelta(days=5))
    talk = Talking(replace(an_order(SOCKS, "Hiking socks @12.00", 2, "cancelled"), refunds=(refund,)))
    assert talk.hears("order_status", "where is my order").rows == ("STA-06",)


def test_the_reason_that_was_told_holds_for_the_order_that_is_meant_instead():
    talk = _talk()
    talk.hears("cancel_order", facet="no_longer_needed", told="not needed any more", **_named("lamp"))
    talk.hears("inform_order", "sorry, I meant the socks", **_named("socks"))
    assert talk.state.question.details["reason"] == "no_longer_needed"


def test_yes_that_one_is_a_yes_to_the_only_order_there_is():
    talk = Talking(an_order(LAMP, "Reading lamp @30.00"), an_order(RUG, "Wool rug @90.00", 40, "delivered"))
    asked = talk.hears("order_status", references=a_mention(text="W99999999", number="W99999999"))
    assert replies(asked)[-1] == "utter_which_order_one"
    talk.hears("affirm", "yes, that one", references=a_mention(text="that one", is_pronoun=True))
    assert talk.state.focus == (LAMP,)


def test_a_choice_that_sounds_like_a_question_of_no_fact_is_a_choice():
    talk = Talking(an_order(TENT, "Tent @80.00; Sleeping mat x2 @20.00", 12, "delivered"))
    talk.hears("return_item")
    kept = References(exclude=(Mention(text="the tent", kind=Kind.ITEM, words=("tent",)),))
    said = talk.hears("order_facts", "everything except the tent", references=kept)
    assert replies(said) == ["utter_ask_return_reason"]


def test_the_cheaper_one_is_looked_for_among_the_things_that_were_shown():
    shirts = "Shirt/colour=red @24.00; Shirt/colour=blue @20.00; Cap @9.00"
    talk = Talking(an_order(TENT, shirts, 12, "delivered"))
    talk.hears("return_item", references=a_mention(text="a shirt", words=("shirt",), kind=Kind.ITEM))
    talk.hears("inform_order", references=a_mention(text="the cheaper one", extreme=Extreme.CHEAPEST))
    assert talk.state.question.request.items == (("i-2", 1),)


def test_a_list_of_orders_of_a_kind_that_there_is_not_is_no_list_of_all():
    returned = a_mention(text="the orders i returned", kind=Kind.ORDER, status=Status.RETURNED)
    assert replies(_talk().hears("list_orders", references=returned)) == ["utter_facts_nothing_fits"]


def test_where_cancelled_orders_are_that_were_talked_about_is_where_their_money_is():
    lamp, rug = an_order(LAMP, "Reading lamp @30.00", 5, "cancelled"), an_order(RUG, "Wool rug @90.00", 6)
    talk = Talking(lamp, replace(rug, cancelled_at=lamp.cancelled_at, refunds=lamp.refunds))
    both = References(tuple(Mention(text=word, words=(word,), kind=Kind.ITEM) for word in ("lamp", "rug")))
    assert replies(talk.hears("refund_status", references=both)) == ["utter_refund_several"]
    assert replies(talk.hears("order_status", "how long will that take")) == ["utter_refund_several"]


def test_to_ask_the_seller_to_cancel_is_to_cancel():
    talk = _talk()
    talk.hears("contact_seller", facet="cancel", **_named("rug"))
    assert talk.state.question.write == "request_cancellation"


def test_a_yes_that_tells_something_by_the_way_is_about_what_was_asked():
    talk = _asked_to_cancel_the_lamp()
    aside = References((Mention(text="a tent", words=("tent",), kind=Kind.ITEM, is_aside=True),))
    talk.hears("affirm", "yes, I'd rather have a tent", answers=an_answer("yes"), references=aside)
    assert talk.changes == ["cancel_order"]


def test_open_it_opens_the_return_that_was_asked_about():
    talk = _talk()
    talk.hears("return_item", told="too heavy", **_named("tent"))
    opened = a_mention(text="open one", status=Status.OPEN)
    talk.hears("affirm", "yes open one", answers=an_answer("yes"), references=opened)
    assert talk.changes == ["open_return"]


def _hears_where_or_how_long(how_long, **heard):
    """The answer right after a dispute to what is surely a question of where, and with this of how long."""
    talk = _talk()
    talk.hears("open_dispute", facet="broken", told="one pole is bent", **_named("tent"))
    assert replies(talk.hears("affirm", "yes", answers=an_answer("yes"))) == ["utter_open_dispute_done"]
    rivals = (Ranked("refund_timing", how_long),)
    said = talk.hears("order_status", "how long will that take", confidence=0.73, rivals=rivals, **heard)
    return replies(said)


def test_how_long_it_takes_right_after_a_dispute_is_about_the_dispute_even_if_a_parcel_is_likelier():
    assert _hears_where_or_how_long(0.15) == ["utter_dispute_how_long"]


def test_where_it_is_right_after_a_dispute_is_about_the_parcel():
    assert _hears_where_or_how_long(0.05) == ["utter_order_status_in_dispute"]


def test_how_long_the_order_that_is_named_takes_is_about_the_parcel_even_after_a_dispute():
    assert _hears_where_or_how_long(0.15, **_named("rug")) == ["utter_order_status_shipped"]


def test_a_yes_that_names_what_nobody_bought_is_no_yes():
    talk = _asked_to_cancel_the_lamp()
    toaster = a_mention(text="the toaster", words=("toaster",), kind=Kind.ITEM)
    said = talk.hears("cancel_order", "yes, cancel the toaster", answers=an_answer("yes"), references=toaster)
    assert (replies(said)[0], talk.changes) == ("utter_not_a_clear_yes", [])


def test_a_yes_with_another_number_is_no_yes():
    talk = _asked_to_cancel_the_lamp()
    other = a_mention(text="8000000000009999", number="8000000000009999")
    talk.hears("cancel_order", "yes cancel 8000000000009999", answers=an_answer("yes"), references=other)
    assert talk.changes == []


def test_a_word_that_may_be_no_thing_is_no_objection_to_a_yes():
    talk = _asked_to_cancel_the_lamp()
    hell = a_mention(text="hell", words=("hell",), kind=Kind.ITEM)
    talk.hears("affirm", "hell yes", answers=an_answer("yes"), references=hell)
    assert talk.changes == ["cancel_order"]


def test_only_one_of_several_ends_what_was_wished_with_it():
    talk = _talk()
    named = References(tuple(Mention(text=w, words=(w,), kind=Kind.ITEM) for w in ("lamp", "socks", "rug")))
    talk.hears("cancel_order", references=named)
    talk.hears("answer", "just the socks", answers=an_answer("amend"), **_named("socks"))
    talk.hears("answer", "yes", answers=an_answer("yes"))
    assert (talk.changes, talk.state.question) == (["cancel_order"], None)


def test_some_of_a_thing_chosen_to_go_back_asks_how_many():
    talk = Talking(an_order(TENT, "Tent @80.00; Napkin ring x6 @2.00", 12, "delivered"))
    talk.hears("return_item")
    some = a_mention(end=24, words=("napkin", "ring"), kind=Kind.ITEM, quantifier=Quantifier.COUNT)
    said = talk.hears("open_dispute", "half of the napkin rings", facet="missing_parts", references=some)
    assert replies(said) == ["utter_how_many"]
