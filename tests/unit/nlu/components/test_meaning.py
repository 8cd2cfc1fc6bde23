"""Is all that was read of a message written where the dialogue finds it?"""

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.heard import Clause, Role, heard_from
from bot.dialogue.references import Mention, References
from bot.nlu.components.clauses import CLAUSES, ReadClauses, read_clauses
from bot.nlu.components.language import READ, read_text
from bot.nlu.components.meaning import MeaningWriter, as_typed, role_of


@pytest.fixture
def written(taught):
    """From a message, and the requests in it, to what Rasa would hand over."""

    def write(text, *requests, **more):
        read = read_text(text)
        intent = {"name": "cancel_order", "confidence": 0.9}
        parts = [{"text": part, "intent": intent, "facets": {"cancel_order": "x"}} for part in requests]
        body = {"text": text, READ: read, CLAUSES: read_clauses(read, *taught), "requests": parts, **more}
        (message,) = MeaningWriter(MeaningWriter.get_default_config()).process([Message(body)])
        return message.data

    return write


def test_clauses_and_role_are_written(written):
    heard = heard_from(written("cancel the globe because it is broken"))
    assert [clause.role for clause in heard.clauses] == [Role.REQUEST, Role.REPORT]
    assert heard.role is Role.REQUEST


def test_clauses_are_quoted_as_they_were_typed(written):
    heard = heard_from(written("pls cancel the globe, its broken"))
    assert [clause.text for clause in heard.clauses] == ["pls cancel the globe,", "its broken"]


def test_a_message_that_only_declines_is_declined(written):
    assert heard_from(written("don't cancel the globe")).role is Role.DECLINED


def test_each_request_has_its_meaning_and_knows_the_whole(written):
    text = "cancel the globe and ask the seller of the map if he can fold it"
    body = written(text, "cancel the globe", "and ask the seller of the map if he can fold it")
    first, second = map(heard_from, body["requests"])
    assert (first.whole, first.content) == (text, None)
    assert (second.content, second.letter) == ("if he can fold it", "Can you fold it?")


def test_what_is_told_ends_where_something_else_is_asked(written):
    heard = heard_from(written("tell the seller that I moved and cancel the globe"))
    assert heard.content == "I moved"


def test_what_other_components_found_is_handed_on(written):
    found = {"answers": {"confirm": [["yes", 0.9]]}, "facets": {"cancel_order": "mistake"}}
    heard = heard_from(written("yes cancel it", **found))
    assert heard.answer_to("confirm").name == "yes"
    assert heard.facets == {"cancel_order": "mistake"}


def test_a_request_has_its_own_facets(written):
    body = written("cancel the globe and where is the map", "cancel the globe")
    assert heard_from(body["requests"][0]).facets == {"cancel_order": "x"}


def test_nothing_is_left_that_cannot_be_stored(written):
    body = written("cancel the globe")
    assert READ not in body
    assert CLAUSES not in body


def test_a_message_that_was_not_parsed_has_no_meaning():
    (message,) = MeaningWriter(MeaningWriter.get_default_config()).process([Message({"text": "/affirm"})])
    assert "meaning" not in message.data


def test_a_part_without_clauses_is_a_request():
    assert role_of((), (0, 5)) is Role.REQUEST


def test_the_strongest_clause_of_a_part_is_its_role():
    clauses = (Clause("hi", 0, 2, Role.NOTHING), Clause("cancel it", 3, 12, Role.REQUEST))
    assert role_of(clauses, (0, 12)) is Role.REQUEST
    assert role_of(clauses, (0, 2)) is Role.NOTHING


def test_places_of_mentions_are_those_of_what_was_typed():
    read = read_text("pls cancel the globe")
    start = read.doc.text.index("cancel")
    found = References((Mention(text="the globe", start=7, end=16),))
    (mention,) = as_typed(found, read, start, 4).include
    assert (mention.text, mention.start, mention.end) == ("the globe", 7, 16)


def test_no_clauses_are_no_error(taught):
    assert read_clauses(read_text("?!"), *taught) == ReadClauses()


def words_of(mentions):
    return [mention.words for mention in mentions]


def test_what_is_to_be_kept_is_left_out_of_the_request_beside_it(written):
    body = written("keep the globe, cancel the rest", "cancel the rest")
    assert words_of(heard_from(body["requests"][0]).references.exclude) == [("globe",)]


def test_a_thing_that_is_only_told_of_is_named_by_the_way(written):
    heard = heard_from(written("cancel the globe because the stand is broken"))
    asides = [mention.is_aside for mention in heard.references.include]
    assert (asides[0], all(asides[1:])) == (False, True)


def test_a_condition_on_the_way_of_an_order_is_named_by_its_status(written):
    heard = heard_from(written("cancel the globe but only if it has not been shipped yet"))
    assert heard.condition == "not_shipped"


def test_another_condition_is_said_to_be_one(written):
    heard = heard_from(written("cancel the globe but only if my sister agrees"))
    assert heard.condition == "other"


def test_without_a_condition_there_is_none(written):
    assert heard_from(written("cancel the globe")).condition is None
