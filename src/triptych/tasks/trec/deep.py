"""A convolutional network on the words and their spelling."""

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.words import WordCodes, word_network

# Nine questions in ten are shorter, and what is asked for stands at the beginning.
LONGEST_QUESTION = 24


def make(seed: int) -> NetworkClassifier:
    """One convolution over five words: the question word, some adjectives and their noun.

    Chosen among six settings in a cross-validation of training questions.
    """
    return NetworkClassifier(
        word_network(embedding=64, channels=128, width=5, dropout=0.5),
        WordCodes(LONGEST_QUESTION),
        max_epochs=10,
        learning_rate=1e-2,
        batch_size=64,
        weight_decay=1e-2,
        validation_share=0,
        seed=seed,
    )
