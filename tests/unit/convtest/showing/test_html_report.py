"""The report file: what it holds, that it loads nothing, and what counts as changed since the run before."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.convtest.result import CaseResult, StepResult, Verdict
from bot.convtest.seen import Button, RowChange, Said, Seen
from bot.convtest.showing.fingerprints import fingerprint, load_previous, run_file
from bot.convtest.showing.html_report import embedded, write_report
from bot.convtest.showing.report_data import page_data

NOON = "2026-11-23T12:00:00+00:00"
LATER = "2026-11-25T09:30:00+00:00"


def cancelling(at=NOON, cancelled_at="2026-11-23T12:00:00Z", **more):
    row = {"id": "1", "cancelled_at": None}
    change = RowChange("orders", "changed", {"id": "1"}, row, {**row, "cancelled_at": cancelled_at})
    seen = {
        "messages": (Said("Cancelled.", (Button("Thanks", "/thanks"),)),),
        "events": ({"event": "action", "name": "action_cancel_order", "timestamp": 1.0},),
        "changes": (change,),
        "rows": ("CAN-03",),
        "took_ms": 20.0,
    }
    return StepResult("user", "cancel", 4, at, Seen(**{**seen, **more}))


def case(*steps, name="one", **more):
    return replace(CaseResult(f"t.yml::{name}", name, "t.yml", 3, (), "c-1", steps, 21.0), **more)


def sentence_of(row_id, replies):
    says = "Nothing was charged." if "utter_cancelled_unpaid" in replies else "Refunds\n are automatic."
    return says if row_id == "CAN-03" else None


def data_of(*results, previous=None, coverage=None, **options):
    return page_data(results, previous=previous, coverage=coverage, meta={}, **options)


class Loads(HTMLParser):
    """Collects every address a page names, and the texts of its scripts by their type."""

    def __init__(self):
        super().__init__()
        self.addresses, self.scripts, self._type = [], {}, None

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.addresses += [found[name] for name in ("src", "href") if name in found]
        self._type = found.get("type") if tag == "script" else None

    def handle_data(self, text):
        if self._type:
            self.scripts[self._type] = self.scripts.get(self._type, "") + text

    def handle_endtag(self, tag):
        self._type = None


def written(tmp_path, *results, previous=None, meta=None):
    file = tmp_path / "out" / "report.html"
    write_report(results, file, previous=previous, coverage=None, meta=meta or {})
    page = Loads()
    page.feed(file.read_text(encoding="utf-8"))
    return file, page


def test_report_names_no_address_but_its_own(tmp_path):
    _, page = written(tmp_path, case(cancelling()))
    assert set(page.addresses) == {"#cases", "data:,"}
    assert "http" not in page.scripts["module"]


def test_policy_of_the_page_allows_nothing_from_elsewhere(tmp_path):
    file, _ = written(tmp_path, case(cancelling()))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', file.read_text(encoding="utf-8"))[1]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "\u2028", "\ud800", "&lt;", "]]>", 'a"b\\c'])
def test_any_text_is_in_the_page_as_data(tmp_path, text):
    _, page = written(tmp_path, case(cancelling(faults=(text,))), meta={"title": text})
    found = json.loads(page.scripts["application/json"])
    shown = {"\u2028": "\\u2028", "\ud800": "\\ud800"}.get(text, text)
    assert found["cases"][0]["steps"][0]["faults"] == [shown]
    assert found["title"] == shown


def test_embedded_data_is_ascii_without_markup_and_the_same_when_read():
    text = "<b>&amp;</b>\u2028é"
    assert embedded([text]).isascii()
    assert not set("<>&") & set(embedded([text]))
    assert json.loads(embedded([text])) == [text]


def test_report_leaves_no_unfinished_file_behind(tmp_path):
    file, _ = written(tmp_path, case())
    assert sorted(path.name for path in file.parent.iterdir()) == ["report.html", "report.run.json"]


def test_rasa_events_are_not_in_the_page():
    bulk = ({"event": "user", "parse_data": {"intent_ranking": ["x" * 5000]}},)
    assert len(json.dumps(data_of(case(cancelling(events=bulk))))) < 2000


def test_case_that_ran_twice_has_two_links():
    links = [found["link"] for found in data_of(case(), case(), case(name="two"))["cases"]]
    assert links == ["t.yml::one", "t.yml::one~2", "t.yml::two"]


def test_share_of_repeated_cases_that_always_passed_is_told():
    results = [case(notes={"repeat": {"runs": 4, "passed": passed}}) for passed in (4, 3, 4, 4)]
    assert data_of(*results, case())["passK"] == [["pass^4", "75%"]]
    assert data_of(case())["passK"] == []


def test_notes_are_told_in_words():
    (found,) = data_of(case(notes={"repeat": {"runs": 4, "passed": 3}, "seen_by": "us"}))["cases"]
    assert found["notes"] == [["repeat", "runs 4, passed 3"], ["seen by", "us"]]


def test_long_texts_that_differ_carry_their_difference():
    wrong = Verdict(
        "bot", 5, False, "a long text that ends in one way here", "a long text that ends in one way there"
    )
    (step,) = data_of(case(replace(cancelling(), verdicts=(wrong,))))["cases"][0]["steps"]
    assert step["checks"][0]["diff"][1:] == [["missing", "here"], ["extra", "there"]]


def test_unexpected_fault_stands_at_the_line_of_its_turn():
    wrong = Verdict("fault", 0, False, "no fault", "broken")
    (step,) = data_of(case(replace(cancelling(), verdicts=(wrong,))))["cases"][0]["steps"]
    assert step["checks"][0]["line"] == 4


def test_guidance_rows_come_with_their_sentences():
    (shown,) = data_of(case(cancelling()), row_sentence=sentence_of)["cases"]
    assert shown["steps"][0]["rules"] == {"CAN-03": "Refunds are automatic."}


def test_a_row_that_says_several_things_comes_with_what_goes_with_the_reply():
    step = cancelling(messages=(Said("Cancelled.", utter_name="utter_cancelled_unpaid"),))
    (shown,) = data_of(case(step), row_sentence=sentence_of)["cases"]
    assert shown["steps"][0]["rules"] == {"CAN-03": "Nothing was charged."}


def test_fingerprint_is_the_same_when_only_times_differ():
    now = case(cancelling())
    slower = case(
        cancelling(took_ms=900.0, events=({**cancelling().seen.events[0], "timestamp": 7.0},)), took_ms=1.0
    )
    moved = case(cancelling(LATER, "2026-11-25T09:30:00Z"))
    assert fingerprint(now) == fingerprint(slower) == fingerprint(moved)


@pytest.mark.parametrize(
    "more",
    [
        {"messages": (Said("Cancelled!", (Button("Thanks", "/thanks"),)),)},
        {"messages": (Said("Cancelled.", (Button("Thanks", "/other"),)),)},
        {"messages": (Said("Cancelled.", (Button("Thanks", "/thanks"),), {"type": "receipt"}),)},
        {"events": ({"event": "action", "name": "action_other"},)},
        {"changes": ()},
        {"cancelled_at": "2026-11-23T13:00:00Z"},
        {"rows": ("CAN-04",)},
        {"faults": ("It broke.",)},
    ],
)
def test_fingerprint_differs_when_the_bot_said_or_did_something_else(more):
    assert fingerprint(case(cancelling())) != fingerprint(case(cancelling(**more)))


def test_fingerprint_differs_when_the_case_broke_off():
    assert fingerprint(case(cancelling())) != fingerprint(case(cancelling(), broke_off="No button."))


def change_of(tmp_path, before, after):
    file, _ = written(tmp_path, *before)
    return [found["change"] for found in data_of(*after, previous=load_previous(file))["cases"]]


def test_case_is_unchanged_or_changed_or_new(tmp_path):
    before = [case(cancelling()), case(cancelling(), name="two")]
    after = [case(cancelling()), case(cancelling(faults=("x",)), name="two"), case(name="three")]
    assert change_of(tmp_path, before, after) == ["", "changed", "new"]


def test_case_that_now_fails_or_passes_is_called_that(tmp_path):
    fine, broken = case(cancelling()), case(cancelling(), broke_off="No button.")
    assert change_of(tmp_path, [fine], [broken]) == ["now fails"]
    assert change_of(tmp_path, [broken], [fine]) == ["now passes"]


def test_only_the_turns_that_went_otherwise_are_marked(tmp_path):
    file, _ = written(tmp_path, case(cancelling(), cancelling(), cancelling()))
    now = case(cancelling(), cancelling(rows=()), cancelling())
    steps = data_of(now, previous=load_previous(file))["cases"][0]["steps"]
    assert [step.get("changed", False) for step in steps] == [False, True, False]


def test_case_that_was_not_run_this_time_is_remembered(tmp_path):
    file, _ = written(tmp_path, case(cancelling()))
    written(tmp_path, case(name="two"), previous=load_previous(file))
    assert set(load_previous(file)) == {"t.yml::one", "t.yml::two"}


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '{"format": 9, "cases": {}}', '{"format": 1, "cases": [1]}']
)
def test_run_file_that_cannot_be_read_counts_as_none(tmp_path, body):
    report = tmp_path / "report.html"
    run_file(report).write_text(body, encoding="utf-8")
    assert load_previous(report) is None


def test_no_run_before_counts_as_none(tmp_path):
    assert load_previous(tmp_path / "report.html") is None
