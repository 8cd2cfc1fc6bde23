"""One turn while it is being answered: what was heard, what is said, and the state as it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue.buttons import Button, person_button
from bot.dialogue.heard import Heard
from bot.dialogue.say import Say
from bot.dialogue.state import MOST_PARKED, Choose, Confirm, Describe, Question, Request, State
from bot.dialogue.words import order_words, policy_words
from bot.orders.order import Order
from bot.service.shop import Shop

# A handover is told the last things that were tried, not the whole conversation.
MOST_TRIED = 8


class Talk:
    """What the topics work with: they read ``heard`` and ``shop``, say, ask, and leave the state changed."""

    def __init__(self, heard: Heard, state: State, shop: Shop) -> None:
        self.heard = heard
        self.shop = shop
        self.before = state
        self.state = replace(state.at(shop.now), turn=state.turn + 1, is_over=False)
        self.says: list[Say] = []
        self.rows: list[str] = []
        self.has_asked = False
        self.is_correction = False

    @property
    def question(self) -> Question | None:
        """The question that is open now."""
        return self.state.question

    def say(
        self,
        reply: str,
        *,
        order: Order | None = None,
        buttons: Sequence[Button] = (),
        card: Mapping[str, Any] | None = None,
        **words: str,
    ) -> None:
        """Say a reply of domain/responses; the words of the shop and of ``order`` are always filled."""
        policy, now = self.shop.policy, self.shop.now
        customer = self.shop.customer
        known = policy_words(policy)
        if order is not None:
            shopper = customer.name if customer else ""
            known |= order_words(order, now, policy, shopper, others=self.shop.orders())
        self.says.append(Say(reply, {**known, **words}, tuple(buttons), card))

    def say_first(self, reply: str, **about: Any) -> None:
        """Say a reply before what is said so far, such as what cannot be done before what can."""
        self.say(reply, **about)
        self.says.insert(0, self.says.pop())

    def note(self, **changes: Any) -> None:
        """Change what the conversation remembers."""
        self.state = replace(self.state, **changes)

    def order(self, order_id: str) -> Order | None:
        """The shopper's order of this id; None when it is not the shopper's, or not there any more."""
        return next((order for order in self.shop.orders() if order.id == order_id), None)

    def own(self, order_ids: Sequence[str]) -> tuple[Order, ...]:
        """The shopper's orders of these ids, in this order."""
        found = (self.order(order_id) for order_id in order_ids)
        return tuple(order for order in found if order is not None)

    def focus_on(self, *orders: Order) -> None:
        """These orders are what is talked about now."""
        self.note(focus=tuple(order.id for order in orders))

    def answered(self, request: Request, row: str | None = None, subject: str | None = None) -> None:
        """Remember what was served, and by which row of the guidance."""
        self.rows += [row] if row else []
        tried = (*self.state.tried, row) if row and row not in self.state.tried else self.state.tried
        self.note(task=request, row=row, subject=subject or self.state.subject, tried=tried[-MOST_TRIED:])

    def ask_which(self, what: str, options: Sequence[str], request: Request, said: str = "") -> Choose:
        """Open the question which one is meant; the caller says it."""
        question = Choose(self._question_id(), self.shop.now, what, tuple(options), request, said)
        self._open(question)
        return question

    def ask_to_confirm(
        self, write: str, orders: Sequence[Order], request: Request, **details: Any
    ) -> Confirm:
        """Open the question whether to make this change; the caller says exactly what it is."""
        order_ids = tuple(order.id for order in orders)
        question = Confirm(self._question_id(), self.shop.now, write, order_ids, request, details)
        self._open(question)
        return question

    def ask_to_describe(self, what: str, request: Request) -> Describe:
        """Open the question for a free text; the caller says it."""
        question = Describe(self._question_id(), self.shop.now, what, request)
        self._open(question)
        return question

    def close(self) -> None:
        """No question is open any more."""
        self.note(question=None)

    def drop_all(self) -> None:
        """Let go of the open question and of everything that waits."""
        self.note(question=None, parked=(), is_over=True)

    def park(self, request: Request) -> None:
        """Keep a request for later; the same one is kept once, and no more than MOST_PARKED are."""
        parked = [each for each in self.state.parked if not _is_same(each, request)]
        self.note(parked=(*parked, request)[:MOST_PARKED])

    def reopen(self, question: Question) -> None:
        """Leave a question open that was put before, as put just now."""
        self.note(question=replace(question, asked_at=self.shop.now))
        self.has_asked = True

    def say_person(self, reply: str, **words: str) -> None:
        """Say a reply with the button that calls a person."""
        self.say(reply, buttons=[person_button()], **words)

    def _open(self, question: Question) -> None:
        """Put the question in the place of an open one; that is parked unless it is the same wish."""
        former = self.state.question
        if former is not None and not self._is_replaced(former, question):
            self.park(former.request)
        self.note(question=question, focus=self._focus_of(question))
        self.has_asked = True

    def _is_replaced(self, former: Question, new: Question) -> bool:
        """Whether the new question goes on with the wish of the former one, or takes its place."""
        if former.request.intent != new.request.intent:
            return False
        ids = former.request.order_ids
        return self.is_correction or not ids or set(ids) <= set(new.request.order_ids)

    def _focus_of(self, question: Question) -> tuple[str, ...]:
        if isinstance(question, Confirm):
            return question.order_ids
        return question.request.order_ids or self.state.focus

    def _question_id(self) -> str:
        """An id of its own for each question, so that an old button never answers a new one."""
        return f"q{self.state.turn}.{len(self.says)}"


def _is_same(left: Request, right: Request) -> bool:
    return left.intent == right.intent and (left.order_ids == right.order_ids or not right.order_ids)
