"""Text as it can be shown safely: nothing invisible, nothing that a terminal would obey or cannot spell."""

import unicodedata

# What takes the place of a sign of ours that an encoding lacks.
_PLAIN = {
    **{"…": "...", "✗": "x", "│": "|", "┌": "+", "└": "+", "─": "-", "·": "-", "→": "->", "•": "*", "×": "x"},
    **{"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "},
}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}


def visible(text: str) -> str:
    """The text with every control, invisible or half character and odd space spelled out; line breaks stay.

    >>> visible("red: \\x1b[31m")
    'red: \\\\x1b[31m'
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(each if _is_shown(each) else _spelled(each) for each in text)


def encodable(text: str, encoding: str) -> str:
    """The text with plain signs, or the character's code, where ``encoding`` cannot spell it."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_in(each, encoding) for each in text)
    return text


def _is_shown(character: str) -> bool:
    return character in " \n" or unicodedata.category(character) not in _UNSEEN


def _spelled(character: str) -> str:
    named = {"\t": "\\t", "\r": "\\r"}.get(character)
    code = ord(character)
    if named or code < 0x100:
        return named or f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _in(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return _PLAIN.get(character) or _spelled(character)
    return character
