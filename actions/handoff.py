"""A person on request, at any time, at once."""

from actions._base import TurnAction
from actions._turn import Turn
from bot.service.handoff import call_a_person


class ActionHumanHandoff(TurnAction):
    """Serves human_handoff: opens a ticket and says its reference; the conversation stays usable."""

    def name(self) -> str:
        return "action_human_handoff"

    def respond(self, turn: Turn) -> None:
        turn.leave_form()
        turn.close_question()
        known = turn.slot("handoff_reference")
        reference = known or call_a_person(
            turn.desk, turn.customer_id, turn.caller.conversation_id, turn.caller.message_id, _summary(turn)
        )
        card = {"type": "handoff", "reference": reference, "opening_hours": turn.desk.policy.opening_hours}
        turn.say("utter_handoff_already" if known else "utter_handoff_done", custom=card, ticket=reference)
        turn.set(handoff_reference=reference)


def _summary(turn: Turn) -> str:
    """The order last talked about and the shopper's words, for whoever takes over."""
    order_id, text = turn.slot("order_id"), turn.text
    about = f"Order {order_id}. " if order_id else ""
    return f"{about}{text}" or "The shopper asks for a person."
