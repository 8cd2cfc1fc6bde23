"""What is generated from the table of the suite and the guidance."""

import re

import pytest

from bot.convtest.case import BotUttered, Buttons, Guidance, StoreChanged
from bot.convtest.reading.problems import CaseFileErrors
from bot.guidance.table import rows

NOTHING = StoreChanged()


def of_twist(cases, twist):
    found = [case for case in cases if case.name.endswith(f"· {twist}")]
    assert found
    return found


def checks_of(turn, kind):
    return [each.check for each in turn.checks if isinstance(each.check, kind)]


def test_every_row_of_the_guidance_has_cases(cases):
    named = {case.name.partition(":")[0].partition(",")[0] for case in cases}
    assert named == {row.id for row in rows()}


def test_no_two_cases_have_the_same_name(cases):
    assert len({case.name for case in cases}) == len(cases)


def test_a_case_carries_the_topic_of_its_row_as_a_tag(cases):
    topics = {row.id: row.topic for row in rows()}
    assert all(case.tags[0] == topics[re.match(r"[A-Z]+-\d+", case.name)[0]] for case in cases)


def test_the_first_turn_is_answered_by_the_row_that_the_case_is_named_after(cases):
    plain = [case for case in cases if "· asked in way" in case.name]
    wrong = [c.name for c in plain if checks_of(c.steps[0], Guidance)[0].row_id not in c.name]
    assert wrong == []


def test_the_reply_of_every_row_is_checked_for_what_it_must_name(cases):
    unchecked = set()
    for case in cases:
        replies = [check for check in checks_of(case.steps[0], BotUttered) if "· asked in way" in case.name]
        unchecked |= {check.utter_name for check in replies[:1] if not check.says}
    assert unchecked == set()


def test_until_there_is_a_yes_nothing_may_change(cases):
    for case in of_twist(cases, "negation"):
        assert all(checks_of(turn, StoreChanged) == [NOTHING] for turn in case.steps), case.name


def test_a_second_yes_changes_nothing_though_the_first_did(cases):
    for case in of_twist(cases, "second_yes"):
        first, second = (checks_of(turn, StoreChanged)[0] for turn in case.steps[-2:])
        assert first.rows and second == NOTHING, case.name


def test_the_button_that_says_yes_changes_what_the_typed_yes_changes(cases):
    pressed = {case.name.rpartition(" · ")[0]: case for case in of_twist(cases, "button_instead_of_text")}
    typed = {case.name.rpartition(" · ")[0]: case for case in of_twist(cases, "asked in way 1")}
    both = [name for name in pressed if name in typed and typed[name].steps[-1].text.startswith(("y", "ok"))]
    assert both
    for name in both:
        ends = pressed[name].steps[-1], typed[name].steps[-1]
        assert ends[0].is_press
        assert checks_of(ends[0], StoreChanged) == checks_of(ends[1], StoreChanged), name


def test_what_is_pressed_was_expected_to_be_shown(cases):
    for case in of_twist(cases, "button_instead_of_text"):
        shown = {title for turn in case.steps for check in checks_of(turn, Buttons) for title in check.titles}
        assert {turn.text for turn in case.steps if turn.is_press} <= shown, case.name


def test_an_order_of_another_shopper_is_asked_about_by_number(cases):
    abroad = [case for case in cases if ", delivered abroad:" in case.name]
    assert abroad and {case.customer for case in abroad} == {"c-2"}
    assert all("8055500000000012" in case.steps[0].text for case in abroad if "· asked" in case.name)


def test_a_case_without_an_order_is_that_of_a_shopper_who_has_none(cases):
    without = [case for case in cases if case.name.startswith("INF-") and ":" in case.name[:8]]
    assert without and {(case.customer, case.orders) for case in without} == {("c-7", ())}


def test_a_row_that_no_order_leads_to_is_an_error_that_names_it(changed_suite, generate):
    path = changed_suite(", coupon: AUTUMN8", "")
    with pytest.raises(CaseFileErrors, match=r"changed.suite.yml:\d+: no order shows CPN-05 "):
        generate(path)
