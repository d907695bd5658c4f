"""Notes on statistics: how each number is computed, in a sentence and a formula."""

# ruff: noqa: RUF001  formulas are set with the signs of mathematics

from typing import Final

from triptych.measure.formula import Formula
from triptych.report.notes.explanations import EXPLANATION_FORMULAS
from triptych.report.notes.studies import STUDY_FORMULAS

FORMULAS: Final = (
    Formula(
        "formula-score",
        "two-way",
        "Score and interval",
        "M[s,i] is 1 where the contender trained with seed s decided item i rightly; or it "
        "is the cost of the decision, or how far it is off. The interval covers the expectation "
        "over items and over training seeds. Where the answers do not depend on the seed, hits "
        "have Wilson's interval and other means Student's t over items; metrics that are no mean "
        "over items are bootstrapped over seeds and items, 2,000 times. Where items are in "
        "the order of time, 20 blocks of them stand for the items.",
        "m ± t(.975, df) √v,  v = max(v_items + v_seeds − v_rest, v_items, v_rest)",
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
        "formula-resampled",
        "resampled",
        "Corrected resampled t",
        "A second p of no difference, for tasks that are cross-validated: the training parts of "
        "folds overlap, so fits are alike, and the variance of d over the folds of all seeds is "
        "raised. Only in the file; no verdict rests on it.",
        "t = mean(d) / √((1/J + test items / training items) var(d)),  J = seeds × folds",
    ),
    Formula(
        "formula-verdict",
        "verdict",
        "Verdict",
        "The simplest contender that is not worse than the best by more than δ, in the order "
        "rules, classical, deep. Each contender is tested against every rival, not only against "
        "the one that happened to come first; Holm's correction covers rules and classical. One "
        "whose whole 95% interval lies more than δ below a rival falls short. Where nobody is "
        "shown to be better than the best constant answer, none of the three is of use.",
        "p(c) = max over rivals j of p(H₀: μ(c) − μ(j) ≤ −δ)",
    ),
    Formula(
        "formula-items",
        "items-to-settle",
        "Items that would settle it",
        "Where neither answer is shown, about this many test items n′ and seeds S′ would show it "
        "with a power of 80%, if the difference d that was seen is the true one, below 0 where the "
        "contender is worse. Near perfection items are counted by the test itself.",
        "v_items n/n′ + v_seeds S/S′ = (|δ + d| / 2.80)²",
    ),
    Formula(
        "formula-deltas",
        "other-deltas",
        "With another δ",
        "The verdict's own test, Holm's correction included, at every δ; where its answer changes "
        "was found by bisection. × 2 means that every task's δ is twice as large.",
        "answer(δ), for δ from 0 on",
    ),
    Formula(
        "formula-headline",
        "headline",
        "Answers that may be wrong",
        "The largest p-value of a decided task after Benjamini and Hochberg's adjustment over all "
        "tasks with a verdict, times the number of decided tasks: so many of these answers are "
        "expected to be wrong, at the most.",
        "max over decided t of p_BH(t) × decided tasks",
    ),
    Formula(
        "formula-effect",
        "effects",
        "Effect in points",
        "How much better the first is than the second on the same items of a task, in points so "
        "that tasks can be averaged: a share times 100; of costs and absolute errors, 100 times "
        "the part of what the best constant answer costs. The mean counts each task once; its "
        "interval is Student's t over tasks.",
        "d(t) = 100 (A − B),  or 100 (error of B − error of A) / error of a constant",
    ),
    Formula(
        "formula-claim",
        "claims",
        "Verdict on a claim",
        "On each task p of H0, that the claim does not hold there, and q of the opposite: against "
        "several rivals the largest, or the smallest times their number. Shown on at least a tasks "
        "and shown not to hold on at least b: Hochberg's count among p and q, 5% for all tasks at "
        "once. Supported where all or most tasks are shown, refuted where so many fail that this "
        "cannot be, both after Holm's correction over all claims; else open. Tasks of one source "
        "count once, with their largest p. A conjunction holds when every part does.",
        "a = largest j with (n − j + 1) p₍ⱼ₎ ≤ .05;  p of most = min over j > n/2 of "
        "(n − j + 1) p₍ⱼ₎;  p of all = max p",
    ),
    Formula(
        "formula-tasks-like-these",
        "tasks-like-these",
        "Tasks like these",
        "Tasks taken as a sample of their kind: k of n have p of at most 5%, of which chance alone "
        "shows one in twenty. The bound on the share is one-sided, 95%, after Clopper and Pearson. "
        "Not corrected for other claims, and no verdict rests on it.",
        "p = P(Bin(n, ½ + ½ · .05) ≥ k);  share ≥ (bound(k, n) − .05) / .95",
    ),
    Formula(
        "formula-ranks",
        "ranks",
        "Mean ranks",
        "On each task the contenders are ranked, 1 being the best. Friedman's test says whether "
        "any differ; then pairs are told apart by Wilcoxon's exact signed-rank test of their "
        "effects with Holm's correction.",
        "χ² = 12 Σ R² / (n k (k+1)) − 3 n (k+1), corrected for ties",
    ),
    Formula(
        "formula-confusion",
        "confusion",
        "Recall and precision of a class",
        "Items by truth and decision, averaged over seeds. Recall has the interval of a score on "
        "the items of the class; precision has none.",
        "recall = right / items of the class;  precision = right / decisions for it",
    ),
    Formula(
        "formula-distances",
        "distances",
        "Distance and bias",
        "By fifths of the truth, with the interval of a score. Bias above zero: predictions "
        "are too large.",
        "distance = mean |predicted − true|;  bias = mean (predicted − true)",
    ),
    Formula(
        "formula-candidates",
        "candidates",
        "Inner score of a candidate",
        "Where a contender has candidates, each fit cross-validates them inside its training part, "
        "by the task's metric, takes the best and fits it on the whole part. Of equals, and where "
        "a class has a single item, it takes the first. The mean is over folds and seeds.",
        "champion = arg max over candidates of the mean score over inner folds",
    ),
    Formula(
        "formula-rules",
        "rule-hits",
        "Hits, coverage and precision of a rule",
        "Counted on tested items, over all seeds. A rule's precision is the share of the items it "
        "decided that it decided rightly, with Wilson's interval. Where the answer is a number: "
        "the mean distance of the items it fired on from the truth, with Student's t over items, "
        "and bias, the mean of prediction minus truth.",
        "coverage = hits / tested items;  precision = right hits / hits",
    ),
    Formula(
        "formula-proper-scores",
        "calibration",
        "Log-loss and Brier score",
        "Means over items and seeds, with the interval of a score. The Brier score is summed over "
        "classes, from 0 to 2. Reliability is how far stated probabilities lie from the shares "
        "that came true, resolution how far those shares differ, uncertainty the score of who "
        "states the classes' shares.",
        "log-loss = −log p(true);  Brier = Σ over classes of (p − [true])²",
    ),
    Formula(
        "formula-smooth-ece",
        "smooth-ece",
        "Smooth ECE",
        "Confidence less hit, smoothed over confidence by a reflected Gaussian whose bandwidth "
        "equals the result. Chance alone makes it larger than 0: shown beside it is what 200 "
        "draws from the stated confidences give, their mean and what 95% stay below.",
        "∫ |mean over items of K_σ(t, c)(c − hit)| dt,  with σ equal to the result",
    ),
    Formula(
        "formula-reliability",
        "calibration",
        "Reliability diagram",
        "Answers by the confidence in the decision, seeds pooled; the share right has Wilson's "
        "interval of as many items as one seed has.",
        "right answers / answers of about that confidence",
    ),
    Formula(
        "formula-augrc",
        "risk-coverage",
        "AUGRC and AURC",
        "Coverage is the share of items answered, the most confident first, equal ones together. "
        "AUGRC is the area under the share of all items that are answered wrongly; AURC the area "
        "under the share of answers that are wrong. Both intervals are those of a score.",
        "AUGRC = ∫ wrong(c) dc;  AURC = ∫ wrong(c) / c dc",
    ),
    Formula(
        "formula-guaranteed-coverage",
        "guaranteed-coverage",
        "Guaranteed coverage",
        "The threshold comes from one half of the tested items, the one-sided 95% bound of Clopper "
        "and Pearson from the other. n answers without an error prove no less than about 3/n.",
        "largest coverage with bound(errors, answers) ≤ r*",
    ),
    Formula(
        "formula-conformal",
        "conformal",
        "Conformal answers",
        "Named is every class whose score is no larger than the k-th smallest score of a true "
        "class on a calibration half; for numbers, every value within that distance. Means over "
        "ten random halves and all seeds.",
        "score = 1 − p, or |truth − number|;  k = ⌈.9 (n + 1)⌉",
    ),
    Formula(
        "formula-cost-ratio",
        "cost-ratio",
        "Cost against the ratio",
        "Both costs are scaled to 1 together. Differences are paired, with the interval of a "
        "score; a moved threshold decides for positive where its expected cost is smaller.",
        "(r · misses + false alarms) / ((r + 1) n);  moved: positive where p ≥ 1 / (1 + r)",
    ),
    Formula(
        "formula-latency",
        "speed",
        "Latency",
        "Seconds from one raw item to its decision, feature extraction included, a new item each "
        "round, one pinned process, one thread. Contenders are interleaved in shuffled blocks; "
        "what noise hit is measured again.",
        "p50 and p95 of the rounds, median of the blocks",
    ),
    Formula(
        "formula-speed-ratio",
        "speed-ratios",
        "Ratio to the fastest",
        "Taken within each block, where the machine was the same: the median over blocks, and the "
        "lowest and the highest block. Two are not told apart where p, adjusted over all pairs of "
        "the task and both batch sizes by Benjamini and Hochberg, is above 5%.",
        "median over blocks of seconds / seconds of the fastest;  t = mean(log ratio) / "
        "(sd / √blocks)",
    ),
    Formula(
        "formula-throughput",
        "speed",
        "Throughput",
        "Items decided a second when 1, 8, 64 or 512 raw items are handed over at once.",
        "items in the batch / median seconds of the batch",
    ),
    Formula(
        "formula-explanation-latency",
        "explanation-latency",
        "Latency with explanation",
        "As latency, but the contender is asked for the decision and why it was made. The ratio to "
        "the decision alone is taken within a block. Only what the contender itself can explain "
        "is timed.",
        "median of the blocks; seconds explained / seconds decided",
    ),
    Formula(
        "formula-quiet-fit",
        "fit-seconds",
        "Fit in the quiet phase",
        "Seconds to train on the first fold's training items, feature extraction included, loading "
        "excluded, on one thread with nothing beside it. Three fits, fewer where the profile's "
        "time does not last.",
        "median of the fits; wall time and CPU time",
    ),
    Formula(
        "formula-cold-start",
        "cold-start",
        "Cold start",
        "A fresh process imports what this contender needs and no more, loads it and decides on "
        "one item. The start of Python itself is not counted; files are in the system's cache.",
        "median of the processes",
    ),
    Formula(
        "formula-memory",
        "cold-start",
        "Peak memory",
        "The most resident memory of the same fresh process, which goes on to decide on 512 items "
        "at once, less what Python took before anything was imported.",
        "peak resident bytes − those of bare Python, median of the processes",
    ),
    Formula(
        "formula-size",
        "cold-start",
        "Size",
        "Of rules the source somebody wrote: rules.py and what it imports from the task's folder "
        "besides data.py. Of others the file of the fitted contender.",
        "bytes of the files",
    ),
    Formula(
        "formula-price",
        "price",
        "Price of a million decisions",
        "CPU seconds of deciding on one item, or on 512 at once, for a million items. The price of "
        "a CPU hour is whatever you pay for one; what the machine idles is not in it.",
        "10⁶ × CPU seconds / items in the batch;  × price of a CPU hour / 3600",
    ),
    Formula(
        "formula-fit",
        "speed",
        "Fit seconds",
        "Wall seconds to train, summed over folds, beside other trials: an order of magnitude.",
        "Σ over folds of fit seconds, median over seeds",
    ),
    *STUDY_FORMULAS,
    *EXPLANATION_FORMULAS,
)
