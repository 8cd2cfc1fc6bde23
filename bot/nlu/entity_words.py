"""What shoppers mention in plain words: positions, days, reasons, problems and aims."""

import re
from typing import Any

_POSITIONS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SHORT_POSITIONS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th")


def _said(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


_ORDINALS: list[tuple[str, Any, re.Pattern[str]]] = [
    *[
        (
            "ordinal",
            str(n + 1),
            _said(rf"(?:the )?(?:{word}|{short})(?: (?:one|order|item|parcel))", rf"the {word}"),
        )
        for n, (word, short) in enumerate(zip(_POSITIONS, _SHORT_POSITIONS, strict=True))
    ],
    *[("ordinal", str(n), _said(rf"(?:number|no\.?|option|nr\.?) ?{n}(?!\d)")) for n in range(1, 11)],
    (
        "ordinal",
        "last",
        _said(
            r"(?:my |the )?(?:last|latest|newest|most recent|recent|previous)"
            r" (?:one|order|purchase|parcel|package|item)",
            r"the (?:last|latest|newest|most recent)(?! (?:week|month|year|night|time|few|days?))",
            r"(?:order|thing|one) i (?:just|last) (?:made|placed|bought|ordered)",
        ),
    ),
    ("ordinal", "other", _said("the other(?: one| order)?", "not that one", "other order")),
]
_DAYS = [
    (
        "placed",
        "today",
        _said("today'?s (?:order|purchase|one)", "(?:ordered|bought|placed|made)(?: it)? today"),
    ),
    (
        "placed",
        "today",
        _said("(?:ordered|bought|placed|made)(?: it)? (?:this morning|an hour ago|just now)"),
    ),
    (
        "placed",
        "yesterday",
        _said("yesterday'?s (?:order|purchase|one)", "(?:ordered|bought|placed|made)(?: it)? yesterday"),
    ),
    (
        "placed",
        "last_week",
        _said("last week'?s (?:order|purchase|one)", "(?:ordered|bought|placed|made)(?: it)? last week"),
    ),
]
_REASONS = [
    (
        "reason",
        "no_longer_needed",
        _said(
            r"(?:no longer|don'?t|do not|not) (?:need|want)(?:ed)?(?: it| this| them)?(?: any ?more)?",
            "changed my mind",
        ),
    ),
    (
        "reason",
        "ordered_by_mistake",
        _said(r"by (?:mistake|accident)", "accidentally", "mistakenly", r"ordered (?:it )?twice"),
    ),
    ("reason", "found_cheaper", _said(r"cheaper(?: elsewhere)?", "better price", "too expensive")),
    (
        "reason",
        "wrong_item_chosen",
        _said(r"(?:chose|picked|selected|ordered) the wrong (?:size|colou?r|item|one|model)"),
    ),
    ("reason", "seller_asked", _said(r"seller (?:asked|told|wants) me to cancel")),
]
_PROBLEMS = [
    (
        "problem",
        "fake",
        _said("fakes?", "counterfeit", "knock ?off", "not (?:original|genuine|authentic)", "replica"),
    ),
    (
        "problem",
        "never_arrived",
        _said(
            r"never (?:arrived|came|got (?:here|it)|received|showed up)",
            r"(?:has ?n[o']?t|have ?n[o']?t|did ?n[o']?t|not) (?:arrived?|come|received?|gotten|got)"
            r"(?: (?:it|anything))?",
            r"(?:marked|says|shows?) (?:as )?delivered but",
            "lost in (?:the )?(?:post|mail|transit)",
        ),
    ),
    (
        "problem",
        "missing_parts",
        _said(
            r"miss(?:ing|es) (?:parts?|pieces?|items?|screws?|the)",
            "(?:parts?|pieces?|item|screws?) (?:is |are )?missing",
            "incomplete",
            "empty (?:box|parcel|package)",
            r"only (?:got|received) (?:one|half|part)",
        ),
    ),
    (
        "problem",
        "wrong_item",
        _said(
            r"wrong (?:item|product|size|colou?r|model|one|thing|order)",
            r"not what i (?:ordered|bought)",
            r"(?:different|another) (?:item|product|colou?r|model|size)",
            "instead of the",
        ),
    ),
    (
        "problem",
        "not_as_described",
        _said(
            "not as (?:described|advertised|shown|pictured)",
            "different from the (?:picture|photo|description)",
            r"looks? nothing like",
            "misleading",
            "poor quality",
            "bad quality",
        ),
    ),
    (
        "problem",
        "broken",
        _said(
            "broken?",
            "broke",
            "cracked",
            "crushed",
            "chipped",
            "bent",
            "snapped",
            "burst",
            "smashed",
            "shattered",
            "damaged?",
            "torn",
            "ripped",
            "dented",
            "scratched",
            "leak(?:ing|ed|s)",
        ),
    ),
    (
        "problem",
        "defective",
        _said(
            "defective",
            "faulty",
            r"(?:does ?n[o']?t|do ?n[o']?t|not|stopped|never)"
            r" (?:work(?:s|ing)?|turn(?:s|ing)? on|charg(?:e|es|ing))",
            "dead on arrival",
        ),
    ),
]
_PURPOSES = [
    (
        "purpose",
        "remind_me",
        _said(r"remind me", r"(?:tell|notify|alert|ping|message) me when (?:it|the|my)"),
    ),
    (
        "purpose",
        "reminder",
        _said(
            r"remind (?:the |my )?(?:seller|shop|store|vendor|them|him|her)",
            "reminder",
            "nudge",
            "chase (?:the )?(?:seller|them|him)",
        ),
    ),
    ("purpose", "tracking", _said(r"track(?:ing)? (?:number|no|id|code|link)")),
    (
        "purpose",
        "replacement",
        _said(
            "replacements?", r"(?:send|ship) (?:me )?(?:a |it )?(?:new|another)(?: one)?", "resend", "re-send"
        ),
    ),
    ("purpose", "refund", _said(r"(?:ask|tell|write|message|contact)[^.?!]{0,40}(?:refund|money back)")),
]
_SELLER = [
    ("seller", "seller", _said("sellers?", "vendors?", "merchants?", "shopkeeper", "the (?:shop|store)"))
]
# Where two of one kind overlap in a message, the one listed first counts.
WORDED = [*_ORDINALS, *_DAYS, *_REASONS, *_PROBLEMS, *_PURPOSES, *_SELLER]
