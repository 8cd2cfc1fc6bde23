"""Weighed terms are those of scikit-learn, and the same when they are loaded."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.weighed_terms import WeighedTerms

TEXTS = ("cancel my order", "where is my order, is it late?", "my lamp is broken", "cancel it")
ASKED = ("is my order my lamp?", "cancel cancel cancel", "nothing of that", "")
SETTINGS = (
    {"ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b|[?!]"},
    {"analyzer": "char_wb", "ngram_range": (1, 4), "min_df": 2},
)


def as_row(terms, text):
    columns, weights = terms.row(text)
    row = np.zeros(terms.width)
    row[columns] = weights
    return row


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("text", ASKED)
def test_a_row_is_that_of_scikit_learn(settings, text):
    terms = WeighedTerms(**settings)
    terms.fit(TEXTS)
    known = TfidfVectorizer(sublinear_tf=True, **settings).fit(TEXTS)
    assert np.allclose(as_row(terms, text), known.transform([text]).toarray()[0], atol=1e-12)


def test_what_was_kept_gives_the_same_rows(tmp_path):
    learned, loaded = WeighedTerms(**SETTINGS[0]), WeighedTerms(**SETTINGS[0])
    learned.fit(TEXTS)
    learned.save(tmp_path, "words")
    loaded.load(tmp_path, "words")
    assert as_row(loaded, ASKED[0]).tolist() == as_row(learned, ASKED[0]).tolist()
