"""`bot validate`: Rasa's own check of domain, data and config, with every warning a failure."""

import os
import re
import subprocess
import sys
from pathlib import Path

from bot.dialogue.heard import ANSWER

# Rasa looks for replies in stories and rules only; here actions say most of them, by names they put together
_SAID_BY_ACTIONS = re.compile(r"The utterance '\w+' is not used in any story or rule")
# No example teaches it: the assistant makes it of whatever answers the open question
_WITHOUT_EXAMPLES = f"The intent '{ANSWER}' is listed in the domain file, but is not found in the NLU"


def validate(root: Path) -> int:
    """0 when Rasa has nothing to say against the files in ``root``, else 1; its words are printed."""
    command = [sys.executable, "-m", "rasa", "data", "validate", "--fail-on-warnings"]
    paths = ["--domain", "domain.yml", "--config", "config.yml", "--data", "data"]
    done = subprocess.run(
        [*command, *paths],
        cwd=root,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    warnings = [line for line in done.stdout.splitlines() if _is_warning(line)]
    if done.returncode == 0 and not warnings:
        print("Rasa finds nothing wrong with domain, data and config.")
        return 0
    print(done.stdout)
    print(f"Rasa found something to mend ({len(warnings)} warnings, exit code {done.returncode}).")
    return 1


def _is_warning(line: str) -> bool:
    """Whether a line of Rasa's output is a warning about the project, not about some package."""
    is_warning = "UserWarning" in line or " WARNING " in line or " ERROR " in line
    return is_warning and not _SAID_BY_ACTIONS.search(line) and _WITHOUT_EXAMPLES not in line
