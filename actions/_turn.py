"""One turn as the actions see it: who speaks, what was said, what was asked last, and how to answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions._mentions import meant
from actions._words import country_names
from bot.bootstrap import Office, current_office
from bot.service.desk import Wish
from bot.service.find_order import Mention
from bot.turn import QUESTION_LIFETIME, Caller, verify_turn


@dataclass(frozen=True)
class Question:
    """A question the bot has put and not yet got an answer to.

    ``kind`` is one of the values of the slot ``question``; ``order_id`` what it is about; ``extra``
    holds what will be done on a yes, such as the letter that was shown.
    """

    kind: str
    order_id: str
    asked_at: str
    extra: dict[str, Any]

    @property
    def id(self) -> str:
        """What a button of this question carries, so that an old button cannot answer a new question."""
        return f"{self.kind}:{self.order_id}"

    def is_stale(self, now: datetime) -> bool:
        return now - datetime.fromisoformat(self.asked_at) > QUESTION_LIFETIME


class Turn:
    """The shopper's message with its conversation, and the events that answer it."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker, office: Office) -> None:
        self._dispatcher = dispatcher
        self._tracker = tracker
        self.office = office
        self.desk = office.desk
        self.caller = _caller(tracker, office)
        self.events: list[dict[str, Any]] = []
        self._next_action = "action_listen"
        self._set: dict[str, Any] = {}
        self._has_left_form = False

    @property
    def customer_id(self) -> str | None:
        return self.caller.customer_id

    @property
    def text(self) -> str:
        """What the shopper typed; empty for a pressed button."""
        text = self._tracker.latest_message.get("text") or ""
        return "" if text.startswith("/") else text

    @property
    def intent(self) -> str:
        return self._tracker.latest_message.get("intent", {}).get("name") or ""

    @property
    def confidence(self) -> float:
        """How sure the classifier is of the intent, from 0 to 1."""
        return self._tracker.latest_message.get("intent", {}).get("confidence") or 0.0

    def likely_intents(self, confidence: float = 0.0) -> list[str]:
        """The intents the classifier ranked, likeliest first, from this confidence on."""
        ranking = self._tracker.latest_message.get("intent_ranking", [])
        return [entry["name"] for entry in ranking if entry["confidence"] >= confidence]

    @property
    def active_form(self) -> str | None:
        return None if self._has_left_form else (self._tracker.active_loop or {}).get("name")

    def entity(self, name: str) -> Any:
        """The first value of this entity in the message, or None."""
        values = self.entities(name)
        return values[0] if values else None

    def entities(self, name: str) -> list[Any]:
        entities = self._tracker.latest_message.get("entities", [])
        return [entity["value"] for entity in entities if entity["entity"] == name]

    def slot(self, name: str) -> Any:
        """The slot as this turn has left it so far."""
        return self._set[name] if name in self._set else self._tracker.get_slot(name)

    def mention(self) -> Mention:
        """What the message says about which order is meant."""
        text, entities = meant(self.text, self._tracker.latest_message.get("entities", []))

        def named(kind: str) -> tuple[str, ...]:
            return tuple(str(entity["value"]) for entity in entities if entity["entity"] == kind)

        return Mention(
            text=text,
            numbers=named("order_number"),
            endings=named("order_ending"),
            ordinal=next(iter(named("ordinal")), None),
            placed=next(iter(named("placed")), None),
            products=named("product"),
            has_problem=self.entity("problem") is not None,
        )

    def wish(self, order_id: str) -> Wish:
        return Wish(
            self.caller.customer_id or "", order_id, self.caller.message_id, self.caller.conversation_id
        )

    def say(
        self, reply: str, *, buttons: list[dict] | None = None, custom: dict | None = None, **words: str
    ) -> None:
        """Answer with the response ``reply`` of domain/responses, filled with ``words``."""
        policy = self.desk.policy
        shared = {
            "marketplace": policy.marketplace,
            "refund_days": str(policy.refund_days),
            "dispute_window_days": str(policy.dispute_window_days),
            "seller_reply_days": str(policy.seller_reply_days),
            "opening_hours": policy.opening_hours,
            "free_return_countries": country_names(policy.free_return_countries),
        }
        self._dispatcher.utter_message(
            response=reply, buttons=buttons, json_message=custom or {}, **{**shared, **words}
        )

    def set(self, **slots: Any) -> None:
        self._set.update(slots)
        self.events += [SlotSet(name, value) for name, value in slots.items()]

    def ask(self, kind: str, order_id: str, **extra: Any) -> Question:
        """Note that the bot asks a question; the reply that puts it is said by the caller."""
        question = Question(kind, order_id, self.desk.now().isoformat(), extra)
        detail = {"order_id": order_id, "asked_at": question.asked_at, **extra}
        self.set(question=kind, question_detail=detail)
        return question

    def open_question(self) -> Question | None:
        """The question that a yes or no may answer now; None when there is none or it has gone stale."""
        kind, detail = self.slot("question"), self.slot("question_detail")
        if not kind or not detail:
            return None
        extra = {key: value for key, value in detail.items() if key not in ("order_id", "asked_at")}
        question = Question(kind, detail["order_id"], detail["asked_at"], extra)
        return None if question.is_stale(self.desk.now()) else question

    def answered_question(self) -> Question | None:
        """The open question, unless a button of an older question was pressed."""
        question, pressed = self.open_question(), self.entity("answers")
        if question is None or (pressed is not None and pressed != question.id):
            return None
        return question

    def close_question(self) -> None:
        self.set(question=None, question_detail=None)

    def start_form(self, form: str, **slots: Any) -> None:
        """Begin ``form`` afresh; it asks its own first question."""
        self.set(**slots)
        self._next_action = form

    def leave_form(self) -> None:
        if self.active_form:
            self.events.append(ActiveLoop(None))
            self.set(requested_slot=None)
            self._has_left_form = True

    def return_to_form(self) -> None:
        """Have the active form ask its question again."""
        self._next_action = self.active_form

    def closing_events(self) -> list[dict[str, Any]]:
        """All events of the turn, and what comes next: the form it began, otherwise the shopper.

        Saying so spares the rules from having to match every way an action may leave the slots.
        """
        return [*self.events, FollowupAction(self._next_action)]


def open_turn(dispatcher: CollectingDispatcher, tracker: Tracker) -> Turn:
    """The turn of a call.

    Raises:
        TurnRefused: when the call does not carry a fresh turn token of this conversation.
    """
    return Turn(dispatcher, tracker, current_office())


def _caller(tracker: Tracker, office: Office) -> Caller:
    token = (tracker.latest_message.get("metadata") or {}).get("turn")
    return verify_turn(token, tracker.sender_id, office.settings.chat_secret)
