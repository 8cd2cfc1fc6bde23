"""The options and settings that conversation tests add to pytest."""

from pathlib import Path

import pytest


def add_options(parser: pytest.Parser) -> None:
    """Declare them; ``pytest --help`` shows what each does."""
    parser.addini("convtest_world", "package.module:function that opens the project under test")
    parser.addini("convtest_timeout_seconds", "a conversation that takes longer fails", default="60")
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
