"""A task as a run recorded it."""

from dataclasses import dataclass, fields
from typing import Any, Self

from triptych.metric import Metric
from triptych.split import Split


@dataclass(frozen=True, kw_only=True)
class TaskCard:
    """The fields of `triptych.Task`, and what its data turned out to be.

    classes       class names in reporting order, None for regression
    items         how many items the data has; a rule author may look at `author_items` of them
    contenders    those that took part: paradigms first, then variants
    fingerprint   hash of the data
    """

    name: str
    title: str
    question: str
    why: str
    modality: str
    metric: Metric
    split: Split
    delta: float
    delta_reason: str
    licence: str
    source: str
    citation: str
    classes: tuple[str, ...] | None
    items: int
    author_items: int
    contenders: tuple[str, ...]
    fingerprint: str
    provenance: dict[str, str]

    @classmethod
    def from_json(cls, name: str, values: dict[str, Any]) -> Self:
        """Read one entry of tasks.json; fields this version does not know are passed over."""
        known = {item.name: values[item.name] for item in fields(cls) if item.name in values}
        classes = values["classes"]
        known |= {
            "name": name,
            "metric": Metric(**values["metric"]),
            "split": Split(**values["split"]),
            "classes": None if classes is None else tuple(classes),
            "contenders": tuple(values["contenders"]),
        }
        return cls(**known)
