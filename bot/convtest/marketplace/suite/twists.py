"""The talks of a generated suite: one function for each twist, from a seeded line to the steps of a case."""

from collections.abc import Callable, Iterator

from bot.convtest.case import BotUttered, Buttons, ExpectedRow, Guidance, Handoff, StoreChanged, Turn
from bot.convtest.marketplace.suite.receipts import already_done
from bot.convtest.marketplace.suite.scene import NOTHING, Scene
from bot.convtest.marketplace.suite.table import Phrase
from bot.guidance.decide import matching_row
from bot.orders.ask import Ask

TICKET = StoreChanged((ExpectedRow("tickets", {"kind": "handover", "status": "open"}),))
PERSON = "Talk to a person"
Steps = list[Turn]


def plainly(scene: Scene, phrase: Phrase) -> Steps:
    """Ask and, where something is proposed, agree to it."""
    text = scene.about(phrase.says)
    return [*scene.ask(text), *_agree(scene, phrase, text)]


def _agree(scene: Scene, phrase: Phrase, asked: str) -> Steps:
    """A yes and all that it changes; ``asked`` is what the shopper first wrote."""
    return [scene.turn(scene.yes(), *scene.outcome(phrase, asked))] if scene.proposes else []


def _first(scene: Scene) -> tuple[Phrase, str]:
    phrase = scene.phrases[0]
    return phrase, scene.about(phrase.says)


def _with_typo(scene: Scene) -> Steps:
    phrase, text = _first(scene)
    return [*scene.ask(mistyped(text)), *_agree(scene, phrase, mistyped(text))]


def mistyped(text: str) -> str:
    """``text`` with two letters of its longest word the wrong way round; words with digits stay.

    Without a word of two letters or more it is ``text`` itself.
    """
    words = text.split(" ")
    longest = max(range(len(words)), key=lambda n: len(words[n]) if words[n].isalpha() else 0)
    word = words[longest]
    if len(word) < 2 or not word.isalpha():
        return text
    middle = len(word) // 2
    words[longest] = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    return " ".join(words)


def _digression(scene: Scene) -> Steps:
    aside = Guidance(scene.table.digression["row"])
    said = scene.table.digression["says"]
    phrase, text = _first(scene)
    if not scene.proposes:
        again = scene.about(scene.phrases[-1].says)
        return [*scene.ask(text), scene.turn(said, aside, NOTHING), *scene.ask(again)]
    put_again = Buttons((scene.yes_title,), "include")
    return [*scene.ask(text), scene.turn(said, aside, NOTHING, put_again), *_agree(scene, phrase, text)]


def _correction(scene: Scene) -> Steps:
    """Another order is named first, then the one that is meant."""
    return _named_later(scene, scene.table.other_order, scene.about("sorry, i meant order {number}"))


def _wrong_number_first(scene: Scene) -> Steps:
    wrong = {**scene.table.other_order, "id": scene.table.wrong_number}
    return _named_later(scene, wrong, scene.about("{number}"))


def _named_later(scene: Scene, first: dict, then: str) -> Steps:
    named = next((phrase for phrase in scene.phrases if phrase.names_number), None)
    if named is None:
        return []
    asked = scene.about(named.says, first)
    return [scene.turn(asked, NOTHING), *scene.ask(then), *_agree(scene, named, asked)]


def _negation(scene: Scene) -> Steps:
    if not scene.proposes:
        return []
    _, text = _first(scene)
    declined, nothing_asked = scene.replied("utter_declined"), scene.replied("utter_nothing_to_confirm")
    no = scene.turn(scene.no(), NOTHING, declined)
    return [*scene.ask(text), no, scene.turn(scene.yes(), NOTHING, nothing_asked)]


def _never_mind(scene: Scene) -> Steps:
    """What was begun is dropped, whatever was already asked for it; a later yes changes nothing."""
    if not scene.proposes:
        return []
    _, text = _first(scene)
    forget = scene.turn(scene.one_of(scene.table.never_mind), NOTHING)
    return [*scene.ask(text)[:1], forget, scene.turn(scene.yes(), NOTHING)]


def _stale_yes(scene: Scene) -> Steps:
    """The button of a question that was said no to."""
    if not scene.proposes:
        return []
    _, text = _first(scene)
    no = scene.turn(scene.no(), NOTHING, scene.replied("utter_declined"))
    stale = scene.press(scene.yes_title, NOTHING, scene.replied("utter_nothing_to_confirm"))
    return [*scene.ask(text), no, stale]


def _not_covered(scene: Scene) -> Steps:
    return _interrupted(scene, scene.one_of(scene.table.not_covered), scene.replied("utter_out_of_scope"))


def _unclear(scene: Scene) -> Steps:
    return _interrupted(scene, scene.one_of(scene.table.unclear))


def _interrupted(scene: Scene, aside: str, *replies: BotUttered) -> Steps:
    """Something that leads nowhere is said in between: a person is offered and the question is put again."""
    phrase, text = _first(scene)
    expected = (*replies, NOTHING, Buttons((PERSON,), "include"))
    if not scene.proposes:
        return [*scene.ask(text), scene.turn(aside, *expected)]
    aside_turn = scene.turn(aside, *expected, Buttons((scene.yes_title,), "include"))
    return [*scene.ask(text), aside_turn, *_agree(scene, phrase, text)]


def _person(scene: Scene) -> Steps:
    """A person is called at once, in the middle of anything; a yes after that is to nothing."""
    _, text = _first(scene)
    called = scene.turn(
        scene.one_of(scene.table.person), Handoff(True), TICKET, scene.replied("utter_handoff_done")
    )
    return [*scene.ask(text), called, scene.turn(scene.yes(), NOTHING)]


def _buttons(scene: Scene) -> Steps:
    """Yes by its button; or each offer by its button, answered by the row that holds for it."""
    phrase, text = _first(scene)
    if scene.proposes:
        return [*scene.ask(text), scene.press(scene.yes_title, *scene.outcome(phrase, text))]
    if not scene.offered():
        return []
    return [*scene.ask(text), *(scene.press(*_offer(scene, name)) for name in scene.offered())]


def _offer(scene: Scene, name: str) -> Iterator:
    offer = scene.table.offers[name]
    yield offer["button"]
    if "ask" in offer:
        row = matching_row(Ask(offer["ask"]), scene.seeded.facts)
        yield Guidance(row.id)
        yield scene.replied(offer.get("reply", row.reply))
    elif "reply" in offer:
        yield scene.replied(offer["reply"])
    yield NOTHING


def _second_yes(scene: Scene) -> Steps:
    if not scene.proposes:
        return []
    again = scene.replied(already_done(scene.seeded.row.write), scene.done(*_first(scene)).order)
    return [*plainly(scene, scene.phrases[0]), scene.turn(scene.yes(), NOTHING, again)]


TWISTS: dict[str, Callable[[Scene], Steps]] = {
    "typo": _with_typo,
    "digression": _digression,
    "correction": _correction,
    "wrong_number": _wrong_number_first,
    "negation": _negation,
    "never_mind": _never_mind,
    "stale_yes": _stale_yes,
    "not_covered": _not_covered,
    "unclear": _unclear,
    "person": _person,
    "button_instead_of_text": _buttons,
    "second_yes": _second_yes,
}
# Twists of every order of a line; the others are for the first order of each row.
ALWAYS = ("button_instead_of_text",)
