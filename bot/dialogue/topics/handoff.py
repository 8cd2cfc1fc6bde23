"""A person on request, at any time, at once."""

from __future__ import annotations

from bot.dialogue import handover
from bot.dialogue.state import Request
from bot.dialogue.talk import Talk


def human_handoff(talk: Talk, _request: Request) -> None:
    """Call a person and say the reference; the conversation stays usable."""
    handover.call(talk, "utter_handoff_done")


HANDLERS = {"human_handoff": human_handoff}
