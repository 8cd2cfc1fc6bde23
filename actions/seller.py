"""The seller: cancelled by them, refused or ignored by them, and writing to them."""

from actions._turn import TopicAction


class ActionSeller(TopicAction):
    """Serves seller_cancelled, seller_refused and contact_seller."""

    def name(self) -> str:
        return "action_seller"
