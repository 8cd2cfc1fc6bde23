"""One topic, one file stem in every layer: a layer may lack a topic, but never invents one."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What is declared there is a topic; no list of them is kept anywhere else.
TOPICS = {path.stem for path in (ROOT / "domain" / "topics").glob("*.yml")}
# Folder and ending of each layer, with the files beside the topics that serve all of them.
LAYERS = {
    ("bot/guidance/tables", "*.yml"): {"letters"},
    ("domain/responses", "*.yml"): set(),
    ("data/nlu", "*.yml"): {
        *("out_of_scope", "out_of_scope_other_domains", "out_of_scope_other_businesses"),
        *("out_of_scope_about_products", "named_products"),
        *("smalltalk_answers", "smalltalk_about_us"),
    },
    ("data/rules", "*.yml"): set(),
    ("bot/dialogue/topics", "[a-z]*.py"): set(),
    ("actions", "[a-z]*.py"): {"server"},
    ("bot/service", "[a-z]*.py"): {
        *("desk", "advise", "effect", "fitting", "shop"),
        *("auto_reply", "reminder"),
    },
}


def invented(root, folder, pattern, beside):
    """The file stems of a layer that are no topic."""
    return {path.stem for path in (root / folder).glob(pattern)} - TOPICS - beside


@pytest.mark.parametrize(("layer", "beside"), LAYERS.items(), ids=[folder for folder, _ in LAYERS])
def test_a_layer_invents_no_topic(layer, beside):
    assert invented(ROOT, *layer, beside) == set()


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer[0])
def test_a_layer_has_topics_at_all(layer):
    folder, pattern = layer
    assert {path.stem for path in (ROOT / folder).glob(pattern)} & TOPICS


@pytest.mark.parametrize("folder", ["domain/responses", "data/rules"])
def test_every_topic_has_words_and_rules(folder):
    assert {path.stem for path in (ROOT / folder).glob("*.yml")} == TOPICS


def test_an_invented_topic_is_found(tmp_path):
    (tmp_path / "actions").mkdir()
    for name in ("refund.py", "weather.py", "_turn.py"):
        (tmp_path / "actions" / name).touch()
    assert invented(tmp_path, "actions", "[a-z]*.py", {"server"}) == {"weather"}
