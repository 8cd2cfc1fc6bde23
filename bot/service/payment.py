"""Reading a payment question: does the shopper report a charge that the record does not show?"""

import re

_WRONG_CHARGE = re.compile(
    r"\b(twice|2 ?x|x ?2|2 times|double|doubled|duplicate\w*"
    r"|two (times|charges|payments)|second (charge|payment)"
    r"|more than once|multiple (times|charges)"
    r"|(wrong|incorrect|different) (amount|price|sum|currency|card|account)"
    r"|(too|overcharged?) much|overcharged?|charged? (me )?(more|extra)|extra (charge|fee|money)"
    r"|never (ordered|bought|authori[sz]ed)|did ?n[o']?t (order|buy|authori[sz]e)"
    r"|not (authori[sz]ed|placed|mine)|(order )?(did ?n[o']?t|not) (get |go )?(placed|through)"
    r"|unknown (charge|payment)|do ?n[o']?t recogni[sz]e)\b",
    re.IGNORECASE,
)


def reports_wrong_charge(text: str) -> bool:
    """Whether a message says that the charge itself is wrong: twice, too much, or for nothing.

    >>> reports_wrong_charge("why was I charged twice")
    True
    >>> reports_wrong_charge("is my payment still pending?")
    False
    """
    return _WRONG_CHARGE.search(text) is not None
