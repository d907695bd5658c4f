"""A linear model on the pieces of a string; boosted trees over what one notices at a glance."""

from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from triptych.paradigms.classical.trees import boosting

# Of the letters that may not stand side by side, the longest sequences, as IIII, have four.
LONGEST_PIECE = 4


def make(seed: int) -> Pipeline:
    """Logistic regression on counts of pieces of one to four characters, the ends among them.

    Local rules are made of such pieces: most that are forbidden occur in malformed strings alone.
    In a five-fold cross-validation of the training strings penalties of 1, 10 and 100 came within
    .0004 of each other (.9993 to .9996), and whether a piece occurs was a little worse than how
    often.
    """
    pieces = CountVectorizer(
        analyzer="char",
        ngram_range=(1, LONGEST_PIECE),
        lowercase=False,
        preprocessor=with_ends,
    )
    model = make_pipeline(pieces, LogisticRegression(C=10, max_iter=1000, random_state=seed))
    model.reads = "raw"
    return model


def make_measurements(seed: int) -> HistGradientBoostingClassifier:
    """Many large trees: a mistake shows in several columns together. Not searched for."""
    return boosting(seed, trees=300, leaves=31)


def with_ends(text: str) -> str:
    """A string with a mark before its first and after its last character."""
    return f"^{text}$"
