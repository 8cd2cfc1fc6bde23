"""What a person reads who takes over, and which order a call for them hangs on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.handoff import LONGEST_QUOTE, LONGEST_SUMMARY, case_summary
from tests.fixtures.hostile_messages import hostile_messages

ANYTHING = st.text(st.characters(), max_size=200)


def test_a_summary_has_the_request_the_order_the_guidance_and_what_was_done():
    summary = case_summary(
        "My refund is late", "8030555512349876", "REF-03", ["told that it is late", "open_ticket: done"]
    )
    assert summary.splitlines() == [
        "Asked: “My refund is late”",
        "Order: 8030555512349876",
        "Guidance: REF-03",
        "Done so far: told that it is late; open_ticket: done",
    ]


def test_a_summary_says_when_nothing_was_asked_named_or_done():
    assert case_summary("").splitlines() == [
        "Asked: for a person, nothing else",
        "Order: none named",
        "Done so far: nothing",
    ]


def test_words_over_several_lines_become_one():
    assert case_summary("it came\r\n\r\nbroken\t today").splitlines()[0] == "Asked: “it came broken today”"


def test_long_words_are_cut_with_an_ellipsis():
    quoted = case_summary("broken " * 1_000).splitlines()[0].removeprefix("Asked: “").removesuffix("”")
    assert quoted.endswith("…")
    assert len(quoted) <= LONGEST_QUOTE


def test_of_many_steps_the_last_are_told():
    done = case_summary("help", tried=[f"step {number}" for number in range(100)]).splitlines()[-1]
    assert done.endswith("step 98; step 99")
    assert "step 91;" not in done


@given(asked=ANYTHING, order_id=st.none() | ANYTHING, tried=st.lists(ANYTHING, max_size=20))
def test_a_summary_can_always_be_stored_and_is_bounded(asked, order_id, tried):
    summary = case_summary(asked, order_id, "CAN-03", tried)
    assert summary.encode("utf-8")
    assert "\0" not in summary
    assert len(summary) <= LONGEST_SUMMARY
    assert len(summary.splitlines()) <= 4


@pytest.mark.parametrize("text", hostile_messages().values(), ids=hostile_messages())
def test_hostile_words_are_summed_up_too(text):
    assert len(case_summary(text, None, None, [text] * 50)) <= LONGEST_SUMMARY
