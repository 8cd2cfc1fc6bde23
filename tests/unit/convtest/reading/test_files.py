"""A file of cases is read as a whole: its top, what it shares, and what stands in conftest.yml above it."""

from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.convtest.case import BotText, Expectation, Turn
from bot.convtest.reading.files import is_case_file, read_cases
from bot.convtest.reading.problems import CaseFileErrors

CASE = """
test_cases:
  - test_case: greeting
    {more}
    steps:
      - user: hello
      - bot: Good morning
"""


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def case_of(root, text, name="case.yml"):
    (case,) = read_cases(write(root / name, text), root)
    return case


def complaints(root, text, name="case.yml"):
    with pytest.raises(CaseFileErrors) as caught:
        read_cases(write(root / name, text), root)
    return str(caught.value).split("\n")


def test_a_case_knows_its_name_file_line_and_steps(tmp_path):
    case = case_of(tmp_path, CASE.format(more="tags: [smoke]"), "topic/case.yml")
    assert (case.name, case.file, case.line) == ("greeting", Path("topic/case.yml"), 3)
    assert case.id == "topic/case.yml::greeting"
    assert case.steps == (Turn("hello", 6, checks=(Expectation("bot", BotText("Good morning"), 7),)),)


def test_without_more_keys_a_case_takes_what_the_world_has(tmp_path):
    case = case_of(tmp_path, CASE.format(more=""))
    assert (case.customer, case.orders, case.now, case.tags, case.repeat) == (None, (), None, (), 1)
    assert (case.slots, case.metadata, case.opening) == ({}, {}, ())


def test_every_mistake_of_a_file_is_told_at_once_in_the_order_of_lines(tmp_path):
    text = """
fixture: []
test_cases:
  - test_case: one
    costumer: c-1
    steps:
      - usr: hello
  - test_case: two
    steps: []
"""
    assert complaints(tmp_path, text)[::2] == [
        "case.yml:2: unknown key 'fixture'; did you mean 'fixtures'?",
        "case.yml:5: unknown key 'costumer'; did you mean 'customer'?",
        "case.yml:7: unknown key 'usr'; did you mean 'user'?",
        "case.yml:9: 'steps' must be a list of at least one, not an empty list",
    ]


def test_an_unknown_key_comes_with_all_that_are_allowed_there(tmp_path):
    assert complaints(tmp_path, CASE.format(more="costumer: c-1"))[1] == (
        "  allowed here: test_case, fixtures, metadata, customer, orders, now, tags, repeat, steps"
    )


def test_a_mistake_behind_an_alias_is_told_once(tmp_path):
    text = """
test_cases:
  - test_case: one
    steps: &steps
      - usr: hello
  - test_case: two
    steps: *steps
"""
    assert [line for line in complaints(tmp_path, text) if "usr" in line] == [
        "case.yml:5: unknown key 'usr'; did you mean 'user'?"
    ]


def test_of_very_many_mistakes_the_first_are_shown_and_the_rest_counted(tmp_path):
    steps = "".join("      - usr: hello\n" for _ in range(150))
    shown = complaints(tmp_path, f"test_cases:\n  - test_case: one\n    steps:\n{steps}")
    assert shown[-1] == "… and 50 more"


def test_the_same_name_twice_is_refused_with_both_lines(tmp_path):
    case = "  - test_case: same\n    steps: [{user: hi}, {bot: hi}]\n"
    assert complaints(tmp_path, f"test_cases:\n{case}{case}")[0] == (
        "case.yml:4: the name 'same' stands here twice; the first is on line 2"
    )


def test_the_same_name_twice_on_one_line_is_refused(tmp_path):
    case = "{test_case: same, steps: [{user: hi}, {bot: hi}]}"
    assert "stands here twice" in complaints(tmp_path, f"test_cases: [{case}, {case}]")[0]


def test_the_same_name_in_two_files_is_fine(tmp_path):
    first = case_of(tmp_path, CASE.format(more=""), "a.yml")
    second = case_of(tmp_path, CASE.format(more=""), "b.yml")
    assert first.id != second.id


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "case.yml:1: the file is empty"),
        ("- test_cases", "case.yml:1: the file must be a map of keys and values, not a list"),
        ("fixtures: [{a: [{b: c}]}]", "case.yml:1: the file has no 'test_cases'"),
        ("test_cases:", "case.yml:1: 'test_cases' must be a list of at least one, not nothing"),
        ("test_cases: []", "case.yml:1: 'test_cases' must be a list of at least one, not an empty list"),
        ("test_cases: [one]", "case.yml:1: a case must be a map of keys and values, not 'one'"),
        ("\ntests_cases: []", "case.yml:2: unknown key 'tests_cases'; did you mean 'test_cases'?"),
    ],
)
def test_a_file_without_cases_is_refused(tmp_path, text, message):
    assert complaints(tmp_path, text)[0] == message


@pytest.mark.parametrize(
    ("key", "reason"),
    [("stub_custom_actions", "actions and store are real here"), ("llm_judge", "no language model")],
)
def test_what_is_of_no_use_here_is_refused_by_name_with_the_reason(tmp_path, key, reason):
    first = complaints(tmp_path, f"{key}: {{}}\n{CASE.format(more='')}")[0]
    assert first.startswith(f"case.yml:1: '{key}' cannot be used: {reason}")


@pytest.mark.parametrize(
    "text", ["test_cases: []", "a: 1\n\n'test_cases' :\n- x", "# x\n---\n  test_cases: []"]
)
def test_a_file_with_test_cases_at_its_top_is_a_case_file(tmp_path, text):
    assert is_case_file(write(tmp_path / "one.yaml", text))


@pytest.mark.parametrize("text", ['{"test_cases": []}', '\n{\n "fixtures": [],\n "test_cases": []}'])
def test_json_is_yaml_as_well(tmp_path, text):
    assert is_case_file(write(tmp_path / "one.yml", text))


@pytest.mark.parametrize("key", ["test_case", "tests_cases", "testcases", "test-cases", "Test_Cases"])
def test_a_misspelt_test_cases_is_still_meant_as_one_and_refused(tmp_path, key):
    assert is_case_file(write(tmp_path / "case.yml", f"{key}: []"))
    assert f"unknown key '{key}'; did you mean 'test_cases'?" in complaints(tmp_path, f"{key}: []")[0]


def test_a_case_file_in_utf_16_is_found_so_that_it_can_be_refused(tmp_path):
    path = tmp_path / "case.yml"
    path.write_bytes("test_cases: []".encode("utf-16"))
    assert is_case_file(path)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "stories:\n- story: x\n  steps: []",
            "nlu:\n  test_cases: []",
            "# test_cases:",
            "- test_cases: []",
        ),
        *("text: |\n  test_cases:\n", "test_data: 1", "cases: 1", "- a: 1\n  test_cases: []"),
    ],
)
def test_other_yaml_may_lie_around(tmp_path, text):
    assert not is_case_file(write(tmp_path / "one.yml", text))


def test_conftest_and_other_endings_and_missing_files_are_no_case_files(tmp_path):
    assert not is_case_file(write(tmp_path / "conftest.yml", "test_cases: []"))
    assert not is_case_file(write(tmp_path / "one.txt", "test_cases: []"))
    assert not is_case_file(tmp_path / "none.yml")


LAYER = """
fixtures: [{{shopper: [{{tier: {value}}}]}}]
metadata: [{{device: {{os: {value}}}}}]
order_templates: {{parcel: {{id: {value}}}}}
defaults: {{customer: {value}, now: "{year}-01-01T00:00:00Z", tags: [{value}]}}
"""
USES_ALL = CASE.format(more="fixtures: [shopper]\n    metadata: device\n    orders: [{like: parcel}]")


def test_what_is_shared_comes_from_conftest(tmp_path):
    write(tmp_path / "conftest.yml", LAYER.format(value="root", year=2024))
    case = case_of(tmp_path, USES_ALL, "topic/deep/case.yml")
    assert (case.slots, case.metadata, case.orders) == ({"tier": "root"}, {"os": "root"}, ({"id": "root"},))
    assert (case.customer, case.tags) == ("root", ("root",))
    assert case.now == datetime(2024, 1, 1, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    "layers", [("root", "folder"), ("root", "folder", "file"), ("folder", "file"), ("file",)]
)
def test_of_root_folder_and_file_the_nearest_counts_and_tags_add_up(tmp_path, layers):
    years = {"root": 2024, "folder": 2025, "file": 2026}
    texts = {name: LAYER.format(value=name, year=years[name]) for name in layers}
    write(tmp_path / "conftest.yml", texts.get("root", ""))
    write(tmp_path / "topic" / "conftest.yml", texts.get("folder", ""))
    case = case_of(tmp_path, texts.get("file", "") + USES_ALL, "topic/case.yml")
    nearest = layers[-1]
    assert (case.slots, case.metadata, case.orders) == (
        {"tier": nearest},
        {"os": nearest},
        ({"id": nearest},),
    )
    assert (case.customer, case.now.year, case.tags) == (nearest, years[nearest], layers)


def test_conftest_above_the_root_is_not_read(tmp_path):
    write(tmp_path / "conftest.yml", "defaults: {customer: outside}")
    assert case_of(tmp_path / "root", CASE.format(more="")).customer is None


def test_a_file_outside_the_root_takes_only_its_own_folder(tmp_path):
    write(tmp_path / "conftest.yml", "defaults: {customer: above}")
    write(tmp_path / "one" / "conftest.yml", "defaults: {tags: [one]}")
    path = write(tmp_path / "one" / "case.yml", CASE.format(more=""))
    (case,) = read_cases(path, tmp_path / "other")
    assert (case.customer, case.tags, case.file) == (None, ("one",), path)


def test_a_case_and_a_file_win_over_defaults(tmp_path):
    defaults = "defaults: {customer: c-1, now: 2026-01-01T00:00:00Z, tags: [far]}\n"
    more = "customer: c-2\n    now: 2026-02-01T00:00:00Z\n    tags: [near, far]"
    case = case_of(tmp_path, defaults + CASE.format(more=more))
    assert (case.customer, case.now.month, case.tags) == ("c-2", 2, ("far", "near"))


def test_null_undoes_a_default(tmp_path):
    defaults = "defaults: {customer: c-1, now: 2026-01-01T00:00:00Z}\n"
    case = case_of(tmp_path, defaults + CASE.format(more="customer: null\n    now: null"))
    assert (case.customer, case.now) == (None, None)


def test_mistakes_in_conftest_are_told_with_its_own_name_and_line(tmp_path):
    write(tmp_path / "topic" / "conftest.yml", "\ntest_cases: []\ndefaults: {custmer: x}\n")
    lines = complaints(tmp_path, CASE.format(more=""), "topic/case.yml")
    assert lines == [
        "topic/conftest.yml:2: unknown key 'test_cases'",
        "  allowed here: fixtures, metadata, order_templates, defaults",
        "topic/conftest.yml:3: unknown key 'custmer'; did you mean 'customer'?",
        "  allowed here: customer, now, tags",
    ]


def test_broken_yaml_in_conftest_is_told_with_its_own_name(tmp_path):
    write(tmp_path / "conftest.yml", "a: [")
    assert complaints(tmp_path, CASE.format(more=""))[0].startswith("conftest.yml:1: ")


def test_ten_thousand_cases_in_one_file_keep_their_order(tmp_path):
    cases = "".join(f"- test_case: case {number}\n  steps: [user: hi, bot: hi]\n" for number in range(10_000))
    read = read_cases(write(tmp_path / "many.yml", f"test_cases:\n{cases}"), tmp_path)
    assert [case.name for case in read] == [f"case {number}" for number in range(10_000)]
