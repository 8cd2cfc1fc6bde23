"""The demo page needs nothing from elsewhere and turns no message into markup."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import bot.gateway

STATIC = Path(bot.gateway.__file__).parent / "static"
SCRIPTS = sorted(STATIC.glob("*.js"))
FILES = sorted(STATIC.iterdir())
# The namespace of SVG is a name, not an address that is fetched.
NAMESPACE = "http://www.w3.org/2000/svg"


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.open = None
        self.texts = {}

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        self.open = tag

    def handle_data(self, text):
        self.texts[self.open] = self.texts.get(self.open, "") + text

    def handle_endtag(self, tag):
        self.open = None


@pytest.fixture(scope="module")
def page():
    tags = Tags()
    tags.feed((STATIC / "index.html").read_text(encoding="utf-8"))
    return tags


def test_there_are_scripts_to_look_at():
    assert len(SCRIPTS) >= 5


def test_page_holds_no_script_and_no_style_of_its_own(page):
    assert page.texts.get("script", "").strip() == ""
    assert "style" not in [tag for tag, _ in page.found]
    for _, attributes in page.found:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_every_file_the_page_names_is_there(page):
    for _, attributes in page.found:
        address = attributes.get("src") or (attributes.get("href") or "")
        if not address.startswith("#") and address:
            assert (STATIC / address.removeprefix("/static/")).is_file()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path):
    text = path.read_text(encoding="utf-8").replace(NAMESPACE, "")
    assert not re.search(r"(https?:)?//[\w-]+\.\w|@import|url\(", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_never_turn_text_into_markup_or_code(path):
    text = path.read_text(encoding="utf-8")
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setAttribute\(\"on"
    )
    assert not re.search(forbidden, text)


def test_every_control_of_the_page_has_a_name(page):
    labelled = {attributes.get("for") for tag, attributes in page.found if tag == "label"}
    assert "message" in labelled
    for tag, attributes in page.found:
        if tag == "svg":
            continue
        if tag == "textarea":
            assert attributes["id"] in labelled


def test_conversation_is_a_named_live_region(page):
    (log,) = [attributes for _, attributes in page.found if attributes.get("role") == "log"]
    assert log["aria-label"]
    assert "aria-live" in log
