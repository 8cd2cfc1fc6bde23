"""`bot nlu --explain`: how one message is understood, for a support person to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.dialogue.heard import MEANING, Clause, Heard, Ranked, Role, heard_from
from bot.dialogue.references import Mention
from bot.nlu.request_parts import REQUESTS

WIDTH = 14
MOST_RANKED = 3
# How sure a role has to be to be called so, best first.
_SURENESS = ((0.85, "surely"), (0.6, "probably"), (0.0, "perhaps"))
_ROLES = {
    Role.REQUEST: "asks for something",
    Role.DECLINED: "says what is not wanted: nothing is done for it",
    Role.CONDITIONAL: "holds only in some case or later: by itself it asks for nothing",
    Role.REPORT: "tells what happened, or why",
    Role.ANSWER: "answers a question",
    Role.NOTHING: "greeting, thanks or filler",
}

_FEATURES = {
    "word": "the word “{}”",
    "words": "the words “{}”",
    "letters": "a word with “{}”",
    "whole": "being “{}”",
    "opens": "beginning with “{}”",
    "opens2": "beginning with “{}”",
    "opens3": "beginning with “{}”",
    "closes": "ending in “{}”",
    "ends": "the sign “{}” at its end",
    "subject": "the subject “{}”",
    "before": "standing after: {}",
    "place": "its place: {}",
    "negated": "its negation",
    "length": "its length",
}


def print_explained(text: str, model: Path) -> int:
    """Print how ``model`` understands ``text``; the exit code."""
    from bot.nlu.parsing import load_parser

    print(explain(text, load_parser(model)))
    return 0


def explain(text: str, parse: Callable[[str], dict[str, Any]]) -> str:
    """The lines that explain how ``parse`` understands ``text``."""
    parsed = parse(text)
    heard = heard_from(parsed)
    requests = [heard_from(each) for each in parsed.get(REQUESTS) or ()]
    lines = [_line("message", text)]
    lines += _language(heard)
    lines += _clauses(heard.clauses, (parsed.get(MEANING) or {}).get("clauses") or ())
    lines.append(_line("requests", _how_many(requests)))
    for number, each in enumerate(requests or [heard], start=1):
        lines += ["", *_request(number, each)]
    lines += _answers(heard)
    if not parsed.get(MEANING):
        lines.append(_line("note", "this model has no component that writes the meaning, see config.yml"))
    return "\n".join(lines)


def _line(name: str, value: str) -> str:
    return f"{name:<{WIDTH}}{value}"


def _language(heard: Heard) -> list[str]:
    return [_line("language", f"{heard.language}: not understood")] if heard.language else []


def _clauses(clauses: Sequence[Clause], bodies: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for number, (clause, body) in enumerate(zip(clauses, bodies, strict=True), start=1):
        intent = f"; by itself {clause.intent}" if clause.intent else ""
        yield _line(f"clause {number}", clause.text)
        yield _line("", f"{clause.role.value}: {_ROLES[clause.role]}{intent}")
        yield _line("", f"{_how_sure(body)}, by {_why(body.get('why') or ())}")


def _how_sure(body: Mapping[str, Any]) -> str:
    confidence = float(body.get("confidence", 1.0))
    return next(word for least, word in _SURENESS if confidence >= least) + f" ({confidence:.0%})"


def _why(features: Sequence[str]) -> str:
    """What spoke most for a role, in words; beside it the meaning of the clause always counts."""
    read = [_in_words(*feature.partition("=")[::2]) for feature in features]
    return ", ".join(dict.fromkeys(read)) or "its meaning"


def _in_words(name: str, value: str) -> str:
    said = _FEATURES.get(name)
    return said.format(value) if said else "how it is built"


def _how_many(requests: Sequence[Heard]) -> str:
    if not requests:
        return "the message is taken as it stands"
    if len(requests) == 1:
        return "one, without what is declined"
    return f"{len(requests)}, served one after another"


def _request(number: int, heard: Heard) -> Iterator[str]:
    yield _line(f"request {number}", f"{heard.text}")
    yield _line("  role", f"{heard.role.value}: {_ROLES[heard.role]}")
    yield _line("  intent", _ranked(heard.intents))
    yield _line("  facets", ", ".join(f"{name} = {value}" for name, value in heard.facets.items()) or "none")
    for name, mentions in (("named", heard.references.include), ("excluded", heard.references.exclude)):
        yield _line(f"  {name}", "; ".join(map(_mention, mentions)) or "nothing")
    yield _line("  to be told", heard.content or "nothing")
    if heard.letter:
        yield _line("  as a letter", heard.letter)


def _ranked(ranked: Sequence[Ranked]) -> str:
    if not ranked:
        return "none: nothing was understood"
    first, *others = ranked[:MOST_RANKED]
    rest = ", ".join(f"{each.name} {each.confidence:.0%}" for each in others)
    return f"{first.name} {first.confidence:.0%}" + (f"; rather than {rest}" if rest else "")


def _mention(mention: Mention) -> str:
    from bot.dialogue.references import References, as_json

    (body,) = as_json(References((mention,)))["include"]
    said = body.pop("text", "") or "all that is left"
    facts = ", ".join(
        f"{name}: {_shown(value)}" for name, value in body.items() if name not in ("start", "end")
    )
    return f"“{said}” ({facts or 'one'})"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{name} {_shown(each)}" for name, each in value.items())
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _answers(heard: Heard) -> Iterator[str]:
    if heard.answers:
        yield ""
    for question, ranked in heard.answers.items():
        yield _line("answer", f"to {question}: {_ranked(ranked)}")
