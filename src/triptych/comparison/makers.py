"""The classical model and the network that are written for data nobody has seen before."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from triptych.own_data.understood import OwnData
from triptych.task import Modality

_CLASSIFIER: Final = "NetworkClassifier"
_REGRESSOR: Final = "NetworkRegressor"
_NETWORKS: Final = "triptych.paradigms.deep.networks"

_MOST_WORDS: Final = 96
_LONG: Final = 95
"""A text or sound may be cut where it is longer than this percentile of all."""

_SMALL_PICTURE: Final = 16
_ENOUGH_FOR_THREE_FOLDS: Final = 300


@dataclass(frozen=True, kw_only=True)
class Maker:
    """A file with a function `make(seed)`.

    about    what the file is, in its first line
    says     what `make` makes, and why
    imports  names by module
    returns  the type it returns
    makes    the expression that makes it
    """

    about: str
    says: str
    imports: Mapping[str, str]
    returns: str
    makes: str

    def source(self) -> str:
        """The file, as Python source."""
        imports = "\n".join(
            f"from {module} import {names}" for module, names in self.imports.items()
        )
        return (
            f'"""{self.about}"""\n\n{imports}\n\n\n'
            f"def make(seed: int) -> {self.returns}:\n"
            f'    """{self.says}"""\n'
            f"    return {self.makes}\n"
        )


def classical_maker(data: OwnData, scoring: str) -> Maker:
    """The classical model for the data; `scoring` is scikit-learn's name of the metric."""
    number = data.target_kind == "number"
    search = {"sklearn.model_selection": "GridSearchCV"}
    pipeline = {"sklearn.pipeline": "Pipeline"}
    if data.modality == "text":
        name = "tfidf_regression" if number else "tfidf"
        return Maker(
            about="The classical model: reads the raw texts, by their words and characters.",
            says="A linear model on TF-IDF: strong on most texts.",
            imports=pipeline | {"triptych.paradigms.classical.texts": name},
            returns="Pipeline",
            makes=f"{name}(seed)",
        )
    if data.modality == "series":
        name = "random_convolutions_regression" if number else "random_convolutions"
        return Maker(
            about="The classical model: reads the raw series.",
            says="A linear model on random convolutions: strong on most series.",
            imports=pipeline | {"triptych.paradigms.classical.series": name},
            returns="Pipeline",
            makes=f"{name}(seed)",
        )
    if data.modality == "image" and not number:
        return Maker(
            about="The classical model: reads the raw pictures.",
            says="Support vectors on the principal components of the pixels.",
            imports=pipeline | {"triptych.paradigms.classical.signals": "pixel_vectors"},
            returns="Pipeline",
            makes="pixel_vectors(seed)",
        )
    if data.modality == "audio" and not number:
        return Maker(
            about="The classical model: reads the raw sounds.",
            says="Support vectors on the levels of mel bands and their movement.",
            imports=pipeline | {"triptych.paradigms.classical.signals": "spectrum_vectors"},
            returns="Pipeline",
            makes=f"spectrum_vectors(seed, samples_per_second={data.sampling_rate})",
        )
    name = "best_of_three_regressors" if number else "best_of_three"
    settings = "" if number or scoring == "accuracy" else f", scoring={scoring!r}"
    if len(data.dataset.raw) > _ENOUGH_FOR_THREE_FOLDS:
        settings += ", folds=3"
    return Maker(
        about="The classical model: reads the table that `features` in data.py makes.",
        says="A linear model, a forest or boosted trees, chosen on the training items.",
        imports=search | {"triptych.paradigms.classical.chosen": name},
        returns="GridSearchCV",
        makes=f"{name}(seed{settings})",
    )


def deep_maker(data: OwnData) -> Maker:
    """The network for the data, with as many steps of training as suit their number."""
    network = _NETWORK_OF[data.modality](data)
    estimator = _REGRESSOR if data.target_kind == "number" else _CLASSIFIER
    settings = "".join(f"        {name}={value},\n" for name, value in network.settings.items())
    return Maker(
        about="The network: reads the raw items.",
        says=network.says,
        imports={
            **{module: names for module, names in network.imports.items() if module < "triptych"},
            "triptych.paradigms.deep.classifier_and_regressor": estimator,
            **{module: names for module, names in network.imports.items() if module >= "triptych"},
        },
        returns=estimator,
        makes=f"{estimator}(\n        {network.module},\n        prepare={network.prepare},\n"
        f"{settings}        validation_share=0,\n        seed=seed,\n    )",
    )


@dataclass(frozen=True, kw_only=True)
class Network:
    """What a network of one kind of data is built from, as expressions."""

    says: str
    imports: Mapping[str, str]
    module: str
    prepare: str
    settings: dict[str, Any] = field(default_factory=dict)


def epochs(items: int, batch: int, steps: int, fewest: int, most: int) -> int:
    """Passes over so many items that come to about this number of steps."""
    return min(max(math.ceil(steps * batch / max(items, 1)), fewest), most)


def _table(data: OwnData) -> Network:
    items = len(data.dataset.raw)
    batch = 32 if items < 2000 else 128
    return Network(
        says="A residual network over pieces of the numbers and an indicator of each word.",
        imports={f"{_NETWORKS}.tabular": "residual_network, table_encoder"},
        module="residual_network(width=64, blocks=1, dropout=0.2)",
        prepare="table_encoder(pieces=8)",
        settings={
            "max_epochs": epochs(items, batch, 800, 8, 40),
            "learning_rate": 5e-3 if items < 2000 else 3e-3,
            "batch_size": batch,
            "weight_decay": 1e-2,
        },
    )


def _text(data: OwnData) -> Network:
    words = np.array([len(str(text).split()) for text in data.dataset.raw])
    # Marks count as words too.
    longest = int(min(max(np.percentile(words, _LONG) * 1.3, 8), _MOST_WORDS))
    return Network(
        says="Convolutions over windows of two to five words, each with its spelling.",
        imports={f"{_NETWORKS}.words": "WordCodes, word_network"},
        module="word_network(embedding=64, channels=64, widths=(2, 3, 4, 5))",
        prepare=f"WordCodes({longest})",
        settings={
            "max_epochs": epochs(len(words), 64, 300, 8, 16),
            "learning_rate": 1e-2,
            "batch_size": 64,
            "weight_decay": 1e-2,
        },
    )


def _image(data: OwnData) -> Network:
    items = len(data.dataset.raw)
    smallest = min(data.dataset.raw.shape[1:3])
    channels = (16, 32) if smallest <= _SMALL_PICTURE else (16, 32, 48)
    return Network(
        says="Stages of convolutions; every picture is shifted, turned and scaled a little.",
        imports={f"{_NETWORKS}.image": "AffineVariation, convolutional_network, pictures"},
        module=f"convolutional_network(channels={channels}, pooled_first=True)",
        prepare="pictures()",
        settings={
            "max_epochs": epochs(items, 64, 300, 8, 24),
            "learning_rate": 8e-3,
            "batch_size": 64,
            "augment": "AffineVariation(shift=1, turn=8, scale=0.1, shear=0.1)",
        },
    )


def _audio(data: OwnData) -> Network:
    rate = data.sampling_rate or 1
    window = int(0.025 * rate)
    return Network(
        says="Convolutions over time and frequency of the mel spectrogram.",
        imports={f"{_NETWORKS}.audio": "Spectrogram, spectrogram_network, spectrograms"},
        module="spectrogram_network(channels=(16, 32, 48), pieces=4, centring=0.5)",
        prepare="spectrograms(\n            Spectrogram(\n"
        f"                samples_per_second={rate},\n"
        f"                window_samples={window},\n"
        f"                hop_samples={max(window // 2, 1)},\n"
        f"                transform_samples={2 ** math.ceil(math.log2(max(window, 2)))},\n"
        f"                lowest_hertz=60,\n                highest_hertz={rate / 2},\n"
        "                mel_bands=32,\n            )\n        )",
        settings={
            "max_epochs": epochs(len(data.dataset.raw), 64, 400, 8, 24),
            "learning_rate": 5e-3,
            "batch_size": 64,
            "label_smoothing": 0.1,
        }
        if data.target_kind == "classes"
        else {"max_epochs": 16, "learning_rate": 5e-3, "batch_size": 64},
    )


def _series(data: OwnData) -> Network:
    items, steps = data.dataset.raw.shape[:2]
    stages = min(max(int(math.log2(max(steps / 8, 2))), 2), 5)
    channels = (16, 32, 48, 64, 64)[:stages]
    return Network(
        says="Stages of convolutions over time, each halving it.",
        imports={f"{_NETWORKS}.sequence": "ChannelScaler, sequence_network"},
        module=f"sequence_network(channels={channels}, width=7)",
        prepare="ChannelScaler()",
        settings={
            "max_epochs": epochs(items, 32, 500, 8, 40),
            "learning_rate": 5e-3,
            "batch_size": 32,
        },
    )


_NETWORK_OF: Final[Mapping[Modality, Callable[[OwnData], Network]]] = {
    "table": _table,
    "text": _text,
    "image": _image,
    "audio": _audio,
    "series": _series,
}
