"""How well order numbers, amounts, places in a list, days and products are found in messages.

python benchmarks/mentions.py [FOLDER]
"""

import argparse
import sys
from pathlib import Path

from bot.nlu.mention_report import as_table, mentions_in, read_labelled, score

MESSAGES = Path(__file__).parents[1] / "tests" / "unit" / "nlu" / "mentions"


def main() -> None:
    """Print the table of the folder's messages, and each message with a miss."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=MESSAGES)
    folder = parser.parse_args().folder
    messages = read_labelled(folder)
    if not messages:
        sys.exit(f"{folder} holds no messages; name a folder of YAML files.")
    print(as_table(*score(messages, mentions_in)))


if __name__ == "__main__":
    main()
