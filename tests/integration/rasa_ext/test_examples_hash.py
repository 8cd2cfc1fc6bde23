"""Examples that Rasa does not know of: a change of them is a change of the component's settings."""

from pathlib import Path

import pytest
from rasa.shared.importers.importer import TrainingDataImporter

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
