"""An encoder that keeps the vector of each text on disk, so that an experiment takes seconds."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.nlu.encoder import GRAPH_VERSION, WEIGHTS_SHA256, WIDTH, SentenceEncoder
from bot.nlu.encoders import encoder_folder


class KeptVectors:
    """The sentence encoder, asked once for each text; ``keep`` writes what was asked."""

    def __init__(self) -> None:
        self._encoder = SentenceEncoder(encoder_folder())
        self._file = encoder_folder() / f"kept-{WEIGHTS_SHA256[:12]}-{GRAPH_VERSION}.npz"
        self._vectors = _read(self._file) if self._file.is_file() else {}
        self._has_new = False

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, in the order of the texts."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._encoder.encode(new), strict=True))
            self._has_new = True
        rows = [self._vectors[text] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), WIDTH)

    def keep(self) -> None:
        """Write all vectors to the folder of the encoder, where there are new ones."""
        if self._has_new:
            texts = np.array(list(self._vectors), dtype=np.str_)
            np.savez(self._file, texts=texts, vectors=np.array(list(self._vectors.values())))
            self._has_new = False


def _read(file: Path) -> dict[str, np.ndarray]:
    with np.load(file) as kept:
        return dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
