"""Whether a yes is clear enough to change something."""

import re

_HESITATION = re.compile(
    r"\b(?:but|only|wait|hold on|hang on|maybe|perhaps|possibly|unsure|depends|unless|later|dunno|idk"
    r"|not sure|not yet|not now|not so fast|let me think|think about it|will think"
    r"|(?:are|r) (?:you|u|ya) sure|is (?:that|it|this) (?:right|correct|true|ok|okay|safe|final|free)"
    r"|if(?! (?:you|u) (?:can|could|would|will|please|must|want|like|say|think|insist))"
    r"|why(?! not)"
    r"|nope|nah|no(?! (?:doubt|problem|prob|probs|worries|objections?|mistakes?|question|need to ask)))\b"
    r"|\b(?:hm+|uh+m*|um+|erm*|eh)\b(?! huh)"
    r"|^\W*(?:yes|yeah|yep|ok|okay|sure|really|right|correct|true)\W*\?",
    re.IGNORECASE,
)
# Words of which none says yes: "so", "is it", "that", "and then".
_ALONE = frozenset(
    (
        *("a", "also", "an", "and", "at", "does", "for", "hello", "hey", "hi", "how", "i", "in", "is", "it"),
        *("me", "my", "of", "on", "or", "please", "pls", "plz", "so", "such", "that", "the", "then", "there"),
        *("these", "this", "those", "to", "too", "u", "well", "what", "when", "where", "which", "who"),
        *("you", "your"),
    )
)
_WORD = re.compile(r"[^\W_]+")
_BEGINS_WITH_YES = re.compile(
    r"^\W*(?:yes|yeah|yea|yep|yup|ok|okay|sure|do it|go ahead|confirm)\b", re.IGNORECASE
)
# What is less likely a yes, and does not begin with one, is asked for again.
_SURE = 0.6


def is_clear_yes(text: str, confidence: float = 1.0) -> bool:
    """Whether a message that was understood as a yes holds neither doubt, condition nor question.

    ``confidence``, from 0 to 1, is how sure it is that a yes was understood.
    No text at all, as of a pressed button, is clear. A yes that is not costs one more question; a change
    that was not wanted costs more.

    >>> is_clear_yes("yes please"), is_clear_yes("yes but why"), is_clear_yes("so")
    (True, False, False)
    """
    words = _WORD.findall(text.lower())
    if _HESITATION.search(text) or (words and _ALONE.issuperset(words)):
        return False
    return confidence >= _SURE or _BEGINS_WITH_YES.search(text) is not None
