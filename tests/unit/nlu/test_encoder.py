"""Sentence vectors: what they are near to, and that they depend on nothing else."""

import numpy as np
import pytest

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.encoders import encoder_folder

SAID = ("where is my refund", "when do i get my money back", "what a lovely day for a walk in the park")


@pytest.fixture(scope="module")
def encoder():
    return SentenceEncoder(encoder_folder())


def test_vectors_have_length_one(encoder):
    assert np.linalg.norm(encoder.encode(SAID), axis=1) == pytest.approx([1, 1, 1])


def test_the_same_meaning_is_nearer_than_another(encoder):
    refund, money, walk = encoder.encode(SAID)
    assert refund @ money > refund @ walk + 0.3


def test_a_vector_does_not_depend_on_the_texts_read_with_it(encoder):
    assert np.array_equal(encoder.encode(SAID)[0], encoder.encode(SAID[:1])[0])


def test_no_texts_have_no_vectors(encoder):
    assert encoder.encode([]).shape == (0, 384)
