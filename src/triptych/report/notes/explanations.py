"""Notes on explanation metrics: those of the metrics' cards, and others."""

# ruff: noqa: RUF001  formulas are set with the signs of mathematics

from typing import Final

from triptych.measure.explainability.metrics import CARDS
from triptych.measure.formula import EXPLAINABILITY, Formula, explanation_note

EXPLANATION_FORMULAS: Final = (
    *dict.fromkeys(card.note for card in CARDS),
    Formula(
        "formula-reason-proof",
        "reason-proof",
        "Reasons proved",
        "A reason is a set of literals, taken as intervals. A checker decides for every input "
        "whether they force the label. A share with Wilson's interval over items.",
        "for all x: the literals hold ⇒ the label is y",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-explanation-interval",
        "intervals",
        "Intervals of explanations",
        "95% over items and training seeds: variances clustered by item and by seed, for the same "
        "items with every seed as for others with each, of ratios of sums by what each decision "
        "has in them; shares of one fit by Wilson. With one seed over items only. What is one "
        "number a seed has Student's t over seeds. Differences are paired by item; where their p, "
        "adjusted over all of the task (Benjamini and Hochberg), is above 5% the two are not told "
        "apart.",
        "v = max(v_items + v_seeds − v_alone, v_items, v_seeds, v_alone)",
        EXPLAINABILITY,
    ),
    explanation_note(
        "layers",
        "Linear probe of a layer",
        "A linear model reads the answer off a layer's outputs: fitted on training items, scored "
        "on tested ones with their 95% interval. Beside it what guessing gives.",
        "accuracy, or R², of a linear model on the layer's outputs",
    ),
    explanation_note(
        "embeddings",
        "Map of a layer",
        "The layer's outputs for tested items on the two directions in which they vary most. Near "
        "points are near in these directions only.",
        "first two principal components",
    ),
)
