"""A small convolutional network on the words and their spelling."""

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.words import WordCodes, word_network

# A message of 160 characters has some thirty words; what a second part adds changes little.
LONGEST_MESSAGE = 40


def make(seed: int) -> NetworkClassifier:
    """Six epochs, chosen among five settings in a cross-validation of training items."""
    return NetworkClassifier(
        word_network(embedding=48, channels=96, width=3, dropout=0.5),
        WordCodes(LONGEST_MESSAGE),
        max_epochs=6,
        learning_rate=1e-2,
        batch_size=64,
        weight_decay=1e-2,
        validation_share=0,
        seed=seed,
    )
