"""Digressions, changes of mind, texts that are not given, and orders that are named late."""

LAMP, SOCKS, TENT = "8012345678904321", "8099999999991111", "8055555555552222"


def test_the_order_can_be_chosen_by_position_product_ending_or_button(talk, an_order):
    for choice in ("the second one", "the wool socks", "ending in 1111", "button"):
        conversations = talk(an_order("to_ship"), an_order("to_ship", SOCKS, "Wool socks", placed_at="-2d"))
        shopper = conversations.shopper()
        asked = shopper.say("cancel my order")
        assert asked.question == "choose_order"
        title = next(title for title in asked.buttons if title.startswith("Wool socks"))
        answer = shopper.press(asked, title) if choice == "button" else shopper.say(choice)
        assert (answer.question, answer.order_ids) == ("cancel_order", (SOCKS,)), choice


def test_the_only_order_that_fits_is_taken_without_asking(talk, an_order):
    conversations = talk(an_order("to_ship"), an_order("delivered", TENT, "Two-person tent"))
    assert conversations.shopper().say("I want to return it, it is too small").order_ids == (TENT,)


def test_it_means_the_order_last_talked_about(talk, an_order):
    conversations = talk(an_order("to_ship"), an_order("to_ship", SOCKS, "Wool socks"))
    shopper = conversations.shopper()
    shopper.say("where are the wool socks")
    assert shopper.say("cancel it").order_ids == (SOCKS,)


def test_a_dispute_is_opened_from_the_shoppers_own_words(talk, an_order):
    conversations = talk(an_order("delivered", TENT, "Two-person tent"))
    shopper = conversations.shopper()
    shopper.say("open a dispute")
    asked = shopper.say("the poles are bent and one is missing")
    assert asked.question == "open_dispute"
    shopper.say("yes")
    assert conversations.order(TENT).open_dispute.text == "the poles are bent and one is missing"


def test_a_dispute_can_be_described_by_a_button(talk, an_order):
    conversations = talk(an_order("delivered", TENT, "Two-person tent"))
    shopper = conversations.shopper()
    asked = shopper.say("open a dispute")
    payload = next(payload for payload in asked.buttons.values() if "broken" in payload)
    assert shopper.say(payload).question == "open_dispute"


def test_a_question_while_a_text_is_asked_for_is_answered_and_the_text_is_asked_for_again(talk, an_order):
    conversations = talk(an_order("delivered", TENT, "Two-person tent"))
    shopper = conversations.shopper()
    shopper.say("open a dispute")
    between = shopper.say("how long does a refund take?")
    assert (between.row, between.question) == ("REF-06", "describe_dispute")
    assert shopper.say("the zip is torn").question == "open_dispute"


def test_never_mind_ends_the_asking_for_a_text_and_opens_nothing(talk, an_order):
    conversations = talk(an_order("delivered", TENT, "Two-person tent"))
    shopper = conversations.shopper()
    shopper.say("open a dispute")
    left = shopper.say("never mind")
    assert left.question is None
    shopper.say("yes")
    assert conversations.order(TENT).disputes == ()


def test_a_person_is_called_while_a_text_is_asked_for(talk, an_order):
    conversations = talk(an_order("delivered", TENT, "Two-person tent"))
    shopper = conversations.shopper()
    shopper.say("open a dispute")
    assert "handoff" in shopper.say("I want to speak to a human").cards


def test_another_request_comes_before_a_text_that_is_asked_for(talk, an_order):
    conversations = talk(an_order("delivered", TENT, "Two-person tent"), an_order("to_ship"))
    shopper = conversations.shopper()
    shopper.say("open a dispute about the tent")
    assert shopper.say("cancel the desk lamp").question == "cancel_order"


def test_chosen_items_are_returned_and_no_others(talk, an_order):
    items = [
        {"id": "i-1", "title": "Two-person tent", "price": "10.90", "quantity": 1},
        {"id": "i-2", "title": "Sleeping mat", "price": "4.50", "quantity": 2},
    ]
    conversations = talk(an_order("delivered", TENT, items=items))
    shopper = conversations.shopper()
    shopper.say("I want to return something")
    shopper.say("the sleeping mats")
    shopper.say("too thin for me")
    shopper.say("yes please")
    (opened,) = conversations.order(TENT).returns
    assert [(item.id, item.quantity) for item in opened.items] == [("i-2", 2)]
    assert opened.reason == "too thin for me"


def test_a_message_to_the_seller_is_shown_before_it_is_sent(talk, an_order):
    conversations = talk(an_order("shipped"))
    shopper = conversations.shopper()
    shopper.say("I want to write to the seller")
    shown = shopper.say("please leave the parcel with my neighbour")
    assert "leave the parcel with my neighbour" in shown.cards["seller_message"]["text"]
    assert conversations.order(LAMP).messages == ()
    shopper.say("yes, send it")
    assert [message.sender for message in conversations.order(LAMP).messages] == ["buyer"]


def test_a_reminder_is_set_for_the_day_of_delivery(talk, an_order):
    conversations = talk(an_order("shipped"))
    shopper = conversations.shopper()
    shopper.say("remind me when it arrives")
    shopper.say("yes")
    conversations.happens(LAMP, delivered_at=conversations.clock.at)
    with conversations.office.database.unit_of_work() as uow:
        assert [due.order_id for due in uow.orders.due_reminders(conversations.clock.at)] == [LAMP]


def test_a_long_conversation_keeps_its_place(talk, an_order):
    conversations = talk(an_order("to_ship"))
    shopper = conversations.shopper()
    shopper.say("cancel my order")
    for _ in range(15):
        shopper.say("what is a dispute?")
    shopper.say("yes")
    assert conversations.order(LAMP).cancelled_at is not None


def test_after_a_cancellation_the_time_of_the_refund_is_its_real_date(talk, an_order):
    conversations = talk(an_order("to_ship"))
    shopper = conversations.shopper()
    shopper.say("cancel my order")
    shopper.say("yes")
    answer = shopper.say("how long does the refund take?")
    assert (answer.row, "28 November 2026" in answer.text) == ("REF-02", True)


def test_goodbye_is_not_taken_for_the_text_of_a_message(talk, an_order):
    conversations = talk(an_order("shipped"))
    shopper = conversations.shopper()
    shopper.say("I want to write to the seller")
    assert "seller_message" not in shopper.say("thanks, bye").cards
