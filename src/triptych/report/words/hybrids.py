"""What hybrids are, and who decided in a cascade, in plain sentences."""

from typing import Any

import pandas as pd

from triptych.report.words import number

FIRINGS = (
    "firings is the classical model with a column for each rule beside the table: 1 where it fired."
)


def of_cascade(hits: pd.DataFrame) -> str:
    """Say what share of the tested items the rules of a cascade decided, and how rightly.

    hits   what `rule_hits` counts of a cascade: a row for the rules, and one for the model
    """
    rules, model = (row for _, row in hits.iterrows())
    what = "cascade is rules first, and the classical model for the rest"
    if rules["hits"] == 0:
        return (
            f"{what}: here the model decided all, for on training items no rule was shown to be "
            "right as often as the model."
        )
    if model["hits"] == 0:
        return f"{what}: here rules decided all, and were right on {_share(rules)}."
    return (
        f"{what}: rules decided {number.percent(rules['coverage'])} of the tested items and were "
        f"right on {_share(rules)} of them; the model was right on {_share(model)} of the others."
    )


def _share(row: "pd.Series[Any]") -> str:
    return f"{number.share(row['precision'], row['precision_low'], row['precision_high'])}%"
