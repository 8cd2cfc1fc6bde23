"""What shoppers mention in plain words: positions, days, reasons, problems and aims."""

import re
from typing import Any

_POSITIONS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SHORT_POSITIONS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th")


def _said(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


# Slips that are no other word; a general search for slips would take "forth" and "last" for others.
_SLIPS = {
    "first": "frist|fisrt",
    "second": "secnd|secound|seccond|scond",
    "third": "thrid|thrd",
    "fourth": "forth",
}
# "the first time", "the second half" and "the last name" are no orders.
_NO_ORDER = (
    r"(?! (?:times?|things?|hand|half|name|names|weeks?|months?|years?|days?|nights?|few|place|steps?"
    r"|attempt|message|mails?|email|call|question|answer|agent|person|minute|moment|chance|digits?|numbers?|four|4)\b)"
)
_MONTH = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"


def _position(place: int) -> re.Pattern[str]:
    word, short = _POSITIONS[place - 1], _SHORT_POSITIONS[place - 1]
    spelt = "|".join([word, *_SLIPS.get(word, "").split("|")]).strip("|")
    return re.compile(
        rf"\b(?:the )?(?:{spelt}|{short}) (?:one|order|item|parcel|package|purchase)\b"
        rf"|\bthe (?:{spelt})\b{_NO_ORDER}"
        rf"|(?<!on )\bthe {short}\b{_NO_ORDER}(?! (?:of|{_MONTH}))"
        rf"|^\W*{short}\W*$",
        re.IGNORECASE,
    )


_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS: list[tuple[str, Any, re.Pattern[str]]] = [
    *[("ordinal", str(n), _position(n)) for n in range(1, 11)],
    *[
        (
            "ordinal",
            str(n),
            _said(rf"(?:number|no\.?|option|nr\.?) ?{n}(?![\d.,])", f"(?:number|option) {word}"),
        )
        for n, word in enumerate(_COUNTED, start=1)
    ],
    (
        "ordinal",
        "last",
        _said(
            r"(?:my |the )?(?:last|latest|newest|most recent|recent|previous)"
            r" (?:one|order|purchase|parcel|package|item)",
            rf"the (?:last|latest|newest|most recent)\b{_NO_ORDER}(?! but)",
            r"(?:order|thing|one|what) i (?:have )?(?:just|last) (?:made|placed|bought|ordered)",
        ),
    ),
    (
        "ordinal",
        "other",
        _said(
            r"the other(?: one| order)?(?! (?:ones|hand|day|side|half|way|option|questions?))",
            "not that one",
            "other order",
        ),
    ),
]
_BOUGHT = "(?:ordered|bought|placed|made|purchased)"
# Up to three words in between, unless what happened on that day is something else.
_GAP = r"(?: (?!(?:arriv|com|came|deliver|ship|get|got|receiv|will|should|but|and|now)\w*)[\w']+){0,3}"


def _placed(value: str, *days: str) -> tuple[str, Any, re.Pattern[str]]:
    day = f"(?:{'|'.join(days)})"
    return (
        "placed",
        value,
        _said(
            rf"{day}(?:'?s) (?:order|purchase|one|parcel|package)",
            rf"{_BOUGHT}{_GAP} {day}",
            rf"{day}{_GAP} {_BOUGHT}",
            rf"(?<!mail )(?<!message )(?<!waiting )(?:from|of) {day}",
        ),
    )


_DAYS = [
    _placed("today", "today", "this morning", "an hour ago", "just now"),
    _placed("yesterday", "yesterday", "last night"),
    _placed("last_week", "last week", "a week ago"),
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
        _said(r"(?:by|was an?) (?:mistake|accident)", "accidentally", "mistakenly", r"ordered (?:it )?twice"),
    ),
    ("reason", "found_cheaper", _said(r"cheaper(?: elsewhere)?", "better price", "too expensive")),
    (
        "reason",
        "wrong_item_chosen",
        _said(
            r"(?:chose|chosen|picked|selected|ordered|bought|clicked|took|choose|order) (?:on )?(?:the|a)"
            r" wrong (?:size|colou?r|item|one|model|thing|product|version|variant|option)"
        ),
    ),
    ("reason", "seller_asked", _said(r"seller (?:asked|told|wants) me to cancel")),
    ("reason", "out_of_stock", _said("out of stock", "sold out", "not in stock")),
    (
        "reason",
        "shipping_trouble",
        _said(
            "takes? (?:too|so) long",
            "(?:shipping|shipment|delivery) (?:is |was )?(?:too|so) (?:slow|long|late)",
        ),
    ),
]
# "I haven't received my refund" and "no answer" are no lost parcels.
_NO_PARCEL = (
    r"(?!(?: \w+){0,3} (?:refund|money|reply|answer|response|e?mail|confirmation|message|call|code|coupon"
    r"|through|back)\b)"
)
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
            r"(?:has ?n[o']?t|have ?n[o']?t|did ?n[o']?t|not) (?:arrived?|come|received?|gotten|got|get)"
            rf"(?: (?:it|anything))?{_NO_PARCEL}",
            r"nothing (?:has |ever )?(?:came|come|arrived)",
            r"(?:marked|says|shows?) (?:as )?delivered(?:,| but)",
            "lost in (?:the )?(?:post|mail|transit)",
        ),
    ),
    (
        "problem",
        "missing_parts",
        _said(
            r"miss(?:ing|es) (?:parts?|pieces?|items?|screws?|the)",
            "(?:parts?|pieces?|item|screws?|half of it) (?:is |are )?missing",
            "incomplete",
            "empty (?:box|parcel|package)",
            "(?:box|parcel|package) (?:is|was|came|arrived) empty",
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
            "broc?ken",
            "broke",
            "brokn",
            "cracked",
            "crushed",
            "chipped",
            "bent",
            "snapped",
            "burst",
            "smashed",
            "shattered",
            r"in (?:\w+ ){0,2}(?:pieces|bits|shards)",
            "damaged?",
            "torn",
            "ripped",
            "dent(?:s|ed)?",
            "scratched",
            "leak(?:ing|ed|s)",
            r"(?:has|had|got|with|is) (?:a |an |some )?(?:(?:big|small|huge|tiny|deep|little) )?"
            "(?:holes?|cracks?|scratch(?:es)?|tears?|stains?)",
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
            "(?:won'?t|will not) (?:work|turn on|start|switch on|charge)",
            "dead on arrival",
        ),
    ),
]
_PURPOSES = [
    (
        "purpose",
        "remind_me",
        _said(
            r"remind me",
            r"let me know (?:when|once|as soon as) (?:it|the|my)",
            r"(?:tell|notify|alert|ping|message) me (?:when|once) (?:it|the|my)",
        ),
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
    ("seller", "seller", _said("sell?ers?", "vendors?", "merchants?", "shopkeeper", "the (?:shop|store)"))
]
# Where two of one kind overlap in a message, the one listed first counts.
WORDED = [*_ORDINALS, *_DAYS, *_REASONS, *_PROBLEMS, *_PURPOSES, *_SELLER]
