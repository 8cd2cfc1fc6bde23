"""Examples under `intent/facet` are examples of the intent, and Rasa adds nothing to the domain for them."""

import pytest

pytest.importorskip("rasa")

from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT

EXAMPLES = """
version: "3.1"
nlu:
- intent: open_dispute
  examples: |
    - open a dispute
- intent: open_dispute/broken
  examples: |
    - it came broken
"""


@pytest.fixture(scope="module")
def importer(tmp_path_factory):
    root = tmp_path_factory.mktemp("project")
    (root / "nlu.yml").write_text(EXAMPLES, "utf-8")
    (root / "domain.yml").write_text('version: "3.1"\nintents: [open_dispute]\n', "utf-8")
    (root / "config.yml").write_text(
        "importers:\n- name: bot.rasa_ext.importer.SplitDomainImporter\n", "utf-8"
    )
    return TrainingDataImporter.load_from_config(
        str(root / "config.yml"), str(root / "domain.yml"), [str(root / "nlu.yml")]
    )


def test_a_facet_stands_beside_the_intent(importer):
    found = {
        each.get(TEXT): (each.get(INTENT), each.get("facet"))
        for each in importer.get_nlu_data().intent_examples
    }
    assert found == {"open a dispute": ("open_dispute", None), "it came broken": ("open_dispute", "broken")}


def test_no_example_is_left_for_retrieval(importer):
    data = importer.get_nlu_data()
    assert data.training_examples
    assert not data.retrieval_intents
    assert not any(each.get(INTENT_RESPONSE_KEY) for each in data.training_examples)


def test_the_domain_gets_no_answering_action(importer):
    assert "utter_open_dispute" not in importer.get_domain().action_names_or_texts
