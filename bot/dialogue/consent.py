"""Whether a message consents to what an open question asks. Pure: the words were read before, by bot.nlu.

Doubt costs a question more, never a change.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from bot.dialogue.heard import Heard, Ranked, Role

# Less sure a yes or a no is asked for again: `python -m benchmarks.answers_classifier`.
SURE_YES = 0.75
SURE_NO = 0.5
# Where the message by itself is this likely a refusal, only a yes surer than that is one.
REFUSAL_INTENT, LEAST_REFUSAL = "deny", 0.2
BEYOND_REFUSAL = 0.9


class Consent(str, Enum):
    """What a message is to an open question of yes or no."""

    YES = "yes"
    NO = "no"
    ASK_AGAIN = "ask_again"
    """Perhaps a yes: on a condition, with a doubt, or to something else."""
    LATER = "later"
    AMEND = "amend"
    """What was shown is to be changed first."""
    SOMETHING_ELSE = "something_else"


_MEANT = {
    "yes_but": Consent.ASK_AGAIN,
    "ack": Consent.ASK_AGAIN,
    "not_now": Consent.LATER,
    "amend": Consent.AMEND,
    "other": Consent.SOMETHING_ELSE,
}


def reads_as(answers_for_kind: Sequence[Ranked], *, is_fresh: bool) -> Consent:
    """What the message is to the question; ``answers_for_kind`` is its ranking, likeliest first.

    ``is_fresh`` says that the question stands in the bot's last message: after something else, "ok" may be
    to that.
    """
    if not answers_for_kind:
        return Consent.SOMETHING_ELSE
    top = answers_for_kind[0].name
    if top in ("yes", "nod"):
        return _yes_or_question(answers_for_kind, is_fresh=is_fresh)
    if top == "no":
        return Consent.NO if answers_for_kind[0].confidence >= SURE_NO else Consent.ASK_AGAIN
    return _MEANT.get(top, Consent.SOMETHING_ELSE)


def consent_of(heard: Heard, question_kind: str, *, is_fresh: bool) -> Consent:
    """What a typed message is to an open question of this kind.

    The intents of a message are learned from other examples than the answers: where they hear a refusal,
    a yes must be surer, and so it must beside a condition. Something declined is no objection: "don't wait,
    cancel it" declines and agrees.
    """
    ranked = heard.answers.get(question_kind) or ()
    consent = reads_as(ranked, is_fresh=is_fresh)
    if heard.intent == "goodbye" and consent not in (Consent.YES, Consent.NO):
        return Consent.SOMETHING_ELSE
    if consent is Consent.YES and _is_in_doubt(heard):
        return consent if _agreement(ranked, is_fresh=is_fresh) >= BEYOND_REFUSAL else Consent.ASK_AGAIN
    return consent


def _is_in_doubt(heard: Heard) -> bool:
    """Whether the message could be a refusal, or makes it depend on something."""
    is_refusal = any(
        each.name == REFUSAL_INTENT and each.confidence >= LEAST_REFUSAL for each in heard.intents
    )
    return is_refusal or any(clause.role is Role.CONDITIONAL for clause in heard.clauses)


def _yes_or_question(ranked: Sequence[Ranked], *, is_fresh: bool) -> Consent:
    return Consent.YES if _agreement(ranked, is_fresh=is_fresh) >= SURE_YES else Consent.ASK_AGAIN


def _agreement(ranked: Sequence[Ranked], *, is_fresh: bool) -> float:
    """How sure it agrees. A nod counts for a yes where nothing but the question can be meant by it."""
    agrees = {"yes", "nod"} if is_fresh else {"yes"}
    return sum(each.confidence for each in ranked if each.name in agrees)
