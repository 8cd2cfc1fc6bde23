"""The command line: usage, exit codes, and what each command calls."""

import os
import subprocess
import sys

import pytest

from bot import cli
from bot.gateway.tokens import verify_chat_token
from bot.models import open_registry, register

COMMANDS = ("run", "train", "chat", "nlu", "orders", "token", "guidance", "models", "validate", "test")


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("BOT_STATE_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("BOT_MODELS_DIR", str(tmp_path))
    monkeypatch.setenv("CHAT_JWT_SECRET", "a secret for tests only")


def add_model(folder, name):
    (folder / name).write_bytes(name.encode())
    register(folder, folder / name, name, 1.0)


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    text = capsys.readouterr().out
    assert (ended.value.code, [name for name in COMMANDS if f"    {name} " not in text]) == (0, [])


@pytest.mark.parametrize("command", ("run", "train", "chat", "nlu", "token", "models", "validate", "test"))
def test_help_of_a_command_has_examples(command, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert (ended.value.code, f"examples:\n  bot {command}" in capsys.readouterr().out) == (0, True)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["dance"],
        ["run", "--port", "x"],
        ["run", "--port", "70000"],
        ["token"],
        ["token", "c-1", "--ttl", "0"],
    ]
    + [["models"], ["models", "promote"], ["train", "--fast"], ["chat", "--guest", "--customer", "c-1"]]
    + [["test", "--mutate", "--kinds", "colours"], ["test", "--mutate", "--minutes", "soon"]],
)
def test_wrong_usage_ends_with_2(arguments):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2


def test_a_token_is_printed_for_the_shopper(capsys):
    assert cli.main(["token", "c-7"]) == 0
    token = capsys.readouterr().out.strip()
    assert verify_chat_token(f"Bearer {token}", "a secret for tests only").customer_id == "c-7"


def test_the_model_list_marks_what_is_in_use(tmp_path, capsys):
    add_model(tmp_path, "a.tar.gz")
    add_model(tmp_path, "b.tar.gz")
    cli.main(["models", "list"])
    assert [line.split()[-1] for line in capsys.readouterr().out.splitlines()] == ["previous", "use"]


def test_an_empty_model_list_says_how_to_get_one(capsys):
    cli.main(["models", "list"])
    assert "bot train" in capsys.readouterr().out


def test_a_model_is_promoted_and_rolled_back(tmp_path):
    add_model(tmp_path, "a.tar.gz")
    add_model(tmp_path, "b.tar.gz")
    cli.main(["models", "promote", "a"])
    promoted = open_registry(tmp_path).current
    cli.main(["models", "rollback"])
    assert (promoted, open_registry(tmp_path).current) == ("a.tar.gz", "b.tar.gz")


def test_a_failure_ends_with_1_and_a_sentence(capsys):
    assert cli.main(["models", "promote", "x"]) == 1
    assert capsys.readouterr().err.startswith("bot models: There is no model x.")


def test_a_wrong_setting_ends_with_1_and_names_the_variable(monkeypatch, capsys):
    monkeypatch.setenv("BOT_PORT", "eight")
    assert cli.main(["models", "list"]) == 1
    assert "BOT_PORT" in capsys.readouterr().err


def test_training_outside_a_project_says_what_is_missing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["train"]) == 1
    assert "There is no config.yml" in capsys.readouterr().err


def test_help_imports_nothing_heavy():
    code = "import sys, bot.cli\ntry: bot.cli.main(['--help'])\nexcept SystemExit: pass\n"
    code += (
        "print([name for name in ('rasa', 'sqlalchemy', 'httpx', 'starlette', 'jwt') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_has_seen_enough_is_no_error():
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "bot", "guidance"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
