"""All that conversations with a Rasa project can cover, read from its files."""

from functools import cache
from pathlib import Path

from bot.convtest.covering.rasa_files import read_domain
from bot.convtest.covering.rules import read_rules
from bot.convtest.covering.universe import Code, Universe


@cache
def universe_of(root: Path, actions: str) -> Universe:
    """The names in domain, rules and stories; branches count in the package ``actions``, if it is there."""
    declared = read_domain(root)
    return Universe(
        intents=declared.intents,
        entities=declared.entities,
        slots=declared.slots,
        rules=read_rules(root),
        forms=declared.forms,
        replies=declared.replies,
        buttons=declared.buttons,
        code=_code(root, actions),
    )


def _code(root: Path, actions: str) -> Code:
    folder = actions.replace(".", "/")
    if (root / folder).is_dir():
        return Code((folder,))
    return Code((actions,) if (root / f"{folder}.py").is_file() else ())
