"""Slips in words that matter are mended, and nothing else is touched."""

import pytest

from bot.nlu.spelling import Spelling

ENGLISH = {"older", "border", "seller", "order", "about"}


@pytest.fixture
def spelling():
    spelling = Spelling(ENGLISH)
    spelling.learn(["coupon dispute refund order seller deleted cancel"] * 4 + ["refunt"])
    return spelling


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("copuon", "coupon"),
        ("dipsute", "dispute"),
        ("refnud", "refund"),
        ("reffund", "refund"),
        ("dispte", "dispute"),
        ("canxel", "cancel"),
        ("refunt", "refund"),
        ("refun", "refund"),
    ],
)
def test_one_slip_in_a_known_word_is_mended(spelling, said, meant):
    assert spelling.mended(f"my {said} please") == f"my {meant} please"


@pytest.mark.parametrize("word", ["older", "border", "delete", "coup", "copuno", "ordernumber", "zzzzzz"])
def test_other_words_stay_as_they_are(spelling, word):
    assert spelling.mended(word) == word


def test_a_word_as_near_to_two_known_ones_stays_as_it_is():
    spelling = Spelling(ENGLISH)
    spelling.learn(["seller", "teller"] * 4)
    assert spelling.mended("xeller") == "xeller"


def test_without_an_english_lexicon_nothing_is_mended():
    spelling = Spelling()
    spelling.learn(["coupon"] * 4)
    assert spelling.mended("copuon") == "copuon"


@pytest.mark.parametrize(
    ("said", "meant"),
    [("tocancel", "to cancel"), ("myorder", "my order"), ("okno", "ok no")],
)
def test_two_known_words_without_a_space_are_read_as_two(said, meant):
    spelling = Spelling(ENGLISH)
    spelling.learn(["i want to cancel my order ok no"] * 4)
    assert spelling.mended(said) == meant


@pytest.mark.parametrize("word", ["border", "xcancel", "cancelzz", "tomy"])
def test_a_word_that_is_english_or_not_made_of_known_words_is_not_cut(word):
    spelling = Spelling({*ENGLISH, "tomy"})
    spelling.learn(["i want to cancel my order"] * 4)
    assert " " not in spelling.mended(word)


def test_of_two_near_words_the_more_frequent_is_meant():
    spelling = Spelling(ENGLISH)
    spelling.learn(["seller"] * 9 + ["teller"] * 4)
    assert spelling.mended("xeller") == "seller"


def test_a_slip_that_is_often_seen_is_no_word_of_its_own():
    spelling = Spelling(ENGLISH)
    spelling.learn(["coupon"] * 80 + ["copuon"] * 4)
    assert spelling.mended("copuon") == "coupon"


def test_a_short_word_is_a_slip_of_a_frequent_word_only():
    spelling = Spelling(ENGLISH)
    spelling.learn(["money"] * 20 + ["phone"] * 4)
    assert (spelling.mended("mney"), spelling.mended("phne")) == ("money", "phne")


@pytest.mark.parametrize(
    ("said", "meant"), [("cancellatoin", "cancellation"), ("canclelatoin", "cancellation")]
)
def test_a_long_word_may_have_two_slips(said, meant):
    spelling = Spelling(ENGLISH)
    spelling.learn(["cancellation"] * 4)
    assert spelling.mended(said) == meant


@pytest.mark.parametrize(("said", "meant"), [("bordr", "border"), ("abuot", "about"), ("aboutt", "about")])
def test_a_slip_of_no_known_word_may_be_one_of_another_english_word(said, meant):
    spelling = Spelling({"border", "about"})
    spelling.learn(["coupon"] * 4)
    assert spelling.mended(said) == meant


@pytest.mark.parametrize("word", ["xeller", "bout", "border" * 4])
def test_a_slip_of_two_english_words_a_short_one_and_a_chain_of_letters_stay(word):
    spelling = Spelling({"seller", "teller", "about", "bouts"})
    spelling.learn(["coupon"] * 4)
    assert spelling.mended(word) == word


@pytest.mark.parametrize("text", ["my refnud", "border xyzzy"])
def test_a_word_is_known_in_what_holds_one(spelling, text):
    assert spelling.knows_a_word_of(text)


@pytest.mark.parametrize("text", ["xyzzy plugh", "q", "", "123"])
def test_no_word_is_known_in_letters_without_sense(spelling, text):
    assert not spelling.knows_a_word_of(text)


def test_a_word_too_long_to_be_a_slip_or_two_words_stays():
    spelling = Spelling(ENGLISH)
    spelling.know({"cancel": 90, "order": 90})
    assert spelling.mended("cancelorder") == "cancel order"
    assert spelling.mended("cancel" * 300) == "cancel" * 300


def test_a_rare_english_word_is_no_slip_of_a_frequent_one():
    spelling = Spelling(ENGLISH, {"teller"})
    spelling.know({"seller": 50})
    assert spelling.mended("teller tellar sellar") == "teller tellar seller"


def test_a_shortened_not_is_no_slip():
    spelling = Spelling(ENGLISH)
    spelling.know({"need": 50})
    assert spelling.mended("needn't needn") == "needn't need"
