"""Sentence vectors from a spaCy package with word vectors that the user has installed."""

from collections.abc import Sequence

import numpy as np
import spacy

from bot.nlu.encoder import EncoderUnavailable


class SpacyVectors:
    """Maps texts to vectors of length 1: the mean of the word vectors, zeros where no word is known."""

    def __init__(self, package: str | None) -> None:
        """Loads the package, by name or folder.

        Raises:
            EncoderUnavailable: when it is not named, not installed, or has no word vectors.
        """
        if not package:
            raise EncoderUnavailable("`encoder: spacy` needs `spacy_package`, such as en_core_web_md.")
        try:
            self._nlp = spacy.load(package)
        except OSError as error:
            raise EncoderUnavailable(
                f"The spaCy package {package} is not installed: run `python -m spacy download {package}`, "
                "or choose another `encoder` for the intent classifier in config.yml."
            ) from error
        if not self._nlp.vocab.vectors_length:
            raise EncoderUnavailable(
                f"The spaCy package {package} has no word vectors; an _md or _lg one has."
            )

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, in the order of the texts."""
        vectors = np.array([self._nlp.make_doc(text).vector for text in texts], dtype=np.float32)
        vectors = vectors.reshape(len(texts), self._nlp.vocab.vectors_length)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
