"""The words: every reply that is named exists, names only facts it is given, and holds no setting."""

import re
from itertools import chain
from pathlib import Path

import pytest
import yaml

from bot.guidance.table import rows
from bot.orders.decision import Write

ROOT = Path(__file__).parents[3]
RESPONSES = ROOT / "domain" / "responses"

# What an order's replies may name. Its long number is not among it: that stands on the card.
ORDER_WORDS = {
    *("item", "ending", "seller", "stage", "placed_on", "coupon", "tracking", "open_ticket", "shopper"),
    *("amount", "total", "payment_label", "paid_on", "shipped_on", "estimate_on", "delivered_on"),
    *("cancelled_on", "cancelled_by", "cancel_reason", "asked_on", "answered_on", "replacement_tracking"),
    *("refund_amount", "refund_method", "refund_requested_on", "refund_due_on", "refund_paid_on"),
    *("refund_line", "dispute_opened_on", "dispute_reason", "dispute_status", "dispute_until_on"),
}
SETTINGS = {
    *("refund_days", "dispute_window_days", "seller_reply_days"),
    *("marketplace", "opening_hours", "free_return_countries"),
}
# What whoever says this reply knows beside the order.
OWN_WORDS = {
    "utter_near_order": {"said"},
    "utter_open_ticket_done": {"ticket"},
    "utter_only_whole_order": {"items"},
    "utter_not_in_order": {"said"},
    "utter_how_many": {"quantity"},
    "utter_ask_open_dispute": {"reason", "quote"},
    "utter_ask_open_return": {"items", "reason"},
    "utter_open_return_done": {"items"},
    "utter_orders_left_out": {"why"},
    "utter_seller_wrote_back": {"seller_words"},
    "utter_buy_again": {"link"},
    "utter_cannot_undo_cancel": {"buy_again"},
}
# Said where no single order is spoken of, with what each knows.
WITHOUT_ORDER = {
    "utter_greet": set(),
    "utter_greet_by_name": {"shopper"},
    "utter_list_orders": set(),
    "utter_no_orders": set(),
    "utter_sign_in": set(),
    "utter_which_order": {"count"},
    "utter_which_order_one": set(),
    "utter_which_order_again": set(),
    "utter_list_cut": {"shown", "count"},
    "utter_list_orders_cut": {"shown", "count"},
    "utter_order_status_several": {"count", "list"},
    "utter_refund_several": {"list"},
    "utter_refund_none_for": {"list"},
    "utter_dispute_how_long": set(),
    "utter_dispute_who_decides": set(),
    "utter_ticket_how_long": set(),
    "utter_seller_how_long": set(),
    "utter_return_until_when": set(),
    "utter_not_found": {"said"},
    "utter_not_bought": {"said"},
    "utter_missing_person": {"said"},
    "utter_handoff_done": {"ticket"},
    "utter_handoff_already": {"ticket"},
    "utter_urgent_person": {"ticket"},
    "utter_return_how_to_send": {"instructions"},
    "utter_photos_how": {"instructions"},
    "utter_goodbye_open": {"open"},
    "utter_back_to": {"request"},
    "utter_what_now": {"next"},
    "utter_ask_cancel_orders": {"count", "list", "sum"},
    "utter_ask_cancel_orders_unpaid": {"count", "list"},
    "utter_ask_cancel_orders_part_paid": {"count", "list", "sum"},
    "utter_cancel_orders_done": {"count", "list", "sum"},
    "utter_cancel_orders_unpaid_done": {"count", "list"},
    "utter_cancel_orders_part_done": {"count", "asked", "list", "sum"},
    "utter_cancel_orders_part_unpaid_done": {"count", "asked", "list"},
    "utter_cancel_orders_none_done": set(),
    **{row.reply: set() for row in rows() if row.topic == "advice" or row.id == "REF-06"},
}
# Said by a rule of Rasa, with nothing to fill in.
SAID_BY_RASA = {
    "utter_goodbye",
    "utter_thank",
    "utter_help",
    "utter_bot_challenge",
    "utter_complaint",
}
# A number in a reply is always a setting or a fact of the order, so it comes in by a placeholder.
DIGIT = re.compile(r"\d")
MOST_WORDS = 60
LONG_NUMBER = re.compile(r"\d{12,}")
WITHDRAWALS = ("withdraw_request", "withdraw_dispute", "withdraw_return", "withdraw_reminder")
LANGUAGES = ("es", "fr", "de", "it", "pt", "nl", "pl", "tr", "ru", "zh", "ja", "ar", "hi")
# A usual value for each placeholder: what a reply looks like once it is filled.
A_DAY, AN_ITEM, AN_AMOUNT = "23 November 2026", "Brass desk lamp with dimmer", "$64.00"
A_TEXT = "The glass shade arrived cracked right through and one screw is missing."
TYPICAL = {
    **dict.fromkeys(ORDER_WORDS, A_DAY),
    **dict.fromkeys(SETTINGS, "Marketo"),
    "item": AN_ITEM,
    "items": f"2 × Mug and {AN_ITEM}",
    **dict.fromkeys(("seller", "shopper", "cancelled_by", "stage", "coupon"), "Lumen House"),
    **dict.fromkeys(("amount", "total", "sum", "refund_amount"), AN_AMOUNT),
    **dict.fromkeys(("ending", "ticket", "open_ticket", "count", "asked", "shown", "quantity"), "4321"),
    **dict.fromkeys(("payment_label", "refund_method", "tracking", "replacement_tracking"), "Visa ••4242"),
    **dict.fromkeys(
        ("cancel_reason", "dispute_reason", "dispute_status", "reason", "why"), "too small for me"
    ),
    "refund_line": f"{AN_AMOUNT} is on its way back to Visa ••4242, usually there by {A_DAY}.",
    "free_return_countries": "Australia, France, Germany, Italy, Poland, Spain and the United States",
    "opening_hours": "every day from 8 am to 8 pm",
    "said": "8012345678904321",
    "quote": A_TEXT,
    "seller_words": A_TEXT,
    "list": f"{AN_ITEM} ({AN_AMOUNT}), Wool socks ({AN_AMOUNT}) and Oak side table ({AN_AMOUNT})",
    **dict.fromkeys(("request", "open"), "the message to the seller"),
    "next": "write to Lumen House or open a dispute",
    **dict.fromkeys(("link", "buy_again"), "https://marketo.example/items/4321"),
    "instructions": "print the label from your mail and bring the parcel to any post office within a week",
}


def load():
    files = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in RESPONSES.glob("*.yml")}
    return {stem: content["responses"] for stem, content in files.items()}


BY_TOPIC = load()
ALL = dict(chain.from_iterable(responses.items() for responses in BY_TOPIC.values()))
# Plain facts are filled from real orders in tests of their own.
TEXTS = [
    pytest.param(name, variant["text"], id=f"{name}-{n}")
    for name, variants in ALL.items()
    for n, variant in enumerate(variants)
    if name not in BY_TOPIC["facts"]
]


def placeholders(text):
    return set(re.findall(r"\{(\w+)\}", text))


def filled(text):
    return re.sub(r"\{(\w+)\}", lambda found: TYPICAL[found[1]], text)


def allowed_in(name):
    if name in SAID_BY_RASA:
        return set()
    if name in WITHOUT_ORDER:
        return SETTINGS | WITHOUT_ORDER[name]
    return SETTINGS | ORDER_WORDS | OWN_WORDS.get(name, set())


def test_every_reply_of_the_guidance_has_words():
    assert {row.reply for row in rows()} <= set(ALL)


def test_the_words_of_a_guidance_reply_are_in_the_file_of_its_topic():
    assert [row.reply for row in rows() if row.reply not in BY_TOPIC[row.topic]] == []


@pytest.mark.parametrize("folder", ["actions", "data", "bot"])
def test_every_reply_that_is_said_elsewhere_has_words(folder):
    named = re.compile(r"\butter_(?!(?:message|action|name)\b)[a-z_]+\b(?!\{)")
    files = [path for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".yml")]
    said = set(chain.from_iterable(named.findall(path.read_text(encoding="utf-8")) for path in files))
    assert {name for name in said if not name.endswith("_")} <= set(ALL)


def test_no_reply_has_words_in_two_files():
    assert sum(map(len, BY_TOPIC.values())) == len(ALL)


@pytest.mark.parametrize("write", list(Write), ids=lambda write: write.value)
@pytest.mark.parametrize(
    "name", ["utter_ask_{}", "utter_{}_done", "utter_{}_already_done", "utter_{}_no_longer_possible"]
)
def test_every_write_is_asked_about_receipted_and_refused_in_words(write, name):
    assert name.format(write.value) in ALL


@pytest.mark.parametrize("write", list(Write), ids=lambda write: write.value)
def test_a_write_is_asked_about_with_a_question(write):
    assert all("?" in variant["text"] for variant in ALL[f"utter_ask_{write.value}"])


def test_no_reply_of_the_guidance_asks_for_a_yes_itself():
    asking = re.compile(r"\b(Shall|Should|Do you want|May) I\b|\bWould you like me\b")
    assert [row.reply for row in rows() for v in ALL[row.reply] if asking.search(v["text"])] == []


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_a_reply_names_only_what_it_is_given(name, text):
    assert placeholders(text) - allowed_in(name) == set()


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_no_reply_holds_a_number_that_belongs_to_a_setting_or_an_order(name, text):
    assert not DIGIT.search(text)


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_a_reply_is_short_once_it_is_filled(name, text):
    assert len(filled(text).split()) <= MOST_WORDS


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_a_reply_holds_no_long_number_twice(name, text):
    numbers = LONG_NUMBER.findall(filled(text))
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_the_way_by_hand_is_only_told_when_asked_or_where_the_guidance_wants_it(name, text):
    """REF-02 says where a refund that is on its way can be seen."""
    wanted = {row.reply for row in rows() if row.id == "REF-02"}
    assert "My Orders" not in text or name.endswith("_by_hand") or name in wanted


def test_what_is_typical_is_known_for_every_placeholder():
    named = set(chain.from_iterable(placeholders(text.values[1]) for text in TEXTS))
    assert named - set(TYPICAL) == set()


@pytest.mark.parametrize(
    "name", [f"utter_ask_{write.value}" for write in Write] + [f"utter_ask_{kind}" for kind in WITHDRAWALS]
)
def test_what_asks_for_a_yes_has_other_words_the_second_time(name):
    assert len({variant["text"] for variant in ALL[name]}) > 1


@pytest.mark.parametrize("name", [name for name, variants in ALL.items() if len(variants) > 1])
def test_no_two_wordings_of_a_reply_are_the_same(name):
    texts = [variant["text"] for variant in ALL[name]]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("kind", WITHDRAWALS)
@pytest.mark.parametrize(
    "name", ["utter_ask_{}", "utter_{}_done", "utter_{}_already_done", "utter_{}_no_longer_possible"]
)
def test_every_withdrawal_is_asked_about_receipted_and_refused_in_words(kind, name):
    assert name.format(kind) in ALL


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_writes_in_another_language_is_answered_in_it_and_offered_a_person(language):
    (variant,) = ALL[f"utter_other_language_{language}"]
    assert [button["payload"] for button in variant["buttons"]] == ["/human_handoff"]


@pytest.mark.parametrize("name", [name for name, variants in ALL.items() if len(variants) > 1])
def test_all_wordings_of_an_order_reply_carry_the_same_facts(name):
    """Where a wording names an amount, a date or a period, every other one does."""
    facts = [
        {word for word in placeholders(variant["text"]) if word.endswith(("_on", "_days", "amount"))}
        for variant in ALL[name]
    ]
    assert all(fact == facts[0] for fact in facts)


@pytest.mark.parametrize("row", [row for row in rows() if row.write], ids=lambda row: f"{row.id}-{row.reply}")
def test_a_question_says_what_it_is_about(row):
    """By the name of the things, which tells two orders apart where they share it."""
    for variant in ALL[f"utter_ask_{row.write.value}"]:
        assert {"item", "items"} & placeholders(variant["text"])


def test_cancelling_a_paid_order_is_asked_with_amount_method_and_date():
    for variant in ALL["utter_ask_cancel_order"]:
        assert {"amount", "payment_label", "refund_due_on"} <= placeholders(variant["text"])


def test_cancelling_an_unpaid_order_promises_no_refund():
    for name in ("utter_ask_cancel_order_unpaid", "utter_cancel_order_unpaid_done"):
        for variant in ALL[name]:
            assert placeholders(variant["text"]) <= {"item"}
            assert "othing" in variant["text"]


def test_a_refund_due_date_is_only_named_where_a_row_or_a_receipt_has_one():
    naming = {name for name, variants in ALL.items() for v in variants if "refund_due_on" in v["text"]}
    of_rows = {row.reply for row in rows() if row.has_due}
    late = {"utter_refund_late"}
    assert naming - of_rows - late == {"utter_ask_cancel_order", "utter_cancel_order_done"}


def test_someone_elses_order_and_an_unknown_one_are_answered_in_the_same_words():
    assert [name for name in ALL if "not_found" in name] == ["utter_not_found"]


@pytest.mark.parametrize("name", ["utter_bot_challenge", "utter_greet", "utter_greet_by_name"])
def test_the_assistant_says_that_it_is_one(name):
    assert all("automated assistant" in variant["text"] for variant in ALL[name])


def test_a_coupon_is_never_promised():
    for name in BY_TOPIC["coupon"]:
        for variant in ALL[name]:
            assert not re.search(r"\bwill (come back|be returned)\b|\bguarantee", variant["text"])
