"""`layers.json`: scores of linear probes on each layer of a task's network, and a map."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import msgspec

from triptych.absent import Absent
from triptych.cell import Cell
from triptych.results.formats.task_document import TaskDocument
from triptych.results.record import LAYERS_FILE
from triptych.study import MAIN_STUDY


class LinearProbe(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The settings of the linear probes, the same for each layer.

    A Struct, so that what early runs do not have is left out when it is written again.

    classes     in the task's order; None where the answer is a number
    items       the scored items, indices into the dataset; empty in early runs
    """

    train_items: int
    test_items: int
    classes: tuple[str, ...] | None
    items: tuple[int, ...] = ()


class Layer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One layer, and the score of its linear probe.

    name        path of the module in the network
    layer       the modules it is made of, in words
    shape       of the outputs for one item
    low, high   ends of the score's 95 % interval
    decided     the probe's answer for each scored item: numbers of classes, or numbers
    """

    name: str
    layer: str
    shape: tuple[int, ...]
    score: float
    low: float
    high: float
    decided: tuple[float, ...] = ()


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One tested item on the map; a Struct, because a dataclass has no field named `class`.

    answer      the true one
    item        index into the dataset
    """

    x: float
    y: float
    answer: str | float = msgspec.field(name="class")
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedding:
    """Items in the plane of the first two principal components of one layer's outputs.

    layer       the name of that layer
    explained_variance  share of the outputs' variance along each of the two
    """

    layer: str
    points: tuple[Point, ...]
    explained_variance: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLayers:
    """The measurements of the layers of one network.

    key         key of the record of the measured contender
    layers      from the input to the logits
    chance      the score without seeing items
    metric      what the scores are: `accuracy` or `R²`
    embeddings  the map of the last hidden layer, or the reason why it is missing
    """

    contender: str
    seed: int
    key: str
    probe: LinearProbe
    layers: tuple[Layer, ...]
    chance: float
    metric: str
    embeddings: Embedding | str


@dataclass(frozen=True, kw_only=True)
class Layers(TaskDocument[NetworkLayers]):
    """The file's content: the layers of each task's network."""

    FILE: ClassVar[str] = LAYERS_FILE
    # 1  first version
    SCHEMA: ClassVar[int] = 1


def read_layers(folder: Path, current: Mapping[Cell, str]) -> dict[str, NetworkLayers | Absent]:
    """The layers of each task's network, or the reason why they are missing.

    current     the key of each main-study record; entries of other records do not count

    Raises StoreError where the file cannot be read, or its format is another.
    """
    outcomes = Layers.read(folder).outcomes()
    return {
        task: one
        for task, one in outcomes.items()
        if isinstance(one, Absent) or one.key == current.get(_cell(task, one))
    }


def _cell(task: str, one: NetworkLayers) -> Cell:
    return Cell(task, one.contender, MAIN_STUDY, None, one.seed)
