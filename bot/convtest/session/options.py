"""The options and settings that conversation tests add to pytest."""

import argparse
from pathlib import Path

import pytest

from bot.convtest.covering.threshold import thresholds


def add_options(parser: pytest.Parser) -> None:
    """Declare them; ``pytest --help`` shows what each does."""
    parser.addini("convtest_world", "package.module:function that opens the project under test")
    parser.addini("convtest_timeout_seconds", "a conversation that takes longer fails", default="60")
    parser.addini("convtest_repairs", "YAML file that names flows, repairs and the pairs that are not needed")
    group = parser.getgroup("conversation tests")
    group.addoption(
        "--conv-report",
        metavar="FILE",
        type=Path,
        help="write all conversations of the run into one HTML file",
    )
    group.addoption(
        "--accept",
        nargs="?",
        const="ask",
        choices=("ask", "write"),
        help="show the tests' files as they would be if what the bot did were right, and ask whether to "
        "write them; --accept=write does not ask",
    )
    group.addoption(
        "--robust",
        action="store_true",
        help="run each conversation in eight more spellings and report the pass rate of each",
    )
    group.addoption("--conv-model", metavar="FILE", help="talk to this model instead of the one in use")
    group.addoption(
        "--conv-cov",
        action="store_true",
        help="count what the conversations reach: intents, rules, replies, branches of actions, guidance ...",
    )
    group.addoption(
        "--conv-cov-fail-under",
        metavar="PERCENT|KIND=PERCENT,...",
        type=_thresholds,
        help="count it, and fail when less is covered: guidance=100,intents=95, or one figure for all",
    )


def _thresholds(text: str) -> dict[str, float]:
    try:
        return thresholds(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
