"""A stored conversation as a conversation test: said again, with masks on, on the orders as they stood."""

from datetime import datetime, timedelta, timezone

import pytest
import yaml

from bot.convtest.marketplace.saving import test_of_conversation as case_text
from bot.convtest.seen import Button, Said, Seen
from bot.convtest.world import Talk, World, WorldError
from bot.store.conversations import Heard
from bot.store.database import open_database
from bot.store.loading import DEMO_ORDERS, load_orders
from bot.store.tables import customers, orders

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
ORDER = "8012345678904321"


class Echo(World):
    """Repeats what it hears and always shows one button; remembers the case it was asked to hold."""

    def load(self):
        pass

    def open(self, case):
        self.case = case
        return EchoTalk(case.now)

    def close(self):
        pass


class EchoTalk(Talk):
    def __init__(self, now):
        self._now = now

    def opening(self):
        return Seen()

    def say(self, text, metadata):
        return Seen(messages=(Said(f"You said: {text}", (Button("Yes, cancel it", "/affirm"),)),))

    def press(self, title, metadata):
        if title != "Yes, cancel it":
            raise WorldError(f"No button {title!r} has been shown.")
        return Seen(messages=(Said("Done."),))

    def advance(self, period):
        self._now += period
        return Seen()

    def now(self):
        return self._now

    def store(self):
        return {}

    def close(self):
        pass


@pytest.fixture
def database(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'shop.db'}")
    load_orders(database, DEMO_ORDERS, now=NOW)
    yield database
    database.close()


@pytest.fixture
def save(database):
    """The case that is written for what a shopper said, each with the minutes since the beginning."""

    def save(*said, customer_id="c-1", world=None):
        heard = [Heard(text, pressed, NOW + timedelta(minutes=minutes)) for text, pressed, minutes in said]
        text = case_text("asks twice", heard, customer_id, database, world or Echo())
        (case,) = yaml.safe_load(text)["test_cases"]
        return case

    return save


def test_what_was_said_and_pressed_are_the_steps_of_the_case(save):
    steps = save(("cancel my order", False, 0), ("Yes, cancel it", True, 0))["steps"]
    said = [step for step in steps if "user" in step or "press" in step]
    assert [next(iter(step.items())) for step in said] == [
        ("user", "cancel my order"),
        ("press", "Yes, cancel it"),
    ]


def test_the_case_has_the_name_it_was_given(save):
    assert save(("hello", False, 0))["test_case"] == "asks twice"


def test_a_pause_of_a_minute_or_more_becomes_a_step(save):
    steps = save(("hello", False, 0), ("hello again", False, 7))["steps"]
    assert [step.get("advance") for step in steps] == [None, "7m", None]


def test_a_shorter_pause_does_not(save):
    steps = save(("hello", False, 0), ("hello again", False, 0.5))["steps"]
    assert not any("advance" in step for step in steps)


def test_the_case_begins_when_the_conversation_began(save):
    world = Echo()
    save(("hello", False, 0), world=world)
    assert world.case.now == NOW


def test_a_shopper_of_the_demo_stays_who_they_are(save):
    assert save(("hello", False, 0))["customer"] == "c-1"


def test_somebody_not_logged_in_stays_a_guest_without_orders(save):
    case = save(("hello", False, 0), customer_id=None)
    assert case["customer"] == "guest" and "orders" not in case


def test_for_a_shopper_whom_the_demo_does_not_know_one_of_the_demo_stands_in(database, save):
    stranger = {"id": "c-77", "name": "Una Known", "email": "una@example.org", "country": "DE"}
    with database.engine.begin() as connection:
        connection.execute(customers.insert().values(**stranger))
    case = save(("hello, this is Una Known", False, 0), customer_id="c-77")
    assert case["customer"] == "c-7" and "Una" not in str(case)


def test_numbers_of_orders_of_the_demo_are_kept(save):
    case = save((f"cancel {ORDER}", False, 0))
    assert ORDER in case["steps"][0]["user"]


def test_numbers_that_the_demo_does_not_know_are_masked(save):
    case = save(("cancel 8011112222333344", False, 0))
    assert "8011112222333344" not in str(case)


def test_an_address_is_masked_wherever_it_was_said(save):
    case = save(("write to ada.private@example.org", False, 0))
    assert "ada.private@example.org" not in str(case)


def test_where_an_order_is_sent_is_masked_except_for_the_country(save):
    world = Echo()
    save(("hello", False, 0), world=world)
    (address,) = (order["ship_to"] for order in world.case.orders if order["id"] == ORDER)
    sample = {
        "name": "Sam Carter",
        "lines": ["1 Sample Street"],
        "city": "Sampletown",
        "postal_code": "00000",
    }
    assert address == {**sample, "country": "US"}


def test_what_happened_to_an_order_later_is_taken_back(database, save):
    world = Echo()
    with database.engine.begin() as connection:
        connection.execute(
            orders.update()
            .where(orders.c.id == ORDER)
            .values(cancelled_at=NOW + timedelta(hours=1), cancelled_by="buyer", cancel_reason="other")
        )
    save(("hello", False, 0), world=world)
    (order,) = (order for order in world.case.orders if order["id"] == ORDER)
    assert "cancelled_at" not in order and "cancelled_by" not in order


def test_what_happened_to_an_order_before_is_kept(database, save):
    world = Echo()
    with database.engine.begin() as connection:
        connection.execute(
            orders.update()
            .where(orders.c.id == ORDER)
            .values(cancelled_at=NOW - timedelta(hours=1), cancelled_by="buyer", cancel_reason="other")
        )
    save(("hello", False, 0), world=world)
    (order,) = (order for order in world.case.orders if order["id"] == ORDER)
    assert order["cancelled_by"] == "buyer"


def test_a_conversation_without_a_word_is_refused(save):
    with pytest.raises(WorldError, match="Nothing has been said in this conversation"):
        save()


def test_a_conversation_that_goes_another_way_by_now_is_refused_with_its_reason(save):
    with pytest.raises(WorldError, match="goes another way now: .*No button 'Yes, send it'"):
        save(("cancel my order", False, 0), ("Yes, send it", True, 0))
