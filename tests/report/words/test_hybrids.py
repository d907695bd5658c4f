"""What is said of who decided in a cascade."""

import pandas as pd
import pytest

from triptych.report.words.hybrids import of_cascade

NOBODY = {"hits": 0, "coverage": 0.0}


def hits(rules, model):
    return pd.DataFrame([rules, model])


def decided(coverage, precision):
    ends = {"precision_low": precision - 0.01, "precision_high": precision + 0.01}
    return {"hits": 1000 * coverage, "coverage": coverage, "precision": precision, **ends}


@pytest.mark.parametrize(
    ("rules", "model", "expected"),
    [
        (
            decided(0.47, 0.98),
            decided(0.53, 0.9),
            "rules decided 47% of the tested items and were right on 98.0 ± 1.0% of them; the "
            "model was right on 90.0 ± 1.0% of the others.",
        ),
        (decided(1.0, 0.98), NOBODY, "here rules decided all, and were right on 98.0 ± 1.0%."),
        (NOBODY, decided(1.0, 0.9), "here the model decided all"),
    ],
    ids=["both", "rules alone", "the model alone"],
)
def test_the_share_of_rules_and_how_rightly_they_decided(rules, model, expected):
    """Of the tested items; nothing is said of the precision of who decided none."""
    said = of_cascade(hits(rules, model))

    assert said.startswith("cascade is rules first, and the classical model for the rest: ")
    assert expected in said
