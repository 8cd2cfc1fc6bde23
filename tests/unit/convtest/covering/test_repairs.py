"""Which repair is tested in which flow."""

import pytest

from bot.convtest.covering.repairs import Repairs, read_repairs
from bot.convtest.result import CaseResult
from bot.convtest.world import WorldError


def case(*tags, broke_off=""):
    return CaseResult("talks.yml::x", "x", "talks.yml", 1, tags, None, (), 1.0, broke_off)


REPAIRS = Repairs(
    ("cancel", "refund"), ("typo", "second_yes"), {("refund", "second_yes"): "nothing is confirmed"}
)


def test_a_conversation_with_both_tags_covers_the_pair():
    covered = {item.name: item.count for item in REPAIRS.kind([case("cancel", "typo", "slow")]).items}
    assert covered == {"cancel: typo": 1, "refund: typo": 0, "cancel: second_yes": 0}


def test_a_conversation_that_failed_covers_nothing():
    assert REPAIRS.kind([case("cancel", "typo", broke_off="no order")]).covered == 0


def test_a_pair_that_is_not_needed_is_empty_in_the_matrix():
    assert REPAIRS.matrix([case("cancel", "second_yes")])["cells"] == [[0, 0], [1, None]]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("flows: [a", "cannot be read"),
        ("- a", "needs flows: and repairs:"),
        ("flows: [a]", "needs flows: and repairs:"),
        ("flows: [a]\nrepairs: [1]", "needs flows: and repairs:"),
        ("flows: [a]\nrepairs: [b]\nnot_needed: {c: {b: why}}", "not_needed names c: b"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(tmp_path, text, says):
    file = tmp_path / "repairs.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WorldError, match=says):
        read_repairs(file)


def test_a_file_names_flows_repairs_and_reasons(tmp_path):
    file = tmp_path / "repairs.yml"
    file.write_text("flows: [a]\nrepairs: [b, c]\nnot_needed:\n  a: {c: why}\n", encoding="utf-8")
    assert read_repairs(file) == Repairs(("a",), ("b", "c"), {("a", "c"): "why"})
