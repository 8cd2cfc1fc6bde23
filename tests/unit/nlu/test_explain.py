"""Can a person read how a message is understood?"""

from bot.nlu.explain import explain

CLAUSES = [
    {"text": "cancel the lamp", "start": 0, "end": 15, "role": "request", "intent": "cancel_order"},
    {"text": "its broken", "start": 16, "end": 26, "role": "report", "confidence": 0.7, "why": ["opens=its"]},
]
MEANING = {
    "whole": "cancel the lamp its broken",
    "role": "request",
    "facets": {"cancel_order": "broken"},
    "references": {"include": [{"text": "the lamp", "start": 7, "end": 15, "words": ["lamp"]}]},
    "answers": {"confirm": [["no", 0.8], ["yes", 0.1]]},
    "clauses": CLAUSES,
}
PARSED = {
    "text": "cancel the lamp its broken",
    "intent": {"name": "cancel_order", "confidence": 0.97},
    "intent_ranking": [{"name": "cancel_order", "confidence": 0.97}, {"name": "deny", "confidence": 0.02}],
    "entities": [],
    "requests": [],
    "meaning": MEANING,
}


def explained(**more):
    return explain(PARSED["text"], lambda text: {**PARSED, **more})


def test_each_clause_is_shown_with_its_role_and_why():
    assert "its broken" in explained()
    assert "report: tells what happened, or why" in explained()
    assert "probably (70%), by beginning with “its”" in explained()


def test_the_intent_is_shown_with_what_it_was_preferred_to():
    assert "cancel_order 97%; rather than deny 2%" in explained()


def test_facets_references_and_answers_are_shown():
    text = explained()
    assert "cancel_order = broken" in text
    assert "“the lamp” (words: lamp)" in text
    assert "to confirm: no 80%; rather than yes 10%" in text


def test_what_is_to_be_told_is_shown_with_its_letter():
    text = explained(meaning={**MEANING, "content": "if they have it", "letter": "Do you have it?"})
    assert "if they have it" in text
    assert "Do you have it?" in text


def test_each_request_is_shown():
    part = {
        "text": "cancel the lamp",
        "intent": {"name": "cancel_order", "confidence": 0.9},
        "meaning": MEANING,
    }
    text = explained(requests=[part, {**part, "text": "where is it"}])
    assert "2, served one after another" in text
    assert "request 2     where is it" in text


def test_a_message_that_is_not_understood_is_explained_too():
    text = explained(intent={"name": None, "confidence": 0}, intent_ranking=[], meaning={})
    assert "nothing was understood" in text
    assert "no component that writes the meaning" in text


def test_another_language_is_named():
    assert "fr: not understood" in explained(meaning={**MEANING, "language": "fr"})
