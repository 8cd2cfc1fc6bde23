"""Messages meant to break the understanding: nothing raises, and no more is read than of a long message."""

from pathlib import Path
from runpy import run_path

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.cleaning import MOST_CHARACTERS, cleaned, cleaned_with_positions
from bot.nlu.encoder import MOST_TOKENS, SentenceEncoder
from bot.nlu.encoders import encoder_folder
from bot.nlu.entity_extractor import OrderEntityExtractor
from bot.nlu.entity_patterns import find_entities
from bot.nlu.intent_features import IntentFeatures, shaped
from bot.nlu.spacy_language import SpacyLanguage, build_pipeline
from bot.nlu.spelling import MOST_UNKNOWN, Spelling

HOSTILE = run_path(str(Path(__file__).parents[2] / "fixtures" / "hostile_messages.py"))["hostile_messages"]()
each_kind = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


@pytest.fixture(scope="module")
def read():
    """What tokenizer and extractor make of a message."""
    language = SpacyLanguage(SpacyLanguage.get_default_config(), None, None)
    language.nlp = build_pipeline()
    extractor = OrderEntityExtractor(OrderEntityExtractor.get_default_config())

    def run(text):
        message = Message({"text": text})
        tokens = language.tokenize(message, "text")
        return tokens, extractor.process([message])[0].get("entities")

    return run


@pytest.fixture(scope="module")
def features():
    learned = IntentFeatures(SentenceEncoder(encoder_folder()))
    learned.fit(["cancel my order", "where is my order", "cancel it", "where is it"])
    return learned


@each_kind
def test_a_message_is_cleaned_to_a_bounded_length_of_visible_characters(text):
    plain = cleaned(text)
    assert len(plain) <= MOST_CHARACTERS
    assert "".join(plain.split()).isprintable()


@each_kind
def test_every_character_that_patterns_read_comes_from_the_message(text):
    plain, positions = cleaned_with_positions(text)
    assert len(plain) == len(positions) <= MOST_CHARACTERS
    assert positions == sorted(positions)
    assert all(0 <= position < len(text) for position in positions)


@each_kind
def test_tokens_and_entities_lie_within_the_part_that_is_read(read, text):
    tokens, entities = read(text)
    read_length = min(len(text), MOST_CHARACTERS)
    spans = [*((token.start, token.end) for token in tokens), *((e["start"], e["end"]) for e in entities)]
    assert all(0 <= start < end <= read_length for start, end in spans)


@each_kind
def test_the_classifier_gets_one_row_of_finite_numbers(features, text):
    weighed, vectors = features.rows([text])
    assert weighed.shape[0] == 1
    assert (abs(weighed.data) < 100).all()
    assert (abs(vectors) <= 1.001).all()


@each_kind
def test_the_encoder_reads_a_bounded_number_of_tokens(features, text):
    assert len(features._encoder._tokenizer.encode(shaped(text)).ids) <= MOST_TOKENS


def test_what_lies_beyond_the_bound_is_not_read():
    assert find_entities("a" * MOST_CHARACTERS + " cancel 8012345678901234") == []


def test_what_lies_before_the_bound_is_read():
    text = "cancel 8012345678901234 " + "a" * 1_000_000
    assert [mention.value for mention in find_entities(text)] == ["8012345678901234"]


def test_a_number_with_invisible_characters_keeps_its_place_in_the_message():
    text = "my \u200bnumber 8012\u200b345678901234"
    (mention,) = find_entities(text)
    assert text[mention.start : mention.end] == "8012\u200b345678901234"


def test_no_order_number_is_empty():
    numbers = [
        m.value for text in HOSTILE.values() for m in find_entities(text) if m.entity == "order_number"
    ]
    assert numbers
    assert all(5 <= len(number) <= 23 for number in numbers)


def test_only_so_many_unknown_words_are_mended():
    spelling = Spelling({"english"})
    spelling.know({"cancel": 9, "order": 9})
    mended = spelling.mended("cancle " * (MOST_UNKNOWN + 10)).split()
    assert (mended.count("cancel"), mended.count("cancle")) == (MOST_UNKNOWN, 10)
