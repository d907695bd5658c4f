"""What rule systems promise: reasons, and rules that agree with their descriptions."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator

from triptych.checks.specimen import Specimen
from triptych.errors import ContractError
from triptych.estimator import Estimator, Explains, Fires, HasRulebook, offers
from triptych.explanation import Explanation, ExplanationUnavailable
from triptych.paradigms.rules import Points, Rule


def check_rules_have_reasons(specimen: Specimen, contender: str) -> None:
    """Each rule states its condition, its decision and the reason for it.

    A contender without `rulebook` promises nothing.
    """
    rulebook = _rulebook(specimen, contender)
    for number, rule in enumerate(rulebook, start=1):
        missing = [part for part in ("says", "because") if not str(rule.get(part) or "").strip()]
        if missing:
            raise ContractError(
                f"rule {number} ({rule.get('says') or rule.get('label')}) has no "
                f"{' and no '.join(missing)}. Give the reason from the domain, in one sentence."
            )


def check_rules_decide_known_classes(specimen: Specimen, contender: str) -> None:
    """Every rule's label is a class of the task."""
    classes = specimen.dataset.classes
    labels = {str(rule["label"]) for rule in _rulebook(specimen, contender) if rule.get("label")}
    unknown = sorted(labels - set(classes or labels))
    if unknown:
        raise ContractError(
            f"rules decide for labels nobody declared: {unknown[:5]}. Known: {list(classes or ())}."
        )


def check_fired_rules_are_in_the_rulebook(specimen: Specimen, contender: str) -> None:
    """`fires` returns, for each item, which rules of the rulebook decided it."""
    estimator = specimen.fitted(contender)
    if not offers(estimator, Fires):
        return
    rules = len(_rulebook(specimen, contender))
    X = specimen.view(contender, specimen.tested_raw)
    fires = np.asarray(estimator.fires(X))
    if fires.dtype != np.bool_ or fires.shape != (len(X), rules):
        raise ContractError(
            f"fires returned {fires.dtype} of shape {fires.shape}; expected booleans of shape "
            f"{(len(X), rules)}: a row for each item, a column for each rule of rulebook()."
        )


def check_rules_read_only_what_they_say(specimen: Specimen, contender: str) -> None:
    """Changing a column that no rule names changes no decision.

    Applies only to rule systems over tables whose rules name columns.
    """
    estimator = specimen.fitted(contender)
    columns = _named_columns(estimator)
    if not columns or specimen.reads(contender) != "table":
        return
    table = specimen.view(contender, specimen.tested_raw)
    unknown = sorted(set(columns) - set(table.columns))
    if unknown:
        raise ContractError(
            f"rules read the columns {unknown[:5]}, which features(raw) does not give."
        )
    scrambled = table.copy()
    for name in set(table.columns) - set(columns):
        scrambled[name] = np.asarray(table[name])[::-1]
    if not np.array_equal(_answers(estimator, table), _answers(estimator, scrambled)):
        raise ContractError(
            f"decisions change with columns that no rule names; named are {sorted(columns)}."
        )


def check_every_decision_is_explained(specimen: Specimen, contender: str) -> None:
    """`explain`, where it exists, returns a reason for each decision.

    A contender that raises ExplanationUnavailable passes: it gives the reason.
    """
    estimator = specimen.fitted(contender)
    if not offers(estimator, Explains):
        return
    X = specimen.view(contender, specimen.tested_raw)
    try:
        explanations = list(estimator.explain(X))
    except ExplanationUnavailable:
        return
    if len(explanations) != len(X):
        raise ContractError(
            f"explain returned {len(explanations)} explanations for {len(X)} items. "
            "Return one for each item, in order."
        )
    for explanation, decision in zip(explanations, estimator.predict(X), strict=True):
        if not isinstance(explanation, Explanation) or not explanation.because.strip():
            raise ContractError(
                f"explain returned {explanation!r}. Return triptych.explanation.Explanation "
                "with a reason in words."
            )
        if str(explanation.decision) != str(decision):
            raise ContractError(
                f"explain speaks of the decision {explanation.decision!r} where predict decides "
                f"{decision!r}. Explain the decision that is made."
            )


def _rulebook(specimen: Specimen, contender: str) -> list[Mapping[str, Any]]:
    estimator = specimen.fitted(contender)
    return list(estimator.rulebook()) if offers(estimator, HasRulebook) else []


def _named_columns(estimator: Estimator) -> frozenset[str]:
    """The table columns that the rules or lines of a rule system name."""
    parameters = estimator.get_params(deep=False) if isinstance(estimator, BaseEstimator) else {}
    readings = (
        line.condition.reads
        for value in parameters.values()
        if isinstance(value, list | tuple)
        for line in value
        if isinstance(line, Rule | Points)
    )
    return frozenset[str]().union(*(reads for reads in readings if reads != "text"))


def _answers(estimator: Estimator, table: pd.DataFrame) -> list[str]:
    return [str(label) for label in estimator.predict(table)]
