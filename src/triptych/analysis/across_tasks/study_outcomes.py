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
    if card is not None and task in card.unfit:
        raise DataError(f"it does not fit the study {study}: {card.unfit[task]}")
    if card is not None and study != MAIN_STUDY:
        is_main = card.axis is not None and condition == card.axis.main
        if is_main or paradigm_of(contender) in card.unvaried:
            return outcomes_in(run, task, contender)
    missing = f"no result of {contender}{_place(study, condition)}"
    records = run.records_of(task, contender, study, condition)
    if not records and contender == PRETRAINED and run.task(task).pretrained is None:
        raise DataError(f"it has no {PRETRAINED}: its card declares no pretrained network")
    if not records:
        command = f"triptych run {task}" + ("" if study == MAIN_STUDY else f" --study {study}")
        raise NotRun(f"{missing}: `{command}` gives it")
    try:
        return run.outcomes(task, contender, study, condition)
    except (ItemTableMissing, DamageError) as error:
        raise DataError(str(error)) from error
    except StoreError as error:
        reasons = dict.fromkeys(f"{one.status}: {one.reason}" for one in records)
        raise DataError(f"{missing}: {'; '.join(reasons)}") from error


def _place(study: str, condition: Condition) -> str:
    where = "" if study == MAIN_STUDY else f" in the study {study}"
    return where if condition is None else f"{where} at {condition}"
