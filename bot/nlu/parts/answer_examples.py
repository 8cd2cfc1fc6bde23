"""The hand-written examples of answers in data/meaning/answers, and the rows that are learned from them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.nlu.parts.acts import Acts
from bot.nlu.parts.said_words import said_words

CONFIRM, MOVE = "confirm", "move"
HEADS = (CONFIRM, "describe_dispute", "describe_return", "describe_letter", "amend_text", MOVE)
ACTS_FILE = "acts.yml"
_ANY_INTENT = "*"
# An example that names an act is learned as an answer to so many kinds of questions.
_KINDS_AN_EXAMPLE = 4
_FORMS = ("do", "doing", "done", "keep", "keeping", "thing")


class AnswerDataFault(ValueError):
    """A file of examples cannot be read; the text names the file and what is wrong."""


@dataclass(frozen=True)
class Row:
    """One text to learn: what it is (``label``) to a head; ``kind`` is the question, for confirmations.

    ``source`` is the example it was made from: rows of one source belong in the same fold of a test.
    """

    head: str
    label: str
    text: str
    kind: str | None
    source: str


def read_acts(folder: Path) -> Acts:
    """The acts and kinds of questions of the folder's acts.yml.

    Raises:
        AnswerDataFault: when the file is missing or has another form.
    """
    try:
        return Acts(_content(folder / ACTS_FILE))
    except (KeyError, TypeError, AttributeError) as fault:
        raise AnswerDataFault(f"{ACTS_FILE} has another form than expected: {fault!r}") from fault


def read_rows(folder: Path, acts: Acts, messages: Mapping[str, Sequence[str]]) -> list[Row]:
    """All rows of the folder's files, always the same ones; ``messages`` are ordinary ones by intent.

    Raises:
        AnswerDataFault: when a file has another form than expected.
    """
    rows: list[Row] = []
    for file in sorted(folder.glob("*.yml")):
        if file.name != ACTS_FILE:
            for block in _blocks(file):
                rows += _rows_of(block, file.name, acts, messages)
    return rows


def _content(file: Path) -> Any:
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as fault:
        raise AnswerDataFault(f"{file.name} cannot be read: {fault}") from fault


def _blocks(file: Path) -> list[dict[str, Any]]:
    content = _content(file)
    blocks = content.get("answers") if isinstance(content, dict) else None
    if not isinstance(blocks, list):
        raise AnswerDataFault(f"{file.name} has no list `answers`.")
    for block in blocks:
        heads = _listed(block.get("head"))
        if not heads or not set(heads) <= set(HEADS):
            raise AnswerDataFault(
                f"{file.name}: `head` is {block.get('head')!r}, not one of {', '.join(HEADS)}."
            )
        if not isinstance(block.get("label"), str):
            raise AnswerDataFault(f"{file.name}: `label` of {heads} must be text; put yes and no in quotes.")
    return blocks


def _rows_of(
    block: Mapping[str, Any], file: str, acts: Acts, messages: Mapping[str, Sequence[str]]
) -> Iterable[Row]:
    kinds = _kinds_of(block, file, acts)
    lines = [*_lines(block.get("examples"), file), *_sampled(block, messages)]
    for head in _listed(block["head"]):
        for line in lines:
            if head == CONFIRM:
                yield from _confirmations(line, block["label"], kinds, acts)
            else:
                yield Row(head, block["label"], line, None, line)


def _kinds_of(block: Mapping[str, Any], file: str, acts: Acts) -> list[str]:
    """The kinds of questions that the examples of the block are answers to."""
    only, but_not = block.get("only") or acts.kinds, block.get("but_not") or ()
    unknown = {*only, *but_not} - set(acts.kinds)
    if unknown:
        raise AnswerDataFault(f"{file} names {', '.join(sorted(unknown))}, which {ACTS_FILE} does not.")
    return [kind for kind in only if kind not in but_not]


def _lines(examples: Any, file: str) -> list[str]:
    if examples is None:
        return []
    lines = [line.strip() for line in str(examples).splitlines() if line.strip()]
    for line in lines:
        if not line.startswith("- "):
            raise AnswerDataFault(f"{file}: an example must begin with `- `: {line!r}")
    return [line[2:].strip() for line in lines]


def _sampled(block: Mapping[str, Any], messages: Mapping[str, Sequence[str]]) -> list[str]:
    """Some messages of each of the block's intents, evenly spread over those there are."""
    intents = _listed(block.get("from_intents"))
    if _ANY_INTENT in intents:
        intents = sorted(set(messages) - {"affirm", "deny", "help"})
    most = int(block.get("most_of_each", 20))
    found = []
    for intent in intents:
        texts = messages.get(intent, ())
        found += list(texts)[:: max(1, -(-len(texts) // most))]
    return found


def _confirmations(line: str, label: str, kinds: Sequence[str], acts: Acts) -> Iterable[Row]:
    """The example as an answer to some of the kinds of questions, chosen by its words alone."""
    chance = random.Random(line + label)
    fitting = [kind for kind in kinds if _has_all_forms(line, acts.content["kinds"][kind])]
    if not fitting:
        raise AnswerDataFault(f"No question has all the words for {line!r}.")
    says_an_act = "{" in line or acts.found(said_words(line)) or len(kinds) < len(acts.kinds)
    for kind in chance.sample(fitting, min(len(fitting), _KINDS_AN_EXAMPLE if says_an_act else 1)):
        yield Row(CONFIRM, label, _filled(line, kind, acts, chance), kind, line)


def _has_all_forms(line: str, kind: Mapping[str, Any]) -> bool:
    return all(kind.get(form) for form in _FORMS if f"{{{form}}}" in line)


def _filled(line: str, kind: str, acts: Acts, chance: random.Random) -> str:
    body = acts.content["kinds"][kind]
    for form in _FORMS:
        if f"{{{form}}}" in line:
            line = line.replace(f"{{{form}}}", chance.choice(body[form]))
    if "{other}" in line:
        line = line.replace("{other}", _another_act(kind, acts, chance))
    return line


def _another_act(kind: str, acts: Acts, chance: random.Random) -> str:
    """Words for an act that the question does not ask about; also those of other questions."""
    own = acts.content["kinds"][kind]
    near = {*own["this"], *(own.get("against") or ()), *(own.get("aside") or ())}
    offers = list(acts.content["others"])
    for body in acts.content["kinds"].values():
        if not near & set(body["this"]) and body["this"]:
            offers += body["do"][:3]
    return chance.choice(offers)


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)
