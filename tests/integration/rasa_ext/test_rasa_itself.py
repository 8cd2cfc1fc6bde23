"""Rasa's own test command on test stories: the rules lead from typed sentences to the right actions."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.models import open_registry

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_rasa_test_passes_on_the_test_stories(tmp_path):
    model = open_registry(ROOT / "models").current_model()
    assert model is not None, "There is no model yet: run `bot train` first."
    command = [sys.executable, "-m", "rasa", "test", "core", "--fail-on-prediction-errors", "--no-plot"]
    paths = ["--stories", "tests/stories", "--model", str(model), "--out", str(tmp_path)]
    done = subprocess.run(
        [*command, *paths],
        cwd=ROOT,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = tmp_path / "failed_test_stories.yml"
    assert done.returncode == 0, done.stdout[-2000:]
    assert "None of the test stories failed" in failed.read_text(encoding="utf-8")
