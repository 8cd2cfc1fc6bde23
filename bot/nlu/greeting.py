"""The greeting that a message begins with, and what follows it. Pure: words only."""

import re

_HELLO = r"(?:hi|hiya|hello|helo|hey+|heya|good (?:morning|afternoon|evening|day)|greetings|dear|yo)"
_TO_WHOM = r"(?: (?:there|all|everyone|team|support|sir|madam|guys|bot))*"
# A greeting of several words, such as "hey how are you", is none of a request.
FEWEST_WORDS_AFTER = 3
_GREETING = re.compile(
    rf"\W{{0,9}}(?:{_HELLO}{_TO_WHOM}\b[\s,.!?:;-]{{0,9}})+(?=(?:[^\w']{{0,9}}\b[\w'’]+(?![\w'’])){{{FEWEST_WORDS_AFTER}}})",
    re.IGNORECASE,
)


def after_greeting(text: str) -> str:
    """What follows the greeting at the beginning of ``text``; empty without one, or with little after it.

    >>> after_greeting("Hello??? a real person please"), after_greeting("hey there")
    ('a real person please', '')
    """
    greeting = _GREETING.match(text)
    return text[greeting.end() :] if greeting else ""
