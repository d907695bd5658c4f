"""How each number about explanations is computed: notes like those of `formula`."""

# ruff: noqa: RUF001  formulas are set with the signs of mathematics

from typing import Final

from triptych.report.notes.note import EXPLAINABILITY, Formula

EXPLANATION_FORMULAS: Final = (
    Formula(
        "formula-value",
        "value",
        "What an exchange shows",
        "Units outside S take the values of a donor, a real other item; v(S) is the share "
        "of R donors with whom the contender still decides as before (a number: within "
        "the δ of the task's card). v of no unit is how often a donor is decided so anyway; "
        "items for which v is the same for every set hang on nothing, and are dropped and "
        "counted.",
        "v(S) = share of R draws in which the decision stays",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-faith",
        "faith",
        "Faith",
        "How much of what an order of units could show the explanation's own order shows: "
        "the area between putting units back and taking them away, in the order of their "
        "signed importance, over that of the best of a greedy search and every order that "
        "was tried, or its reverse. A ratio of sums over items. Beside it: a random order, "
        "and one average explanation for all items.",
        "Σ (insertion − deletion) / Σ (insertion − deletion of the best order)",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-faith-excess",
        "faith-excess",
        "About this item",
        "Faith above that of the average explanation over training items, as a part of "
        "what that leaves open. 0: the explanation says nothing about this very item.",
        "(faith − faith of the average) / (1 − faith of the average)",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-insertion",
        "insertion",
        "Insertion and deletion",
        "The decision's share of draws, averaged over the steps from no unit to all in "
        "the order of importance, and from all to none. Ties are ordered at random with a "
        "seed.",
        "trapezoid of v(top k kept), of v(top k removed), k = 0 … d",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-k95",
        "k95",
        "Units that keep the decision",
        "The fewest of the most important units that keep the decision in 95% of draws. "
        "How many that is depends on the units: compare within a task only.",
        "smallest k with v(top k) ≥ .95",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-comprehensiveness",
        "comprehensiveness",
        "The top quarter",
        "How often the decision is lost when the most important quarter of units is "
        "exchanged, and how often that quarter alone keeps it.",
        "1 − v(all but the top d/4);  v(top d/4)",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-stability",
        "stability",
        "Stability",
        "A unit or a few become another item's, and the item is explained anew: rank "
        "correlation of the importances, and the largest share of importance that moved to "
        "other units. Changes that change the decision are left out; how often they did is "
        "the flip rate.",
        "Spearman(a, a′);  max ½ Σ |p − p′|, p = |a| / Σ |a|",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-effective-units",
        "effective-units",
        "Effective units and Gini",
        "Over how many equally important units the importance is as good as spread, and "
        "Gini's index of it, 1 where one unit has all. Fewer are easier to read; where "
        "faith is lower as well, they only leave out more.",
        "exp(− Σ p log p), p = |a| / Σ |a|",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-exactness",
        "exactness",
        "Kind and exactness",
        "Exact: what is named decides, whatever the rest is, and that is proved or "
        "follows from the rules. Additive: contributions add up to what was computed, but "
        "for the completeness error. Post-hoc: made afterwards, from outside. Named units "
        "are tested by exchanging all others, 30 times.",
        "v(named units), R = 30;  |Σ a − (f(x) − f(baseline))|",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-reason-proof",
        "reason-proof",
        "Reasons proved",
        "A reason is a set of literals, taken as intervals. A checker decides for every "
        "input whether they force the label. A share with Wilson's interval over items.",
        "for all x: the literals hold ⇒ the label is y",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-randomisation",
        "randomisation",
        "A twin that learned nothing",
        "The contender's explanations compared with those of a twin trained on permuted "
        "labels, or of rules with their bindings shuffled; beside it stands how alike "
        "explanations of different items are. An explanation no less like the twin's does "
        "not depend on what was learned.",
        "Spearman(a of the contender, a of the twin)",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-ground-truth",
        "ground-truth",
        "What truly matters",
        "Generated items whose signal has a known place: whether the most important unit "
        "lies in it, how much of the positive importance does, and how well importance "
        "ranks such units above others.",
        "top unit ∈ relevant;  Σ relevant a⁺ / Σ a⁺;  ROC-AUC",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-off-manifold",
        "off-manifold",
        "Off-manifold rate",
        "The share of items with exchanged units whose nearest real item is further away "
        "than is common among real ones, of which 5% would be. The more, the more answers "
        "are about inputs nobody will see; it is the same for all explanations.",
        "share beyond the 95% quantile of distances from real items to their nearest",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-surrogate",
        "surrogate",
        "A small tree as a copy",
        "Agreement (Cohen's kappa) on held-out items of a small tree trained on the "
        "contender's answers, less that of one trained on the truth; and the share of the "
        "contender's own errors that the tree repeats.",
        "kappa(tree of answers) − kappa(tree of truth)",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-read",
        "read",
        "Read for a decision",
        "Comparisons or multiply-adds on the way to one decision, averaged over items.",
        "mean over items",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-explanation-cost",
        "explanation-cost",
        "Cost of an explanation",
        "Median milliseconds and contender calls for one explanation. Measured beside "
        "other work: an order of magnitude.",
        "median over items",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-explanation-interval",
        "intervals",
        "Intervals of explanations",
        "95% over items and training seeds: variances clustered by item and by seed, for "
        "the same items with every seed as for others with each, of ratios of sums by what "
        "each decision has in them; shares of one fit by Wilson. With one seed over "
        "items only. What is one number a seed has Student's t over seeds. Differences "
        "are paired by item; one whose interval holds 0 is within noise.",
        "v = max(v_items + v_seeds − v_alone, v_items, v_seeds, v_alone)",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-layers",
        "layers",
        "What a layer knows",
        "A linear model reads the answer off a layer's outputs: fitted on training items, "
        "scored on tested ones with their 95% interval. Beside it what guessing gives.",
        "accuracy, or R², of a linear model on the layer's outputs",
        EXPLAINABILITY,
    ),
    Formula(
        "formula-embeddings",
        "embeddings",
        "Map of a layer",
        "The layer's outputs for tested items on the two directions in which they vary "
        "most. Near points are near in these directions only.",
        "first two principal components",
        EXPLAINABILITY,
    ),
)
