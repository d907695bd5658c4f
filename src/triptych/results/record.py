"""Records of trials, and the names of files and folders in a run folder."""

from dataclasses import dataclass, field, fields
from typing import Any, Final, Literal

from triptych.cell import Cell

Status = Literal["done", "failed", "timeout", "out-of-memory", "crashed", "skipped"]

RECORDS_FILE: Final = "records.jsonl"
SPEED_FILE: Final = "speed.json"
EXPLANATIONS_FILE: Final = "explanations.jsonl"
LAYERS_FILE: Final = "layers.json"
AGGREGATES_FILE: Final = "aggregates.json"
WALKS_FILE: Final = "walks.json"
ITEMS_FOLDER: Final = "items"
ARTEFACTS_FOLDER: Final = "artefacts"
REPORT_FOLDER: Final = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One execution of a cell.

    key              hash of all inputs of the outcome; `inputs` holds its parts by name
    reason           the reason why it did not end `done`; empty otherwise
    fit_seconds      summed over folds, descriptive only (other workers were busy)
    fit_cpu_seconds  CPU seconds for fitting in all steps; 0 where an earlier version ran it
    fit_bytes        most memory that fitting took beyond what its process had before; None where
                     that is not known
    score            the metric (the study's, or the task's) over all items tested in this trial
    size             numbers of parts: rules, conditions, leaves, parameters, lines …
    rulebook         for rule systems: each rule's label, condition and because, in order
    choices          of contenders that choose among candidates: `champion` and `scores`, the inner
                     score of each candidate on training items, of each fit in order
    groups           of contenders that answer with clusters: what they tell of them, of each step
    author_score     of rule systems: the metric over the author's part, which is never tested
    labels           number of labels that the contender was given
    cpu_seconds      CPU seconds for fitting and predicting in all steps
    artefact         sha256 of the fitted contender kept for the phases after the run, if one was
    taken_from       key of the record whose answers and seconds these are, where no seed changes
                     the contender; empty where the cell was run itself
    """

    cell: Cell
    key: str
    status: Status
    reason: str = ""
    stderr: str = ""
    started_at: str = ""
    wall_seconds: float = 0.0
    fit_seconds: float = 0.0
    predict_seconds: float = 0.0
    cpu_seconds: float = 0.0
    fit_cpu_seconds: float = 0.0
    fit_bytes: int | None = None
    test_items: int = 0
    labels: int | None = None
    score: float | None = None
    author_score: float | None = None
    size: dict[str, float] = field(default_factory=dict)
    rulebook: list[dict[str, Any]] = field(default_factory=list)
    choices: list[dict[str, Any]] = field(default_factory=list)
    groups: list[dict[str, Any]] = field(default_factory=list)
    inputs: dict[str, str] = field(default_factory=dict)
    artefact: str | None = None
    taken_from: str = ""

    def to_json(self) -> dict[str, Any]:
        """The record as a JSON object, without empty fields."""
        values = ((name, getattr(self, name)) for name in _FIELDS)
        filled = {name: value for name, value in values if value not in ("", {}, [])}
        return filled | {"cell": list(self.cell)}


_FIELDS: Final = tuple(item.name for item in fields(Record))
