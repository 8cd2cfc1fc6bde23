"""The domain in parts, as Rasa's own commands load it."""

import shutil
from pathlib import Path

import pytest
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.importer import TrainingDataImporter

TOY = Path(__file__).parents[2] / "fixtures" / "toy"


@pytest.fixture
def project(tmp_path) -> Path:
    return Path(shutil.copytree(TOY, tmp_path / "toy"))


def domain_of(project: Path):
    importer = TrainingDataImporter.load_from_config(
        str(project / "config.yml"), str(project / "domain.yml"), [str(project / "data")]
    )
    return importer.get_domain()


def test_intents_and_replies_are_one_domain(project):
    domain = domain_of(project)
    assert ("greet" in domain.intents, "utter_greet" in domain.responses) == (True, True)


def test_each_file_of_replies_is_loaded(project):
    more = project / "domain" / "responses" / "more.yml"
    more.write_text('version: "3.1"\nresponses:\n  utter_more:\n    - text: More\n')
    assert {"utter_more", "utter_greet"} <= set(domain_of(project).responses)


def test_the_short_words_of_buttons_and_cards_are_no_part_of_the_domain(project):
    before = domain_of(project).as_dict()
    (project / "domain" / "words").mkdir()
    (project / "domain" / "words" / "titles.yml").write_text("titles:\n  person: Talk to a person\n")
    assert domain_of(project).as_dict() == before


def test_a_project_without_the_folder_has_its_domain_file_alone(project):
    shutil.rmtree(project / "domain")
    domain = domain_of(project)
    assert ("greet" in domain.intents, domain.responses) == (True, {})


@pytest.mark.parametrize("text", ["responses: [", "responses:\n  utter_x: text\n"])
def test_a_broken_file_of_replies_stops_the_loading(project, text):
    (project / "domain" / "responses" / "broken.yml").write_text(text)
    with pytest.raises(RasaException):
        domain_of(project)


def test_a_changed_reply_is_in_the_model_without_new_training(project, tmp_path, monkeypatch):
    from bot.training import Project, train_to

    monkeypatch.setenv("RASA_CACHE_DIRECTORY", str(tmp_path / "cache"))
    train_to(Project(project), tmp_path / "one.tar.gz", say=lambda _line: None)
    replies = project / "domain" / "responses" / "toy.yml"
    replies.write_text(replies.read_text().replace("Hello one", "Hello again"))
    lines: list[str] = []
    file = train_to(Project(project), tmp_path / "two.tar.gz", say=lines.append)
    unchanged = next(line for line in lines if "unchanged" in line)
    assert all(name in unchanged for name in ("LogisticRegressionClassifier", "RulePolicy"))
    assert "Hello again" in words_of(file)


def words_of(model: Path) -> str:
    import json
    import tarfile

    with tarfile.open(model) as archive:
        return json.dumps(json.load(archive.extractfile("metadata.json"))["domain"]["responses"])


def test_a_training_that_rasa_refuses_says_why(project, tmp_path, monkeypatch):
    from bot.training import Project, TrainingFailed, train_to

    monkeypatch.setenv("RASA_CACHE_DIRECTORY", str(tmp_path / "cache"))
    (project / "data" / "more.yml").write_text(
        'version: "3.1"\nrules:\n  - rule: x\n    steps: [{intent: greet}, {slot_was_set: [{nowhere: 1}]}]\n'
    )
    with pytest.raises(TrainingFailed, match="nowhere"):
        train_to(Project(project), tmp_path / "x.tar.gz", say=lambda _line: None)
