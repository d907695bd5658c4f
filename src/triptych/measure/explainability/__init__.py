"""Explainability: which units decisions depend on, and how well explanations name them.

One protocol for rules, tables and networks: a contender is a function from raw items to decisions,
units of an item are exchanged for those of donors, and it is measured whether the contender's own
decision stays. There is no overall score. Everything is a pure function of its arguments and a
seed; import it from its module.

masking        Masking(decide, units, donors, draws=10, seed=0, tolerance=None)
                   .values(item, decision, kept) -> (m,)       .calls, .unit_counts(items)
                   .values_of(items, decisions, kept) -> a (m,) for each item
shapley        shapley(masking, item, decision, permutations, seed) -> (units,)
               shapley_of(masking, items, decisions, permutations, seeds) -> a map for each item
greedy         greedy(masking, items, decisions, seed) -> a Best for each item
track          track(masking, items, decisions, attributions, constant=, seed=, best=)
                   -> TrackValues
manifold       off_manifold(masking, items, real, represent, sets=, seed=) -> share
stability      noisy(masking, items, decisions, copies=, share=, seed=) -> Noisy
               stability(attributions, copies, attribute) -> Stability
exactness      exactness(masking, items, decisions, named) -> Exactness; draws=30
randomisation  randomisation(attributions, twins) -> Randomisation
ground_truth   ground_truth(attributions, relevant) -> GroundTruth
surrogate      surrogate(fitted, held_out, classes, seed) -> Surrogate

The explainer's Masking and the judge's have disjoint donors: shared donors flatter the explainer.
A map is a number for each unit of an item, for its decision; None where there is none.
"""
