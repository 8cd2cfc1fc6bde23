"""What the validations of forms share."""

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk.forms import FormValidationAction


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
