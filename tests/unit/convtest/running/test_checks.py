"""Each check of a conversation test: met beside not met, and every check of a turn is judged."""

import re
from datetime import datetime, timezone

import pytest

from bot.convtest import case as c
from bot.convtest.case import Expectation
from bot.convtest.running.checks import verdicts_on
from bot.convtest.seen import Button, RowChange, Said, Seen

NOW = datetime(2026, 11, 23, 12, tzinfo=timezone.utc)
YES, NO = Button("Yes, cancel it", '/affirm{"answers": "1"}'), Button("No, keep it", "/deny")
SEEN = Seen(
    messages=(
        Said("Order 8012 is not shipped.", utter_name="utter_to_ship"),
        Said(
            "Shall I cancel it? $34.90 goes back.",
            (YES, NO),
            {"type": "receipt", "Refund": "$34.90"},
            "utter_ask",
        ),
    ),
    events=(
        {"event": "user", "text": "cancel"},
        {"event": "action", "name": "action_cancel_order"},
        {"event": "bot", "text": "Order 8012 is not shipped.", "metadata": {"utter_action": "utter_to_ship"}},
        {
            "event": "bot",
            "text": "Shall I cancel it? $34.90 goes back.",
            "metadata": {"utter_action": "utter_ask"},
        },
        {"event": "slot", "name": "order_id", "value": "8012"},
        {"event": "slot", "name": "question", "value": None},
    ),
    rows=("CAN-03",),
    took_ms=40,
)


def verdicts(*checks, seen=SEEN, in_order=False):
    written = [Expectation("key", check, line) for line, check in enumerate(checks, 1)]
    return verdicts_on(written, seen, NOW, in_order)


def holds(check, seen=SEEN):
    return verdicts(check, seen=seen)[0].passed


@pytest.mark.parametrize(
    ("met", "not_met"),
    [
        (c.BotText("Order 8012 is not shipped."), c.BotText("order 8012 is not shipped.")),
        (c.BotUttered("utter_ask"), c.BotUttered("utter_other")),
        (c.BotUttered(says=("$34.90", "shall i")), c.BotUttered(says=("Order 8012", "Shall I"))),
        (c.BotUttered("utter_ask", says=("$34.90",)), c.BotUttered("utter_ask", says=("8012",))),
        (c.BotUttered(text_matches=re.compile("Shall I")), c.BotUttered(text_matches=re.compile("^I"))),
        (c.BotDidNotUtter("utter_other"), c.BotDidNotUtter("utter_ask")),
        (c.ActionExecuted("action_cancel_order"), c.ActionExecuted("action_refund_status")),
        (c.ActionExecuted("utter_ask"), c.ActionExecuted("utter_ask_again")),
        (c.SlotWasSet("order_id"), c.SlotWasSet("pending")),
        (c.SlotWasSet("order_id", "8012"), c.SlotWasSet("order_id", "8013")),
        (c.SlotWasSet("question", None), c.SlotWasSet("question", "cancel_order")),
        (c.SlotWasNotSet("pending"), c.SlotWasNotSet("order_id")),
        (c.SlotWasNotSet("order_id", "8013"), c.SlotWasNotSet("order_id", "8012")),
        (c.Says(("$34.90", "not  SHIPPED")), c.Says(("$34.90", "28 November"))),
        (c.DoesNotSay(("done",)), c.DoesNotSay(("done", "goes back"))),
        (c.Buttons(("Yes, cancel it", "No, keep it")), c.Buttons(("No, keep it", "Yes, cancel it"))),
        (c.Buttons(("No, keep it", "Yes, cancel it"), "set"), c.Buttons(("Yes, cancel it",), "set")),
        (c.Buttons(("No, keep it",), "include"), c.Buttons(("Remind me",), "include")),
        (c.Buttons(("Remind me",), "without"), c.Buttons(("No, keep it",), "without")),
        (c.Guidance("CAN-03"), c.Guidance("CAN-04")),
        (c.Handoff(False), c.Handoff(True)),
        (c.WithinMs(40), c.WithinMs(39)),
        (c.StoreChanged(), c.StoreChanged((c.ExpectedRow("orders", {"id": "8012"}),))),
    ],
    ids=lambda check: f"{type(check).__name__}",
)  # fmt: skip
def test_a_check_holds_when_it_is_met_and_only_then(met, not_met):
    assert holds(met)
    assert not holds(not_met)


def test_facts_of_a_message_are_looked_for_in_its_text_and_not_on_its_card_or_buttons():
    assert not holds(c.BotUttered("utter_ask", says=("Yes, cancel it",)))
    assert not holds(c.BotUttered("utter_ask", says=("receipt",)))


def test_of_the_facts_of_a_message_those_that_it_lacks_are_told():
    (verdict,) = verdicts(c.BotUttered("utter_ask", says=("$34.90", "28 November 2026")))
    assert "28 November 2026" in verdict.expected and "$34.90" not in verdict.expected


def test_all_parts_of_bot_uttered_are_met_by_one_and_the_same_message():
    assert not holds(c.BotUttered("utter_to_ship", re.compile("Shall I")))
    assert holds(
        c.BotUttered("utter_ask", re.compile("Shall I"), c.Buttons(("Yes, cancel it", "No, keep it")))
    )


def test_more_buttons_than_were_asserted_do_not_pass():
    assert not holds(c.Buttons(("Yes, cancel it",)))
    assert not holds(c.BotUttered(buttons=c.Buttons(("Yes, cancel it",))))


def test_fewer_buttons_than_were_asserted_do_not_pass():
    assert not holds(c.Buttons(("Yes, cancel it", "No, keep it", "Remind me")))


def test_a_payload_is_compared_where_it_is_named():
    assert holds(c.Buttons(("No, keep it",), "include", ("/deny",)))
    assert not holds(c.Buttons(("No, keep it",), "include", ("/affirm",)))
    assert holds(c.Buttons(("No, keep it",), "include", (None,)))


def test_did_not_utter_fails_when_any_part_is_met_by_any_message():
    assert not holds(c.BotDidNotUtter("utter_other", re.compile("Shall I")))


def test_what_a_card_shows_has_been_said():
    card_only = Seen(messages=(Said(card={"type": "receipt", "rows": [["Refund", "$34.90"]]}),))
    assert holds(c.Says(("$34.90",)), card_only)
    assert not holds(c.Says(("receipt",)), card_only)


def test_a_slot_set_and_emptied_in_the_same_turn_does_not_hold_its_first_value():
    events = tuple({"event": "slot", "name": "question", "value": value} for value in ("cancel_order", None))
    assert not holds(c.SlotWasSet("question", "cancel_order"), Seen(events=events))


def test_a_person_was_called_when_the_handoff_card_is_shown():
    assert holds(c.Handoff(True), Seen(messages=(Said(card={"type": "handoff", "reference": "7"}),)))


def test_every_check_of_a_turn_gets_its_verdict_after_one_failed():
    found = verdicts(c.Guidance("CAN-04"), c.Says(("nowhere",)), c.Guidance("CAN-03"))
    assert [verdict.passed for verdict in found] == [False, False, True]
    assert [verdict.line for verdict in found] == [1, 2, 3]


def test_a_fault_nobody_expected_is_a_verdict_of_its_own():
    broken = Seen(messages=SEEN.messages, faults=("logged by actions: it broke",))
    found = verdicts(c.BotUttered("utter_ask"), seen=broken)
    assert [verdict.passed for verdict in found] == [True, False]
    assert "it broke" in found[1].actual


def test_an_expected_fault_holds_and_takes_the_place_of_the_verdict():
    broken = Seen(faults=("TurnFailed: the store is away",))
    assert [verdict.passed for verdict in verdicts(c.Fault("store is AWAY"), seen=broken)] == [True]
    assert not holds(c.Fault("store is away"))


def test_in_order_a_check_is_met_at_or_after_the_one_before():
    first, second = c.BotUttered("utter_to_ship"), c.BotUttered("utter_ask")
    assert all(verdict.passed for verdict in verdicts(first, second, in_order=True))
    assert [v.passed for v in verdicts(second, first, in_order=True)] == [True, False]


def test_a_change_of_the_store_that_nobody_named_fails():
    change = RowChange("orders", "changed", {"id": "8012"}, {"cancelled_by": None}, {"cancelled_by": "buyer"})
    assert not holds(c.StoreChanged(), Seen(changes=(change,)))
