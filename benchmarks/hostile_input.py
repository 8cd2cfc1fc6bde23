"""How long understanding takes for messages that are meant to slow it down, beside a normal one.

python benchmarks/hostile_input.py [--model FILE] [--repeats 7]
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from runpy import run_path

from bot.models import open_registry
from bot.nlu.parsing import load_parser
from bot.nlu.recent_texts import forget_texts
from bot.settings import load_settings

MESSAGES = Path(__file__).parents[1] / "tests" / "fixtures" / "hostile_messages.py"

NORMAL = "where is my order 8012345678901234, it should have been here yesterday"
ALLOWED_MS = 50


def main() -> int:
    """Print the times of all kinds; 1 when one takes more than 50 ms above the normal message."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path)
    parser.add_argument("--repeats", type=int, default=7)
    options = parser.parse_args()
    model = options.model or open_registry(load_settings().models_dir).current_model()
    if model is None:
        sys.exit("There is no model: run `bot train` first, or name one with --model.")
    parse = load_parser(model)
    median_ms(parse, NORMAL, options.repeats)
    normal = median_ms(parse, NORMAL, options.repeats)
    print(f"{'a normal message':36}{normal:8.1f} ms")
    slow = []
    for kind, text in run_path(str(MESSAGES))["hostile_messages"]().items():
        taken = median_ms(parse, text, options.repeats)
        if taken > normal + ALLOWED_MS:
            slow.append(kind)
        print(f"{kind:36}{taken:8.1f} ms{'  too slow' if kind in slow else ''}", flush=True)
    print(f"{len(slow)} kinds take more than {ALLOWED_MS} ms above the normal message")
    return 1 if slow else 0


def median_ms(parse: Callable[[str], object], text: str, repeats: int) -> float:
    """The median of the milliseconds of the processor that ``repeats`` readings of ``text`` take,
    each as if it were read for the first time, but for the sentence vectors, which are remembered.
    """
    times = []
    for _ in range(repeats):
        forget_texts()
        began = time.process_time()
        parse(text)
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
