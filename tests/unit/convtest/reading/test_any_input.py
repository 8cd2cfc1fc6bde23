"""Whatever stands in a file, reading it gives cases or CaseFileErrors, and nothing else."""

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.convtest.case import Case
from bot.convtest.reading.files import is_case_file, read_cases
from bot.convtest.reading.problems import CaseFileErrors

WORDS = (
    *("test_cases", "test_case", "steps", "fixtures", "metadata", "order_templates", "defaults", "customer"),
    *("orders", "like", "now", "tags", "repeat", "user", "press", "bot", "utter", "slot_was_set", "advance"),
    *("slot_was_not_set", "assertions", "assertion_order_enabled", "action_executed", "bot_uttered", "says"),
    *("utter_name", "text_matches", "buttons", "title", "payload", "store", "guidance", "handoff", "name"),
    *("within_ms", "fault", "removed", "value", "set", "include", "flow_started", "does_not_say", "nothing"),
    *("none", "6d", "2026-07-01T10:00:00Z", "(", "[[a]", "a{99999999999}", "\x1b[0m", ""),
)
SCALARS = st.one_of(
    *(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(WORDS)),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=25,
)
STEPS = st.lists(
    st.dictionaries(
        st.sampled_from(("user", "press", "bot", "slot_was_set", "advance", "assertions")), VALUES
    )
    | st.fixed_dictionaries(
        {"user": SCALARS, "assertions": st.lists(st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=2))}
    )
)
FILES = st.fixed_dictionaries(
    {
        "test_cases": st.lists(
            st.fixed_dictionaries({"test_case": SCALARS, "steps": STEPS}), min_size=1, max_size=3
        )
    },
    optional=dict.fromkeys(("fixtures", "metadata", "order_templates", "defaults"), VALUES),
)
# One folder serves all examples of a test; each writes the file anew.
ANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
# Characters that YAML gives a meaning, in any order.
YAML_LIKE = st.text(st.sampled_from("ab:- \n\t[]{},&*!|>'\"%@`#?<~=0.\\\r\x00\ufeff\u2028é"), max_size=200)


@pytest.fixture
def reads_or_refuses(tmp_path):
    def check(data):
        path = tmp_path / "case.yml"
        path.write_bytes(data)
        is_case_file(path)
        try:
            cases = read_cases(path, tmp_path)
        except CaseFileErrors as errors:
            lines = data.decode("utf-8", "replace").splitlines()
            assert errors.errors
            assert all(1 <= error.line <= max(1, len(lines)) for error in errors.errors)
            assert str(errors).startswith("case.yml:")
            assert str(errors).replace("\n", "").isprintable()
        else:
            assert cases
            assert all(isinstance(case, Case) for case in cases)

    return check


@ANY
@given(st.binary(max_size=300))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"a: \xed\xa0\x80")
def test_any_bytes(reads_or_refuses, data):
    reads_or_refuses(data)


@ANY
@given(YAML_LIKE)
@example("? - &a *a")
@example("a: &x [*x]")
@example("<<: [<<: {}]")
@example("!!str")
@example("&a")
@example('"\\ud800": 1')
@example("- - - ? - - : ")
def test_any_text_of_signs_that_yaml_knows(reads_or_refuses, text):
    reads_or_refuses(text.encode())
    reads_or_refuses(f"test_cases: {text}".encode())


@ANY
@given(VALUES)
def test_any_yaml(reads_or_refuses, value):
    reads_or_refuses(yaml.safe_dump(value, allow_unicode=True).encode("utf-8", "replace"))


@ANY
@given(FILES)
def test_any_yaml_that_looks_like_cases(reads_or_refuses, file):
    reads_or_refuses(yaml.safe_dump(file, allow_unicode=True).encode("utf-8", "replace"))
