"""Changes of what was put for a yes: another order, another reason, another text."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.catalogue import tasks
from bot.dialogue.describing import serve_quietly
from bot.dialogue.heard import Heard, Role
from bot.dialogue.proposals import ask_how_many
from bot.dialogue.references import Quantifier
from bot.dialogue.requests import LONGEST_TEXT, told
from bot.dialogue.select_items import select_items
from bot.dialogue.selection import AskQuantity, ChosenItems
from bot.dialogue.serving import serve
from bot.dialogue.state import Confirm, Request
from bot.dialogue.talk import Talk
from bot.orders.decision import Write
from bot.orders.order import Order

_REASON = (Write.OPEN_DISPUTE.value, Write.OPEN_RETURN.value)
_ENDS = ".!?"


def amend(talk: Talk, question: Confirm) -> bool:
    """Put the question again with what is corrected; False where the message corrects nothing known."""
    heard = talk.heard
    talk.is_correction = True
    request = question.request
    if heard.references.names_which and question.write not in TEXTS:
        talk.close()
        serve(talk, replace(request, order_ids=(), items=()))
        return True
    if _amended_items(talk, question):
        return True
    text = _text_of(question)
    if text is None:
        return False
    change = heard.answer_to("amend_text").name
    if change == "replace" and _only_counts(heard):
        # a number of pieces is no reason to send them back, and more of what is wrong, not all of it
        if question.write == Write.OPEN_RETURN.value:
            serve_quietly(talk, request)
            return True
        change = "add"
    # to a seller a question is part of what is said, not of what is asked here
    asks = question.write == Write.MESSAGE_SELLER.value and heard.words_of(Role.REQUEST)
    amended = amended_text(text, change, heard.content or (None if asks else told(heard)) or heard.text)
    if amended is None:
        return False
    serve_quietly(talk, _with(request, question, amended))
    return True


def amend_items(talk: Talk, question: Confirm) -> bool:
    """Put the return again with other items, or other numbers of them; False where none are named.

    Where more pieces are named than there are, it is asked how many are meant.
    """
    is_elsewhere = talk.heard.intent in tasks() and talk.heard.intent != question.request.intent
    return not is_elsewhere and _amended_items(talk, question)


def _amended_items(talk: Talk, question: Confirm) -> bool:
    order = talk.order(question.order_ids[0])
    if order is None or not _tells_items(talk.heard, question):
        return False
    match select_items(talk.heard.references, (_put_or_named(talk.heard, question, order),)):
        case ChosenItems(picks):
            return _amend_to(talk, question, {pick.item.id: pick.quantity for pick in picks})
        case AskQuantity(pick) if _counts(talk.heard):
            talk.is_correction = True
            ask_how_many(talk, replace(question.request, items=()), order, pick.item.id)
            return True
    return False


def _tells_items(heard: Heard, question: Confirm) -> bool:
    named = heard.references
    tells = any(m.words or m.quantity or m.quantifier is not Quantifier.ONE for m in named.include)
    return question.write == Write.OPEN_RETURN.value and (tells or bool(named.exclude))


def _counts(heard: Heard) -> bool:
    return any(mention.quantity is not None for mention in heard.references.include)


def _only_counts(heard: Heard) -> bool:
    """Whether it names no thing but a number of those talked about: "two of them", "only one"."""
    return _counts(heard) and not heard.references.names_which


def _put_or_named(heard: Heard, question: Confirm, order: Order) -> Order:
    """The order with the items that were put, where nothing else is named: "two of them"."""
    named, put = heard.references, dict(question.request.items)
    is_of_those = not named.exclude and not named.names_which
    return replace(order, items=tuple(i for i in order.items if i.id in put)) if is_of_those else order


def _amend_to(talk: Talk, question: Confirm, named: dict[str, int]) -> bool:
    """Put the return again with these pieces instead, or as well; False where that is what was put."""
    before = question.request.items
    wanted = tuple({**dict(before), **named}.items()) if talk.heard.is_addition else tuple(named.items())
    if wanted == before:
        return False
    talk.is_correction = True
    serve_quietly(talk, replace(question.request, items=wanted))
    return True


def tell_more(talk: Talk, question: Confirm) -> bool:
    """Put the question again with what is told of the same matter: another reason, more of what is wrong."""
    heard, text = talk.heard, _text_of(question)
    is_same = heard.intent == question.request.intent and heard.role is Role.REPORT
    is_named = any(mention.number or mention.ending for mention in heard.references.include)
    if text is None or not is_same or is_named or question.write not in _REASON:
        return False
    change = "replace" if question.write == Write.OPEN_RETURN.value else "add"
    told_now = heard.text if change == "replace" else amended_text(text, change, heard.text)
    serve_quietly(talk, _with(question.request, question, told_now or heard.text))
    return True


TEXTS = (*_REASON, Write.MESSAGE_SELLER.value)


def _text_of(question: Confirm) -> str | None:
    request = question.request
    if question.write in _REASON:
        return request.reason
    return request.content if question.write == Write.MESSAGE_SELLER.value else None


def _with(request: Request, question: Confirm, text: str) -> Request:
    if question.write in _REASON:
        return replace(request, reason=text)
    return replace(request, content=text)


def amended_text(text: str, change: str, words: str) -> str | None:
    """``text`` after a change: add, drop_last, drop_first or replace; None where the change is not known.

    >>> amended_text("It is cracked. Sorry.", "drop_last", "")
    'It is cracked.'
    >>> amended_text("It is cracked", "add", "the box was wet")
    'It is cracked. The box was wet'
    """
    if change == "add":
        joined = text.rstrip() if text.rstrip().endswith(tuple(_ENDS)) else f"{text.rstrip()}."
        return f"{joined} {words[:1].upper()}{words[1:]}"[:LONGEST_TEXT]
    if change in ("drop_last", "drop_first"):
        kept = sentences(text)
        kept = kept[:-1] if change == "drop_last" else kept[1:]
        return " ".join(kept) or None
    return _replaced(text, words)[:LONGEST_TEXT] if change == "replace" else None


def _replaced(text: str, words: str) -> str:
    """``words`` in the place of ``text``; a piece that begins like a piece of the text takes only its place.

    >>> _replaced("Please send it before Sunday", "before Saturday")
    'Please send it before Saturday'
    """
    first = words.split(" ")[0].casefold()
    said = text.split(" ")
    places = [at for at, word in enumerate(said) if word.casefold() == first]
    is_piece = len(words.split(" ")) < len(said) and len(places) == 1 and places[0] > 0
    return " ".join([*said[: places[0]], words]) if is_piece else words


def sentences(text: str) -> list[str]:
    """The sentences of a text, by their closing marks."""
    found, begin = [], 0
    for at, char in enumerate(text):
        is_end = char in _ENDS and (at + 1 == len(text) or text[at + 1].isspace())
        if is_end:
            found.append(text[begin : at + 1].strip())
            begin = at + 1
    rest = text[begin:].strip()
    return [each for each in (*found, rest) if each]
