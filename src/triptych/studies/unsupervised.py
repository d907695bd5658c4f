"""Without labels: clusters of tables and of networks' embeddings against groups in rules."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from triptych.cell import Cell, Condition
from triptych.metric import Metric, adjusted_mutual_information, adjusted_rand_index
from triptych.study import Axis, Step, Study, StudyData, Trial
from triptych.task import Task, view_of

if TYPE_CHECKING:  # planning imports studies, and must not pay for numpy
    from triptych.dataset import Indices, Raw

GIVEN: Final = "told"
"""The condition in which methods are told the number of classes."""

CHOSEN: Final = "chosen"
"""The condition in which a method chooses the number of clusters."""

MOST_TESTED: Final = 2000
"""Of more items that many are tested: Ward's linkage needs the distances of all pairs."""

METHODS: Final = ("kmeans", "ward", "mixture", "hdbscan")
AIMS: Final[tuple[Literal["autoencoder", "contrastive"], ...]] = ("autoencoder", "contrastive")


class Unsupervised(Study):
    """Group all tested items without an answer, and compare the groups with the classes."""

    name = "unsupervised"
    question = "Without labels, which groups are found, and are they the classes?"
    axis = Axis(label="number of clusters", scale="names")
    unvaried: ClassVar[tuple[str, ...]] = ("rules",)
    shares_training = True
    metrics: ClassVar[tuple[Metric, ...]] = (adjusted_rand_index(), adjusted_mutual_information())

    def conditions(self, task: Task) -> Sequence[Condition]:
        """The number of clusters is told, or chosen."""
        return (GIVEN, CHOSEN)

    def unfit_for(self, task: Task) -> str:
        """Numbers have no groups; streams and symbols have others than classes."""
        if not task.classes:
            return "its answers are numbers, of which there are no groups to be found"
        if task.split.kind == "rolling":
            return "its items are in the order of time: groups of all of them would mix old and new"
        if task.modality == "symbolic":
            return (
                "its classes follow from a definition, not from likeness: items that differ by one "
                "symbol are as near as can be, and of different classes"
            )
        return ""

    def contenders(self, names: Sequence[str]) -> Sequence[str]:
        """None of the task's: all learn from labels, but for the rules, which are not run again."""
        return ()

    def own_contenders(self, task: Task) -> Mapping[str, str]:
        """Methods on the table, and embeddings by the task's network."""
        methods = {f"classical:{method}": "classical" for method in METHODS}
        return methods | {f"deep:{aim}": "deep" for aim in AIMS}

    def trial(self, data: StudyData, cell: Cell) -> Trial:
        """One step without any label: tested items and the author's part are grouped together."""
        import numpy as np

        tested = tested_items(data)
        shown = np.union1d(data.author_part, tested)
        step = Step(labelled=tested[:0], unlabelled=shown, test=tested)
        count = len(data.dataset.classes or ()) if cell.condition == GIVEN else None
        return Trial(
            steps=[step],
            adapt=_adapted(cell.contender, cell.seed),
            ask=partial(_groups, count=count),
        )


def tested_items(data: StudyData) -> "Indices":
    """The items that the main study tests, of many the same draw for every seed; sorted."""
    import numpy as np

    items = np.concatenate([fold.test for fold in data.folds(0)])
    if len(items) > MOST_TESTED:
        items = np.random.default_rng(0).choice(items, MOST_TESTED, replace=False)
    return np.sort(items)


def _groups(estimator: Any, X: "Raw", *, count: int | None) -> Any:
    return estimator.groups(X, count)


@cache  # conditions share what is learned where they share this function
def _adapted(contender: str, seed: int) -> Callable[[Any], Any]:
    return partial(_grouped, contender=contender, seed=seed)


def _grouped(made: Any, *, contender: str, seed: int) -> Any:
    """The estimator that groups items: of the table, or embedded by the task's network `made`."""
    from triptych.paradigms.clustering.grouped import Grouped
    from triptych.paradigms.clustering.methods import METHODS as BY_NAME
    from triptych.paradigms.clustering.methods import k_means
    from triptych.paradigms.clustering.scaled_table import ScaledTable

    paradigm, _, own = contender.partition(":")
    if paradigm == "classical":
        return Grouped(ScaledTable(), BY_NAME[own], "table", seed)
    # Only networks pay for torch.
    from triptych.paradigms.clustering.network_embedding import NetworkEmbedding, network_of

    network = network_of(made, contender)
    embedding = NetworkEmbedding(network, AIMS[[str(aim) for aim in AIMS].index(own)], seed)
    return Grouped(embedding, k_means, view_of(network, "deep"), seed)


STUDY = Unsupervised()
