"""The page of what was misunderstood."""

import re
from html.parser import HTMLParser

from bot.nlu.error_page import Mistake, error_page
from bot.nlu.report import Guess, Row, score
from bot.nlu.training_examples import Example, Near

ANGRY = "<script>alert(1)</script> & {{figures}}"
NEAR = [Near(Example("stop <b>it</b>", "deny"), 0.91), Near(Example("cancel it", "cancel_order"), 0.84)]


def mistake(text, confidence, *, expected="cancel_order", got="deny", source="shop"):
    return Mistake(text, source, expected, got, confidence, NEAR)


def page(*mistakes):
    rows = [Row(each.text, each.expected, each.source) for each in mistakes]
    guesses = [
        Guess(row, each.got, each.got, 1.0, each.confidence) for row, each in zip(rows, mistakes, strict=True)
    ]
    pairs = [(each.expected, each.got) for each in mistakes]
    return error_page("Understanding of rows.tsv", score(guesses), pairs, list(mistakes))


class Reader(HTMLParser):
    """Collects the articles of a page: their attributes and their words."""

    def __init__(self, text):
        super().__init__()
        self.articles, self.tags, self._inside = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "article":
            self._inside = True
            self.articles.append((dict(attributes), []))

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "article"

    def handle_data(self, words):
        if self._inside and words.strip():
            self.articles[-1][1].append(words.strip())


def test_the_surest_mistake_comes_first():
    articles = Reader(page(mistake("unsure", 0.2), mistake("sure", 0.9))).articles
    assert [words[0] for _, words in articles] == ["sure", "unsure"]


def test_the_nearest_examples_stand_beside_a_mistake_with_their_intents():
    words = " ".join(Reader(page(mistake("halt", 0.9))).articles[0][1])
    assert "0.91 stop <b>it</b> deny 0.84 cancel it cancel_order" in words


def test_a_message_is_text_and_nothing_else():
    text = page(mistake(ANGRY, 0.9))
    assert (text.count("<script>"), Reader(text).articles[0][1][0]) == (1, ANGRY)


def test_a_source_cannot_break_out_of_its_attribute():
    attributes, _ = Reader(page(mistake("a", 0.9, source='x" onclick="alert(1)'))).articles[0]
    assert set(attributes) == {"data-expected", "data-got", "data-source"}


def test_every_intent_and_source_of_a_mistake_can_be_chosen():
    text = page(mistake("a", 0.9), mistake("b", 0.8, got="greet", source=""))
    choices = [given.get("value") for tag, given in Reader(text).tags if tag == "option"]
    assert choices == ["*", "cancel_order", "deny", "greet", "*", "", "shop"]


def test_the_page_loads_nothing():
    loading = [
        (tag, name)
        for tag, given in Reader(page(mistake("a", 0.9))).tags
        for name in given
        if name in ("src", "href", "action")
    ]
    assert loading == []


def test_no_place_of_the_template_is_left_open():
    assert re.findall(r"\{\{\w+\}\}", page(mistake("a", 0.9))) == []


def test_the_figures_stand_above_the_mistakes():
    text = page(mistake("a", 0.9))
    assert text.index("out-of-scope recall") < text.index("<article")


def test_the_confusion_matrix_is_a_picture_and_a_table():
    text = page(mistake("a", 0.9))
    assert ("cancel_order taken for deny: 1 of 1" in text, "<td>cancel_order</td><td>deny</td>" in text) == (
        True,
        True,
    )
