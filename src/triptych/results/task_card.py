"""tasks.json: every task of a run, with the fields of its card and facts about its data."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from triptych.downloads.pretrained import PretrainedNetwork
from triptych.metric import Metric
from triptych.results.formats.document import Entries
from triptych.results.formats.known_facts import TaskFacts
from triptych.split import Split
from triptych.task import Task


@dataclass(frozen=True, kw_only=True)
class PretrainedFacts:
    """What a card declares of a pretrained network; `size` is in bytes."""

    name: str
    trained_on: str
    parameters: int
    size: int
    licence: str
    source: str
    citation: str

    @classmethod
    def of(cls, network: PretrainedNetwork) -> Self:
        """The facts of a declared network."""
        return cls(**{one.name: getattr(network, one.name) for one in fields(cls)})


@dataclass(frozen=True, kw_only=True)
class TaskEntry:
    """The fields of `triptych.Task`, and facts about the task's data.

    classes       class names in reporting order; None for regression, and for data not loaded
    items         number of items; `author_items` of them are the author's part, and `tested_items`
                  are tested with one seed
    contenders    the contenders that took part: paradigms first, then variants, then references
    fingerprint   hash of the data; empty where they could not be loaded
    pretrained    the pretrained network that its contender `deep:pretrained` begins with
    files         paths of what it downloads, in the data folder; early runs wrote more than paths
    changes       indices of items from which on something is known to have changed
    edited_after  how many items late a person's edits of its rules are in force; None for no edits
    """

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
    time_limit: float
    files: tuple[Any, ...]
    contenders: tuple[str, ...]
    classes: tuple[str, ...] | None
    items: int
    author_items: int
    tested_items: int
    fingerprint: str
    provenance: dict[str, Any]
    pretrained: PretrainedFacts | None = None
    changes: tuple[int, ...] = ()
    edited_after: int | None = None

    @classmethod
    def of(cls, card: Task, contenders: Iterable[str], facts: TaskFacts | None) -> Self:
        """The entry of a task; `facts` is None where its data could not be loaded."""
        return cls(
            title=card.title,
            question=card.question,
            why=card.why,
            modality=card.modality,
            metric=card.metric,
            split=card.split,
            delta=card.delta,
            delta_reason=card.delta_reason,
            licence=card.licence,
            source=card.source,
            citation=card.citation,
            time_limit=card.time_limit,
            files=tuple(download.path for download in card.files),
            contenders=tuple(contenders),
            classes=facts.classes if facts else None,
            items=facts.items if facts else card.items,
            author_items=facts.author_items if facts else 0,
            tested_items=facts.tested_items if facts else 0,
            fingerprint=facts.fingerprint if facts else "",
            provenance=facts.provenance if facts else {},
            pretrained=PretrainedFacts.of(card.pretrained) if card.pretrained else None,
            changes=card.changes,
            edited_after=card.edited_after,
        )


@dataclass(frozen=True, kw_only=True)
class TaskCard(TaskEntry):
    """A task as a run recorded it, with its name."""

    name: str

    @property
    def ordered(self) -> bool:
        """Whether its items are in the order of time."""
        return self.split.kind == "rolling"


class TaskCards(Entries[TaskEntry]):
    """The recorded tasks of a run, by name."""

    FILE: ClassVar[str] = "tasks.json"
    ENTRY: ClassVar[Any] = TaskEntry

    @property
    def cards(self) -> dict[str, TaskCard]:
        """Each task with its name."""
        return {name: TaskCard(name=name, **vars(entry)) for name, entry in self.entries.items()}
