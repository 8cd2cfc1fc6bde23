"""The report of a run of conversation tests, in a real browser; skipped where there is none."""

import json
import urllib.parse
from dataclasses import replace

import pytest

from bot.convtest.result import CaseResult, StepResult, Verdict
from bot.convtest.seen import Button, RowChange, Said, Seen
from bot.convtest.showing.fingerprints import load_previous
from bot.convtest.showing.html_report import write_report

pytestmark = pytest.mark.slow
NOON = "2026-11-23T12:00:00+00:00"
ORDER = "8012345678904321"
HOSTILE = [
    "<script>document.title='broken'</script>",
    "</script><script>document.title='broken'</script>",
    "<!--<script>",
    "<img src=x onerror=\"document.title='broken'\">",
    "</p><style>*{display:none}</style>",
    "a\u2028b\u2029c",
    "\u202eevil",
    "{{7*7}} ${7*7} $$ &lt;b&gt;",
]
COVERAGE = {
    "kinds": [
        {
            "name": "guidance rows",
            "covered": 1,
            "total": 2,
            "items": [
                {"name": "CAN-03", "covered": True, "count": 4, "where": "cancel.yml:3"},
                {"name": "REF-06", "covered": False, "count": 0},
            ],
        },
        {
            "name": "asks by stage",
            "rows": ["cancel", "refund"],
            "columns": ["unpaid", "to ship"],
            "cells": [[2, 0], [0, 5]],
        },
    ]
}
# Runs before the page's own script and keeps what goes wrong in it.
LISTENING = """
window.troubles = [];
addEventListener("error", (event) => troubles.push(String(event.message)));
addEventListener("unhandledrejection", (event) => troubles.push(String(event.reason)));
document.addEventListener("securitypolicyviolation", (event) => troubles.push(event.violatedDirective));
for (const name of ["error", "warn"]) console[name] = (...words) => troubles.push(words.join(" "));
"""
# The contrast of each text with the ground it stands on, where it is below 4.5.
FAINT = """
const rgb = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
const light = ([r, g, b]) => [r, g, b].map((each) => each / 255)
  .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
  .reduce((sum, each, index) => sum + each * [0.2126, 0.7152, 0.0722][index], 0);
const ground = (node) => {
  for (; node; node = node.parentElement) {
    const found = rgb(getComputedStyle(node).backgroundColor);
    if (found.length === 3 || found[3] > 0) return found;
  }
  return [255, 255, 255];
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const faint = [];
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !node.checkVisibility()) continue;
  if (node.closest("script, style, .visually-hidden, select, .skip-link")) continue;
  const pair = [light(rgb(getComputedStyle(node).color)), light(ground(node))].sort((a, b) => b - a);
  const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
  const where = node.className || node.tagName;
  if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${where}: ${walker.currentNode.data}`);
}
return faint;
"""


def passing(name="asks where an order is", text="where is my order?", said="It is on its way.", **more):
    seen = Seen((Said(said),), intent="order_status", confidence=0.98, rows=("STA-04",), took_ms=31)
    held = (Verdict("guidance", 5, True, "STA-04", "STA-04"),)
    step = StepResult("user", text, 4, NOON, seen, held)
    result = CaseResult(f"t/status.yml::{name}", name, "t/status.yml", 3, ("status",), "c-1", (step,), 31.4)
    return replace(result, **more)


def failing(name="cancels an order that has not shipped", **more):
    asked = Seen(
        (
            Said(
                f"Your order {ORDER} has not been sent yet. Shall I cancel it?",
                (Button("Yes, cancel it"), Button("No")),
            ),
        ),
        intent="cancel_order",
        confidence=0.97,
        entities=({"entity": "order_number", "value": ORDER},),
        rows=("CAN-03",),
    )
    row = {"id": ORDER, "cancelled_at": None}
    done = Seen(
        (
            Said(
                card={
                    "type": "receipt",
                    "title": "Order cancelled",
                    "order_id": ORDER,
                    "lines": [["Refund", "$19.90"]],
                }
            ),
            Said("Your order is cancelled, and $19.90 goes back to Visa ••4242 by 29 November 2026."),
        ),
        changes=(RowChange("orders", "changed", {"id": ORDER}, row, {**row, "cancelled_at": NOON}),),
        events=({"event": "action", "name": "action_cancel_order"},),
    )
    wrong = Verdict(
        "bot",
        18,
        False,
        "Your order is cancelled, and $19.90 goes back to Visa ••4242 by 28 November 2026.",
        done.messages[1].text,
    )
    steps = (
        StepResult(
            "user", "please cancel my order", 12, NOON, asked, (Verdict("guidance", 13, True, "a", "a"),)
        ),
        StepResult("advance", "1h", 15, "2026-11-23T13:00:00+00:00", Seen()),
        StepResult("press", "Yes, cancel it", 16, "2026-11-23T13:00:00+00:00", done, (wrong,)),
    )
    result = CaseResult(
        f"t/cancel.yml::{name}", name, "t/cancel.yml", 10, ("cancel", "smoke"), "c-2", steps, 1310.0
    )
    return replace(result, **more)


@pytest.fixture
def shown(chromium, tmp_path):
    """Writes a report of the results and opens it."""
    chromium.command("Emulation.setEmulatedMedia", features=[])
    listening = chromium.command("Page.addScriptToEvaluateOnNewDocument", source=LISTENING)
    file = tmp_path / "report.html"

    def show(*results, previous=None, coverage=None, link="", width=1200, scheme="light"):
        write_report(results, file, previous=previous, coverage=coverage, meta={"model": "m-1"})
        return opened(chromium, file, link, width, scheme)

    show.file = file
    yield show
    chromium.command("Page.removeScriptToEvaluateOnNewDocument", identifier=listening["identifier"])


def opened(browser, file, link="", width=1200, scheme="light"):
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.command("Emulation.setDeviceMetricsOverride", **metrics)
    browser.command(
        "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}]
    )
    browser.command("Page.navigate", url="about:blank")
    browser.command("Page.navigate", url=file.as_uri() + (f"#{urllib.parse.quote(link)}" if link else ""))
    browser.wait_for("location.protocol === 'file:' && document.getElementById('count').textContent")
    return browser


def names(page):
    """The names of the conversations in the list, in order."""
    return page.run(
        "return [...document.querySelectorAll('.case')].filter((node) => !node.hidden)"
        ".map((node) => node.querySelector('.case-name').textContent)"
    )


def choose(page, script):
    page.run(script + "; document.getElementById('filters').dispatchEvent(new Event('input'))")
    page.run("return new Promise((done) => setTimeout(done, 200))")


def search(page, text):
    choose(page, f"document.getElementById('words').value = {json.dumps(text)}")


def pick(page, field, value):
    choose(page, f"document.getElementById({json.dumps(field)}).value = {json.dumps(value)}")


def which(page, value):
    choose(page, f"document.querySelector('[name=which][value={value}]').checked = true")


def body_text(page, number=0):
    page.wait_for(f"document.querySelectorAll('.case')[{number}].querySelector('.case-body')")
    return page.run(f"return document.querySelectorAll('.case')[{number}].innerText")


def troubles(page):
    return page.run("return window.troubles")


def test_summary_counts_what_passed_and_failed(shown):
    page = shown(passing(), passing("two"), failing())
    assert page.run("return document.getElementById('summary').innerText").split("\n")[:4] == [
        "2",
        "passed",
        "1",
        "failed",
    ]
    assert troubles(page) == []


def test_failed_conversation_is_open_and_passed_one_closed(shown):
    page = shown(failing(), passing())
    assert "Shall I cancel it?" in body_text(page)
    assert page.run("return document.querySelectorAll('.case-body').length") == 1


def test_failed_check_shows_line_expected_actual_and_difference(shown):
    text = body_text(shown(failing()))
    assert "✗ Line 18: bot" in text
    assert "[-28-]{+29+}" in text


def test_passed_conversation_opens_by_its_heading_from_the_keyboard(shown):
    page = shown(passing())
    page.run("document.querySelector('.case-head').focus()")
    for kind in ("keyDown", "keyUp"):
        text = {"text": "\r"} if kind == "keyDown" else {}
        page.command(
            "Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13, **text
        )
    assert "It is on its way." in body_text(page)


def test_details_of_a_turn_tell_what_was_understood_and_what_changed(shown):
    page = shown(failing())
    body_text(page)
    page.run("document.querySelectorAll('.more').forEach((node) => (node.open = true))")
    page.wait_for("document.querySelectorAll('.more dl').length === 2")
    text = body_text(page)
    assert f"cancel_order (0.97); order_number = {ORDER}" in text
    assert "orders 8012…4321: cancelled_at was empty, is 2026-11-23 12:00" in text
    assert "action_cancel_order" in text


@pytest.mark.parametrize(
    ("value", "left"), [("all", ["bad", "good"]), ("failed", ["bad"]), ("passed", ["good"])]
)
def test_filter_by_outcome(shown, value, left):
    page = shown(failing("bad"), passing("good"))
    which(page, value)
    assert names(page) == left


@pytest.mark.parametrize(("field", "value"), [("tag", "smoke"), ("customer", "c-2"), ("row", "CAN-03")])
def test_filter_by_tag_shopper_or_guidance_row(shown, field, value):
    page = shown(failing("bad"), passing("good"))
    pick(page, field, value)
    assert names(page) == ["bad"]


def test_filters_are_cleared_at_once(shown):
    page = shown(failing("bad"), passing("good"))
    pick(page, "tag", "smoke")
    page.run("document.getElementById('reset').click()")
    assert names(page) == ["bad", "good"]


@pytest.mark.parametrize("text", ["ON ITS way", "order_status", "status.yml:3", "way  where"])
def test_search_finds_words_anywhere_in_a_conversation(shown, text):
    page = shown(failing("bad"), passing("good"))
    search(page, text)
    assert names(page) == ["good"]


@pytest.mark.parametrize("text", ['say "hi"', "back\\slash"])
def test_search_finds_quotes_and_backslashes(shown, text):
    page = shown(failing("bad"), passing("good", text=text))
    search(page, text)
    assert names(page) == ["good"]


def test_search_for_what_nobody_said_finds_nothing_and_says_so(shown):
    page = shown(failing(), passing())
    search(page, "zebra")
    assert names(page) == []
    assert page.run("return document.getElementById('nothing').checkVisibility()")
    assert page.run("return document.getElementById('count').textContent") == "0 conversations of 2"


def test_changed_since_the_last_run_are_those_the_bot_answered_otherwise(shown):
    shown(passing("same"), passing("other"), failing())
    previous = load_previous(shown.file)
    page = shown(
        passing("same", took_ms=999.0), passing("other", said="It is lost."), failing(), previous=previous
    )
    which(page, "changed")
    assert names(page) == ["other"]
    page.run("document.querySelectorAll('.case-head')[1].click()")
    assert "changed since the last run" in body_text(page, 1)


def test_first_run_offers_no_changes(shown):
    page = shown(passing())
    assert not page.run("return document.getElementById('which-changed').checkVisibility()")


def test_link_opens_its_conversation(shown):
    page = shown(passing("one"), passing("two: 50% <done> #1"), link="t/status.yml::two: 50% <done> #1")
    assert "It is on its way." in body_text(page, 1)
    assert page.run("return document.activeElement.textContent").startswith("Passed: ✓two")


def test_link_of_a_conversation_is_the_one_that_opens_it(shown):
    page = shown(failing("one"), failing("two"))
    body_text(page, 1)
    href = page.run("return document.querySelectorAll('.case-foot a')[1].getAttribute('href')")
    assert urllib.parse.unquote(href) == "#t/cancel.yml::two"


def test_link_to_nothing_shows_the_list(shown):
    page = shown(passing("one"), link="gone%E0")
    assert names(page) == ["one"]
    assert troubles(page) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(shown, text):
    step = failing().steps[2]
    seen = replace(
        step.seen,
        messages=(Said(text, (Button(text),), {"type": text, text: text, "lines": [[text, text]]}, text),),
        rows=(text,),
        faults=(text,),
        intent=text,
    )
    step = replace(step, text=text, seen=seen, verdicts=(Verdict(text, 1, False, text * 5, text * 4 + "."),))
    hostile = failing(
        text, steps=(step,), tags=(text,), customer=text, file=text, broke_off=text, notes={text: text}
    )
    kind = {"name": text, "items": [{"name": text, "covered": False, "where": text}]}
    matrix = {"name": text, "rows": [text], "columns": [text], "cells": [[0]]}
    page = shown(hostile, coverage={"kinds": [kind, matrix]})
    body_text(page)
    page.run("document.querySelectorAll('.more').forEach((node) => (node.open = true))")
    page.run("document.getElementById('tab-coverage').click()")
    assert page.run("return document.title") == "Conversation tests"
    assert page.run("return document.querySelectorAll('script, style, img, main b').length") == 3
    visible = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\u202e", "\\u202e")
    assert page.run("return document.querySelector('.bubble.bot').lastChild.data") == visible
    assert page.run("return document.querySelector('.kind h2').textContent") == visible
    assert troubles(page) == []


def test_coverage_tab_shows_what_is_missing_first(shown):
    page = shown(passing(), coverage=COVERAGE)
    page.run("document.getElementById('tab-coverage').click()")
    text = page.run("return document.getElementById('panel-coverage').innerText")
    assert "1 of 2 covered" in text
    assert text.index("REF-06 (not covered)") < text.index("CAN-03")
    assert "2 of 4 pairs occur" in text
    assert not page.run("return document.getElementById('panel-cases').checkVisibility()")
    assert troubles(page) == []


def test_report_without_coverage_has_no_tabs(shown):
    assert not shown(passing()).run("return document.getElementById('tabs').checkVisibility()")


def test_link_to_the_coverage_opens_it(shown):
    page = shown(passing(), coverage=COVERAGE, link="coverage")
    assert page.run("return document.getElementById('panel-coverage').checkVisibility()")


def test_report_of_nothing_says_so(shown):
    page = shown()
    assert page.run("return document.getElementById('nothing').textContent") == "No conversation was run."
    assert troubles(page) == []


def test_thousand_failed_conversations_are_drawn_as_they_come_into_view(shown):
    page = shown(*(failing(f"case {n}") for n in range(1000)))
    body_text(page)
    assert page.run("return document.querySelectorAll('.case').length") == 1000
    assert page.run("return document.querySelectorAll('.case-body').length") < 100
    page.run("document.querySelectorAll('.case')[700].scrollIntoView()")
    page.wait_for("document.querySelectorAll('.case')[700].querySelector('.case-body')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast(shown, scheme):
    page = shown(failing(broke_off="No button."), passing(), coverage=COVERAGE, previous={}, scheme=scheme)
    body_text(page)
    page.run("document.querySelectorAll('.case-head')[1].click()")
    body_text(page, 1)
    page.run("document.querySelectorAll('.more').forEach((node) => (node.open = true))")
    assert page.run(FAINT) == []
    page.run("document.getElementById('tab-coverage').click()")
    assert page.run(FAINT) == []


def test_every_control_has_a_name_and_every_id_is_there_once(shown):
    page = shown(failing(), passing(), coverage=COVERAGE)
    body_text(page)
    tree = page.command("Accessibility.getFullAXTree")["nodes"]
    controls = {"button", "searchbox", "combobox", "radio", "link", "tab", "tabpanel", "region", "listbox"}
    found = [node for node in tree if not node["ignored"] and node["role"]["value"] in controls]
    assert {node["role"]["value"] for node in found} >= {
        "button",
        "searchbox",
        "combobox",
        "radio",
        "link",
        "tab",
    }
    assert [node["role"]["value"] for node in found if not node["name"]["value"].strip()] == []
    ids = page.run("return [...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids))


def test_headings_skip_no_level(shown):
    page = shown(failing(), passing(), coverage=COVERAGE)
    body_text(page)
    levels = page.run(
        "return [...document.querySelectorAll('h1, h2, h3, h4')].map((node) => +node.tagName[1])"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize("link", ["", "coverage"])
def test_report_fits_a_small_phone(shown, link):
    long = failing("a" * 120, file="t/" + "b" * 90 + ".yml", broke_off="c" * 200)
    page = shown(long, passing(), coverage=COVERAGE, link=link, width=360)
    if not link:
        body_text(page)
    assert page.run("return document.documentElement.scrollWidth") <= 360
