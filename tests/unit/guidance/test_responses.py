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

ORDER_WORDS = {
    *("order_number", "item", "seller", "stage", "placed_on", "coupon", "tracking", "open_ticket", "shopper"),
    *("amount", "payment_label", "paid_on", "shipped_on", "estimate_on", "delivered_on"),
    *("cancelled_on", "cancelled_by", "cancel_reason", "asked_on", "answered_on", "replacement_tracking"),
    *("refund_amount", "refund_method", "refund_requested_on", "refund_due_on", "refund_paid_on"),
    *("refund_line", "dispute_opened_on", "dispute_reason", "dispute_status", "dispute_until_on"),
}
SETTINGS = {
    *("refund_days", "dispute_window_days", "seller_reply_days"),
    *("marketplace", "opening_hours", "free_return_countries"),
}
# What an action knows beside the order when it says this reply.
OWN_WORDS = {
    "utter_ask_near_order": {"given_number"},
    "utter_order_not_found": {"given_number"},
    "utter_product_not_bought": {"product"},
    "utter_handoff_done": {"ticket"},
    "utter_handoff_already": {"ticket"},
    "utter_open_ticket_done": {"ticket"},
    "utter_ask_open_return": {"return_items", "return_reason"},
    "utter_open_return_done": {"return_items"},
    "utter_seller_wrote_back": {"seller_words"},
}
WITHOUT_ORDER = {
    "utter_greet",
    "utter_greet_by_name",
    "utter_list_orders",
    "utter_no_orders",
    "utter_sign_in",
    "utter_which_order",
    "utter_order_not_found",
    "utter_product_not_bought",
    "utter_handoff_done",
    "utter_handoff_already",
    *(row.reply for row in rows() if row.topic == "advice" or row.id == "REF-06"),
}
# Said by a rule or a form of Rasa, with nothing to fill in.
SAID_BY_RASA = {
    "utter_goodbye",
    "utter_thank",
    "utter_help",
    "utter_bot_challenge",
    "utter_complaint",
    "utter_ask_dispute_form_dispute_text",
    "utter_ask_return_form_return_items",
    "utter_ask_return_form_return_reason",
    "utter_ask_message_form_message_text",
}
# A number in a reply is always a setting or a fact of the order, so it comes in by a placeholder.
DIGIT = re.compile(r"\d")
MOST_WORDS = 60


def load():
    files = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in RESPONSES.glob("*.yml")}
    return {stem: content["responses"] for stem, content in files.items()}


BY_TOPIC = load()
ALL = dict(chain.from_iterable(responses.items() for responses in BY_TOPIC.values()))
TEXTS = [
    pytest.param(name, variant["text"], id=f"{name}-{n}")
    for name, variants in ALL.items()
    for n, variant in enumerate(variants)
]


def placeholders(text):
    return set(re.findall(r"\{(\w+)\}", text))


def allowed_in(name):
    if name in SAID_BY_RASA:
        return set()
    own = OWN_WORDS.get(name, set())
    if name == "utter_greet_by_name":
        own = {"shopper"}
    return SETTINGS | own if name in WITHOUT_ORDER else SETTINGS | ORDER_WORDS | own


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
def test_a_reply_is_short(name, text):
    assert len(text.split()) <= MOST_WORDS


@pytest.mark.parametrize("name", [name for name, variants in ALL.items() if len(variants) > 1])
def test_all_wordings_of_an_order_reply_carry_the_same_facts(name):
    """Where a wording names an amount, a date or a period, every other one does."""
    facts = [
        {word for word in placeholders(variant["text"]) if word.endswith(("_on", "_days", "amount"))}
        for variant in ALL[name]
    ]
    assert all(fact == facts[0] for fact in facts)


@pytest.mark.parametrize("row", [row for row in rows() if row.write], ids=lambda row: f"{row.id}-{row.reply}")
def test_a_question_says_which_order_it_is_about(row):
    assert all("{order_number}" in variant["text"] for variant in ALL[f"utter_ask_{row.write.value}"])


def test_cancelling_a_paid_order_is_asked_with_amount_method_and_date():
    for variant in ALL["utter_ask_cancel_order"]:
        assert {"amount", "payment_label", "refund_due_on"} <= placeholders(variant["text"])


def test_cancelling_an_unpaid_order_promises_no_refund():
    for name in ("utter_ask_cancel_order_unpaid", "utter_cancel_order_unpaid_done"):
        for variant in ALL[name]:
            assert placeholders(variant["text"]) <= {"order_number", "item"}
            assert "othing" in variant["text"]


def test_a_refund_due_date_is_only_named_where_a_row_or_a_receipt_has_one():
    naming = {name for name, variants in ALL.items() for v in variants if "refund_due_on" in v["text"]}
    of_rows = {row.reply for row in rows() if row.has_due}
    late = {"utter_refund_late"}
    assert naming - of_rows - late == {"utter_ask_cancel_order", "utter_cancel_order_done"}


def test_someone_elses_order_and_an_unknown_one_are_answered_in_the_same_words():
    assert [name for name in ALL if "not_found" in name] == ["utter_order_not_found"]


@pytest.mark.parametrize("name", ["utter_bot_challenge", "utter_greet", "utter_greet_by_name"])
def test_the_assistant_says_that_it_is_one(name):
    assert all("automated assistant" in variant["text"] for variant in ALL[name])


def test_a_coupon_is_never_promised():
    for name in BY_TOPIC["coupon"]:
        for variant in ALL[name]:
            assert not re.search(r"\bwill (come back|be returned)\b|\bguarantee", variant["text"])
