"""Several requests in one message: which parts ask for something, and for what. Pure: no Rasa, no spaCy."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.nlu.clauses import Link, asks_something, clauses
from bot.nlu.order_lists import for_each_order, names_two
from bot.nlu.part_ranking import is_task, rank_parts
from bot.nlu.request_parts import Entity, Part, Rank, trimmed

MOST_REQUESTS = 3
PART_CONFIDENCE = 0.6
MOST_CLAUSES = 8
FEWEST_WORDS_OF_A_REPORT = 4
# Two of these about the same order are one matter: the answer to the first covers the second.
_MATTERS = (
    {"get_refund", "refund_status", "refund_timing"},
    *({"get_refund", way} for way in ("cancel_order", "cancellation_policy", "return_item", "open_dispute")),
    {"open_dispute", "return_item"},
    {"cancellation_status", "order_status"},
)


def read_requests(
    text: str, entities: Sequence[Entity], rank: Rank, part_confidence: float = PART_CONFIDENCE
) -> list[Part]:
    """The requests of a message in order; empty when it is best taken as it stands.

    What is declined ("don't cancel it, just tell me where it is") is left out; a message that only
    declines is one request with the intent ``deny``. ``entities`` are Rasa's, with positions in ``text``;
    ``rank`` is called only where there are two clauses or two names of orders; a part counts as a request
    from ``part_confidence`` on.
    """
    said = [Part(clause.text, clause.start, clause.end, clause.link) for clause in clauses(text)]
    said = _with_empty_asks_joined(said, text)
    declined = [part for part in said if _declined_in(part, entities)]
    wanted = [part for part in said if part not in declined]
    if len(said) > MOST_CLAUSES or (len(said) < 2 and not declined and not names_two(entities)):
        return []
    asked = _asked(rank_parts(wanted, entities, rank, part_confidence), part_confidence) if wanted else []
    grown = _with_what_belongs_to_it(_one_for_each_matter(asked, entities), declined, text)
    found = [piece for part in grown for piece in for_each_order(part, text, entities)]
    if declined and not found:
        return _refusal(text, entities, rank)
    is_clearer = bool(declined) or any(entity["entity"] == "condition" for entity in entities)
    return found[:MOST_REQUESTS] if len(found) > 1 or is_clearer else []


def _declined_in(part: Part, entities: Sequence[Entity]) -> set[str]:
    """The intents that the part says not to serve; the entity may begin with the words that join the part."""
    return {e["value"] for e in entities if e["entity"] == "declined" and part.start < e["end"] <= part.end}


def _refusal(text: str, entities: Sequence[Entity], rank: Rank) -> list[Part]:
    """The message as a no; empty when it is rather about something else than what it declines."""
    ranking = rank([text])[0]
    declined = {entity["value"] for entity in entities if entity["entity"] == "declined"}
    if not ranking or ranking[0]["name"] not in declined | {"deny"}:
        return []
    return [Part(text, 0, len(text), Link.FIRST, ({"name": "deny", "confidence": 1.0},))]


_EMPTY_ASK = re.compile(
    r"\W*(?:(?:can|could|would|will) (?:you|u|someone|anyone)|please|pls|kindly) (?:please )?"
    r"(?:check|help|look|fix|solve|assist|explain)"
    r"(?: (?:me|us|this|it|that|into|with|at|out|for|on|please))*\W*",
    re.IGNORECASE,
)


def _with_empty_asks_joined(parts: Sequence[Part], text: str) -> list[Part]:
    """The parts, with "can you check?" joined to what it is about."""
    joined: list[Part] = []
    for part in parts:
        if joined and _EMPTY_ASK.fullmatch(part.text):
            last = joined[-1]
            joined[-1] = replace(last, text=text[last.start : part.end], end=part.end)
        else:
            joined.append(part)
    return joined


def _asked(parts: Sequence[Part], part_confidence: float) -> list[Part]:
    """The parts that ask for something by themselves; beside an "also", what was told counts as well."""
    kept: list[Part] = []
    for index, part in enumerate(parts):
        following = parts[index + 1].link if index + 1 < len(parts) else Link.FIRST
        if not is_task(part, part_confidence) or _continues(kept, part):
            continue
        is_report = Link.ALSO in (part.link, following)
        is_long = len(part.text.split()) >= FEWEST_WORDS_OF_A_REPORT
        if asks_something(part.text) or (is_report and is_long):
            kept.append(part)
    return kept


_WHAT_TO_WRITE = re.compile(r"\W*(?:and |to )?(?:ask|say|tell|request|let|inform|explain)\b", re.IGNORECASE)
_OF_THE_SAME = re.compile(
    r"\W*(?:and |so )?(?:when|how long|how soon|how fast|how quickly|how many days"
    r"|do (?:i|we) (?:have to |need to )?pay)\b"
    r"[^.?!]*\b(?:it|that|this|them)\b[\w ]{0,12}\W*",
    re.IGNORECASE,
)
_MONEY = {"get_refund", "refund_status", "refund_timing", "cancel_order", "return_item"}


def _continues(kept: Sequence[Part], part: Part) -> bool:
    """Whether ``part`` goes on with the request before: what to write, when "it" is done, at what cost."""
    if not kept:
        return False
    before = kept[-1].intent
    if before == "contact_seller" and _WHAT_TO_WRITE.match(part.text) and part.link is not Link.SENTENCE:
        return "me" not in part.text.lower().split()[:2]
    return before in _MONEY and _OF_THE_SAME.fullmatch(part.text) is not None


def _one_for_each_matter(parts: Sequence[Part], entities: Sequence[Entity]) -> list[Part]:
    """The parts without those that another part covers."""
    kept: list[Part] = []
    for part in parts:
        same = [other for other in kept if _is_one_matter(other, part)]
        if not same or _names_another_order(same[-1], part, entities):
            kept.append(part)
    return kept


def _is_one_matter(left: Part, right: Part) -> bool:
    """Whether the answer to one covers the other, as long as both are about the same order."""
    pair = {left.intent, right.intent}
    if pair == {"cancel_order", "cancel_reason"}:
        return right.link is not Link.ALSO
    return len(pair) == 1 or any(pair <= matter for matter in _MATTERS)


def _names_another_order(left: Part, right: Part, entities: Sequence[Entity]) -> bool:
    """Whether the right part names an order that the left one does not; for one intent both must name one."""
    first, second = left.orders(entities), right.orders(entities)
    return bool(second and not first & second and (first or left.intent != right.intent))


def _with_what_belongs_to_it(parts: Sequence[Part], declined: Sequence[Part], text: str) -> list[Part]:
    """Each part with the words before it that tell what happened; the last with the rest."""
    grown = []
    for index, part in enumerate(parts):
        start = max([parts[index - 1].end if index else 0, *(d.end for d in declined if d.end <= part.start)])
        later = [each.start for each in declined if each.start >= part.end]
        end = part.end if index < len(parts) - 1 else min([*later, len(text)])
        grown.append(trimmed(part, text, start, end))
    return grown
