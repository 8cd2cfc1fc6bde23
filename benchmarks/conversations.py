"""How many conversations of a file end as they should: in the store, and in the words that matter.

python -m benchmarks.conversations FILE.yml [--model FILE] [--json OUT] [--errors even|odd|all|none]

The head of the file says what its keys mean. Every conversation has a fresh shopper, store and order numbers.
Those that fail are printed only where asked for, by the number of their line, so that the others stay unseen.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.machine import measured_on
from benchmarks.project import be_light
from benchmarks.talks.conversation_file import read_conversations
from benchmarks.talks.lines import WHICH_LINES, is_asked_for
from benchmarks.talks.playing import Played, play
from benchmarks.talks.shop import RealShop


def by_section(played: Sequence[Played]) -> dict[str, dict[str, int]]:
    """How many of each section are right, and of how many."""
    sections = dict.fromkeys(each.conversation.section for each in played)
    return {
        section: _count([each for each in played if each.conversation.section == section])
        for section in sections
    }


def figures(played: Sequence[Played]) -> dict[str, Any]:
    """Right ones in all and per section, and how many wrote what they should not have."""
    wrote = sum(bool(each.wrong_writes) for each in played)
    return {**_count(played), "wrong_writes": wrote, "sections": by_section(played)}


def _count(played: Sequence[Played]) -> dict[str, int]:
    return {"right": sum(each.is_right for each in played), "of": len(played)}


def main() -> None:
    """Play the file and print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, help="a YAML file of conversations")
    parser.add_argument("--model", type=Path, help="default: the model in use")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures here too")
    parser.add_argument("--errors", choices=WHICH_LINES, default="none", help="print those on these lines")
    options = parser.parse_args()
    be_light()
    read = read_conversations(options.file)
    shop = RealShop(read.sellers, options.model)
    try:
        played = [play(shop, conversation) for conversation in read.conversations]
    finally:
        shop.close()
    failed = [each for each in played if not each.is_right]
    shown = [each for each in failed if is_asked_for(each.conversation.line, options.errors)]
    _print(played, shown)
    if options.json:
        body = {**figures(played), "errors": [_as_json(each) for each in shown]}
        options.json.write_text(json.dumps(body, indent=1, ensure_ascii=False), encoding="utf-8")


def _print(played: Sequence[Played], shown: Iterable[Played]) -> None:
    counted = figures(played)
    print("| section | right | of |\n|---|---|---|")
    for section, count in counted["sections"].items():
        print(f"| {section} | {count['right']} | {count['of']} |")
    share = counted["right"] / max(counted["of"], 1)
    print(f"| **all** | {counted['right']} ({share:.0%}) | {counted['of']} |")
    print(f"\n{counted['wrong_writes']} wrote what they should not have. {measured_on()}")
    for each in shown:
        print(f"\n{transcript(each)}")


def transcript(played: Played) -> str:
    """The conversation as a chat, and below it what was wrong."""
    lines = [f"line {played.conversation.line}, {played.conversation.section}: {played.conversation.name}"]
    for said, reply in played.transcript:
        lines += [f"    shopper: {said}", f"    bot:     {' '.join(reply.text.split())}"]
        if reply.cards:
            lines.append(f"    cards:   {' · '.join(reply.cards.split(chr(10)))}")
        if reply.buttons:
            lines.append(f"    buttons: {' | '.join(reply.buttons)}")
    return "\n".join([*lines, *(f"  ✗ {wrong}" for wrong in played.wrong)])


def _as_json(played: Played) -> dict[str, Any]:
    chat = [
        {"said": said, "reply": reply.text, "buttons": reply.buttons} for said, reply in played.transcript
    ]
    line, name = played.conversation.line, played.conversation.name
    return {"line": line, "name": name, "wrong": played.wrong, "chat": chat}


if __name__ == "__main__":
    main()
