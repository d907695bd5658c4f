"""Corruption: scores on tested items that are noisier than any that was learned from."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from triptych.cell import Cell, Condition
from triptych.study import Axis, Step, Study, StudyData, Trial
from triptych.task import Modality, Task

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    from triptych.dataset import Raw
    from triptych.study import Alter

LEVELS: Final[Mapping[Modality, Mapping[str, tuple[float, ...]]]] = {
    "table": {"noise": (0.25, 0.5, 1), "missing": (0.1, 0.25, 0.5), "unit": (10, 1000)},
    "text": {"typos": (2, 5, 10)},
    "image": {"pixels": (0.1, 0.2, 0.4), "blur": (0.5, 1, 2)},
    "audio": {"decibels": (-20, -10, 0)},
    "series": {"decibels": (-20, -10, 0)},
}
"""Kinds of corruption with their levels, from mild to strong."""

MEANINGS: Final = {
    "noise": "noise, in standard deviations of the column",
    "missing": "share of fields left empty",
    "unit": "one number multiplied by",
    "typos": "typing errors in 100 characters",
    "pixels": "noise of pixels, as a share of the range of brightness",
    "blur": "blur, in pixels",
    "decibels": "noise, in decibels relative to the item",
}
"""What the levels of each kind are."""


class Corruption(Study):
    """Train on every training item as it is, corrupt the tested ones."""

    name = "corruption"
    question = "What is left of the scores when tested items are corrupted?"
    axis = Axis(label="corruption", scale="names", main="none", kinds=MEANINGS)
    shares_training = True

    def conditions(self, task: Task) -> Sequence[Condition]:
        """Every level of every kind of corruption that the modality has."""
        kinds = LEVELS.get(task.modality, {})
        return [f"{kind} {level:g}" for kind, levels in kinds.items() for level in levels]

    def unfit_for(self, task: Task) -> str:
        """Symbols do not fit: nothing is noise where each of them decides the answer."""
        if task.modality == "symbolic":
            return (
                "a changed symbol is no noise but another item, whose right answer is another one"
            )
        return ""

    def trial(self, data: StudyData, cell: Cell) -> Trial:
        """A step for each of the task's own folds, whose tested items are corrupted."""
        folds = data.folds(cell.seed)
        return Trial(
            steps=[Step(labelled=fold.train, test=fold.test) for fold in folds],
            alter=_alteration(data, cell),
        )


def _alteration(data: StudyData, cell: Cell) -> "Alter":
    """The cell's change of raw items, scaled by what the author's part shows: no tested item."""
    from triptych.alterations import image, signal, table, text
    from triptych.dataset import take

    kind, _, written = str(cell.condition).rpartition(" ")
    level = float(written)
    known: Raw = take(data.dataset.raw, data.author_part)
    by_kind = {
        "table": {"noise": table.noise, "missing": table.missing, "unit": table.unit},
        "text": {"typos": text.typos},
        "image": {"pixels": image.noise, "blur": image.blur},
        "audio": {"decibels": signal.noise},
        "series": {"decibels": signal.noise},
    }
    return by_kind[data.card.modality][kind](known, level)


STUDY = Corruption()
