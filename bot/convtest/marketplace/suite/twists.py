"""The talks of a generated suite: one function for each twist, from a seeded line to the steps of a case."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.convtest.case import (
    BotUttered,
    Buttons,
    Check,
    Expectation,
    ExpectedRow,
    Guidance,
    Handoff,
    StoreChanged,
    Turn,
)
from bot.convtest.marketplace.suite.seeds import Seeded
from bot.convtest.marketplace.suite.table import Phrase, Table
from bot.guidance.decide import matching_row
from bot.orders.ask import Ask
from bot.orders.decision import Write

NOTHING = StoreChanged()
TICKET = StoreChanged((ExpectedRow("tickets", {"kind": "handover", "status": "open"}),))
PERSON = "Talk to a person"
# Before it puts these questions the bot asks for a detail.
_ASKS_FOR_DETAIL = (Write.OPEN_DISPUTE, Write.OPEN_RETURN, Write.MESSAGE_SELLER)


@dataclass(frozen=True)
class Scene:
    """What a twist works with. ``outcome`` tells what a yes to a question changes after it was asked so."""

    table: Table
    seeded: Seeded
    outcome: Callable[[Phrase, str], StoreChanged]
    line: int

    @property
    def proposes(self) -> bool:
        return self.seeded.row.write is not None

    @property
    def phrases(self) -> list[Phrase]:
        """The ways to ask; where the shopper has other orders, those that name the number."""
        ways = self.table.asks[self.seeded.asked_as]
        order = self.table.orders.get(self.seeded.order_name or "")
        if order and order["customer_id"] != self.table.shopper:
            return [phrase for phrase in ways if phrase.names_number]
        return list(ways)

    def about(self, text: str, order: dict | None = None) -> str:
        """``text`` with number and item of an order; of the scene's own where none is given."""
        order = order or self.table.orders.get(self.seeded.order_name or "")
        if order is None:
            return text
        return text.format(number=order["id"], item=order["items"][0]["title"].lower())

    def turn(self, text: str, *checks: Check) -> Turn:
        return Turn(text, self.line, checks=self._expected(checks))

    def press(self, title: str, *checks: Check) -> Turn:
        return Turn(title, self.line, is_press=True, checks=self._expected(checks))

    def _expected(self, checks: tuple[Check, ...]) -> tuple[Expectation, ...]:
        return tuple(Expectation(_KEYS[type(check)], check, self.line) for check in checks)

    def ask(self, text: str) -> list[Turn]:
        """Ask, be answered by the row, and say what the bot still needs to put its question."""
        row = self.seeded.row
        answered = (Guidance(row.id), BotUttered(row.reply), NOTHING)
        if not self.proposes:
            return [self.turn(text, *answered, *self._offers())]
        if not self._needs_detail():
            return [self.turn(text, *answered, self._yes_shown(), *self._offers())]
        detail = self.table.details[self.seeded.row.write.value]["answer"]
        return [self.turn(text, *answered), self.turn(detail, NOTHING, self._yes_shown())]

    def one_of(self, ways: list[str]) -> str:
        """One of several ways to say the same; other orders get other ones."""
        return ways[self.line % len(ways)]

    def yes(self) -> str:
        return self.one_of(self.table.typed_yes)

    def no(self) -> str:
        return self.one_of(self.table.typed_no)

    @property
    def yes_title(self) -> str:
        return self.table.yes[self.seeded.row.write.value]

    def _yes_shown(self) -> Buttons:
        return Buttons((self.yes_title,), "include")

    def offered(self, holds: bool = True) -> list[str]:
        """The names of the row's offers that hold for the order, or do not, and have a button."""
        lines = (line for line in self.seeded.row.offers if line.when.holds(self.seeded.facts) is holds)
        return [line.offer.value for line in lines if line.offer.value in self.table.offers]

    def _offers(self) -> list[Buttons]:
        """The buttons that must be there, and those that must not."""
        both = (("include", self.offered()), ("without", self.offered(holds=False)))
        return [Buttons(self._titles(names), match) for match, names in both if names]

    def _titles(self, names: list[str]) -> tuple[str, ...]:
        return tuple(self.table.offers[name]["button"] for name in names)

    def _needs_detail(self) -> bool:
        return self.seeded.row.write in _ASKS_FOR_DETAIL and not self.seeded.describes_itself


_KEYS = {
    Guidance: "guidance",
    BotUttered: "bot_uttered",
    StoreChanged: "store",
    Buttons: "buttons",
    Handoff: "handoff",
}
Steps = list[Turn]


def plainly(scene: Scene, phrase: Phrase) -> Steps:
    """Ask and, where something is proposed, agree to it."""
    text = scene.about(phrase.says)
    return [*scene.ask(text), *_agree(scene, phrase, text)]


def _agree(scene: Scene, phrase: Phrase, asked: str) -> Steps:
    """A yes and all that it changes; ``asked`` is what the shopper first wrote."""
    return [scene.turn(scene.yes(), scene.outcome(phrase, asked))] if scene.proposes else []


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
    return [*scene.ask(text), scene.turn(scene.no(), NOTHING), scene.turn(scene.yes(), NOTHING)]


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
    return [*scene.ask(text), scene.turn(scene.no(), NOTHING), scene.press(scene.yes_title, NOTHING)]


def _not_covered(scene: Scene) -> Steps:
    return _interrupted(scene, scene.one_of(scene.table.not_covered))


def _unclear(scene: Scene) -> Steps:
    return _interrupted(scene, scene.one_of(scene.table.unclear))


def _interrupted(scene: Scene, aside: str) -> Steps:
    """Something that leads nowhere is said in between: a person is offered and the question is put again."""
    phrase, text = _first(scene)
    offered = Buttons((PERSON,), "include")
    if not scene.proposes:
        return [*scene.ask(text), scene.turn(aside, NOTHING, offered)]
    aside_turn = scene.turn(aside, NOTHING, offered, Buttons((scene.yes_title,), "include"))
    return [*scene.ask(text), aside_turn, *_agree(scene, phrase, text)]


def _person(scene: Scene) -> Steps:
    """A person is called at once, in the middle of anything; a yes after that is to nothing."""
    _, text = _first(scene)
    called = scene.turn(scene.one_of(scene.table.person), Handoff(True), TICKET)
    return [*scene.ask(text), called, scene.turn(scene.yes(), NOTHING)]


def _buttons(scene: Scene) -> Steps:
    """Yes by its button; or each offer by its button, answered by the row that holds for it."""
    phrase, text = _first(scene)
    if scene.proposes:
        return [*scene.ask(text), scene.press(scene.yes_title, scene.outcome(phrase, text))]
    if not scene.offered():
        return []
    return [*scene.ask(text), *(scene.press(*_offer(scene, name)) for name in scene.offered())]


def _offer(scene: Scene, name: str) -> Iterator:
    offer = scene.table.offers[name]
    yield offer["button"]
    if "ask" in offer:
        yield Guidance(matching_row(Ask(offer["ask"]), scene.seeded.facts).id)
    yield NOTHING


def _second_yes(scene: Scene) -> Steps:
    if not scene.proposes:
        return []
    return [*plainly(scene, scene.phrases[0]), scene.turn(scene.yes(), NOTHING)]


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
