"""How a turn can fail. In every case nothing of it was saved, and the same message may be sent again."""

from bot.orders.errors import BotError


class TurnFailed(BotError):
    """The turn ended without an answer; the tracker is as it was before."""


class ActionFailed(TurnFailed):
    """An action could not be run: its server is away, too slow, refused the call or broke."""
