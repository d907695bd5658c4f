"""How each number is computed, in a sentence and a line: shown beside the numbers."""

# ruff: noqa: RUF001  formulas are set with the signs of mathematics

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Formula:
    """A note that tables point to by its anchor; `chapter` is its anchor in docs/statistics.md."""

    anchor: str
    chapter: str
    title: str
    text: str
    formula: str


FORMULAS: Final = (
    Formula(
        "formula-score",
        "two-way",
        "Score and interval",
        "M[s,i] is 1 where the contender trained with seed s decided item i rightly; or it "
        "is the cost of the decision, or how far it is off. The interval covers the expectation "
        "over items and over training seeds. Where the answers do not depend on the seed, hits "
        "have Wilson's interval and other means Student's t over items; metrics that are no mean "
        "over items are bootstrapped over seeds and items, 2,000 times.",
        "m ± t(.975, df) √v,  v = max(v_items + v_seeds − v_both, v_items, v_both)",
    ),
    Formula(
        "formula-difference",
        "comparison",
        "Paired difference",
        "The same interval, of the difference on the same items with seeds paired. Two single "
        "fitted models are compared by the exact McNemar test on the items where they disagree.",
        "D[s,i] = A[s,i] − B[s,i];  errors avoided = (A − B) / (1 − B), of costs 1 − A / B",
    ),
    Formula(
        "formula-verdict",
        "verdict",
        "Verdict",
        "The simplest contender that is not worse than the best by more than δ, in the order "
        "rules, classical, deep. Each contender is tested against every rival, not only against "
        "the one that happened to come first; Holm's correction covers rules and classical. One "
        "whose whole 95% interval lies more than δ below a rival falls short.",
        "p(c) = max over rivals j of p(H₀: μ(c) − μ(j) ≤ −δ)",
    ),
    Formula(
        "formula-items",
        "items-to-settle",
        "Items that would settle it",
        "Where neither answer is shown, about this many test items would show it with a power of "
        "80%. Discordant is the share of items that only one of the two decided rightly; of costs "
        "and numbers, the mean square of the difference on an item.",
        "n ≈ 7.85 × discordant / δ²",
    ),
    Formula(
        "formula-rules",
        "rule-hits",
        "Hits, coverage and precision of a rule",
        "Counted on tested items, over all seeds. A rule's precision is the share of the items it "
        "decided that it decided rightly, with Wilson's interval. Where the answer is a number: "
        "how far off the items it fired on were named, with Student's t over items, and bias, the "
        "mean of what was named less what was true.",
        "coverage = hits / tested items;  precision = right hits / hits",
    ),
    Formula(
        "formula-latency",
        "speed",
        "Latency",
        "Seconds from one raw item to its decision, feature extraction included, a new item each "
        "round, one pinned process, one thread. Contenders are interleaved in shuffled blocks; "
        "the ratio to the fastest is taken within a block, where the machine was the same.",
        "p50 and p95 of the rounds, median of the blocks",
    ),
    Formula(
        "formula-throughput",
        "speed",
        "Throughput",
        "Items decided a second when 1, 8, 64 or 512 raw items are handed over at once.",
        "items in the batch / median seconds of the batch",
    ),
    Formula(
        "formula-fit",
        "speed",
        "Fit seconds",
        "Wall seconds to train, summed over folds, while other trials ran beside it: to be read "
        "as an order of magnitude, never compared closely.",
        "Σ over folds of fit seconds, median over seeds",
    ),
)
