"""Messages meant to break the understanding: nothing raises, and no more is read than of a long message."""

import time
from pathlib import Path
from runpy import run_path

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.heard import heard_from
from bot.nlu.cleaning import MOST_CHARACTERS, cleaned, cleaned_with_positions
from bot.nlu.components.clauses import CLAUSES, read_clauses
from bot.nlu.components.language import READ, read_text
from bot.nlu.components.meaning import MeaningWriter
from bot.nlu.encoder import MOST_TOKENS, SentenceEncoder, english_words
from bot.nlu.encoders import encoder_folder
from bot.nlu.intent_features import IntentFeatures, shaped
from bot.nlu.numbers.find import find_numbers
from bot.nlu.numbers.found import NumberKind
from bot.nlu.recent_texts import forget_texts
from bot.nlu.spelling import MOST_UNKNOWN, Spelling

HOSTILE = run_path(str(Path(__file__).parents[2] / "fixtures" / "hostile_messages.py"))["hostile_messages"]()
each_kind = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


MOST_MS_ABOVE_A_NORMAL_MESSAGE = 50
NORMAL = "where is my order 8012345678901234, it should have been here yesterday"


@pytest.fixture(scope="module")
def spelling():
    known = Spelling(english_words())
    known.know({"cancel": 90, "order": 90, "refund": 40, "where": 40})
    return known


@pytest.fixture(scope="module")
def understand(taught, features, spelling):
    """All that is read of a message but its intents, which are as many rows of features."""
    writer = MeaningWriter(MeaningWriter.get_default_config())

    def run(text):
        read = read_text(text, spelling)
        clauses = read_clauses(read, *taught)
        features.rows([text])
        (message,) = writer.process([Message({"text": text, READ: read, CLAUSES: clauses})])
        return heard_from(message.data)

    return run


@pytest.fixture(scope="module")
def normal_ms(understand):
    understand(NORMAL)
    return quickest_ms(understand, NORMAL)


def quickest_ms(understand, text):
    """The time of the processor for the quickest of three readings, which other programs do not prolong."""
    times = []
    for _ in range(3):
        forget_texts()
        began = time.process_time()
        understand(text)
        times.append((time.process_time() - began) * 1000)
    return min(times)


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
def test_clauses_and_mentions_lie_within_the_part_that_is_read(understand, text):
    heard = understand(text)
    mentions = (*heard.references.include, *heard.references.exclude)
    spans = [(each.start, each.end) for each in (*heard.clauses, *mentions) if each.text]
    assert all(0 <= start < end <= min(len(text), MOST_CHARACTERS) for start, end in spans)


@each_kind
def test_what_is_quoted_stands_in_the_message(understand, text):
    assert all(clause.text in text for clause in understand(text).clauses)


@each_kind
def test_a_message_takes_hardly_longer_than_a_normal_one(understand, normal_ms, text):
    assert quickest_ms(understand, text) <= normal_ms + MOST_MS_ABOVE_A_NORMAL_MESSAGE


@each_kind
def test_the_classifier_gets_one_row_of_finite_numbers(features, text):
    weighed, vectors = features.rows([text])
    assert weighed.shape[0] == 1
    assert (abs(weighed.data) < 100).all()
    assert (abs(vectors) <= 1.001).all()


@each_kind
def test_the_encoder_reads_a_bounded_number_of_tokens(features, text):
    assert len(features._encoder._tokenizer.encode(shaped(text)).ids) <= MOST_TOKENS


def test_what_lies_beyond_the_bound_is_not_read(understand):
    assert not numbers_named(understand("a" * MOST_CHARACTERS + " cancel 8012345678901234"))


def test_what_lies_before_the_bound_is_read(understand):
    heard = understand("cancel 8012345678901234 " + "a" * 1_000_000)
    assert numbers_named(heard) == ["8012345678901234"]


def test_a_number_with_invisible_characters_keeps_its_place_in_the_message(understand):
    text = "cancel \u200bnumber 8012\u200b345678901234"
    (mention,) = understand(text).references.include
    assert text[mention.start : mention.end].endswith("8012\u200b345678901234")


def numbers_named(heard):
    return [mention.number for mention in heard.references.include if mention.number]


def test_no_order_number_is_empty():
    found = [each for text in HOSTILE.values() for each in find_numbers(text)]
    digits = [sum(map(str.isdigit, str(each.value))) for each in found if each.kind is NumberKind.ORDER]
    assert digits
    assert all(5 <= count <= 23 for count in digits)


def test_only_so_many_unknown_words_are_mended():
    spelling = Spelling({"english"})
    spelling.know({"cancel": 9, "order": 9})
    mended = spelling.mended("cancle " * (MOST_UNKNOWN + 10)).split()
    assert (mended.count("cancel"), mended.count("cancle")) == (MOST_UNKNOWN, 10)
