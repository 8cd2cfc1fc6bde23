"""What happens before the parts start."""

import socket
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import launch as launch_module
from bot.launch import launch
from bot.models import register
from bot.settings import load_settings
from bot.store.database import open_database
from bot.store.loading import list_customers
from bot.supervisor import StartFailed


@pytest.fixture
def settings(tmp_path: Path) -> Any:
    return load_settings(
        {"BOT_STATE_DIR": str(tmp_path), "BOT_MODELS_DIR": str(tmp_path / "models"), "BOT_PORT": "0"}
    )


@pytest.fixture
def started(monkeypatch) -> list[tuple[int, str]]:
    """The port and model of each start; nothing is really started."""
    starts: list[tuple[int, str]] = []

    def run(settings: Any, model: Path) -> int:
        starts.append((settings.port, model.name))
        return 0

    monkeypatch.setattr(launch_module, "run", run)
    return starts


@pytest.fixture
def trainings(monkeypatch, settings) -> list[int]:
    """Training writes a small file; the list gives the exit codes to come."""
    codes = [0]

    def train(*_args: Any, **_more: Any) -> subprocess.CompletedProcess:
        code = codes.pop()
        if code == 0:
            add_model(settings.models_dir)
        return subprocess.CompletedProcess([], code)

    monkeypatch.setattr(launch_module.subprocess, "run", train)
    return codes


def add_model(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "a.tar.gz").write_bytes(b"model")
    register(folder, folder / "a.tar.gz", "fingerprint", 1.0)


def test_without_a_model_one_is_trained_first(settings, started, trainings):
    launch(settings)
    assert (started[0][1], trainings) == ("a.tar.gz", [])


def test_a_model_that_is_there_is_taken(settings, started, trainings):
    add_model(settings.models_dir)
    launch(settings)
    assert (started[0][1], trainings) == ("a.tar.gz", [0])


def test_a_failed_training_starts_nothing(settings, started, trainings):
    trainings[:] = [1]
    with pytest.raises(StartFailed, match="Training failed"):
        launch(settings)
    assert started == []


def test_an_empty_store_gets_the_demo(settings, started, trainings, capsys):
    launch(settings)
    assert list_customers(open_database(settings.database_url))
    assert "loaded the demo shoppers" in capsys.readouterr().out


def test_a_second_start_leaves_the_store_alone(settings, started, trainings, capsys):
    launch(settings)
    capsys.readouterr()
    launch(settings)
    assert "loaded" not in capsys.readouterr().out


def test_port_0_takes_a_free_port(settings, started, trainings):
    launch(settings)
    assert started[0][0] > 0


def test_a_port_in_use_is_told_before_anything_is_trained(settings, started, trainings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(StartFailed, match="cannot be used"):
            launch(replace(settings, port=taken.getsockname()[1]))
    assert trainings == [0]
