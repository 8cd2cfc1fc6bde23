"""How long the sentence encoder takes for a message, on one thread, and the whole understanding beside it.

python -m benchmarks.encoder [--rounds 200]

Milliseconds are processor time, so that others on the machine do not add to them.
"""

import argparse
import os
import statistics
import sys
from collections.abc import Callable

from benchmarks.machine import ONE_THREAD, measured_on, processor_milliseconds
from benchmarks.project import be_light

MESSAGES = {
    "short": "where is my refund",
    "typical": "hi, i cancelled the desk lamp last week, when do i get my money back?",
    "long": "I ordered the desk lamp two weeks ago, it was marked as delivered yesterday but nothing is "
    "here, the neighbours have not seen it either, and the seller does not answer any of my messages, so "
    "please tell me what I can do now and how I get my money back.",
}
WARM_UP = 20


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=200, help="how often each is read (default 200)")
    options = parser.parse_args()
    os.environ.update(ONE_THREAD)
    be_light()
    from bot.models import open_registry
    from bot.nlu.encoder import SentenceEncoder
    from bot.nlu.encoders import encoder_folder
    from bot.nlu.parsing import load_parser
    from bot.settings import load_settings

    model = open_registry(load_settings().models_dir).current_model()
    if model is None:
        sys.exit("There is no model: run `bot train` first.")
    encoder, understand = SentenceEncoder(encoder_folder(), threads=1), load_parser(model)
    print("| message | words | encoder, median | p95 | all of the understanding, median | p95 |")
    print("|---|---|---|---|---|---|")
    for name, text in MESSAGES.items():
        vector = _milliseconds(lambda said=text: encoder.encode([said]), options.rounds)
        parse = _milliseconds(lambda said=text: understand(said), options.rounds)
        print(f"| {name} | {len(text.split())} | {_cells(vector)} | {_cells(parse)} |", flush=True)
    print(f"\n{options.rounds} rounds. {measured_on()}")


def _milliseconds(read: Callable[[], object], rounds: int) -> list[float]:
    times = [processor_milliseconds(read) for _ in range(WARM_UP + rounds)]
    return sorted(times[WARM_UP:])


def _cells(times: list[float]) -> str:
    return f"{statistics.median(times):.1f} ms | {times[int(0.95 * (len(times) - 1))]:.1f} ms"


if __name__ == "__main__":
    main()
