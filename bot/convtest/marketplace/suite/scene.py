"""What a twist works with: an order that leads to a line of the guidance, and what is expected about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.convtest.case import (
    BotUttered,
    Buttons,
    Check,
    Expectation,
    Guidance,
    Handoff,
    StoreChanged,
    Turn,
)
from bot.convtest.marketplace.suite.facts import facts_to_name
from bot.convtest.marketplace.suite.receipts import question, receipts
from bot.convtest.marketplace.suite.seeds import Seeded
from bot.convtest.marketplace.suite.table import Phrase, Table
from bot.orders.decision import Write
from bot.orders.order import Order
from bot.orders.policy import Policy

NOTHING = StoreChanged()
# Before it puts these questions the bot asks for a detail.
_ASKS_FOR_DETAIL = (Write.OPEN_DISPUTE, Write.OPEN_RETURN, Write.MESSAGE_SELLER)


@dataclass(frozen=True)
class Done:
    """What a yes changes in the store, and the order after it."""

    changes: StoreChanged
    order: Order


@dataclass(frozen=True)
class Scene:
    """What a twist works with.

    ``order`` is the order in its store at ``now``. ``done`` carries out what a yes agrees to, after it was
    asked so.
    """

    table: Table
    seeded: Seeded
    order: Order | None
    now: datetime
    done: Callable[[Phrase, str], Done]
    line: int

    def outcome(self, phrase: Phrase, asked: str) -> tuple[Check, ...]:
        """The receipts of a yes, and what it changes in the store."""
        done = self.done(phrase, asked)
        replies = receipts(self.seeded.row.write, done.order)
        return (done.changes, *(self.replied(reply, done.order) for reply in replies))

    def replied(self, reply: str, order: Order | None = None, **asked: str) -> BotUttered:
        """A check that the reply was given, with all that it must name of the order."""
        facts = facts_to_name(order or self.order, self.now, Policy())
        facts.update({name: (text,) for name, text in asked.items()})
        named = (facts.get(name, (name,)) for name in self.table.replies.get(reply, ()))
        return BotUttered(reply, says=tuple(text for texts in named for text in texts))

    def asks(self) -> BotUttered:
        """A check that the question was put, with what the shopper was told to say yes to."""
        write = self.seeded.row.write
        details = self.table.details.get(write.value, {})
        problem = "never arrived" if self.seeded.describes_itself else details.get("problem", "")
        asked = {"dispute_reason": problem.replace("_", " "), "return_reason": details.get("answer", "")}
        return self.replied(question(write, self.order), **asked)

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
        answered = (Guidance(row.id), self.replied(row.reply), NOTHING)
        if not self.proposes:
            return [self.turn(text, *answered, *self._offers())]
        if not self._needs_detail():
            return [self.turn(text, *answered, self.asks(), self._yes_shown(), *self._offers())]
        detail = self.table.details[self.seeded.row.write.value]["answer"]
        return [self.turn(text, *answered), self.turn(detail, NOTHING, self.asks(), self._yes_shown())]

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
