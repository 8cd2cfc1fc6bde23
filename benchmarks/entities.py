"""How well order numbers, products, amounts and the like are found in messages.

python benchmarks/entities.py [FOLDER]
"""

import argparse
import sys
from pathlib import Path

from bot.nlu.entity_extractor import OrderEntityExtractor
from bot.nlu.entity_report import Pair, as_pair, as_table, read_labelled, score
from bot.nlu.spacy_language import build_pipeline

MESSAGES = Path(__file__).parents[1] / "tests" / "unit" / "nlu" / "entities"


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
    print(as_table(*score(messages, finder())))


def finder():
    """A function from a message to the pairs that the extractor finds in it."""
    nlp = build_pipeline()
    extractor = OrderEntityExtractor(OrderEntityExtractor.get_default_config())

    def find(text: str) -> list[Pair]:
        return [as_pair(entity["entity"], entity["value"]) for entity in extractor.extract(text, nlp(text))]

    return find


if __name__ == "__main__":
    main()
