"""The topics as they are declared: read with faults named, and told the same in examples and rules."""

from pathlib import Path

import pytest
import yaml

from bot.dialogue.catalogue import DeclarationError, intents, tasks
from bot.dialogue.heard import ANSWER
from bot.dialogue.serving import handlers

ROOT = Path(__file__).parents[3]
# Made by the assistant itself: nothing declares them, and no example teaches them.
MADE_ITSELF = {ANSWER, "nlu_fallback"}
# Facets that only a button says.
ONLY_PRESSED = {("payment_issue", "ticket")}


def bodies(folder, key):
    for file in sorted((ROOT / folder).glob("*.yml")):
        yield from yaml.safe_load(file.read_text(encoding="utf-8")).get(key) or []


@pytest.fixture(scope="module")
def taught():
    """What the examples are of: each intent with its facets."""
    found = {}
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for line in map(str.strip, file.read_text(encoding="utf-8").splitlines()):
            if line.startswith("- intent: "):
                intent, _, facet = line.removeprefix("- intent: ").partition("/")
                found.setdefault(intent, set()).update({facet} if facet else set())
    return found


@pytest.fixture(scope="module")
def ruled():
    return [step["intent"] for rule in bodies("data/rules", "rules") for step in rule["steps"][:1]]


def test_every_declared_intent_has_examples(taught):
    assert set(intents()) - set(taught) == set()


def test_no_example_is_of_an_intent_that_is_not_declared(taught):
    assert set(taught) - set(intents()) == set()


def test_every_declared_intent_has_one_rule(ruled):
    assert sorted(ruled) == sorted({*intents(), *MADE_ITSELF})


def test_every_declared_facet_is_taught(taught):
    declared = {(name, facet) for name, intent in intents().items() for facet in intent.facets}
    assert declared - {(name, facet) for name in taught for facet in taught[name]} == ONLY_PRESSED


def test_every_facet_that_is_taught_is_declared(taught):
    extra = {name: facets - set(intents()[name].facets) for name, facets in taught.items()}
    assert {name: facets for name, facets in extra.items() if facets} == {}


def test_every_intent_is_ruled_in_the_file_of_its_topic():
    files = sorted((ROOT / "data" / "rules").glob("*.yml"))
    assert files
    for file in files:
        rules = yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
        names = {rule["steps"][0]["intent"] for rule in rules} - MADE_ITSELF
        assert {intents()[name].topic for name in names} == {file.stem}


def test_every_task_has_a_name_in_a_sentence():
    assert [name for name in tasks() if not intents()[name].about] == []


def test_whatever_a_topic_serves_is_declared():
    assert set(handlers()) - MADE_ITSELF - set(intents()) == set()


def test_no_two_intents_are_offered_in_the_same_words():
    offered = [intent.offered_as for intent in intents().values() if intent.offered_as]
    assert len(offered) == len(set(offered))


def declared(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return intents(folder)


def test_a_declaration_is_read_with_its_topic(tmp_path):
    text = "intents:\n  wrap:\n    is_task: true\n    about: gift wrapping\n    facets: [price]\n"
    intent = declared(tmp_path, gifts=text)["wrap"]
    assert (intent.topic, intent.is_task, intent.about) == ("gifts", True, "gift wrapping")
    assert (intent.facets, intent.offered_as) == (("price",), "")


def test_an_intent_needs_no_more_than_its_name(tmp_path):
    assert not declared(tmp_path, gifts="intents:\n  wrap:\n")["wrap"].is_task


def test_an_unknown_key_is_named_with_its_file_and_what_is_known(tmp_path):
    with pytest.raises(
        DeclarationError, match=r"gifts\.yml: wrap has unknown keys colour; known are about, "
    ):
        declared(tmp_path, gifts="intents:\n  wrap:\n    colour: red\n")


def test_an_intent_declared_twice_is_named_with_both_files(tmp_path):
    with pytest.raises(DeclarationError, match=r"gifts\.yml: wrap is declared in add\.yml already"):
        declared(tmp_path, add="intents:\n  wrap:\n", gifts="intents:\n  wrap:\n")


@pytest.mark.parametrize("text", ["", "[]", "topics: {}", "intents:\n", "intents: [wrap]"])
def test_a_file_without_intents_is_named_and_told_what_it_needs(tmp_path, text):
    with pytest.raises(DeclarationError, match=r"gifts\.yml: needs the key intents"):
        declared(tmp_path, gifts=text)


def test_a_file_that_is_no_yaml_is_named(tmp_path):
    with pytest.raises(DeclarationError, match=r"gifts\.yml cannot be read"):
        declared(tmp_path, gifts="intents: [")
