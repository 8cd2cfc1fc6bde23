"""This project's world refuses a model that cannot be used, before any case runs and in one sentence."""

import json
import os
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from bot.convtest.marketplace.world import model_of, named_model
from bot.convtest.world import WorldError
from bot.models import register

ROOT = Path(__file__).parents[3]
USAGE = 4
CASE = "test_cases:\n  - test_case: x\n    steps:\n      - user: hello\n      - utter: utter_greet\n"


def model_trained_on(domain, file):
    """A file that holds no more of a model than what it says about its domain."""
    body = json.dumps({"domain": domain}).encode()
    with tarfile.open(file, "w:gz") as archive:
        member = tarfile.TarInfo("metadata.json")
        member.size = len(body)
        archive.addfile(member, BytesIO(body))
    return file


def domain_of_project():
    from bot.rasa_ext.quiet import keep_rasa_quiet

    keep_rasa_quiet()
    from rasa.shared.importers.importer import TrainingDataImporter

    importer = TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"])
    return importer.get_domain().as_dict()


@pytest.fixture
def run(tmp_path):
    """Run pytest over one case of this project with a model named on the command line."""

    def run(model):
        case = tmp_path / "case.yml"
        case.write_text(CASE, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--conv-model", str(model)]
        done = subprocess.run(
            [*command, "--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml"), str(case)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_a_named_model_that_is_not_there_ends_the_run_with_one_sentence(run, tmp_path):
    code, said = run(tmp_path / "none.tar.gz")
    assert code == USAGE and "none.tar.gz. Name a file for --conv-model" in said and "Traceback" not in said


def test_a_model_of_another_domain_ends_the_run_and_names_what_differs(run, tmp_path):
    domain = domain_of_project()
    domain["slots"] = {**domain["slots"], "colour": {"type": "text"}}
    code, said = run(model_trained_on(domain, tmp_path / "other.tar.gz"))
    assert code == USAGE and "different are: slots (colour). Run `bot train`." in said
    assert "Traceback" not in said


def test_a_file_that_is_no_model_ends_the_run(run):
    code, said = run(ROOT / "README.md")
    assert code == USAGE and "README.md is no model" in said and "Traceback" not in said


def test_a_named_model_of_the_same_domain_is_taken_though_it_is_not_registered(tmp_path):
    model = model_trained_on(domain_of_project(), tmp_path / "same.tar.gz")
    assert named_model(ROOT, model) == model


def test_without_any_model_the_world_says_how_to_train_one(tmp_path):
    with pytest.raises(WorldError, match="There is no model yet. Run `bot train` first."):
        model_of(tmp_path)


def project_with_model(folder, *, fingerprint=None):
    """A project without data whose model in use is made from other files, unless told from which."""
    models = folder / "models"
    models.mkdir()
    file = model_trained_on({}, models / "a.tar.gz")
    register(models, file, fingerprint or "of other files", 1.0)
    return file


def test_a_model_made_from_other_files_is_refused(tmp_path):
    project_with_model(tmp_path)
    with pytest.raises(WorldError, match="a.tar.gz does not match the files: .* Run `bot train`."):
        model_of(tmp_path)


def test_a_model_made_from_the_files_as_they_are_is_taken(tmp_path):
    from bot.training import Project

    file = project_with_model(tmp_path, fingerprint=Project(tmp_path).fingerprint())
    assert model_of(tmp_path) == file


def test_a_model_that_was_changed_since_is_refused(tmp_path):
    file = project_with_model(tmp_path)
    file.write_bytes(b"changed")
    with pytest.raises(WorldError, match="is not the file that was trained"):
        model_of(tmp_path)


def test_a_registry_that_cannot_be_read_is_told(tmp_path):
    project_with_model(tmp_path)
    for registry in (tmp_path / "models").glob("*.json"):
        registry.write_text("{", encoding="utf-8")
    with pytest.raises(WorldError, match="cannot be read"):
        model_of(tmp_path)
