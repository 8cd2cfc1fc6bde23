"""Which messages are taken for another language, and which are English after all."""

from pathlib import Path

import pytest
import yaml

from bot.nlu.encoder import english_words
from bot.nlu.language import EnglishOnly, words_said

DATA = Path(__file__).parents[3] / "data" / "nlu"


def requests():
    """All examples that are no out-of-scope ones."""
    blocks = [
        block for file in DATA.glob("*.yml") for block in yaml.safe_load(file.read_text("utf-8"))["nlu"]
    ]
    for block in blocks:
        if block["intent"].partition("/")[0] != "out_of_scope":
            yield from (line[2:] for line in block["examples"].split("\n") if line.startswith("- "))


@pytest.fixture(scope="module")
def language():
    return EnglishOnly(words_said(requests()), english_words())


@pytest.mark.parametrize(
    "text",
    [
        "¿Dónde está mi pedido?",
        "cancelar pedido 8012345678901234",
        "quiero hablar con una persona",
        "Bestellung stornieren",
        "ich will mein Geld zurück",
        "order stornieren bitte",
        "je veux annuler ma commande",
        "remboursement",
        "cancellare ordine",
        "quero cancelar meu pedido",
        "waar is mijn bestelling",
        "gdzie jest moje zamówienie",
        "siparişim nerede",
        "где мой заказ",
        "заказ 8012345678901234",
        "أين طلبي",
        "取消订单",
        "注文をキャンセルしたい",
        "환불해 주세요",
    ],
)
def test_another_language_is_told(language, text):
    assert language.is_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "cancel",
        "ok",
        "no",
        "hi",
        "#W1234567",
        "8012345678901234",
        "wher is my ordr",
        "cansel my oder pls",
        "i wnat my mony bak",
        "dis not wat i orderd",
        "plz hlp",
        "blutooth hedphones",
        "the Le Creuset pot",
        "De Longhi",
        "El Camino hoodie",
        "Kärcher vacuum",
        "my name is Joaquín García",
        "José Müller",
        "café table",
        "una pizza margherita poster",
        "hola i need help with my order",
        "ja",
        "",
        "😡😡",
        "12.50",
    ],
)
def test_short_and_misspelt_english_numbers_products_and_names_are_not_foreign(language, text):
    assert not language.is_foreign(text)


def test_next_to_no_english_request_is_taken_for_another_language(language):
    taken = [text for text in requests() if language.is_foreign(text)]
    assert len(taken) <= 2, taken


def test_a_word_in_one_text_alone_is_not_learned_for_english():
    assert words_said(["cancel cancel it", "where is it"]) == {"it"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("¿Dónde está mi pedido?", "es"),
        ("quiero hablar con una persona", "es"),
        ("je veux annuler ma commande", "fr"),
        ("où est mon colis s'il vous plaît", "fr"),
        ("ich will mein Geld zurück", "de"),
        ("wo ist meine Bestellung", "de"),
        ("vorrei annullare il mio ordine", "it"),
        ("quero cancelar meu pedido", "pt"),
        ("waar is mijn bestelling", "nl"),
        ("gdzie jest moje zamówienie", "pl"),
        ("siparişim nerede", "tr"),
        ("где мой заказ", "ru"),
        ("取消订单", "zh"),
        ("注文をキャンセルしたい", "ja"),
        ("أين طلبي", "ar"),
        ("मेरा ऑर्डर कहाँ है", "hi"),
    ],
)
def test_which_language_it_is_is_told(language, text, code):
    assert language.language_of(text) == code


@pytest.mark.parametrize(
    "text", ["ja", "ok", "non", "si", "oui", "where is my parcel", "no", "da", "👍", "12"]
)
def test_english_and_a_word_alone_have_no_foreign_language(language, text):
    assert language.language_of(text) is None
