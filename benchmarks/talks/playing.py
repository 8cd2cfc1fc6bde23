"""Plays one conversation and says everything that was not as it should be."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.talks.conversation_file import AnswerWhy, Conversation, PressYes, Said
from benchmarks.talks.dates import ways_to_write
from benchmarks.talks.questions import plain
from benchmarks.talks.shop import Chat, Reply, Shop
from benchmarks.talks.store_changes import apart_from_handovers, judge

# A free text that is asked for: a question, or a request to tell something, without a yes to press.
_ASKS = ("?", "why", "reason", "tell me", "describe")


@dataclass
class Played:
    """A conversation that was played: what was said, turn by turn, and what was wrong.

    ``wrong_writes`` are changes of the store that nobody wanted, ``not_so`` is all else that was expected.
    """

    conversation: Conversation
    transcript: list[tuple[str, Reply]] = field(default_factory=list)
    not_so: list[str] = field(default_factory=list)
    wrong_writes: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        """A sentence for everything that was not as it should be."""
        return [*self.wrong_writes, *self.not_so]

    @property
    def is_right(self) -> bool:
        return not self.wrong

    @property
    def last(self) -> Reply:
        """The reply before the next step."""
        return self.transcript[-1][1] if self.transcript else Reply()


def play(shop: Shop, conversation: Conversation) -> Played:
    """Play all steps with a fresh shopper, then look into the store."""
    played = Played(conversation)
    chat = shop.open(conversation.orders)
    may_have_written = False
    for step in conversation.steps:
        if isinstance(step, PressYes):
            if not may_have_written:
                played.wrong_writes += _written_too_early(chat)
            may_have_written = True
            _press_yes(chat, played, step.most)
        elif isinstance(step, AnswerWhy):
            if asks_why(played.last):
                _say(chat, played, step.text)
        else:
            earlier = [reply for _, reply in played.transcript]
            reply = _say(chat, played, step.text)
            played.not_so += complaints_about(reply, step, earlier)
    judged = judge(chat.written(), conversation.expected)
    played.not_so += judged.missing
    played.wrong_writes += judged.wrong_writes
    played.not_so += [f"fault: {fault}" for _, reply in played.transcript for fault in reply.faults]
    return played


def asks_why(reply: Reply) -> bool:
    """Whether the reply waits for words of the shopper rather than for a yes."""
    return reply.yes_button is None and any(sign in reply.text.casefold() for sign in _ASKS)


def complaints_about(reply: Reply, said: Said, earlier: Iterable[Reply]) -> list[str]:
    """A sentence for each check of a line that its reply does not meet."""
    checks, everything = said.checks, "\n".join([reply.shown, *reply.buttons])
    found = [f"{word!r} is missing" for word in checks.get("words", ()) if not has(reply.shown, word)]
    found += [f"{word!r} is there" for word in checks.get("not_words", ()) if has(reply.shown, word)]
    found += [
        f"{word!r} is neither said nor a button"
        for word in checks.get("words_or_buttons", ())
        if not has(everything, word)
    ]
    starts = tuple(start.casefold() for start in checks.get("not_buttons", ()))
    found += [
        f"there is a button {title!r}" for title in reply.buttons if title.casefold().startswith(starts)
    ]
    if said.other_words and plain(reply.text) in {plain(each.text) for each in earlier}:
        found.append("the same words as before")
    return [f"after {said.text!r}: {complaint}" for complaint in found]


def has(text: str, word: str) -> bool:
    """Whether a word stands in the text, any case; ``/…/`` is a pattern, a day may be written in any way."""
    for written in ways_to_write(word):
        if len(written) > 1 and written.startswith("/") and written.endswith("/"):
            if re.search(written[1:-1], text, re.IGNORECASE):
                return True
        elif written.casefold() in text.casefold():
            return True
    return False


def _say(chat: Chat, played: Played, text: str) -> Reply:
    reply = chat.say(text)
    played.transcript.append((text, reply))
    return reply


def _press_yes(chat: Chat, played: Played, most: int) -> None:
    for _ in range(most):
        title = played.last.yes_button
        if title is None:
            return
        played.transcript.append((f"[{title}]", chat.press(title)))


def _written_too_early(chat: Chat) -> Sequence[str]:
    early = apart_from_handovers(chat.written())
    return [f"{change.table} was {change.kind} before a yes" for change in early]
