"""When training is needed, and what it leaves behind; Rasa itself is replaced."""

from pathlib import Path

import pytest

from bot import training
from bot.models import open_registry, promote
from bot.training import Project, TrainingFailed, train, train_to

runs: list[Path] = []
FILES = ("config.yml", "domain.yml", "data/nlu/a.yml", "domain/responses/a.yml", "domain/topics/a.yml")


@pytest.fixture
def project(tmp_path, monkeypatch) -> Project:
    def write_model(_root, file, _say):
        runs.append(file)
        file.write_bytes(b"model")

    monkeypatch.setattr(
        training, "_train_graph", lambda project, file, say: write_model(project.root, file, say)
    )
    monkeypatch.chdir(tmp_path)
    runs.clear()
    for name in FILES:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    return Project(tmp_path)


def train_again(project: Project) -> Path:
    return train(project, project.root / "models", if_changed=True, say=lambda _line: None)


def test_a_trained_model_is_registered_and_in_use(project):
    file = train_again(project)
    assert open_registry(project.root / "models").current_model() == file


def test_nothing_is_trained_when_nothing_changed(project):
    assert (train_again(project), len(runs)) == (train_again(project), 1)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_trained(project, name):
    train_again(project)
    (project.root / name).write_text("changed")
    train_again(project)
    assert len(runs) == 2


def test_a_new_file_is_trained(project):
    train_again(project)
    (project.root / "data" / "nlu" / "b.yml").write_text("new")
    train_again(project)
    assert len(runs) == 2


def test_a_changed_title_of_a_button_needs_no_training(project):
    train_again(project)
    (project.root / "domain" / "words").mkdir()
    (project.root / "domain" / "words" / "titles.yml").write_text("changed")
    train_again(project)
    assert len(runs) == 1


def test_without_if_changed_it_is_trained_anyway(project):
    train_again(project)
    train(project, project.root / "models", say=lambda _line: None)
    assert len(runs) == 2


def test_a_model_that_was_tampered_with_is_trained_anew(project):
    train_again(project).write_bytes(b"something else")
    train_again(project)
    assert len(runs) == 2


def test_going_back_to_an_older_model_is_not_undone(project):
    older = train_again(project)
    (project.root / "config.yml").write_text("changed")
    train_again(project)
    promote(project.root / "models", older.name)
    train_again(project)
    assert (open_registry(project.root / "models").current, len(runs)) == (older.name, 2)


def test_the_last_line_names_the_file(project):
    lines: list[str] = []
    file = train(project, project.root / "models", say=lines.append)
    assert lines[-1] == f"Trained in 0 s: models/{file.name}"


def test_a_model_written_elsewhere_is_not_put_in_use(project):
    train_to(project, project.root / "trial" / "x.tar.gz", say=lambda _line: None)
    assert open_registry(project.root / "models").current is None


@pytest.mark.parametrize("name", ["config.yml", "domain.yml"])
def test_a_missing_file_is_named(project, name):
    (project.root / name).unlink()
    with pytest.raises(TrainingFailed, match=f"There is no {name}"):
        train_again(project)


def test_the_cache_of_other_code_is_thrown_away(project, monkeypatch):
    cache = project.root / "cache"
    monkeypatch.setenv("RASA_CACHE_DIRECTORY", str(cache))
    training._forget_cache_of_other_code(project)
    (cache / "entry").write_text("old")
    monkeypatch.setattr(Project, "code_fingerprint", lambda self: "other")
    training._forget_cache_of_other_code(project)
    assert not (cache / "entry").exists()


def test_the_cache_of_the_same_code_is_kept(project, monkeypatch):
    cache = project.root / "cache"
    monkeypatch.setenv("RASA_CACHE_DIRECTORY", str(cache))
    training._forget_cache_of_other_code(project)
    (cache / "entry").write_text("good")
    training._forget_cache_of_other_code(project)
    assert (cache / "entry").exists()


def test_files_that_go_back_put_their_model_back_in_use(project):
    first = train_again(project)
    (project.root / "config.yml").write_text("changed")
    train_again(project)
    (project.root / "config.yml").write_text("config.yml")
    assert train_again(project) == first
    assert open_registry(project.root / "models").current_model() == first
