"""How well messages are cut into clauses and their roles told, on hand-cut messages that were left out.

python benchmarks/clauses.py [FOLDS]
"""

import random
import sys
from collections import Counter
from pathlib import Path

from project import be_light

EXAMPLES = Path("data/meaning/roles.yml")


def main() -> None:
    """Print the figures of a cross-validation."""
    be_light()
    from bot.nlu.parts.hand_cut import read_hand_cut

    folds = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    messages = read_hand_cut(EXAMPLES)
    random.Random(1).shuffle(messages)
    counts: Counter = Counter()
    for fold in range(folds):
        _count([m for i, m in enumerate(messages) if i % folds != fold], messages[fold::folds], counts)
    found, right, there = counts["found"], counts["right"], counts["there"]
    print(f"{len(messages)} messages, {counts['clauses']} clauses, {folds} folds")
    print(f"cuts: precision {right / found:.3f}, recall {right / there:.3f}")
    print(f"messages cut as by hand: {counts['whole'] / len(messages):.3f}")
    print(f"roles right: {counts['role'] / counts['clauses']:.3f}")
    for role in sorted({key[1] for key in counts if isinstance(key, tuple)}):
        hits, meant, given = (counts[kind, role] for kind in ("hit", "meant", "given"))
        print(f"  {role:12} precision {hits / max(given, 1):.3f}, recall {hits / meant:.3f}, {meant} clauses")


def _count(learned, left_out, counts: Counter) -> None:
    from bot.nlu.components.language import parse_many
    from bot.nlu.encoder import SentenceEncoder
    from bot.nlu.encoders import encoder_folder
    from bot.nlu.parts.teaching import parsed, spans, teach

    cutter, reader = teach(learned, parse_many, SentenceEncoder(encoder_folder()).encode)
    for doc, starts, roles in parsed(left_out, parse_many):
        cuts = {doc[span.first].idx for span in cutter.clauses(doc)[1:]}
        counts["found"] += len(cuts)
        counts["there"] += len(starts)
        counts["right"] += len(cuts & set(starts))
        counts["whole"] += cuts == set(starts)
        for given, role in zip(reader.roles(doc, spans(doc, starts)), roles, strict=True):
            counts["clauses"] += 1
            counts["role"] += given.role is role
            counts["meant", role.value] += 1
            counts["given", given.role.value] += 1
            counts["hit", role.value] += given.role is role


if __name__ == "__main__":
    main()
