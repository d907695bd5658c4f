"""What is said to suffice does suffice, whatever else an item is."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.paradigms.rules import (
    Points,
    Rule,
    RuleList,
    ScoreCard,
    all_of,
    any_of,
    column,
    count,
    length,
    matches,
)
from triptych.paradigms.rules.explaining.proof import suffices

A, B, NAME = column("a"), column("b"), column("name")
NUMBERS = st.sampled_from([math.nan, -math.inf, -1.0, 0.0, 1.0, 1.5, 2.0, 3.0, math.inf])
NAMES = st.sampled_from(["red", "blue", "green", None])
BOUNDS = st.sampled_from([-1, 0, 1, 2, 3])
LABELS = ("p", "q", "r")


def compared(measure, bound, other):
    return st.sampled_from(
        [
            measure > bound,
            measure <= bound,
            measure == bound,
            measure != bound,
            measure.between(min(bound, other), max(bound, other)),
            measure.isin([bound, other]),
            measure.is_missing(),
            A < B,
            A == B,
            (A / B).between(bound, 9),
            (A - B).isin([bound, other]),
        ]
    )


ELEMENTARY = st.one_of(
    st.tuples(st.sampled_from([A, B]), BOUNDS, BOUNDS).flatmap(lambda drawn: compared(*drawn)),
    st.sampled_from(
        [NAME == "red", NAME != "red", NAME.isin(["red", "blue"]), NAME.is_missing(), NAME == 1]
    ),
)


def combined(elementary):
    return st.recursive(
        elementary,
        lambda inner: (
            inner.map(lambda condition: ~condition)
            | st.lists(inner, min_size=2, max_size=3).map(lambda members: all_of(*members))
            | st.lists(inner, min_size=2, max_size=3).map(lambda members: any_of(*members))
        ),
        max_leaves=5,
    )


ITEMS = st.lists(st.tuples(NUMBERS, NUMBERS, NAMES), min_size=1, max_size=6).map(
    lambda rows: pd.DataFrame(rows, columns=["a", "b", "name"]).astype(
        {"a": float, "b": float, "name": object}
    )
)
CONDITIONS = combined(ELEMENTARY)
POOL = pd.DataFrame(
    [
        (a, b, name)
        for a in (math.nan, -math.inf, -1.0, 0.5, 1.0, 1.5, 2.0, 3.0, math.inf)
        for b in (math.nan, -1.0, 0.0, 1.0, 2.0, 2.5, 9.0)
        for name in ("red", "blue", "other", None)
    ],
    columns=["a", "b", "name"],
)
"""Rows of every kind."""


def listed(rules, otherwise="p"):
    lines = [Rule(label, condition, because="test") for label, condition in rules]
    return RuleList(lines, otherwise)


RULE_LISTS = st.lists(st.tuples(st.sampled_from(LABELS), CONDITIONS), min_size=1, max_size=5).map(
    listed
)
CARDS = st.lists(
    st.tuples(st.sampled_from([-2, -1, 1, 1.5, 3]), CONDITIONS), min_size=1, max_size=5
).map(
    lambda lines: ScoreCard(
        ("p", "q"), [Points(points, condition, because="test") for points, condition in lines], 1
    )
)
SYSTEMS = RULE_LISTS | CARDS


def fitted(system):
    """Fitted on the pool, with every label among the answers."""
    labels = LABELS if isinstance(system, RuleList) else LABELS[:2]
    return system.fit(POOL, [labels[number % len(labels)] for number in range(len(POOL))])


def holding(literals, items):
    """Whether all literals hold, for each item."""
    rule = Rule(1, all_of(A.is_missing() | ~A.is_missing(), *literals), because="test")
    return RuleList([rule], 0).fit(POOL, [n % 2 for n in range(len(POOL))]).predict(items) == 1


@settings(max_examples=40)
@given(SYSTEMS, ITEMS)
def test_reasons_hold_are_proved_and_minimal(system, items):
    """They hold for the item, they force its label, and none can be left out."""
    system = fitted(system)
    reasons, decisions = system.reasons(items), system.predict(items).tolist()
    explanations = system.explain(items)

    for row, (reason, decision) in enumerate(zip(reasons, decisions, strict=True)):
        item, explanation = items.iloc[row : row + 1], explanations[row]
        assert holding(reason, item).all()
        assert suffices(reason, system, decision)
        for literal in reason:
            others = [other for other in reason if other is not literal]
            assert not suffices(others, system, decision)
        assert explanation.decision == decision
        assert explanation.reason == tuple(literal.says for literal in reason)
        assert set(explanation.reason) <= set(explanation.read)
        speaking = frozenset().union(*(literal.reads for literal in reason))
        assert explanation.named.tolist() == [name in speaking for name in items]


@settings(max_examples=40)
@given(SYSTEMS, ITEMS, st.integers(0, 2**32 - 1))
def test_columns_that_are_not_named_do_not_matter(system, items, seed):
    """Their cells may be anybody's."""
    draw, system = np.random.default_rng(seed), fitted(system)
    decisions = system.predict(items).tolist()

    for row, explanation in enumerate(system.explain(items)):
        others = POOL.iloc[draw.integers(0, len(POOL), 30)].reset_index(drop=True)
        for name, is_named in zip(items, explanation.named, strict=True):
            if is_named:
                others[name] = items[name].iloc[row]
        assert set(system.predict(others)) == {decisions[row]}


@settings(max_examples=100)
@given(SYSTEMS, st.lists(ELEMENTARY | ELEMENTARY.map(lambda one: ~one), max_size=4))
def test_a_proof_has_no_counterexample(system, literals):
    """Whatever holds where the literals do gets the label that they are said to force."""
    system = fitted(system)
    decisions = set(system.predict(POOL)[holding(literals, POOL)])

    for label in LABELS:
        if suffices(literals, system, label):
            assert decisions <= {label}


@settings(max_examples=20)
@given(RULE_LISTS, ITEMS)
def test_every_literal_of_the_system_together_is_a_proof(rules, items):
    """Who knows how all elementary conditions stand knows the decision."""
    rules = fitted(rules)
    conditions = [literal for rule in rules.rules for literal in rule.condition.literals]

    for row, decision in enumerate(rules.predict(items).tolist()):
        item = items.iloc[row : row + 1]
        stood = [one if holding([one], item)[0] else ~one for one in conditions]
        assert suffices(stood, rules, decision)


CELLS = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=12).map(
    lambda rows: pd.DataFrame(rows, columns=["a", "b"]).astype(float)
)
CUTS = st.tuples(st.sampled_from([A, B]), BOUNDS, st.booleans()).map(
    lambda drawn: drawn[0] > drawn[1] if drawn[2] else drawn[0] <= drawn[1]
)
PLACES = {
    "above": lambda bound: np.nextafter(bound, np.inf),
    "at most": lambda bound: bound,
    "at least": lambda bound: bound,
    "below": lambda bound: np.nextafter(bound, -np.inf),
}


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(LABELS), combined(CUTS)), min_size=1, max_size=5), CELLS)
def test_the_change_that_is_named_leads_where_it_says(rules, items):
    """Making it gives that decision, which is another one."""
    lines = [Rule(label, condition, because="test") for label, condition in rules]
    training = POOL[["a", "b"]]
    system = RuleList(lines, "p").fit(training, [LABELS[n % 3] for n in range(len(training))])

    for row, explanation in enumerate(system.explain(items)):
        if explanation.counterfactual is None:
            continue
        name, _, rest = explanation.counterfactual.says.partition(" ")
        word = next(word for word in PLACES if rest.startswith(word))
        bound = float(rest.removeprefix(word).split(" instead of ")[0])
        changed = items.iloc[row : row + 1].assign(**{name: PLACES[word](bound)})
        assert system.predict(changed)[0] == explanation.counterfactual.decision
        assert explanation.counterfactual.decision != explanation.decision


PIECES = st.lists(st.sampled_from(["a", "b", "!", " ", "ab"]), max_size=8).map("".join)
ON_TEXT = st.sampled_from(
    [
        *(matches("ab"), matches("^a"), matches("b$"), matches("!+")),
        *(count("a") > 1, count("a") >= 3, count("!") == 0, length() < 4, length() >= 2),
        *(count("a") / length() > 0.5, count("a") > count("b")),
    ]
)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(LABELS), combined(ON_TEXT)), min_size=1, max_size=5),
    st.lists(PIECES, min_size=1, max_size=20),
    st.lists(PIECES, min_size=3, max_size=40),
)
def test_reasons_on_texts_are_proved_and_have_no_counterexample(rules, texts, others):
    """Of all texts for which the reason holds, none is decided in another way."""
    lines = [Rule(label, condition, because="test") for label, condition in rules]
    others = np.array(others, dtype=object)
    system = RuleList(lines, "p").fit(others, [LABELS[n % 3] for n in range(len(others))])
    items = np.array(texts, dtype=object)
    decisions, known = system.predict(items).tolist(), system.predict(others)

    for text, reason, explanation in zip(
        texts, system.reasons(items), system.explain(items), strict=True
    ):
        assert suffices(reason, system, explanation.decision)
        rule = Rule(1, all_of(length() >= 0, *reason), because="test")
        where = RuleList([rule], 0).fit(others, [n % 2 for n in range(len(others))])
        assert set(known[where.predict(others) == 1]) <= {explanation.decision}
        assert len(explanation.contributions) == len(explanation.named) == len(text)
    assert [one.decision for one in system.explain(items)] == decisions


@pytest.mark.parametrize("points", [[0.1, 0.2, 0.3], [1e17, 1.0, -1e17]])
def test_a_card_is_bounded_as_it_is_added(points):
    """Sums of floats depend on their order; proof and decision use the same one."""
    lines = [Points(one, A.between(n, 9), because="test") for n, one in enumerate(points)]
    card = ScoreCard(("p", "q"), lines, threshold=sum(points)).fit(POOL, ["p", "q"] * 126)

    for reason, decision in zip(card.reasons(POOL), card.predict(POOL), strict=True):
        assert suffices(reason, card, decision)
