"""Is a message parsed once, by the published pipeline, and within bounds?"""

import hashlib
import time
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.components.language import (
    MOST_TOKENS,
    PACKAGE,
    READ,
    EnglishLanguage,
    read_text,
    trained_pipeline,
)

HOSTILE = run_path(str(Path(__file__).parents[3] / "fixtures" / "hostile_messages.py"))["hostile_messages"]()
# As in the wheel of en_core_web_sm 3.8.0 that Explosion published.
PUBLISHED = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
}
SLOWEST_ABOVE_NORMAL_MS = 50


@pytest.fixture(scope="module")
def language():
    return EnglishLanguage(EnglishLanguage.get_default_config(), None, None)


def understood(language, text):
    (message,) = language.process([Message({"text": text})])
    return message


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_installed_pipeline_is_the_published_one(name):
    folder = Path(find_spec(PACKAGE).origin).parent / f"{PACKAGE}-{trained_pipeline().meta['version']}"
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == PUBLISHED[name]


def test_the_parse_is_kept_with_the_message(language):
    read = understood(language, "pls cancel the lamp").get(READ)
    assert [(token.text, token.dep_) for token in read.doc][1] == ("cancel", "ROOT")


def test_rasas_tokens_lie_in_what_was_typed(language):
    text = "pls cancel it’s late"
    tokens = understood(language, text).get("text_tokens")
    assert [text[token.start : token.end] for token in tokens][:2] == ["pls", "cancel"]
    assert all(text[token.start : token.end] == token.text for token in tokens)


def test_a_pressed_button_is_not_parsed(language):
    assert understood(language, '/affirm{"answers": "q1"}').get(READ) is None


def test_an_empty_message_is_no_error(language):
    assert understood(language, "").get(READ) is None


def test_the_pipeline_is_loaded_once():
    assert trained_pipeline() is trained_pipeline()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_more_is_parsed_than_of_a_long_message(text):
    assert len(read_text(text).doc) <= MOST_TOKENS


@pytest.mark.parametrize("text", ["x" * 2_000, "'" * 2_000, "a " * 1_000, '"a' * 1_000, "?!" * 1_000])
def test_hostile_text_takes_little_longer_than_a_normal_message(text):
    read_text("cancel the lamp please")
    quickest = min(_milliseconds(text) for _ in range(3))
    assert quickest < SLOWEST_ABOVE_NORMAL_MS


def _milliseconds(text):
    began = time.process_time()
    read_text(text)
    return (time.process_time() - began) * 1000
