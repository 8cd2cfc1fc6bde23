"""A conversation as a test file, and what of its people is left in it: nothing."""

from datetime import datetime, timezone

import pytest
import yaml

from bot.convtest.reading.files import read_cases
from bot.convtest.result import StepResult
from bot.convtest.running.cases import run_case
from bot.convtest.seen import Button, RowChange, Said, Seen
from bot.convtest.showing.visible import visible
from bot.convtest.writing.masking import Mask
from bot.convtest.writing.recording import case_yaml, facts_in, masked

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
ORDER = "8012345678904321"
RAN = ({"event": "action", "name": "action_cancel_order"},)
CANCELLED = RowChange(
    "orders",
    "changed",
    {"id": ORDER},
    {"id": ORDER, "cancelled_at": None},
    {"id": ORDER, "cancelled_at": "2026-11-23T12:00:00Z"},
)
ASKED = Seen(
    (
        Said(
            f"Order {ORDER} of $1,219.90 is not sent. Cancel?",
            (Button("Yes, cancel it", "/affirm"), Button("No")),
        ),
    ),
    RAN,
    rows=("CAN-03",),
)
DONE = Seen(
    (Said(card={"type": "receipt", "lines": [["By", "28 November 2026"]]}),), RAN, changes=(CANCELLED,)
)

# What shoppers write, and what of it must be gone.
PERSONAL = [
    ("my name is Maria Gonzalez and I want to cancel", ["maria", "gonzalez"]),
    ("hi, i'm Tom Baker. where is my parcel?", ["tom", "baker"]),
    ("name: jonas weber, order 8055512345678901", ["jonas", "weber", "8055512345678901"]),
    ("please mail me at maria.gonzalez+shop@mail.example.com", ["maria", "gonzalez", "mail.example"]),
    ("write to tom_b99 at gmail dot com thanks", ["tom_b99", "gmail"]),
    ("call me on 07700 900 123 please", ["07700", "900 123"]),
    ("my phone is +49 (0)30 1234567", ["1234567", "+49"]),
    ("you can reach me at 555-867-5309", ["867", "5309"]),
    ("(212) 555-0182 is my number", ["212", "0182"]),
    ("whatsapp 0044 7911 123456", ["7911", "123456"]),
    ("I paid with card 4539 1488 0343 6467", ["4539", "1488", "0343", "6467"]),
    ("my visa 4539148803436467 was charged twice", ["4539148803436467"]),
    ("amex 3714 496353 98431 exp 04/29", ["3714", "496353", "98431"]),
    ("the card ending in 6467 was used, cvv 913", ["6467", "913"]),
    ("my IBAN is DE89 3704 0044 0532 0130 00", ["3704", "0532", "de89"]),
    ("send it to 12b Baker Street, London NW1 6XE please", ["baker", "nw1", "6xe", "london"]),
    ("my address is 742 evergreen terrace springfield", ["742", "evergreen", "springfield"]),
    ("new address: Hauptstraße 12, 10115 Berlin", ["hauptstra", "10115", "berlin"]),
    ("I live in Lyon, 12 rue de la Paix, 75002 Paris", ["lyon", "rue de la paix", "75002", "paris"]),
    ("deliver to 1600 Pennsylvania Avenue NW, Washington DC 20500", ["1600", "pennsylvania", "20500"]),
    ("Via Roma 5, 20121 Milano is where I am", ["via roma", "20121", "milano"]),
    ("change the address to Flat 3, 9 Mill Lane, Cambridge CB2 1RX", ["mill lane", "cb2", "cambridge"]),
    ("PO Box 4411, please", ["4411"]),
    ("Where is W12345678? Kind regards,\nAmélie Dubois", ["amélie", "dubois", "12345678"]),
    ("it is under the name of o'connor", ["o'connor"]),
    ("This is Mrs Patel, I ordered a lamp", ["patel"]),
    ("my husband Erik Lindqvist ordered it, #8055512345678902", ["erik", "lindqvist", "8055512345678902"]),
    ("follow me @jane_doe_84 on the app", ["jane_doe_84"]),
    ("I was born on 12/03/1984, is that needed?", ["1984", "12/03"]),
    ("it's ada moss again, order no 8055 5123 4567 8903", ["ada", "moss", "8055", "8903"]),
]
HARMLESS = [
    "please cancel my order",
    "where is the oak side table i bought 3 days ago?",
    "I paid $19.90 and was charged twice",
    "5 items fell on the way",
    "I want a refund of €1,299.00 by 28 November 2026",
    "it's broken, I am very angry",
    "I'm still waiting since 12 May, 2 parcels missing",
    "can you change the address to another one",
    "thanks, bye",
    "is there a 15 day window for disputes?",
    "size 42 in blue, not 44",
    "thank you, that helps",
    "what is the name of the seller?",
    "I live in Germany, are returns free?",
    f"my order {ORDER} is the one ending in 4321",
]


class Scripted:
    """A world with one talk in it: says what was recorded."""

    def __init__(self, turns):
        self._turns = [turn.seen for turn in turns if turn.kind in ("user", "press")]

    def open(self, case):
        return self

    def opening(self):
        return Seen()

    def say(self, text, metadata):
        return self._turns.pop(0)

    press = say

    def advance(self, period):
        return Seen()

    def now(self):
        return NOON

    def close(self):
        pass


def turn(text, seen, kind="user"):
    return StepResult(kind, text, 1, NOON.isoformat(), seen)


def written(*turns, name="cancels", customer="c-1", now=NOON, orders=()):
    return case_yaml(name, customer, turns, now=now, orders=orders)


def read(folder, text):
    file = folder / "recorded.yml"
    file.write_text(text, encoding="utf-8")
    return read_cases(file, folder)


def test_recorded_conversation_is_written_as_a_person_would():
    steps = (
        turn("cancel my order", ASKED),
        turn("6d", Seen(), "advance"),
        turn("Yes, cancel it", DONE, "press"),
    )
    assert written(*steps) == (
        "test_cases:\n"
        "  - test_case: cancels\n"
        "    customer: c-1\n"
        '    now: "2026-11-23T12:00:00Z"\n'
        "    steps:\n"
        "      - user: cancel my order\n"
        "        assertions:\n"
        "          - guidance: CAN-03\n"
        f'          - says: ["{ORDER}", "$1,219.90"]\n'
        '          - buttons: ["Yes, cancel it", "No"]\n'
        "          - store: nothing\n"
        "      - advance: 6d\n"
        "      - press: Yes, cancel it\n"
        "        assertions:\n"
        "          - says: [28 November 2026]\n"
        "          - store:\n"
        f'              orders: {{id: "{ORDER}", cancelled_at: now}}\n'
    )


def test_recorded_conversation_passes_when_the_bot_does_the_same(tmp_path):
    handed = Seen((Said("A person will take over."), Said(card={"type": "handoff"})), RAN)
    steps = turn("cancel my order", ASKED), turn("Yes, cancel it", DONE, "press"), turn("a person!", handed)
    (case,) = read(tmp_path, written(*steps))
    result = run_case(case, Scripted(steps))
    assert result.passed
    assert [len(step.verdicts) for step in result.steps] == [4, 2, 2]


def test_recorded_conversation_fails_when_the_bot_does_something_else(tmp_path):
    steps = turn("cancel my order", ASKED), turn("Yes, cancel it", DONE, "press")
    (case,) = read(tmp_path, written(*steps))
    other = steps[0], turn("Yes, cancel it", Seen(DONE.messages, RAN), "press")
    assert not run_case(case, Scripted(other)).passed


def test_turn_without_events_says_nothing_about_the_store(tmp_path):
    text = written(turn("hello", Seen((Said("It costs $5.00"),))))
    assert "store" not in text
    assert "says" in text


def test_answer_without_a_fact_is_held_to_its_reply_or_its_words(tmp_path):
    text = written(
        turn("hi", Seen((Said("Hello: you!"),))), turn("bye", Seen((Said("Bye", utter_name="utter_bye"),)))
    )
    assert (
        '      - user: hi\n      - bot: "Hello: you!"\n      - user: bye\n      - utter: utter_bye\n' in text
    )
    assert len(read(tmp_path, text)[0].steps) == 2


def test_orders_and_hostile_texts_are_read_back_as_they_were(tmp_path):
    order = {
        "id": ORDER,
        "paid_at": None,
        "total": "19.90",
        "items": [{"id": "i-1", "title": "A: #1, {x}"}] * 4,
    }
    texts = [
        "yes",
        "- x",
        "a: b # c",
        "'\"\\",
        "line\nbreak",
        "tab\tand \u2028",
        "8012345678904321",
        "!tag *a",
    ]
    text = written(*(turn(each, ASKED) for each in texts), name="a: b\nc", customer="123", orders=[order])
    (case,) = read(tmp_path, text)
    assert [step.text for step in case.steps] == texts
    assert (case.name, case.customer, case.now) == ("a: b c", "123", NOON)
    assert list(case.orders) == [order]


def test_guest_has_no_customer(tmp_path):
    assert "customer" not in written(turn("hi", ASKED), customer=None)


def test_facts_are_amounts_dates_and_order_numbers_each_once():
    text = f"Order {ORDER} or #W1234567: $19.90 of $1,000 (again $19.90) by 5 May 2026, in 5 days, call 112."
    assert facts_in(text) == [ORDER, "#W1234567", "$19.90", "$1,000", "5 May 2026"]


def hidden(text, **more):
    (step,) = masked([turn(text, Seen())], **more)
    return step.text


@pytest.mark.parametrize(("text", "gone"), PERSONAL, ids=[text[:30] for text, _ in PERSONAL])
def test_nothing_personal_survives(text, gone):
    shown = hidden(text, names=["Ada Moss"]).casefold()
    assert [part for part in gone if part not in text.casefold()] == []
    assert [part for part in gone if part in shown] == []


@pytest.mark.parametrize("text", HARMLESS)
def test_what_names_nobody_stays(text):
    assert hidden(text, keep=[ORDER]) == text


@pytest.mark.parametrize(("text", "gone"), PERSONAL, ids=[text[:30] for text, _ in PERSONAL])
def test_nothing_personal_survives_anywhere_in_a_turn(text, gone):
    change = RowChange("messages", "added", {"id": text}, after={"text": text, "more": [{"deep": text}]})
    seen = Seen(
        (
            Said(
                text, (Button(text, text),), {"type": "seller_message", "text": text, "lines": [[text, text]]}
            ),
        ),
        ({"event": "user", "text": text, "metadata": {"turn": text}}, *RAN),
        entities=({"entity": "order_number", "value": text},),
        slots={"own_words": text},
        changes=(change,),
        faults=(text,),
    )
    steps = masked([turn(text, seen)], names=["Ada Moss"])
    everything = f"{steps!r} {case_yaml('x', None, steps, now=None)}".casefold()
    assert [part for part in gone if part in everything] == []


def test_order_number_is_the_same_invented_one_in_every_spelling_and_turn():
    steps = masked(
        [
            turn("where is 8055 5123 4567-8901?", Seen((Said("Order 8055512345678901 is on its way."),))),
            turn("the one ending in 8901, or #W1234567", Seen()),
        ]
    )
    number = steps[0].seen.messages[0].text.split()[1]
    assert len(number) == 16
    assert number.isdigit()
    assert number != "8055512345678901"
    assert steps[0].text == f"where is {number[:4]} {number[4:8]} {number[8:12]}-{number[12:]}?"
    assert steps[1].text.startswith(f"the one ending in {number[-4:]}, or #W")
    assert "1234567" not in steps[1].text


def test_two_orders_stay_two():
    shown = hidden("8055512345678901 and 8055512345678902 and 8055512345678901").split(" and ")
    assert shown[0] == shown[2] != shown[1]


def test_order_of_the_demo_keeps_its_number():
    assert hidden(f"cancel {ORDER}", keep=[ORDER]) == f"cancel {ORDER}"
    assert ORDER not in hidden(f"cancel {ORDER}")


def test_seeded_orders_are_hidden_behind_the_same_numbers():
    mask = Mask(names=["Ada Moss"])
    (step,) = masked([turn(f"cancel {ORDER}", Seen())], mask=mask)
    order = mask.value(
        {"id": ORDER, "messages": [{"text": "Hello, I am ada"}], "total": "19.90", "quantity": 2}
    )
    assert step.text == f"cancel {order['id']}"
    assert order["messages"] == [{"text": "Hello, I am Sam"}]
    assert (order["total"], order["quantity"]) == ("19.90", 2)


def test_what_takes_its_place_is_never_taken_for_something_else():
    text = "card 4539 1488 0343 6467, call +44 7911 123456, IBAN DE89 3704 0044 0532 0130 00"
    assert hidden(text) == "card 4000 0000 0000 0002, call +1 555 0100, IBAN GB00 TEST 0000 0000 0000 00"


def test_times_and_amounts_of_the_store_stay():
    (step,) = masked([turn("x", DONE)], keep=[ORDER])
    assert step.seen.changes == (CANCELLED,)


def test_masking_an_odd_text_is_harmless():
    for text in ("", "\U000f0000", "a" * 2000, "1 " * 1000, "@" * 500, "street " * 300, "Aa " * 600):
        assert isinstance(visible(hidden(text)), str)


def test_written_file_is_plain_yaml():
    assert yaml.safe_load(written(turn("hi", ASKED)))["test_cases"][0]["steps"][0]["user"] == "hi"
