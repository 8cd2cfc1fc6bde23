"""Which sentence vectors the intent classifier uses: the setting `encoder` in config.yml."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from bot.nlu.encoder import EncoderUnavailable, SentenceEncoder
from bot.nlu.spacy_vectors import SpacyVectors
from bot.settings import load_settings

MINILM, SPACY, NONE = "minilm", "spacy", "none"
# what YAML makes of `encoder: no` and its like
_IN_OTHER_WORDS = {True: MINILM, False: NONE, None: NONE}


class Encoder(Protocol):
    """Maps texts to vectors of length 1."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, in the order of the texts."""


def open_encoder(config: dict[str, Any]) -> Encoder | None:
    """The encoder that ``config`` names under `encoder`: minilm, spacy (with `spacy_package`) or none.

    Raises:
        EncoderUnavailable: when the name is unknown or what it needs is not installed.
    """
    name = config.get("encoder", MINILM)
    name = _IN_OTHER_WORDS.get(name, name)
    if name == MINILM:
        return _minilm(encoder_folder())
    if name == SPACY:
        return SpacyVectors(config.get("spacy_package"))
    if name == NONE:
        return None
    raise EncoderUnavailable(
        f"`encoder: {name}` is not known; config.yml may say {MINILM}, {SPACY} or {NONE}."
    )


@lru_cache
def _minilm(folder: Path) -> SentenceEncoder:
    """One for the whole process: the components ask it for the same texts."""
    return SentenceEncoder(folder)


def encoder_folder() -> Path:
    """Where the encoder's graph is kept between runs."""
    return load_settings().models_dir / "encoder"
