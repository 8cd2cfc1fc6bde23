"""Whether a message adds to what was said before."""

import pytest

from bot.nlu.parts.additions import is_addition, read_words

EXAMPLES = read_words()["examples"]


def words(text):
    return text.replace(",", " ").split()


@pytest.mark.parametrize("text", EXAMPLES["adds"])
def test_words_that_add_are_known_at_both_ends(text):
    assert is_addition(words(text))


@pytest.mark.parametrize("text", [*EXAMPLES["does_not"], "", "too", "please"])
def test_other_words_add_nothing(text):
    assert not is_addition(words(text))
