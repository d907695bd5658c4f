"""Soundness: rules that every study must keep, and the number of labels a trial gives."""

import numpy as np

from triptych.cell import Cell
from triptych.dataset import Indices
from triptych.errors import ContractError
from triptych.harness.planned_cell import PlannedCell, source_input
from triptych.harness.task_data import TaskData, task_data_of
from triptych.study import Step, Trial


def described(planned: PlannedCell) -> Trial:
    """What the cell's trial does, as its study says.

    Raises ContractError where no study may do so, DataError where the data are others than those
    planned for.
    """
    data = task_data_of(planned.folder)
    data.require(planned.inputs["data"])
    for folder in planned.sources:
        data.sources[folder.name] = task_data_of(folder)
        data.sources[folder.name].require(planned.inputs[source_input(folder.name)])
    trial = data.trial(planned.cell)
    require_sound(trial, data, planned.cell)
    return trial


def require_sound(trial: Trial, data: TaskData, cell: Cell) -> None:
    """Raise ContractError where a study would test training items, or the author's part."""
    study = f"the study {cell.study} on {cell.task}"
    if not trial.steps:
        raise ContractError(f"{study} describes a trial without steps; expected one or more.")
    if trial.steps[0].learning != "anew":
        raise ContractError(
            f"{study}: the first step learns {trial.steps[0].learning!r}; there is nothing yet to "
            "go on with, so it must learn anew."
        )
    tested = np.concatenate([step.test for step in trial.steps])
    if len(np.unique(tested)) < len(tested):
        raise ContractError(f"{study} tests an item twice; every item is tested once at most.")
    if np.isin(tested, data.author_part).any():
        raise ContractError(f"{study} tests items that rule authors may look at. Leave them out.")
    gives_no_answer = not any(len(step.labelled) for step in trial.steps)
    known: list[Indices] = []
    for number, step in enumerate(trial.steps):
        known = [*([] if step.learning == "anew" else known), *_given(step)]
        if gives_no_answer and step.learning == "anew":
            continue  # clusters are of the items that are tested, and nothing of an answer is known
        if np.isin(step.test, np.concatenate(known)).any():
            raise ContractError(f"{study}: step {number} tests items that it has learned from.")
        if step.contender is not None and step.learning != "anew":
            raise ContractError(
                f"{study}: in step {number} {step.contender} takes over, and learns "
                f"{step.learning!r}; who takes over has learned nothing yet, and must learn anew."
            )


def require_alike(first: Trial, other: Trial, cell: Cell) -> None:
    """Raise ContractError where trials that share training learn or test different items."""
    alike = len(first.steps) == len(other.steps) and first.adapt == other.adapt
    for one, two in zip(first.steps, other.steps, strict=False):
        alike &= (one.learning, one.contender) == (two.learning, two.contender)
        alike &= np.array_equal(one.test, two.test)
        alike &= len(_given(one)) == len(_given(two))
        alike &= all(map(np.array_equal, _given(one), _given(two)))
    if not alike:
        raise ContractError(
            f"the study {cell.study} on {cell.task} shares training between its conditions, but "
            f"{cell.condition!r} learns or tests other items than the first. Vary `alter` "
            "and `ask` alone, or leave out shares_training."
        )


def labels_given(trial: Trial) -> int:
    """Number of labels given to a contender: the study's count, or the maximum over fits.

    Each fresh contender counts by itself, including its further learning.
    """
    if trial.labels is not None:
        return trial.labels
    most, known = 0, np.array([], dtype=np.intp)
    for step in trial.steps:
        if step.learning != "none":
            known = step.labelled if step.learning == "anew" else np.union1d(known, step.labelled)
            most = max(most, len(known))
    return most


def _given(step: Step) -> list[Indices]:
    return [step.labelled, *([] if step.unlabelled is None else [step.unlabelled])]
