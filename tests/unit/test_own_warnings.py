"""Which warnings reach the screen."""

import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from bot.own_warnings import is_own, show_only_own_warnings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shown(monkeypatch):
    """The texts of the warnings that are printed."""
    texts = []
    monkeypatch.setattr(warnings, "showwarning", lambda message, *_, **__: texts.append(str(message)))
    show_only_own_warnings()
    return texts


def warn_from(filename, text):
    warnings.showwarning(UserWarning(text), UserWarning, filename, 1)


def test_a_warning_of_another_package_is_not_shown(shown):
    warn_from(warnings.__file__, "old call")
    assert shown == []


def test_a_warning_of_this_project_is_shown(shown):
    warn_from(str(ROOT / "bot" / "nlu" / "encoder.py"), "mind this")
    assert shown == ["mind this"]


def test_asking_twice_shows_a_warning_once(shown):
    show_only_own_warnings()
    warn_from(str(ROOT / "actions" / "refund.py"), "mind this")
    assert shown == ["mind this"]


def test_an_environment_inside_the_project_is_not_the_project():
    assert not is_own(str(ROOT / ".venv" / "lib" / "some_package" / "part.py"))


def test_a_command_is_silent_about_the_packages_it_uses():
    code = (
        "import sys, warnings; from bot import cli\n"
        "try: cli.main(['--help'])\nexcept SystemExit: pass\n"
        "warnings.simplefilter('always')\n"
        "warnings.warn_explicit('old call', DeprecationWarning, 'somewhere.py', 1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
