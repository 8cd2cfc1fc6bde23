"""Whether a message speaks of the order that was talked about before: "return it", "and the money?"."""

import re

_THING = (
    r"(?:orders?(?! it\b)|parcels?|packages?|shipments?|deliver(?:y|ies)|items?|things?|products?|purchases?"
    r"|stuff|ones?|something|anything)"
)
# "that one", "cancel this", "what about that?"
_POINTS_AT = re.compile(
    rf"\b(?:this|that)\s+(?:same\s+)?{_THING}\b"
    r"|\b(?:cancel|return|refund|dispute|keep|track|find|send|stop|about|for|with)\s+(?:this|that|these|those|them)"
    r"(?=\s*(?:$|[?.!,;]|(?:back|now|then|please|too|as well|after all|any ?more)\b))",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\s*(?:and|then|in that case|this|that|these|those|why so)\b"
    r"|^\s*(?:so |but )?(?:when|why|how come)\W*$",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|its|itll|(?:is|was|does|did|will|has|can) (?:this|that))\b", re.IGNORECASE)
# The "it" that stands for nothing, as in "is it possible to ..."
_EMPTY_IT = re.compile(
    r"\b(?:is|was|would|be) it (?:even |still |at all )?(?:possible|allowed|normal|true|ok|okay|right)\b"
    r"|\bit(?:'?s| is| was| would be) (?:possible|allowed|normal|true|ok|okay|right)\b"
    r"|\bit (?:says?|seems?|looks? like|matters?)\b",
    re.IGNORECASE,
)
_OWN_THING = re.compile(rf"\b{_THING}\b", re.IGNORECASE)
# What "it" in the same message may stand for: "I bought something and it broke", "my refund, where is it".
_STANDS_FOR = re.compile(rf"\b{_THING}\b|\b(?:my|the) (?:refund|money|coupon|voucher)\b", re.IGNORECASE)


def refers_back(text: str) -> bool:
    """Whether the message means what was talked about last, and not an order it speaks of itself.

    >>> [refers_back(text) for text in ("i want to return it", "cancel that one", "and the money?")]
    [True, True, True]
    >>> [refers_back(text) for text in ("my parcel came and it is broken", "is it possible to return shoes")]
    [False, False]
    """
    if _POINTS_AT.search(text):
        return True
    if _GOES_ON.match(text) and not _OWN_THING.search(text):
        return True
    said = _EMPTY_IT.sub(" ", text)
    it = _IT.search(said)
    return it is not None and not _STANDS_FOR.search(said, 0, it.end())
