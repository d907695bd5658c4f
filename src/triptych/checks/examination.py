"""The examination: runs every check on every contender of a task, and catches their errors."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

from triptych.catalogue import LoadedTask
from triptych.checks import (
    candidate_checks,
    contender_checks,
    data_checks,
    feature_checks,
    label_checks,
    rule_checks,
    split_checks,
    unit_checks,
)
from triptych.checks.blame import blame
from triptych.checks.references import WITHIN_DELTA
from triptych.checks.specimen import Specimen
from triptych.errors import DataNotDownloaded
from triptych.task import maker_of, module_of, paradigm_of, why_not_made

DATA: Final = "data"
"""The subject of checks that do not belong to a single contender."""

DATA_CHECKS: Final[tuple[Callable[[Specimen], None], ...]] = (
    data_checks.check_data_loads,
    data_checks.check_card_is_complete,
    data_checks.check_card_is_true,
    data_checks.check_every_class_occurs,
    data_checks.check_loading_again_gives_the_same_items,
    data_checks.check_split_keeps_together_what_belongs_together,
    data_checks.check_author_part_is_never_tested,
    data_checks.check_ordered_items_are_never_shuffled,
    split_checks.check_tested_items_have_no_near_copy_in_training,
    split_checks.check_training_and_tested_items_are_alike,
    feature_checks.check_feature_names_mean_something,
    feature_checks.check_features_are_numbers_or_words,
    feature_checks.check_features_are_pure,
    feature_checks.check_features_see_one_item_at_a_time,
    feature_checks.check_meanings_are_of_columns,
    unit_checks.check_units_cover_the_item,
    unit_checks.check_units_lie_where_they_say,
)
CONTENDER_CHECKS: Final[tuple[Callable[[Specimen, str], None], ...]] = (
    contender_checks.check_fits_and_answers,
    contender_checks.check_same_seed_same_answer,
    contender_checks.check_answers_do_not_depend_on_neighbours,
    contender_checks.check_unseen_items_are_answered,
    contender_checks.check_probabilities_agree_with_decisions,
    contender_checks.check_input_is_left_alone,
    contender_checks.check_pickled_contender_answers_alike,
    contender_checks.check_size_is_in_numbers,
    candidate_checks.check_candidates_may_be_judged,
    label_checks.check_shuffled_labels_teach_nothing,
    rule_checks.check_rules_have_reasons,
    rule_checks.check_rules_decide_known_classes,
    rule_checks.check_fired_rules_are_in_the_rulebook,
    rule_checks.check_rules_read_only_what_they_say,
    rule_checks.check_every_decision_is_explained,
)
CHECKS: Final = frozenset(check.__name__ for check in (*DATA_CHECKS, *CONTENDER_CHECKS))

_WAIVABLE: Final = CHECKS | {WITHIN_DELTA}
"""What WAIVED may name: `triptych check --references` alone makes the comparison."""

_BEFORE_ALL_OTHERS: Final = frozenset(
    {data_checks.check_data_loads.__name__, contender_checks.check_fits_and_answers.__name__}
)
"""Where one of these fails, the subject's other checks are left out."""

_REGRESSORS: Final = {
    "rules": "ScoreCardRegressor",
    "classical": "Ridge",
    "deep": "NetworkRegressor",
}
_CLASSIFIER_GOT_NUMBERS: Final = (
    "Unknown label type",
    "the rules give the label",
    contender_checks.IS_CLASSIFIER,
)
"""Beginnings of the errors of a classifier with a numeric target: scikit-learn's and our own."""

_WORDS_FOR_NUMBERS: Final = "could not convert string to float"
"""Beginning of numpy's error for text where numbers are needed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: passed, failed or not run, with the reason."""

    task: str
    subject: str
    check: str
    verdict: Literal["passed", "failed", "waived", "skipped"]
    reason: str = ""


def count_checks(task: LoadedTask) -> int:
    """Number of findings that `examine` yields for the task, unless it stops early."""
    contenders = [name for name in task.folder.contenders if not _why_left_out(task, name)]
    left_out = len(task.folder.contenders) - len(contenders)
    return len(DATA_CHECKS) + len(CONTENDER_CHECKS) * len(contenders) + left_out


def examine(task: LoadedTask) -> Iterator[Finding]:
    """Run every check on the task's data and on each of its contenders.

    An exception of the task's own code is a failed check. `WAIVED = {"check_…": "reason"}` in
    data.py or in a paradigm's module exempts from the checks it names. Where data cannot be loaded,
    or a contender cannot be fitted, the checks that need it are left out; data that is only not
    downloaded is no failure.
    """
    specimen = Specimen(task)
    findings = list[Finding]()
    for finding in _examine_subject(specimen, DATA, _data_checks(specimen)):
        findings.append(finding)
        yield finding
    if _is_stopped(findings):
        return
    for contender in task.folder.contenders:
        if reason := _why_left_out(task, contender):
            first, *_ = CONTENDER_CHECKS
            yield Finding(task.name, contender, first.__name__, "skipped", reason)
            continue
        yield from _examine_subject(specimen, contender, _contender_checks(specimen, contender))


def _why_left_out(task: LoadedTask, contender: str) -> str:
    """The reason why a contender cannot be made here; empty for most contenders."""
    return why_not_made(task.card, contender)


def _data_checks(specimen: Specimen) -> dict[str, Callable[[], None]]:
    return {check.__name__: partial(check, specimen) for check in DATA_CHECKS}


def _contender_checks(specimen: Specimen, contender: str) -> dict[str, Callable[[], None]]:
    return {check.__name__: partial(check, specimen, contender) for check in CONTENDER_CHECKS}


def _examine_subject(
    specimen: Specimen, subject: str, checks: Mapping[str, Callable[[], None]]
) -> Iterator[Finding]:
    waived: Mapping[str, str] = {}
    for name, check in checks.items():
        finding = _judge(specimen, subject, name, check, waived)
        yield finding
        if _is_stopped([finding]):
            return
        if name in _BEFORE_ALL_OTHERS:  # only now is the module known to be importable
            waived = specimen.task.waived(module_of(subject))
            yield from _unjustified(specimen, subject, waived)


def _judge(
    specimen: Specimen,
    subject: str,
    name: str,
    check: Callable[[], None],
    waived: Mapping[str, str],
) -> Finding:
    finding = partial(Finding, specimen.name, subject, name)
    if name in waived:
        return finding("waived", str(waived[name]))
    try:
        check()
    except DataNotDownloaded as error:
        return finding("skipped", str(error))
    except Exception as error:
        reason = blame(error, specimen.task.folder.path)
        if advice := _advice(specimen, subject, error):
            reason = f"{reason.rstrip('.')}. {advice}"
        return finding("failed", reason)
    return finding("passed")


def _unjustified(specimen: Specimen, subject: str, waived: Mapping[str, str]) -> Iterator[Finding]:
    """A failed finding for each exemption that names no existing check, or has no reason."""
    for name, reason in waived.items():
        if name not in _WAIVABLE:
            words = "WAIVED names a check that does not exist. Correct or remove the line."
        elif not str(reason).strip():
            words = "WAIVED gives no reason. Say why the check cannot hold here."
        else:
            continue
        yield Finding(specimen.name, subject, name, "failed", words)


def _advice(specimen: Specimen, subject: str, error: Exception) -> str:
    """Advice for an error whose message has none; empty for most errors."""
    words = str(error)
    if subject == DATA:
        return ""
    if _WORDS_FOR_NUMBERS in words:
        return (
            "If the table has words, say in `load()` which columns are: "
            "`table.astype({'weekday': 'category'})`. `boosting` and `table_encoder` read these; "
            "any other model needs an encoder in its pipeline (docs/add-a-task.md)."
        )
    is_about_numbers = any(opening in words for opening in _CLASSIFIER_GOT_NUMBERS)
    if specimen.dataset.classes is not None or not is_about_numbers:
        return ""
    regressor = _REGRESSORS[paradigm_of(subject)]
    return (
        f"The target is numbers: `{maker_of(subject)}` must return a regressor, such as "
        f"{regressor}."
    )


def _is_stopped(findings: list[Finding]) -> bool:
    return any(
        finding.verdict in ("failed", "skipped") and finding.check in _BEFORE_ALL_OTHERS
        for finding in findings
    )
