"""What conversations reach is counted once for each conversation."""

import pytest

from bot.convtest.covering.counting import kinds_of
from bot.convtest.covering.rules import Exchange, Rule
from bot.convtest.covering.universe import Universe
from bot.convtest.result import CaseResult, StepResult
from bot.convtest.seen import Said, Seen


def step(kind="user", text="hello", **seen):
    return StepResult(kind, text, 1, "2026-11-23T12:00:00+00:00", Seen(**seen))


def case(*steps, **more):
    return CaseResult("talks.yml::hello", "hello", "talks.yml", 1, (), None, steps, 1.0, **more)


def counts(kind, universe, *results):
    kinds = {found.name: found for found in kinds_of(universe, results)}
    return {item.name: item.count for item in kinds[kind].items}


def action(name):
    return {"event": "action", "name": name}


def loop(name):
    return {"event": "active_loop", "name": name}


def test_an_intent_counts_once_for_a_conversation_that_has_it_twice():
    talk = case(step(intent="greet"), step(intent="greet"))
    assert counts("intents", Universe(intents=("greet", "thank")), talk) == {"greet": 1, "thank": 0}


def test_two_conversations_count_twice():
    assert counts(
        "intents", Universe(intents=("greet",)), case(step(intent="greet")), case(step(intent="greet"))
    ) == {"greet": 2}


def test_the_intent_of_an_advanced_clock_counts_for_nothing():
    assert counts("intents", Universe(intents=("greet",)), case(step("advance", intent="greet"))) == {
        "greet": 0
    }


def test_a_button_counts_when_it_is_pressed_and_not_when_its_words_are_typed():
    talk = case(step("press", "Yes"), step("user", "No"))
    assert counts("buttons", Universe(buttons=("Yes", "No")), talk) == {"Yes": 1, "No": 0}


def test_a_slot_counts_when_it_gets_a_value_and_not_when_it_is_emptied():
    events = (
        {"event": "slot", "name": "order", "value": "8"},
        {"event": "slot", "name": "reason", "value": None},
    )
    assert counts("slots", Universe(slots=("order", "reason")), case(step(events=events))) == {
        "order": 1,
        "reason": 0,
    }


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        ("replies", {"messages": (Said("Hello", utter_name="it"),)}),
        ("entities", {"entities": ({"entity": "it", "value": "8"},)}),
        ("guidance", {"rows": ("it",)}),
        ("conditions", {"conditions": ("it",)}),
    ],
)
def test_what_a_turn_shows_counts(kind, seen):
    assert counts(kind, Universe(**{kind: ("it", "other")}), case(step(**seen))) == {"it": 1, "other": 0}


def test_a_form_that_ends_by_itself_is_filled():
    begun = step(events=(action("form"), loop("form")))
    done = step(events=(action("form"), loop(None), action("action_listen")))
    assert counts("forms", Universe(forms=("form",)), case(begun, done)) == {
        "form: begun": 1,
        "form: filled": 1,
        "form: left": 0,
    }


def test_a_form_that_another_action_ends_is_left():
    begun = step(events=(action("form"), loop("form")))
    left = step(events=(action("action_decline"), loop(None)))
    assert counts("forms", Universe(forms=("form",)), case(begun, left))["form: left"] == 1


def test_a_rule_is_counted_with_the_slots_that_were_set_before_the_turn():
    rule = Rule("yes", (Exchange(frozenset({"affirm"}), ("action_cancel",), {"question": "cancel"}),))
    asked = step(intent="cancel", slots={"question": "cancel"})
    agreed = step(intent="affirm", events=(action("action_cancel"),), slots={"question": None})
    assert counts("rules", Universe(rules=(rule,)), case(asked, agreed)) == {"yes": 1}


def test_a_kind_with_nothing_to_cover_is_left_out():
    assert [kind.name for kind in kinds_of(Universe(intents=("greet",)), [])] == ["intents"]
