"""What the command line's numbers may be; argparse shows the errors."""

import argparse


def port(text: str) -> int:
    """A port from 0 (any free one) to 65535."""
    if not text.isdigit() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; give a number from 0 to 65535")
    return int(text)


def seconds_above_0(text: str) -> int:
    """A whole number of seconds, at least 1."""
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return int(text)
