"""A small Rasa project of its own, trained once, to run pytest over as any other project would."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[3]
# it has tests of its own, some of which are to fail
collect_ignore = ["plain_rasa"]


@dataclass(frozen=True)
class PlainRasa:
    """The project's folder."""

    folder: Path

    def copy(self, folder):
        """The same project, to be changed at will."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("__pycache__", ".rasa"))
        return PlainRasa(folder)

    def change(self, name, old, new):
        """Change a file of the project; the old text must be there."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def pytest(self, *arguments):
        """Exit code and all that was printed."""
        done = _run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments], self.folder)
        return done.returncode, done.stdout + done.stderr

    def outcomes(self, *arguments):
        """For each case its failure text, empty where it passed."""
        junit = self.folder / "junit.xml"
        junit.unlink(missing_ok=True)
        _, said = self.pytest("--junit-xml", str(junit), *arguments)
        cases = ElementTree.parse(junit).findall(".//testcase")
        assert cases, said
        return {case.get("name"): _trouble(case) for case in cases}


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """The project with a model, to be run as it is; who changes it takes a copy."""
    folder = tmp_path_factory.mktemp("rasa") / "lending-desk"
    shutil.copytree(Path(__file__).parent / "plain_rasa", folder)
    done = _run([sys.executable, "-m", "rasa", "train", "--quiet"], folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return PlainRasa(folder)


@pytest.fixture
def copy(trained, tmp_path):
    """The trained project in a folder of this test."""
    return trained.copy(tmp_path / "lending-desk")


def _trouble(case):
    found = [*case.findall("failure"), *case.findall("error")]
    return (found[0].text or "failed") if found else ""


def _run(command, folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "RASA_TELEMETRY_ENABLED": "false"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
