"""Conversation tests in a Rasa project that knows nothing of this one, by three lines of settings."""

import pytest

PASSED, FAILED, USAGE = 0, 1, 4
BY_BUTTON = "tests/lending.yml::a button is pressed"

RIGHT = (
    "a book is renewed for two weeks from today",
    "a button is pressed",
    "after an hour of silence the book is forgotten",
    "within the hour it is remembered",
    "a reminder comes when it is due and not before",
    "a broken action may be expected",
    "what an earlier case said is forgotten",
)
WAITS = """    async def run(self, dispatcher, tracker, domain):
        if tracker.get_slot("book"):
            import asyncio
            await asyncio.sleep(60)
        cents"""
FROM_RASA_PRO = ("what is owed for the book at hand", "greeting and thanks", "a book is named")


@pytest.fixture(scope="module")
def outcomes(trained):
    """Every case of the project, run by two processes."""
    return trained.outcomes("-n", "2")


@pytest.fixture(scope="module")
def coverage(trained):
    """Exit code and table of a run with a single case, in which a book is renewed by its button."""
    return trained.pytest("--conv-cov-fail-under", "intents=40,branches=60", BY_BUTTON)


@pytest.fixture(scope="module")
def outcomes_with_store(trained):
    """The cases that need a store, in a world that has one."""
    return trained.outcomes("-o", "convtest_world=lending_world:open_world", "with_store")


@pytest.mark.parametrize("case", RIGHT)
def test_a_case_that_goes_as_expected_passes(outcomes, case):
    assert outcomes[case] == ""


@pytest.mark.parametrize("case", FROM_RASA_PRO)
def test_a_file_of_rasa_pro_runs_unchanged(outcomes, case):
    assert outcomes[case] == ""


def test_another_reply_than_expected_fails_the_case(outcomes):
    assert "line 59: utter" in outcomes["the wrong reply is expected"]


def test_an_action_that_raises_fails_the_case_and_is_told_with_its_line(outcomes):
    told = outcomes["an action breaks though its reply is not looked at"]
    assert "action_tell_fine raised KeyError: 'dracula' (__init__.py:" in told


@pytest.mark.parametrize(
    ("case", "key"), [("the store is asked about", "'store'"), ("a rule is asked about", "'guidance'")]
)
def test_what_needs_a_store_is_refused_by_name_where_there_is_none(outcomes, case, key):
    told = " ".join(outcomes[case].split())
    assert f"{key} on line" in told and "RasaWorld(root, model, store=…)" in told


@pytest.mark.parametrize("case", ["a loan that is renewed runs two more weeks", "a loan of the case itself"])
def test_a_projects_own_store_is_checked(outcomes_with_store, case):
    assert outcomes_with_store[case] == ""


def test_another_row_than_expected_fails_the_case(outcomes_with_store):
    assert "store" in outcomes_with_store["another row is expected to change"]


def test_what_the_store_does_not_have_fails_the_case_in_its_own_words(outcomes_with_store):
    told = " ".join(outcomes_with_store["a reader that does not exist"].split())
    assert "There is no reader 'r-9'; there are r-1, r-2." in told


@pytest.mark.parametrize(
    "line",
    [
        "intents 2 of 5",
        "entities 1 of 1",
        "slots 2 of 2",
        "rules 2 of 5",
        "replies 2 of 4",
        "buttons 1 of 2",
        "branches 1 of 2",
    ],
)
def test_coverage_counts_what_the_project_declares(coverage, line):
    _, said = coverage
    assert line in " ".join(said.split())


def test_coverage_names_what_no_conversation_reached(coverage):
    _, said = coverage
    assert "not covered: My fine" in said and "tell the fine, thank, nothing is said for a while" in said


def test_too_little_coverage_fails_a_run_whose_cases_pass(coverage):
    code, said = coverage
    assert code == FAILED and "too low: branches: 50.0 % covered, 60 % wanted" in said
    assert "too low: intents" not in said


def test_a_missing_model_ends_the_run_with_one_sentence(copy):
    for model in (copy.folder / "models").iterdir():
        model.unlink()
    code, said = copy.pytest()
    assert code == USAGE and "Run `rasa train` first." in said and "Traceback" not in said


def test_a_model_that_is_named_and_not_there_ends_the_run(copy):
    code, said = copy.pytest("--conv-model", "other/model.tar.gz")
    assert code == USAGE and "There is no model other/model.tar.gz." in said and "Traceback" not in said


def test_a_file_that_is_no_model_ends_the_run(copy):
    code, said = copy.pytest("--conv-model", "domain.yml")
    assert code == USAGE and "domain.yml is no model" in said and "Traceback" not in said


def test_a_model_trained_on_another_domain_ends_the_run_and_names_what_differs(copy):
    copy.change("domain.yml", "You are welcome.", "Any time.")
    code, said = copy.pytest()
    assert code == USAGE and "trained on another domain" in said and "responses (utter_welcome)" in said
    assert "Traceback" not in said


def test_a_domain_written_in_another_order_is_the_same(copy):
    copy.change("domain.yml", "[greet, renew_loan,", "[renew_loan, greet,")
    code, said = copy.pytest("-k", "thanks")
    assert code == PASSED, said


def test_a_missing_package_of_actions_ends_the_run(copy):
    (copy.folder / "actions").rename(copy.folder / "elsewhere")
    code, said = copy.pytest()
    assert code == USAGE and "no package actions" in said and "Traceback" not in said


def test_a_package_of_actions_that_breaks_ends_the_run_with_its_reason(copy):
    copy.change("actions/__init__.py", "from rasa_sdk import Action\n", "from rasa_sdk import Acton\n")
    code, said = copy.pytest()
    assert code == USAGE and "The package actions cannot be imported: ImportError" in said


def test_an_action_of_the_domain_that_nobody_wrote_ends_the_run(copy):
    copy.change("actions/__init__.py", '"action_tell_fine"', '"action_tell_fines"')
    code, said = copy.pytest()
    assert code == USAGE and "has the name action_tell_fine," in said and "Traceback" not in said


def test_what_is_missing_does_not_keep_cases_from_being_listed(copy):
    (copy.folder / "actions").rename(copy.folder / "elsewhere")
    code, said = copy.pytest("--collect-only")
    assert code == PASSED and "14 tests collected" in said


def test_two_processes_without_a_model_say_so_too(copy):
    code, said = copy.pytest("-n", "2", "--conv-model", "none.tar.gz")
    assert code == USAGE and "There is no model none.tar.gz." in said


def test_an_action_that_never_ends_is_stopped_and_the_next_case_begins_afresh(copy):
    copy.change(
        "actions/__init__.py", "    def run(self, dispatcher, tracker, domain):\n        cents", WAITS
    )
    cases = ("an action breaks though its reply is not looked at", *RIGHT)
    chosen = [f"tests/lending.yml::{case}" for case in cases]
    outcomes = copy.outcomes("-o", "convtest_timeout_seconds=3", *chosen)
    assert "Timeout" in outcomes["an action breaks though its reply is not looked at"]
    assert outcomes["what an earlier case said is forgotten"] == ""
    assert outcomes["a book is renewed for two weeks from today"] == ""
