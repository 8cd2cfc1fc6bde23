"""Wrong numbers, foreign orders, no orders, guests and nonsense: a helpful reply, and nothing changed."""

import pytest

LAMP, FOREIGN = "8012345678904321", "8055555555550001"


@pytest.fixture
def world(talk, an_order):
    return talk(an_order("to_ship"), an_order("to_ship", FOREIGN, "Rice cooker", customer_id="c-2"))


def test_an_unknown_number_is_not_found_and_the_shoppers_own_orders_are_offered(world):
    answer = world.shopper().say("cancel order 1111222233334444")
    assert "1111222233334444" in answer.text
    assert [order["order_id"] for order in answer.cards["order_list"]["orders"]] == [LAMP]


def test_someone_elses_order_looks_exactly_like_one_that_does_not_exist(world):
    foreign = world.shopper().say(f"where is order {FOREIGN}")
    unknown = world.shopper().say("where is order 1111222233334444")
    assert foreign.text.replace(FOREIGN, "N") == unknown.text.replace("1111222233334444", "N")


def test_someone_elses_order_cannot_be_cancelled_by_number_or_by_product(world):
    shopper = world.shopper()
    for said in (f"cancel order {FOREIGN}", "yes", "cancel the rice cooker", "yes"):
        shopper.say(said)
    assert world.order(FOREIGN, "c-2").cancelled_at is None


def test_the_payload_of_someone_elses_order_changes_nothing(world):
    shopper = world.shopper()
    shopper.say(f'/cancel_order{{"order_number": "{FOREIGN}"}}')
    for question in ("q1.0", "q1.1", "q1.2"):
        shopper.say(f'/affirm{{"question": "{question}"}}')
    assert world.order(FOREIGN, "c-2").cancelled_at is None


def test_a_typing_error_in_a_number_is_asked_about_and_then_served(world):
    shopper = world.shopper()
    asked = shopper.say("cancel order 8012345678904322")
    assert (asked.question, LAMP[-4:] in asked.text) == ("near_order", True)
    assert shopper.say("yes").question == "cancel_order"


def test_another_order_than_the_suggested_one_can_be_named(world):
    shopper = world.shopper()
    shopper.say("cancel order 8012345678904322")
    shopper.say("no")
    assert world.order(LAMP).cancelled_at is None


def test_a_shopper_without_orders_is_told_so(talk):
    answer = talk().shopper().say("where is my order?")
    assert "Talk to a person" in answer.buttons
    assert "order_list" not in answer.cards


@pytest.mark.parametrize("said", ["cancel my order", "where is order 8012345678904321", "show my orders"])
def test_a_guest_is_asked_to_sign_in(world, said):
    answer = world.shopper(None).say(said)
    assert "sign in" in answer.text.lower()
    assert "Desk lamp" not in str(answer.messages)


def test_a_guest_gets_general_answers(world):
    assert world.shopper(None).say("how long does a refund take?").row == "REF-06"


def test_a_guest_can_ask_for_a_person(world):
    assert "handoff" in world.shopper(None).say("I want to talk to a person").cards


@pytest.mark.parametrize(
    "said", ["😀😀😀", "????", "\u200b\u200b", "\ud83d", "a\0b", "x" * 2000, "<b>hi</b>"]
)
def test_nonsense_gets_an_answer_and_changes_nothing(world, said):
    answer = world.shopper().say(said)
    assert answer.text
    assert answer.question is None
    assert world.order(LAMP).cancelled_at is None


def test_a_placeholder_that_is_typed_is_not_filled_and_changes_nothing(world):
    answer = world.shopper().say("{order_number}")
    assert LAMP not in answer.text
    assert world.order(LAMP).cancelled_at is None


def test_what_is_not_covered_is_said_to_be_so_and_a_person_is_offered(world):
    assert "Talk to a person" in world.shopper().say("what is the weather like today").buttons


def test_asking_for_a_person_twice_calls_one(world):
    shopper = world.shopper()
    first, second = (shopper.say("let me talk to a human").cards["handoff"]["reference"] for _ in range(2))
    assert first == second


def test_a_product_nobody_bought_is_said_to_be_missing_and_no_other_order_is_offered_for_it(world):
    answer = world.shopper().say("cancel the sofa")
    assert "sofa" in answer.text
    assert answer.question == "choose_order"


def test_a_misspelt_product_finds_the_order(world):
    assert world.shopper().say("cancle the desk lampp").question == "cancel_order"


@pytest.mark.parametrize("said", ["cancelar mi pedido 8012345678904321", "Bestellung stornieren", "取消订单"])
def test_another_language_is_not_covered_and_a_person_is_offered(world, said):
    answer = world.shopper().say(said)
    assert answer.question is None
    assert "Talk to a person" in answer.buttons
