"""The plain study: all training items with their labels, tested on the rest."""

from collections.abc import Sequence

from triptych.cell import Cell
from triptych.study import MAIN_STUDY, Step, Study, StudyData, Trial


class Supervised(Study):
    """Train on every training item, test on every test item."""

    name = MAIN_STUDY
    question = "Which of the three does the task need?"

    def trial(self, data: StudyData, cell: Cell) -> Trial:
        """A step for each of the task's own folds."""
        return Trial(
            steps=[Step(labelled=fold.train, test=fold.test) for fold in data.folds(cell.seed)]
        )

    def contenders(self, names: Sequence[str]) -> Sequence[str]:
        """All contenders, including variants where the profile has them."""
        return names


STUDY = Supervised()
