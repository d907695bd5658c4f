"""What a contender answered in a study, or precisely why there is nothing."""

from triptych.cell import Condition
from triptych.errors import DamageError, DataError, ItemTableMissing, NotRun, StoreError
from triptych.results.outcomes import Outcomes
from triptych.results.run import Run
from triptych.study import MAIN_STUDY
from triptych.task import PRETRAINED, paradigm_of


def outcomes_in(
    run: Run, task: str, contender: str, study: str = MAIN_STUDY, condition: Condition = None
) -> Outcomes:
    """The contender's answers under a condition of a study.

    Whom no condition changes, and the condition that is the main study itself, answered in the
    main study. Raises NotRun where nothing was run, naming the command that does; DataError where
    the task does not fit the study, nothing ended well, or item tables are lost.
    """
    card = run.studies.get(study)
    _require_fit(run, task, study)
    if card is not None and study != MAIN_STUDY:
        is_main = card.axis is not None and condition == card.axis.main
        if is_main or paradigm_of(contender) in card.unvaried:
            return outcomes_in(run, task, contender)
    records = run.records_of(task, contender, study, condition)
    if not records and contender == PRETRAINED and run.task(task).pretrained is None:
        raise DataError(f"it has no {PRETRAINED}: its card declares no pretrained network")
    if not records and contender == "cascade" and run.task(task).metric.answer == "number":
        raise DataError("it has no cascade: its answers are numbers, neither right nor wrong")
    planned = run.conditions(task, contender, study)
    if planned and condition not in planned:
        others = ", ".join(map(str, planned))
        raise DataError(f"the study {study} has no condition {condition} on it, but {others}")
    if not records:
        raise _not_run(run, task, contender, study, condition)
    try:
        return run.outcomes(task, contender, study, condition)
    except (ItemTableMissing, DamageError) as error:
        raise DataError(str(error)) from error
    except StoreError as error:
        reasons = dict.fromkeys(f"{one.status}: {one.reason}" for one in records)
        missing = f"no result of {contender}{_place(study, condition)}"
        raise DataError(f"{missing}: {'; '.join(reasons)}") from error


def conditions_in(run: Run, task: str, contender: str, study: str) -> tuple[Condition, ...]:
    """The conditions under which a contender was tested in a study, in the plan's order.

    Raises NotRun where nothing was planned, DataError where the task does not fit the study.
    """
    _require_fit(run, task, study)
    found = run.conditions(task, contender, study)
    if not found:
        raise _not_run(run, task, contender, study)
    return found


def _require_fit(run: Run, task: str, study: str) -> None:
    card = run.studies.get(study)
    if card is not None and task in card.unfit:
        raise DataError(f"it does not fit the study {study}: {card.unfit[task]}")


def _not_run(
    run: Run, task: str, contender: str, study: str, condition: Condition = None
) -> NotRun:
    """What to run; a contender that is no part of the run is asked for by its name."""
    missing = f"no result of {contender}{_place(study, condition)}"
    command = f"triptych run {task}" + ("" if study == MAIN_STUDY else f" --study {study}")
    if contender in run.contenders_in(task, study):
        return NotRun(f"{missing}: `{command}` gives it")
    return NotRun(f"{missing}: where the task has it `{command} --contender {contender}` gives it")


def _place(study: str, condition: Condition) -> str:
    where = "" if study == MAIN_STUDY else f" in the study {study}"
    return where if condition is None else f"{where} at {condition}"
