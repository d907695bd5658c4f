"""`studies.json`: the question and condition of each study of a run, and unfit tasks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from triptych.metric import Metric
from triptych.study import Axis

# 1  first version
SCHEMA: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyCard:
    """A study as a run recorded it; the fields are those of `triptych.study.Study`.

    unfit   the reason why a task does not fit, by the task's name
    """

    question: str
    axis: Axis | None = None
    ordered: bool = False
    unvaried: tuple[str, ...] = ()
    baselines: Mapping[str, str] = field(default_factory=dict)
    metrics: tuple[Metric, ...] = ()
    unfit: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class StudiesFile:
    """The whole file: a card for each study of the run's plan, by name."""

    FILE: ClassVar[str] = "studies.json"

    studies: Mapping[str, StudyCard] = field(default_factory=dict)
    schema: int = SCHEMA
