"""Long numbers and codes as one word, so that what is learned from words learns no digits."""

import re

# The look ahead is bounded, or a long chain of dashes would be read again from each of its parts.
_NUMBER = re.compile(r"#?\b(?=[\w\-]{0,40}\d)[\w\-]{5,}\b|\d(?:[ \-]?\d){4,}")


def numbers_as(word: str, text: str) -> str:
    """``text`` with ``word`` in the place of each long number or code.

    >>> numbers_as("ordernumber", "cancel #W1234567 and 2 mugs")
    'cancel ordernumber and 2 mugs'
    """
    return _NUMBER.sub(word, text)
