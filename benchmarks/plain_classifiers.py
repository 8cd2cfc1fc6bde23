"""Classifiers without Rasa, to compare with: they learn texts with their intents and name that of a text."""

from collections.abc import Callable, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from bot.nlu.encoder import SentenceEncoder
from bot.nlu.encoders import encoder_folder

Name = Callable[[str], str]


def tfidf_svm(texts: Sequence[str], intents: Sequence[str]) -> Name:
    """A linear SVM over weighted words and letters."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2)
    learned = make_pipeline(make_union(words, letters), LinearSVC())
    learned.fit(texts, intents)
    return lambda text: learned.predict([text])[0]


def minilm_logistic(texts: Sequence[str], intents: Sequence[str]) -> Name:
    """A logistic regression over sentence vectors."""
    return _over_vectors(LogisticRegression(C=10, max_iter=300), texts, intents)


def minilm_nearest(texts: Sequence[str], intents: Sequence[str]) -> Name:
    """The intent of the nearest examples, by the angle between sentence vectors."""
    return _over_vectors(KNeighborsClassifier(5, weights="distance", metric="cosine"), texts, intents)


def _over_vectors(
    classifier: LogisticRegression | KNeighborsClassifier, texts: Sequence[str], intents: Sequence[str]
) -> Name:
    encoder = SentenceEncoder(encoder_folder())
    classifier.fit(encoder.encode(texts), np.array(intents))
    return lambda text: classifier.predict(encoder.encode([text]))[0]


CLASSIFIERS = {each.__name__: each for each in (tfidf_svm, minilm_logistic, minilm_nearest)}
