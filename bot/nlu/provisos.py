"""What a message says not to do, and on which condition to do something. Pure: no Rasa, no spaCy."""

import re
from typing import Any

# Only at the beginning of a clause: "why don't you cancel it" and "I didn't cancel it" decline nothing.
# Bounded, or a long row of dots would be read again from each of them.
_BEGINNING = (
    r"(?:^|[.,;!?\n]|\b(?:and|but|so|then)\b)\W{0,3}"
    r"(?:(?:please|pls|plz|no|oh|ok|okay|actually|just)\b\W{0,3}){0,3}"
)
_NOT = r"(?:do\s+not|don'?t|do'?nt)"
_NOT_TO = (
    rf"(?:{_NOT}|(?:(?:i|we)\s+)?(?:really\s+)?(?:{_NOT}|no\s+longer)\s+(?:actually\s+|really\s+)?"
    r"(?:want|need|wish|mean)\s+(?:you\s+)?to|(?:i|we)(?:'d|\s+would)\s+rather\s+not|no\s+need\s+to|there'?s\s+no\s+need\s+to)"
)
_DONE_TO = rf"(?:i|we)\s+{_NOT}\s+want\s+(?:it|this|that|(?:my|the)\s+\w+)\s+(?:to\s+be\s+)?"
_BACK = r"(?:(?:it|this|that|them|(?:the|my)\s+\w+)\s+)?back"
_SELLER = r"(?:(?:(?:the|my|this|that)\s+)?(?:seller|shop|vendor|merchant)|him|her|them)"
_VERBS = {
    "cancel_order": ("cancel", "cancell?ing", "cancell?ed"),
    "return_item": (
        rf"(?:return|send\s+{_BACK})",
        rf"(?:returning|sending\s+{_BACK})",
        r"(?:returned|sent\s+back)",
    ),
    "open_dispute": (
        r"(?:open|file|start)\s+(?:a|any|the)\s+(?:dispute|claim|case)",
        r"opening\s+a\s+dispute",
        "disputed",
    ),
    "get_refund": ("refund", "refunding", "refunded"),
    "contact_seller": (
        rf"(?:contact|message|ask|text|bother|write(?:\s+to)?)\s+{_SELLER}",
        rf"(?:contacting|messaging|asking|bothering|writing\s+to)\s+{_SELLER}",
        "(?:contacted|asked|bothered)",
    ),
    "change_order": (r"change\s+(?:it|anything|(?:the|my)\s+\w+)", r"changing\s+(?:it|anything)", "changed"),
}


def _declined(bare: str, doing: str, done: str) -> re.Pattern[str]:
    said = rf"{_NOT_TO}\s+(?:yet\s+)?{bare}|(?:i'?m\s+|i\s+am\s+)?not\s+{doing}|{_DONE_TO}{done}"
    return re.compile(rf"{_BEGINNING}(?:{said})\b", re.IGNORECASE)


_IT = r"(?:it|this|that|they|(?:the|my)\s+(?:\w+\s+){0,2}\w+?)"
_SENT = (
    r"(?:shipped(?:\s+out)?|sent(?:\s+(?:off|out))?|dispatched|posted|shipping|on\s+(?:its|the)\s+way|left)"
)
_NOT_SENT = (
    rf"(?:{_IT}\s*(?:'s|\s+is|\s+has|\s+was|\s+have|'ve)\s*(?:not|n'?t)"
    rf"|{_IT}\s+(?:is|has|was|have)n'?t|{_IT}\s+did(?:\s+not|n'?t)|not|{_IT}'?s\s+not)"
    rf"\s+(?:yet\s+|been\s+|already\s+|even\s+)*(?:{_SENT}|ship)"
)
_IS_SENT = rf"{_IT}\s*(?:'s|\s+is|\s+has|\s+was|\s+have|'ve)?\s+(?:already\s+|been\s+|just\s+)*{_SENT}"
_KEEP = r"(?:leave|keep|let|forget|don'?t|do\s+not|skip)"
_NOT_SHIPPED = re.compile(
    rf"\b(?<!what )(?:(?:only\s+)?if|(?:as|so)\s+long\s+as|provided(?:\s+that)?|assuming)\s+"
    rf"{_NOT_SENT}(?:\s+yet)?\b"
    rf"|\bunless\s+{_IS_SENT}(?:\s+already)?\b"
    rf"|\bif\s+{_IS_SENT}(?:\s+already)?\W+(?:then\s+)?{_KEEP}\b[^.?!]{{0,40}}?\b(?:otherwise|else|if\s+not)\b",
    re.IGNORECASE,
)
PROVISOS: list[tuple[str, Any, re.Pattern[str]]] = [
    *[("declined", intent, _declined(*forms)) for intent, forms in _VERBS.items()],
    ("condition", "not_shipped", _NOT_SHIPPED),
]
