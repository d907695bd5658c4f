"""Near-duplicates: messages that differ in little more than their numbers."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.neighbors import radius_neighbors_graph

LEAST_SIMILARITY: Final = 0.8


def near_duplicates(messages: Sequence[str]) -> npt.NDArray[np.intp]:
    """Number the sets of messages that a chain of near-duplicates joins.

    Near-duplicates have a cosine above 0.8 between their tf-idf weighted pieces of four
    characters, where capitals do not count and every digit is the same. Spam is sent from
    templates with a new number or code each time; a split that parts such twins tests memory.
    """
    masked = [re.sub(r"\d", "0", message.lower()) for message in messages]
    distinct, number = np.unique(np.array(masked, dtype=object), return_inverse=True)
    pieces = TfidfVectorizer(analyzer="char", ngram_range=(4, 4), sublinear_tf=True)
    similar = radius_neighbors_graph(
        pieces.fit_transform(distinct), radius=1 - LEAST_SIMILARITY, metric="cosine"
    )
    _, component = connected_components(similar, directed=False)
    return np.asarray(component[number], dtype=np.intp)
