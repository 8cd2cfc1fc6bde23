"""Several requests in one message: which clauses ask for something of their own. Pure: no Rasa, no spaCy.

A clause that only tells something stays with the request it belongs to; what is declined is left out, and
what hangs on a condition is recorded with the clauses and asks for nothing by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.dialogue.heard import Clause, Role
from bot.nlu.numbers.find import find_numbers
from bot.nlu.numbers.found import NumberKind
from bot.nlu.request_parts import TASKS, Part, Rank

DENY = "deny"
_STOPS = (".", "!", "?", ";", "\n")
_OPENING_WORDS = 3
_FEW_WORDS = 6
_AROUND = " ,;:\n\t"
_NAME_AN_ORDER = frozenset({NumberKind.ORDER, NumberKind.ENDING, NumberKind.TRACKING})


@dataclass(frozen=True)
class Rules:
    """What requests.yml says."""

    least_confidence: float
    most_requests: int
    words_that_add: frozenset[str]
    fewest_words_of_a_report: int
    least_of_a_task: float
    matters: tuple[frozenset[str], ...]
    matters_if_leaning: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Requests:
    """The requests of a message in order, none where it is best taken as it stands; all its clauses.

    A message that only declines has one request with the intent ``deny``. ``why`` says in one line how the
    parts came about, without a shopper's words.
    """

    parts: tuple[Part, ...]
    clauses: tuple[Clause, ...]
    why: str


@dataclass(frozen=True)
class _Asked:
    """Clauses ``first`` to ``last`` (inclusive) of which the ``core`` one asks for something."""

    core: int
    first: int
    last: int
    ranking: tuple[dict[str, Any], ...]

    @property
    def intent(self) -> str:
        return str(self.ranking[0]["name"]) if self.ranking else ""

    @property
    def confidence(self) -> float:
        return float(self.ranking[0]["confidence"]) if self.ranking else 0.0


def read_requests(
    text: str,
    clauses: Sequence[Clause],
    rank: Rank,
    leaning: Collection[int] = (),
    fragments: Collection[int] = (),
) -> Requests:
    """The requests that the clauses of ``text`` make; ``rank`` is asked only where there are two clauses.

    ``leaning`` are the numbers of the clauses that name no thing of their own ("when will I get it"),
    ``fragments`` those that are no sentence, and so no request by themselves ("and the refund").
    """
    rules = read_rules()
    wanted = [i for i, each in enumerate(clauses) if each.role is Role.REQUEST and i not in fragments]
    told = _told_besides(clauses, rules)
    declined = [i for i, clause in enumerate(clauses) if clause.role is Role.DECLINED]
    if len(wanted) + len(told) < 2 and not declined:
        return Requests((), tuple(clauses), f"{len(clauses)} clauses, one request at most")
    clauses, asked = _ranked(text, clauses, sorted([*wanted, *told]), declined, rank, leaning)
    tasks = [_among_tasks(each, rules) for each in asked]
    tasks = [each for each in tasks if _is_task(each, rules)]
    if not tasks:
        parts = _refusal(text, clauses, declined, rank) if declined and not wanted else ()
        return Requests(parts, tuple(clauses), f"{len(declined)} clauses decline, none asks for a task")
    merged = _one_for_each_matter(tasks, clauses, rules, leaning)
    grown = _with_what_belongs_to_it(merged, clauses)
    why = (
        f"{len(clauses)} clauses, {len(tasks)} ask for a task, {len(declined)} decline, {len(merged)} matters"
    )
    says_it_twice = len(tasks) > 1 and len({each.intent for each in tasks}) == 1
    if len(grown) < 2 and not declined and not says_it_twice:
        return Requests((), tuple(clauses), why)
    parts = tuple(_part(each, clauses, text) for each in grown[: rules.most_requests])
    return Requests(parts, tuple(clauses), why)


@lru_cache
def read_rules() -> Rules:
    """The settings of requests.yml."""
    body = yaml.safe_load((Path(__file__).parent / "requests.yml").read_text(encoding="utf-8"))
    return Rules(
        float(body["least_confidence"]),
        int(body["most_requests"]),
        frozenset(body["words_that_add"]),
        int(body["fewest_words_of_a_report"]),
        float(body["least_of_a_task"]),
        tuple(frozenset(pair) for pair in body["matters"]),
        tuple(frozenset(pair) for pair in body["matters_if_leaning"]),
    )


def _told_besides(clauses: Sequence[Clause], rules: Rules) -> list[int]:
    """The reports that stand beside an "also", which makes them a matter of their own."""
    found = []
    for index, clause in enumerate(clauses):
        if clause.role is not Role.REPORT or len(clause.text.split()) < rules.fewest_words_of_a_report:
            continue
        following = clauses[index + 1].text if index + 1 < len(clauses) else ""
        if _adds(clause.text, rules) or _adds(following, rules):
            found.append(index)
    return found


def _adds(text: str, rules: Rules) -> bool:
    words = [word.strip(_AROUND + ".").lower() for word in text.split()[:_OPENING_WORDS]]
    return not rules.words_that_add.isdisjoint(words)


def _ranked(
    text: str,
    clauses: Sequence[Clause],
    asking: Sequence[int],
    declined: Sequence[int],
    rank: Rank,
    leaning: Collection[int],
) -> tuple[list[Clause], list[_Asked]]:
    """The clauses with the intents of those that ask or decline, and what is asked.

    A few words that name nothing ("can you check?") are read with what was told right before them as well.
    """
    read = [*asking, *declined]
    bare = [i for i in asking if i in leaning and _stands_on_a_report(clauses, i)]
    texts = [clauses[i].text for i in read]
    texts += [text[clauses[i - 1].start : clauses[i].end] for i in bare]
    rankings = [tuple(ranking) for ranking in rank(texts)]
    found = dict(zip(read, rankings, strict=False))
    for i, joined in zip(bare, rankings[len(read) :], strict=True):
        found[i] = max(found[i], joined, key=lambda ranking: ranking[0]["confidence"] if ranking else 0.0)
    known = [
        replace(clause, intent=found[i][0]["name"]) if found.get(i) else clause
        for i, clause in enumerate(clauses)
    ]
    return known, [_Asked(i, i, i, found[i]) for i in asking]


def _stands_on_a_report(clauses: Sequence[Clause], index: int) -> bool:
    is_short = len(clauses[index].text.split()) <= _FEW_WORDS
    return is_short and index > 0 and clauses[index - 1].role is Role.REPORT


def _among_tasks(asked: _Asked, rules: Rules) -> _Asked:
    """What is asked with its confidence among the tasks alone, where one of them is likely at all.

    Beside a clear request, what is asked in the same breath is rarely something the shop does not do.
    """
    tasks = [entry for entry in asked.ranking if entry["name"] in TASKS]
    if _is_task(asked, rules) or not tasks or float(tasks[0]["confidence"]) < rules.least_of_a_task:
        return asked
    whole = sum(float(entry["confidence"]) for entry in tasks)
    return replace(asked, ranking=tuple({**e, "confidence": float(e["confidence"]) / whole} for e in tasks))


def _is_task(asked: _Asked, rules: Rules) -> bool:
    return asked.intent in TASKS and asked.confidence >= rules.least_confidence


def _refusal(text: str, clauses: Sequence[Clause], declined: Sequence[int], rank: Rank) -> tuple[Part, ...]:
    """The message as a no; nothing when it is rather about something else than what it declines."""
    ranking = rank([text])[0]
    refused = {clauses[i].intent for i in declined} & TASKS
    if not ranking or ranking[0]["name"] not in refused | {DENY}:
        return ()
    return (Part(text, 0, len(text), ({"name": DENY, "confidence": 1.0},)),)


def _one_for_each_matter(
    tasks: Sequence[_Asked],
    clauses: Sequence[Clause],
    rules: Rules,
    leaning: Collection[int],
) -> list[_Asked]:
    """What is asked, each matter once: the same wish for two things is one request with two things."""
    kept: list[_Asked] = []
    for task in tasks:
        matters = rules.matters + (rules.matters_if_leaning if task.core in leaning else ())
        if _adds(clauses[task.core].text, rules):
            matters = ()
        same = next((i for i, other in enumerate(kept) if _is_one(other, task, clauses, matters)), None)
        if same is None:
            kept.append(task)
        elif same == len(kept) - 1:
            kept[same] = replace(kept[same], last=task.last)
    return kept


def _is_one(
    left: _Asked,
    right: _Asked,
    clauses: Sequence[Clause],
    matters: Sequence[frozenset[str]],
) -> bool:
    if left.intent == right.intent:
        return True
    if not any({left.intent, right.intent} <= matter for matter in matters):
        return False
    first, second = (_orders(clauses[each.core]) for each in (left, right))
    return not second or bool(first & second)


def _orders(clause: Clause) -> set[str]:
    """The numbers by which a clause says which orders are meant."""
    named = (found.value for found in find_numbers(clause.text) if found.kind in _NAME_AN_ORDER)
    return {"".join(filter(str.isalnum, number)).upper() for number in named}


def _with_what_belongs_to_it(asked: Sequence[_Asked], clauses: Sequence[Clause]) -> list[_Asked]:
    """Each request with the clauses around it that ask for nothing, so that nothing told is lost."""
    grown = list(asked)
    for i, clause in enumerate(clauses):
        if clause.role is Role.DECLINED or any(each.first <= i <= each.last for each in grown):
            continue
        before = next((n for n in reversed(range(len(grown))) if grown[n].last == i - 1), None)
        after = next((n for n in range(len(grown)) if grown[n].first > i), None)
        if before is not None and (after is None or not _begins_anew(clauses, i)):
            grown[before] = replace(grown[before], last=i)
        elif after is not None and not _is_declined_between(clauses, i, grown[after].first):
            grown[after] = replace(grown[after], first=i)
    return grown


def _begins_anew(clauses: Sequence[Clause], index: int) -> bool:
    """Whether the clause begins a sentence."""
    return clauses[index - 1].text.endswith(_STOPS)


def _is_declined_between(clauses: Sequence[Clause], start: int, end: int) -> bool:
    return any(clause.role is Role.DECLINED for clause in clauses[start:end])


def _part(asked: _Asked, clauses: Sequence[Clause], text: str) -> Part:
    start, end = clauses[asked.first].start, clauses[asked.last].end
    return Part(text[start:end], start, end, asked.ranking)
