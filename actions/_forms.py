"""What the validations of forms share."""

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.forms import FormValidationAction
from rasa_sdk.interfaces import ActionExecutionRejection


class FormAnswers(FormValidationAction, ABC):
    """Checks what a form has collected.

    The domain is not part of a call to an action, so a form's slots are named by its subclass.
    """

    @abstractmethod
    def asked_for(self) -> list[str]:
        """The slots of the form, in the order in which they are asked for."""

    async def required_slots(
        self, domain_slots: list[str], dispatcher: Any, tracker: Any, domain: Any
    ) -> list[str]:
        return self.asked_for()

    async def run(self, dispatcher: Any, tracker: Tracker, domain: Any) -> list[dict]:
        # the message that begins a form comes by here too, and is no answer yet
        has_asked = bool(tracker.get_slot("requested_slot"))
        if has_asked and (_pressed_another_button(tracker) or _named_another_order(tracker)):
            # the dialogue then does what the message says, and the form is left
            raise ActionExecutionRejection(self.name(), "This answers no question of the form.")
        return await super().run(dispatcher, tracker, domain)


def _pressed_another_button(tracker: Tracker) -> bool:
    """Whether a button was pressed that does not answer the form: the form's own name a problem, no order."""
    if not str(tracker.latest_message.get("text") or "").startswith("/"):
        return False
    return not _values(tracker, "problem") or bool(_values(tracker, "order_number"))


def _named_another_order(tracker: Tracker) -> bool:
    """Whether the message only names an order, and not the one the form is about: "sorry, I meant ..."."""
    intent = (tracker.latest_message.get("intent") or {}).get("name")
    numbers = _values(tracker, "order_number")
    return intent == "inform_order" and bool(numbers) and tracker.get_slot("order_id") not in numbers


def _values(tracker: Tracker, kind: str) -> list[Any]:
    entities = tracker.latest_message.get("entities") or []
    return [entity["value"] for entity in entities if entity["entity"] == kind]
