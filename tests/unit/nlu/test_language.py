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
        if block["intent"] != "out_of_scope":
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
