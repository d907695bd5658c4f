"""A recurrent network that reads the number digit by digit, as the check does."""

from sklearn.preprocessing import FunctionTransformer

from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.explaining.ordered_encoder import InStep
from triptych.paradigms.deep.networks.sequence import recurrent_network
from triptych.tasks.luhn.data import digits_of


def make(seed: int) -> NetworkClassifier:
    """Its memory of 64 numbers could hold the check, which needs the sum so far and the place.

    So size is not what is missing. A sum that is right for all digits but one is worth no more
    than a guess, and so no small change of the weights is any better than another. Size and
    epochs were chosen for their cost.
    """
    return NetworkClassifier(
        recurrent_network(width=64, codes=10),
        FunctionTransformer(InStep(digits_of)),
        max_epochs=5,
        batch_size=256,
        learning_rate=5e-3,
        seed=seed,
    )
