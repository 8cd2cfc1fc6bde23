"""Examples that Rasa does not know of: a change of them is a change of the component's settings."""

import shutil
from pathlib import Path

import pytest
from rasa.shared.importers.importer import TrainingDataImporter

TOY = Path(__file__).parents[2] / "fixtures" / "toy"
CONFIG = """
recipe: default.v1
assistant_id: toy
language: en
importers:
  - name: bot.rasa_ext.importer.SplitDomainImporter
pipeline:
  - name: WhitespaceTokenizer
  - name: bot.nlu.components.answers.AnswerClassifier
    examples: data/meaning/answers
"""


@pytest.fixture
def project(tmp_path) -> Path:
    (tmp_path / "config.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "domain.yml").write_text('version: "3.1"\nintents: [greet]\n', encoding="utf-8")
    folder = tmp_path / "data" / "meaning" / "answers"
    folder.mkdir(parents=True)
    (folder / "some.yml").write_text("answers: []\n", encoding="utf-8")
    return tmp_path


def settings(project):
    importer = TrainingDataImporter.load_from_config(
        str(project / "config.yml"), str(project / "domain.yml"), [str(project / "data")]
    )
    return importer.get_config()["pipeline"]


def test_the_same_examples_have_the_same_settings(project):
    assert settings(project) == settings(project)


def test_a_changed_example_changes_the_settings_of_its_component_alone(project):
    before = settings(project)
    (project / "data" / "meaning" / "answers" / "some.yml").write_text("answers: [1]\n", encoding="utf-8")
    after = settings(project)
    assert [was == now for was, now in zip(before, after, strict=True)] == [True, False]


def test_a_new_file_of_examples_changes_them_too(project):
    before = settings(project)
    (project / "data" / "meaning" / "answers" / "more.yml").write_text("answers: []\n", encoding="utf-8")
    assert settings(project) != before


def test_the_examples_are_found_from_any_folder(project, monkeypatch):
    monkeypatch.chdir(project.parent)
    assert Path(settings(project)[1]["examples"]).resolve() == project / "data" / "meaning" / "answers"


ACTS = """
acts: {cancel: [cancel]}
kinds: {confirm_cancel_order: {this: [cancel], do: [cancel it], thing: [order]}}
others: []
"""
EXAMPLES = """
answers:
- {head: confirm, label: "yes", examples: "- yes\\n- yes please\\n- yes, {do}\\n- please {do}"}
- {head: confirm, label: "no", examples: "- no\\n- no thanks\\n- no, please don't\\n- don't {do}"}
"""


def trained(project, file):
    """What training says about its steps: those that it took, and those that it took from the cache."""
    from bot.training import Project, train_to

    lines: list[str] = []
    train_to(Project(project), file, say=lines.append)
    unchanged = next((line for line in lines if "unchanged" in line), "")
    return "AnswerClassifier" in unchanged, "LogisticRegressionClassifier" in unchanged


def test_a_changed_example_trains_its_component_again_and_no_other(tmp_path, monkeypatch):
    monkeypatch.setenv("RASA_CACHE_DIRECTORY", str(tmp_path / "cache"))
    project = Path(shutil.copytree(TOY, tmp_path / "toy"))
    config = project / "config.yml"
    settings_of_it = "\n    examples: data/meaning/answers\n    encoder: none\n"
    entry = f"pipeline:\n  - name: bot.nlu.components.answers.AnswerClassifier{settings_of_it}"
    config.write_text(config.read_text().replace("pipeline:\n", entry))
    folder = project / "data" / "meaning" / "answers"
    folder.mkdir(parents=True)
    (folder / "acts.yml").write_text(ACTS, encoding="utf-8")
    (folder / "some.yml").write_text(EXAMPLES, encoding="utf-8")
    trained(project, tmp_path / "one.tar.gz")
    (folder / "more.yml").write_text(EXAMPLES.replace("yes please", "oh yes"), encoding="utf-8")
    assert trained(project, tmp_path / "two.tar.gz") == (False, True)
    assert trained(project, tmp_path / "three.tar.gz") == (True, True)
