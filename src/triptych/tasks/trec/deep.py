"""A convolutional network on the words and their spelling."""

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.words import WordCodes, word_network

# Nine questions in ten are shorter, and what is asked for stands at the beginning.
LONGEST_QUESTION = 24


def make(seed: int) -> NetworkClassifier:
    """Windows of two to five words: the question word, some adjectives and their noun.

    Chosen among ten settings in a cross-validation of training questions; there label smoothing
    gained most, more features or longer vectors nothing.
    """
    return NetworkClassifier(
        word_network(embedding=64, channels=64, widths=(2, 3, 4, 5)),
        WordCodes(LONGEST_QUESTION),
        max_epochs=10,
        learning_rate=1e-2,
        batch_size=64,
        weight_decay=1e-2,
        label_smoothing=0.1,
        validation_share=0,
        seed=seed,
    )
