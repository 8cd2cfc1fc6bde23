"""Conversation tests as pytest runs them: selection, exit codes, and what it says when something is wrong."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[3]
INI = """[pytest]
addopts = -p bot.convtest.plugin
convtest_world = parrot:open_world
convtest_timeout_seconds = 5
"""
ANSWERS = """def intent_of(text):
    if "refund" in text:
        return "refund"
    return "greet"
"""
TALKS = """
    test_cases:
      - test_case: says hello
        tags: [greeting]
        steps:
          - user: hello
            assertions:
              - says: hello
      - test_case: says it wrong
        tags: [refund]
        steps:
          - user: where is my refund
            assertions:
              - says: [paid, where]
              - buttons: [Yes]
"""
PASSED, FAILED, INTERRUPTED, USAGE = 0, 1, 2, 4


@pytest.fixture
def project(tmp_path):
    """A folder with its own pytest settings; ``run`` runs pytest in it."""
    (tmp_path / "pytest.ini").write_text(INI, encoding="utf-8")
    (tmp_path / "parrot.py").write_text(
        (Path(__file__).parent / "parrot.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "__init__.py").write_text(ANSWERS, encoding="utf-8")
    return Project(tmp_path)


class Project:
    def __init__(self, folder):
        self.folder = folder

    def write(self, text, name="talks.yml"):
        (self.folder / name).write_text(textwrap.dedent(text), encoding="utf-8")

    def run(self, *arguments):
        environment = {**os.environ, "PYTHONPATH": f"{self.folder}{os.pathsep}{ROOT}", "COLUMNS": "100"}
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
        if "--lf" in arguments or "--accept" in " ".join(arguments):
            command.remove("no:cacheprovider")
            command.remove("-p")
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=120
        )
        return done.returncode, done.stdout + done.stderr


def test_a_case_that_goes_as_expected_passes(project):
    project.write(TALKS)
    code, said = project.run("-k", "hello")
    assert code == PASSED and "1 passed" in said


def test_a_failed_case_shows_the_chat_and_every_failed_check_with_its_line(project):
    project.write(TALKS)
    code, said = project.run()
    assert code == FAILED
    assert "shopper  where is my refund" in said
    assert "✗ line 14: says" in said and "✗ line 15: buttons" in said


@pytest.mark.parametrize("choice", [["-m", "greeting"], ["-k", "hello"], ["talks.yml::says hello"]])
def test_cases_are_chosen_by_tag_name_and_id(project, choice):
    project.write(TALKS)
    code, said = project.run(*choice)
    assert code == PASSED and "1 passed" in said


def test_the_run_stops_at_the_first_failure_when_asked_to(project):
    project.write(TALKS.replace("says: hello", "says: goodbye"))
    _, said = project.run("-x")
    assert "1 failed" in said and "passed" not in said.splitlines()[-1]


def test_only_what_failed_last_is_run_again(project):
    project.write(TALKS)
    project.run("--lf")
    code, said = project.run("--lf")
    assert code == FAILED and "1 failed" in said.splitlines()[-1] and "passed" not in said.splitlines()[-1]


def test_two_processes_share_the_cases_and_report_together(project):
    project.write(TALKS)
    code, said = project.run("-n", "2")
    assert code == FAILED and "1 of 2 conversations passed" in said


def test_junit_lists_every_case(project):
    project.write(TALKS)
    project.run("--junit-xml", "junit.xml")
    cases = ElementTree.parse(project.folder / "junit.xml").findall(".//testcase")
    assert {case.get("name") for case in cases} == {"says hello", "says it wrong"}


def test_an_unknown_assertion_is_an_error_with_file_line_and_suggestion(project):
    project.write(TALKS.replace("buttons:", "butons:"))
    code, said = project.run()
    assert code == INTERRUPTED
    assert "talks.yml:15: unknown assertion 'butons'; did you mean 'buttons'?" in said


def test_broken_yaml_is_an_error_with_its_line(project):
    project.write("test_cases:\n  - test_case: x\n    steps: [\n")
    code, said = project.run()
    assert code == INTERRUPTED and "talks.yml:" in said and "Traceback" not in said


def test_anchors_that_go_in_circles_are_refused(project):
    project.write("test_cases: &all\n  - test_case: x\n    steps: *all\n")
    code, said = project.run()
    assert code == INTERRUPTED and "Traceback" not in said


def test_a_missing_model_ends_the_run_with_one_sentence(project):
    project.write(TALKS)
    (project.folder / "no-model").touch()
    code, said = project.run()
    assert (
        code == USAGE and "There is no model yet. Run `bot train` first." in said and "Traceback" not in said
    )


def test_a_missing_model_does_not_keep_cases_from_being_listed(project):
    project.write(TALKS)
    (project.folder / "no-model").touch()
    code, said = project.run("--collect-only")
    assert code == PASSED and "2 tests collected" in said


NEVER_ENDS = "test_cases:\n  - test_case: x\n    steps:\n      - user: never end\n      - bot: never\n"


def test_a_case_that_never_ends_is_stopped(project):
    project.write(NEVER_ENDS)
    code, said = project.run()
    assert code == FAILED and "The conversation was stopped" in said and "convtest_timeout_seconds" in said


def test_a_case_that_was_stopped_is_told_with_the_line_it_had_come_to(project):
    project.write(NEVER_ENDS)
    _, said = project.run()
    assert "talks.yml:4  x" in said and "Traceback" not in said and "def " not in said


def test_an_error_that_was_swallowed_fails_the_case(project):
    project.write(
        "test_cases:\n  - test_case: x\n    steps:\n      - user: break\n      - bot: All is well.\n"
    )
    code, said = project.run()
    assert code == FAILED and "the action broke" in said


def test_an_unknown_customer_fails_the_case_and_names_those_there_are(project):
    project.write(TALKS.replace("tags: [greeting]", "customer: c-9"))
    code, said = project.run("-k", "hello")
    assert code == FAILED and "There is no customer 'c-9'" in said


def test_generated_cases_are_collected_from_their_table(project):
    project.write('["one", "two"]', "words.suite.yml")
    code, said = project.run()
    assert code == PASSED and "2 of 2 conversations passed" in said


def test_other_yaml_is_left_alone(project):
    project.write("nlu: []\n", "domain.yml")
    code, said = project.run()
    assert code == 5 and "no tests ran" in said


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "named.yml:1: the file is empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "named.yml:1: the file is not UTF-8"),
        (b"nlu: []\n", "the file has no 'test_cases'"),
    ],
    ids=["empty", "binary", "other YAML"],
)
def test_a_file_asked_for_by_name_is_told_what_it_lacks(project, content, message):
    (project.folder / "named.yml").write_bytes(content)
    code, said = project.run("named.yml")
    assert code == INTERRUPTED and message in said and "Traceback" not in said


def test_a_file_that_is_not_there_is_a_usage_error(project):
    code, said = project.run("nowhere.yml")
    assert code == USAGE and "nowhere.yml" in said and "Traceback" not in said


def test_a_folder_named_like_a_file_is_a_folder(project):
    (project.folder / "talks.yml").mkdir()
    project.write(TALKS, "talks.yml/own.yml")
    code, said = project.run("-k", "hello")
    assert code == PASSED and "1 of 1 conversations passed" in said


def test_aliases_of_aliases_are_refused_before_they_fill_the_memory(project):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    project.write("\n".join([*lines, "test_cases: *a9", ""]))
    code, said = project.run()
    assert code == INTERRUPTED and "aliases stand for more than 200,000 values" in said


def test_ten_thousand_cases_are_collected(project):
    case = "  - test_case: c{n}\n    steps:\n      - user: hi\n      - bot: hi\n"
    project.write("test_cases:\n" + "".join(case.format(n=n) for n in range(10_000)))
    code, said = project.run("-k", "c9999")
    assert code == PASSED and "9999 deselected" in said


def test_what_was_seen_is_written_into_the_file_when_accepted(project):
    project.write(TALKS)
    project.run("--accept=write")
    text = (project.folder / "talks.yml").read_text(encoding="utf-8")
    assert "- buttons: [Again]" in text
    assert "- says: [paid, where]" in text


def test_nothing_is_written_without_a_yes(project):
    project.write(TALKS)
    before = (project.folder / "talks.yml").read_text(encoding="utf-8")
    _, said = project.run("--accept")
    assert any(line.startswith("+") and "- buttons: [Again]" in line for line in said.splitlines())
    assert (project.folder / "talks.yml").read_text(encoding="utf-8") == before


def test_the_report_holds_every_conversation(project):
    project.write(TALKS)
    project.run("--conv-report", "out/report.html")
    page = (project.folder / "out" / "report.html").read_text(encoding="utf-8")
    assert "says hello" in page and "where is my refund" in page


def test_mistyped_conversations_are_reported_by_kind(project):
    project.write(TALKS)
    _, said = project.run("--robust")
    assert "mistyped: pass rate of 1 conversations" in said and "doubled letters" in said


def test_coverage_lists_each_kind_and_what_is_missing(project):
    project.write(TALKS)
    _, said = project.run("--conv-cov")
    assert "intents" in said and "not covered: thank" in said


@pytest.mark.parametrize("more", [[], ["-n", "2"]])
def test_too_little_coverage_fails_a_run_whose_conversations_pass(project, more):
    project.write(TALKS)
    code, said = project.run("-m", "greeting", "--conv-cov-fail-under", "intents=90", *more)
    assert code == FAILED and "too low: intents: 33.3 % covered, 90 % wanted" in said


def test_enough_coverage_passes(project):
    project.write(TALKS)
    code, _ = project.run("-m", "greeting", "--conv-cov-fail-under", "intents=30")
    assert code == PASSED


def test_a_threshold_that_is_no_percentage_is_a_usage_error(project):
    project.write(TALKS)
    code, said = project.run("--conv-cov-fail-under", "most")
    assert code == USAGE and "'most' is not a percentage" in said


def test_a_branch_that_no_conversation_ran_is_named_with_its_lines(project):
    project.write(TALKS)
    _, said = project.run("-m", "greeting", "--conv-cov")
    assert "not covered: answers/__init__.py:2 → 3" in said


def test_the_branches_of_two_processes_count_together(project):
    project.write(TALKS)
    _, said = project.run("-n", "2", "--conv-cov-fail-under", "branches=100")
    assert "answers/__init__.py" not in said and "too low" not in said
