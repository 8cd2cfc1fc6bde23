"""How many messages with two requests are split right, and how many with one are split.

python benchmarks/two_requests.py [FILE.tsv ...]     the files, with a column "text", are only measured
"""

import argparse
import csv
import sys
from pathlib import Path

from project import be_light, examples

MESSAGES = Path(__file__).parents[1] / "tests" / "unit" / "nlu" / "two_requests.yml"


def main() -> None:
    """Print the shares for the model in use, and the messages that are read wrongly."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files
    be_light()
    from bot.nlu.requests_report import as_lines, missed, read_messages, torn

    split = splitter()
    two, one = read_messages(MESSAGES)
    _print(as_lines("two requests, not split right", missed(two, split)))
    _print(as_lines("one request, split", torn(one, split)))
    _print(as_lines("training examples, split", torn((each.text for each in examples()), split)))
    for file in files:
        _print(as_lines(f"{file.name}, split", torn(_texts(file), split)))


def splitter():
    """A function from a message to the intents of its requests, as the model in use finds them."""
    from bot.models import open_registry
    from bot.nlu.parsing import load_parser
    from bot.nlu.requests_report import intents_asked

    model = open_registry(Path("models").resolve()).current_model()
    if model is None:
        sys.exit("There is no model yet: run `bot train` first.")
    parse = load_parser(model)
    return lambda text: intents_asked(parse(text))


def _texts(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [row["text"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _print(lines: list[str]) -> None:
    print("\n".join(lines), flush=True)


if __name__ == "__main__":
    main()
