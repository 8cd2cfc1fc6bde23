"""The keys of one case: its name, fixtures, orders, time, tags and repeats, and that it says anything."""

import pytest

from bot.convtest.reading.files import read_cases
from bot.convtest.reading.problems import CaseFileErrors

SHARED = """
fixtures:
  - premium: [{tier: gold}, {points: 3}]
  - poor: [{points: 0}]
metadata:
  - phone: {os: ios, width: 390}
order_templates:
  parcel: {status: shipped, total: 19.90, items: [{price: 9.95, quantity: 2}]}
  late: {like: parcel, estimated_delivery: -3d}
  of_the_demo: {like: 8012345678901234, total: 5.00}
  round: {like: trip}
  trip: {like: round}
"""


def text_with(keys, steps="[{user: hi}, {bot: hello}]"):
    """A file whose case has these lines; the first of them is line 2 of the case, line 16 of the file."""
    return f"{SHARED}test_cases:\n  - test_case: a case\n    {keys}\n    steps: {steps}\n"


@pytest.fixture
def case_with(tmp_path):
    def read(*keys, **more):
        path = tmp_path / "case.yml"
        path.write_text(text_with(*keys, **more), encoding="utf-8")
        (case,) = read_cases(path, tmp_path)
        return case

    return read


@pytest.fixture
def complaint(case_with):
    """The first complaint about a case, without its hint."""

    def read(*keys, **more):
        with pytest.raises(CaseFileErrors) as caught:
            case_with(*keys, **more)
        return str(caught.value.errors[0]).split("\n")[0]

    return read


def test_fixtures_set_their_slots_and_the_later_one_wins(case_with):
    assert case_with("fixtures: [premium, poor]").slots == {"tier": "gold", "points": 0}


def test_an_unknown_fixture_is_refused_with_the_nearest(complaint):
    assert (
        complaint("fixtures: [premuim]") == "case.yml:15: unknown fixture 'premuim'; did you mean 'premium'?"
    )


def test_metadata_is_taken_by_name_and_laid_below_that_of_each_turn(case_with):
    case = case_with("metadata: phone")
    assert case.metadata == {"os": "ios", "width": 390}
    assert case.steps[0].metadata == {"os": "ios", "width": 390}


def test_metadata_of_a_step_wins_over_that_of_its_case(tmp_path, case_with):
    shared = "metadata: [{phone: {os: ios, width: 390}}, {android: {os: android}}]\n"
    path = tmp_path / "one.yml"
    case = "test_cases: [{test_case: a, metadata: phone, steps: [{user: hi, metadata: android}, {bot: hi}]}]"
    path.write_text(shared + case, encoding="utf-8")
    (read,) = read_cases(path, tmp_path)
    assert read.steps[0].metadata == {"os": "android", "width": 390}


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("metadata: phon", "unknown metadata 'phon'; did you mean 'phone'?"),
        ("metadata: [phone]", "'metadata' must be a name, not a list"),
        ("metadata: null", "'metadata' must be a name, not nothing"),
        ("fixtures: premium", "'fixtures' must be a list of at least one, not 'premium'"),
        ("fixtures: []", "'fixtures' must be a list of at least one, not an empty list"),
        ("fixtures: [[]]", "a fixture must be a text, not an empty list"),
        ("customer: ''", "'customer' must be a text, not an empty text"),
        ("customer: [c-1]", "'customer' must be a text, not a list"),
        ("orders: {id: 1}", "'orders' must be a list of at least one, not a map"),
        ("orders: [x]", "an order must be a map of keys and values, not 'x'"),
        ("orders: [{like: {}}]", "'like' must be a text, not an empty map"),
        ("orders: [{like: round}]", "the order template 'round' is like itself"),
        ("now: 2026-07-01T10:00:00", "'now': '2026-07-01T10:00:00' has no zone"),
        ("now: tomorrow", "'now': 'tomorrow' is no time in ISO 8601"),
        ("now: []", "'now' must be a text, not an empty list"),
        ("tags: smoke", "'tags' must be a list of at least one, not 'smoke'"),
        ("tags: [Smoke]", "'Smoke' is no tag"),
        ("tags: [two words]", "'two words' is no tag"),
        ("repeat: 0", "'repeat' must be a whole number from 1 to 100, not '0'"),
        ("repeat: 101", "'repeat' must be a whole number from 1 to 100, not '101'"),
        ("repeat: 2.0", "'repeat' must be a whole number from 1 to 100, not '2.0'"),
        ("repeat: true", "'repeat' must be a whole number from 1 to 100, not 'true'"),
        ("user: hi", "unknown key 'user'"),
        (
            "stub_custom_actions: {}",
            "'stub_custom_actions' cannot be used: actions and store are real here; put the",
        ),
    ],
)
def test_a_wrong_value_is_refused_where_it_stands(complaint, keys, message):
    assert complaint(keys).startswith(f"case.yml:15: {message}")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("fixtures: {premium: [{tier: gold}]}", "'fixtures' must be a list of at least one, not a map"),
        ("fixtures: [{premium: {}}]", "a fixture must be a list of at least one, not an empty map"),
        ("fixtures: [{1st: [{tier: gold}]}]", "'1st' is no name for one of 'fixtures'"),
        ("fixtures: [{a: [b]}]", "a slot of a fixture must be a map of keys and values, not 'b'"),
        (
            "fixtures: [{a: [{x: 1}], b: [{x: 1}]}]",
            "an item of 'fixtures' must have one key, not the keys 'a', 'b'",
        ),
        ("fixtures: [{a: [{x: 1}]}, {a: [{x: 2}]}]", "'a' stands in 'fixtures' twice"),
        ("metadata: [{a: {}}]", "the metadata 'a' must be a map of at least one key, not an empty map"),
        ("metadata: [{a: 1}]", "the metadata 'a' must be a map of at least one key, not '1'"),
        ("order_templates: [a]", "'order_templates' must be a map of keys and values, not a list"),
        ("order_templates: {a: 1}", "the order template 'a' must be a map of keys and values, not '1'"),
        ("defaults: [a]", "'defaults' must be a map of keys and values, not a list"),
        ("defaults: {now: soon}", "'now': 'soon' is no time in ISO 8601"),
        ("defaults: {repeat: 3}", "unknown key 'repeat'"),
    ],
)
def test_what_cases_share_is_refused_where_it_is_wrong(tmp_path, key, message):
    path = tmp_path / "case.yml"
    path.write_text(f"\n{key}\ntest_cases: [{{test_case: a, steps: [user: hi, bot: hi]}}]", encoding="utf-8")
    with pytest.raises(CaseFileErrors) as caught:
        read_cases(path, tmp_path)
    assert str(caught.value.errors[0]).split("\n")[0].startswith(f"case.yml:2: {message}")


def test_an_order_takes_the_fields_of_its_template_under_its_own(case_with):
    (order,) = case_with("orders: [{like: parcel, status: delivered}]").orders
    assert order == {"status": "delivered", "total": "19.90", "items": [{"price": "9.95", "quantity": 2}]}


def test_a_template_may_be_like_another(case_with):
    (order,) = case_with("orders: [{like: late, id: x}]").orders
    assert (order["id"], order["status"], order["estimated_delivery"]) == ("x", "shipped", "-3d")
    assert "like" not in order


def test_like_that_names_no_template_is_left_for_the_store(case_with):
    orders = case_with("orders: [{like: 8012345678901234, id: a}, {like: of_the_demo}]").orders
    assert orders == ({"like": "8012345678901234", "id": "a"}, {"like": "8012345678901234", "total": "5.00"})


def test_amounts_and_long_numbers_in_orders_stay_as_written_and_counts_are_numbers(case_with):
    (order,) = case_with(
        "orders: [{id: 8012345678901234, total: 20.00, quantity: 2, open: true, note: null}]"
    ).orders
    assert order == {"id": "8012345678901234", "total": "20.00", "quantity": 2, "open": True, "note": None}


def test_no_orders_is_an_empty_list(case_with):
    assert case_with("orders: []").orders == ()


def test_a_customer_may_be_written_as_a_number(case_with):
    assert case_with("customer: 0042").customer == "0042"


def test_tags_count_once(case_with):
    assert case_with("tags: [a, b-2, a, 'guidance:can_03']").tags == ("a", "b-2", "guidance:can_03")


@pytest.mark.parametrize("repeat", [1, 100])
def test_a_case_may_be_repeated(case_with, repeat):
    assert case_with(f"repeat: {repeat}").repeat == repeat


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("''", "'test_case' must be a text, not an empty text"),
        ("'  '", "'test_case' must be a text, not an empty text"),
        ("", "'test_case' must be a text, not nothing"),
        ("[a]", "'test_case' must be a text, not a list"),
        ('"two\\nlines"', "the name 'two\\nlines' holds line breaks or control characters"),
    ],
)
def test_a_case_needs_a_name_on_one_line(tmp_path, name, message):
    path = tmp_path / "case.yml"
    path.write_text(f"test_cases:\n- test_case: {name}\n  steps: [user: hi, bot: hi]", encoding="utf-8")
    with pytest.raises(CaseFileErrors) as caught:
        read_cases(path, tmp_path)
    assert str(caught.value.errors[0]).split("\n")[0] == f"case.yml:2: {message}"


@pytest.mark.parametrize(
    ("case", "key"), [("steps: [user: hi, bot: hi]", "test_case"), ("test_case: a", "steps")]
)
def test_a_name_and_steps_are_needed(tmp_path, case, key):
    path = tmp_path / "case.yml"
    path.write_text(f"test_cases:\n- {case}", encoding="utf-8")
    with pytest.raises(CaseFileErrors, match=f"case.yml:2: a case needs '{key}'"):
        read_cases(path, tmp_path)


@pytest.mark.parametrize(
    "steps",
    [
        "[user: hi]",
        "[{user: hi, assertions: [{does_not_say: no}]}]",
        "[{user: hi, assertions: [{bot_did_not_utter: {utter_name: utter_a}}, {within_ms: 100}]}]",
        "[{slot_was_not_set: [a]}, {user: hi}]",
        "[{user: hi}, {advance: 1d, assertions: [{slot_was_not_set: [{name: a}]}]}]",
    ],
)
def test_a_case_that_asserts_nothing_about_what_the_bot_did_is_refused(complaint, steps):
    assert complaint("", steps=steps) == "case.yml:14: 'a case' asserts nothing about what the bot did"


@pytest.mark.parametrize(
    "steps",
    [
        "[{user: hi, assertions: [{does_not_say: no}, {says: yes}]}]",
        "[{utter: utter_greet}, {user: hi, assertions: [{within_ms: 100}]}]",
        "[{user: hi, assertions: [{store: nothing}]}]",
        "[{user: hi}, {advance: 1d, assertions: [{handoff: false}]}]",
    ],
)
def test_one_check_on_what_the_bot_did_is_enough(case_with, steps):
    assert case_with("", steps=steps).name == "a case"


def test_where_an_assertion_is_misspelt_that_alone_is_told(case_with):
    with pytest.raises(CaseFileErrors) as caught:
        case_with("", steps="[{user: hi, assertions: [{say: hello}]}]")
    (error,) = caught.value.errors
    assert error.message == "unknown assertion 'say'; did you mean 'says'?"
