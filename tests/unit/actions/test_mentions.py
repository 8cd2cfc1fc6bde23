"""What a message rules out is not what it means, unless it names nothing else."""

import pytest

from actions._mentions import meant


def entity_of(text, word, kind="product"):
    start = text.index(word)
    return {"entity": kind, "value": word, "start": start, "end": start + len(word)}


@pytest.mark.parametrize(
    "text",
    [
        "no not the lamp, the socks",
        "the socks, not my lamp",
        "the socks instead of the lamp",
        "I meant the socks rather than the lamp",
        "it's not about the order with the lamp but the socks",
    ],
)
def test_what_is_ruled_out_is_not_meant(text):
    lamp, socks = entity_of(text, "lamp"), entity_of(text, "socks")
    kept, entities = meant(text, [lamp, socks])
    assert entities == [socks]
    assert "lamp" not in kept


def test_the_only_thing_named_is_meant_whatever_stands_before_it():
    text = "not the lamp"
    lamp = entity_of(text, "lamp")
    assert meant(text, [lamp]) == (text, [lamp])


def test_a_not_of_the_verb_rules_nothing_out():
    text = "I did not order the lamp but the socks"
    both = [entity_of(text, "lamp"), entity_of(text, "socks")]
    assert meant(text, both) == (text, both)


def test_other_entities_stay():
    text = "not the lamp, the socks are broken"
    broken = entity_of(text, "broken", "problem")
    entities = [entity_of(text, "lamp"), entity_of(text, "socks"), broken]
    assert broken in meant(text, entities)[1]


def test_an_order_number_is_ruled_out_as_well():
    text = "not order 8012345678904321, W1234567"
    first, second = (entity_of(text, n, "order_number") for n in ("8012345678904321", "W1234567"))
    assert meant(text, [first, second])[1] == [second]
