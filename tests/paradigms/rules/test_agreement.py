"""A batch, a compiled single item and a plain Python loop decide alike."""

import math
import operator
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.paradigms.rules import (
    Points,
    Rule,
    RuleList,
    ScoreCardRegressor,
    all_of,
    any_of,
    column,
    count,
    length,
    matches,
    share,
)

COMPARE = [operator.gt, operator.ge, operator.lt, operator.le, operator.eq, operator.ne]
CALCULATE = [operator.add, operator.sub, operator.mul, operator.truediv]
NUMBERS = st.sampled_from([-2, -1, 0, 1, 2, 3, 0.5, 1e30, -1e300, 1 / 3])


def missing(value):
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def compared(compare, left, right):
    return not missing(left) and not missing(right) and bool(compare(left, right))


def calculated(calculate, left, right):
    if missing(left) or missing(right) or (calculate is operator.truediv and right == 0):
        return math.nan
    return calculate(float(left), float(right))


def comparisons(measures):
    """Elementary conditions on number measures, each with a function of the same meaning."""

    def on(drawn):
        (measure, read), compare, number, (other, read_other), calculate, kind, values = drawn
        if kind == "constant":
            return compare(measure, number), lambda item: compared(compare, read(item), number)
        if kind == "reversed":
            return compare(number, measure), lambda item: compared(compare, number, read(item))
        if kind == "measures":
            return (
                compare(measure, other),
                lambda item: compared(compare, read(item), read_other(item)),
            )
        if kind == "arithmetic":
            return (
                compare(calculate(measure, other), number),
                lambda item: compared(
                    compare, calculated(calculate, read(item), read_other(item)), number
                ),
            )
        if kind == "between":
            low, high = min(values), max(values)
            return (
                measure.between(low, high),
                lambda item: not missing(read(item)) and low <= read(item) <= high,
            )
        if kind == "isin":
            return measure.isin(values), lambda item: read(item) in values
        return (measure / other).is_missing(), lambda item: missing(
            calculated(operator.truediv, read(item), read_other(item))
        )

    kinds = ["constant", "reversed", "measures", "arithmetic", "between", "isin", "is_missing"]
    return st.tuples(
        measures,
        st.sampled_from(COMPARE),
        NUMBERS,
        measures,
        st.sampled_from(CALCULATE),
        st.sampled_from(kinds),
        st.lists(NUMBERS, min_size=1, max_size=3),
    ).map(on)


def combinations(elementary):
    """Conditions of any depth, each with a function of the same meaning."""

    def negated(pair):
        return ~pair[0], lambda item: not pair[1](item)

    def joined(pairs):
        conditions, functions = zip(*pairs, strict=True)
        return [
            (all_of(*conditions), lambda item: all(function(item) for function in functions)),
            (any_of(*conditions), lambda item: any(function(item) for function in functions)),
        ]

    return st.recursive(
        elementary,
        lambda inner: (
            inner.map(negated)
            | st.tuples(st.lists(inner, min_size=1, max_size=3), st.booleans()).map(
                lambda drawn: joined(drawn[0])[drawn[1]]
            )
        ),
        max_leaves=6,
    )


FLOATS = st.sampled_from([math.nan, math.inf, -math.inf, 0.0, -0.0, 1.0, 2.5, -1.0, 1e30, 1 / 3])
COLUMNS = {
    "a": (FLOATS, "float64"),
    "b": (FLOATS, "float32"),
    "whole": (st.integers(-3, 3), "int64"),
    "flag": (st.booleans(), "bool"),
    "gap": (st.none() | st.integers(-3, 3), "Int64"),
    "mixed": (st.none() | st.integers(-3, 3) | FLOATS | st.booleans(), "object"),
}
NAMES = st.none() | st.sampled_from(["", "a", "b", "1"])


def rows(columns, *, names):
    cells = {name: values for name, (values, _) in columns.items()}
    if names:
        cells |= {"name": NAMES, "kind": NAMES}
    return st.lists(st.fixed_dictionaries(cells), min_size=2, max_size=12)


def table_of(drawn):
    types = {name: dtype for name, (_, dtype) in COLUMNS.items() if name in drawn[0]}
    table = pd.DataFrame(
        {
            name: pd.Series([row[name] for row in drawn], dtype=type_)
            for name, type_ in types.items()
        }
    )
    if "name" in drawn[0]:
        table["name"] = pd.Series([row["name"] for row in drawn], dtype="str")
        table["kind"] = pd.Categorical([row["kind"] for row in drawn])
    return table


def cell(name):
    if name == "b":  # a 32-bit column holds another number than the one written into it
        return column(name), lambda row: float(np.float32(row[name]))
    return column(name), lambda row: row[name]


def named(drawn):
    (measure, read), word, kind = drawn
    if kind == "==":
        return measure == word, lambda row: compared(operator.eq, read(row), word)
    if kind == "!=":
        return measure != word, lambda row: compared(operator.ne, read(row), word)
    if kind == "isin":
        return measure.isin([word, 1]), lambda row: read(row) in (word, 1)
    return measure.is_missing(), lambda row: missing(read(row))


ON_NUMBERS = comparisons(st.sampled_from([cell(name) for name in COLUMNS]))
ON_ALL = ON_NUMBERS | st.tuples(
    st.sampled_from([cell(name) for name in ("name", "kind", "a", "mixed")]),
    st.sampled_from(["", "a", "1"]),
    st.sampled_from(["==", "!=", "isin", "is_missing"]),
).map(named)

PATTERNS = [
    *("", "a", "1", "é", " ", "\n", ".", r"\d", r"\s", r"\w", "[A-Z]", "[^a]", r"[\W\d]", "[a-cé]"),
    *("^b", "b$", r"\AA", r"a\Z", r"\bA", r"a\b", r"\Ba", "(?m)^1", "(?m)1$", "(?s)a.*b", "a.b"),
    *("(?i)k", "(?i)ss", "(?i)é", "(?i)[a-k]", "(?i)s+", "(?i)i", "(?a)\\w", "(?i:K)1", "(?x) a b"),
    *(
        "a|b",
        "a|",
        "(a)(1)?",
        "(a|ab)1",
        "(?:ab)+",
        "a{2,}",
        "a*",
        "1{2,3}a",
        r"(a)\1",
        "(?P<q>b)a",
    ),
    *("(?=b)", "(?!a)", "(?<=a)1", "(?<!a)b", "a(?=1)", "ab", "(?i)ab1", r"\d{2,}", r"£\d+|\d+a\b"),
    *(
        r"(?i)\b(aa|bb|k1)\b",
        r"[\ud800-\udfff]",
        "\ud800",
        r"(?i)\b(ab|ss)\b.*\b(a|b)",
        "a??b",
        "\u017f",
    ),
    *("(?>ab|a)1", "a++b", "(a)?(?(1)1|b)", "\x00", "[\n ]", "(?s).", "(?i)İ", "[^\n]", "aa|a1|é"),
]
CHARACTERS = st.one_of(
    st.sampled_from(
        "aAbBkKsS1 2!?.\n\r\t£éÉiIİ\u0131\u017fK\u212a\u2028\u0660ß\x00\x85\ud800\udfff😀"
    ),
    st.characters(exclude_categories=()),
)
TEXTS = st.text(CHARACTERS, max_size=12)


def covered(pattern, text):
    spans = sum(len(match.group()) for match in re.finditer(pattern, text))
    return spans / len(text) if text else 0.0


def measured(drawn):
    pattern, kind = drawn
    if kind == "count":
        return count(pattern), lambda text: sum(1 for _ in re.finditer(pattern, text))
    if kind == "share":
        return share(pattern), lambda text: covered(pattern, text)
    return length(), len


def found(pattern):
    return matches(pattern), lambda text: re.search(pattern, text) is not None


ON_TEXT = st.sampled_from(PATTERNS).map(found) | comparisons(
    st.tuples(st.sampled_from(PATTERNS), st.sampled_from(["count", "share", "length"])).map(
        measured
    )
)


def first(functions, item):
    """The plain Python loop: the number of the first function that holds."""
    holding = (number for number, function in enumerate(functions) if function(item))
    return next(holding, len(functions))


MANY = 150
"""More items than are decided one after the other."""


def repeated(X, times):
    if isinstance(X, pd.DataFrame):
        return pd.concat([X] * times, ignore_index=True)
    return X * times if isinstance(X, list) else np.concatenate([X] * times)


def assert_agreement(pairs, items, X):
    """Decide four ways: in a batch, a few together, one at a time, and by the loop."""
    expected = [first([function for _, function in pairs], item) for item in items]
    y = np.arange(len(items)) % (len(pairs) + 1)
    rules = [Rule(0, condition, because="drawn") for condition, _ in pairs]
    fitted = RuleList(rules, otherwise=0).fit(X, y)
    times = MANY // len(items) + 1
    batch = fitted.fires(repeated(X, times))
    few = fitted.fires(X)
    alone = [fitted.fires(X[i : i + 1]) for i in range(len(items))]

    assert batch.argmax(axis=1).tolist() == expected * times
    assert few.argmax(axis=1).tolist() == expected
    assert np.array_equal(np.concatenate(alone), few)

    lines = [Points(0.1 + n, condition, because="drawn") for n, (condition, _) in enumerate(pairs)]
    card = ScoreCardRegressor(lines, base=1 / 3).fit(X, np.arange(len(items)))
    sums = [card.predict(X[i : i + 1])[0] for i in range(len(items))]
    assert card.predict(X).tolist() == sums
    assert card.predict(repeated(X, times)).tolist() == sums * times
    for number, (_, function) in enumerate(pairs):
        assert card.fires(X)[:, number].tolist() == [bool(function(item)) for item in items]


@settings(max_examples=60)
@given(rows(COLUMNS, names=True), st.lists(combinations(ON_ALL), min_size=1, max_size=4))
def test_on_tables_of_numbers_and_names(drawn, pairs):
    """Numbers, gaps, names and categories: batch, single row and loop agree."""
    assert_agreement(pairs, drawn, table_of(drawn))


@settings(max_examples=60)
@given(
    rows({name: COLUMNS[name] for name in ("a", "whole")}, names=False),
    st.lists(
        combinations(comparisons(st.sampled_from([cell("a"), cell("whole")]))),
        min_size=1,
        max_size=4,
    ),
)
def test_on_tables_of_numbers_only(drawn, pairs):
    """Tables that fit one array take a shorter way, to the same decisions."""
    assert_agreement(pairs, drawn, table_of(drawn))


@settings(max_examples=40)
@given(
    st.lists(st.tuples(FLOATS | st.none(), FLOATS), min_size=2, max_size=10),
    st.lists(
        combinations(
            comparisons(
                st.sampled_from(
                    [
                        (column("x0"), operator.itemgetter(0)),
                        (column("x1"), operator.itemgetter(1)),
                    ]
                )
            )
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["float64", "object"]),
)
def test_on_arrays_without_names(drawn, pairs, dtype):
    """The columns of an array without names are x0, x1 and so on."""
    assert_agreement(pairs, drawn, np.array(drawn, dtype=dtype))


@settings(max_examples=200)
@given(
    st.lists(TEXTS, min_size=2, max_size=10),
    st.lists(combinations(ON_TEXT), min_size=1, max_size=4),
)
def test_on_texts(texts, pairs):
    """Any characters, lone surrogates among them: batch, single text and loop agree."""
    assert_agreement(pairs, texts, np.array(texts, dtype=object))


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=8)
@given(st.lists(TEXTS, min_size=2, max_size=30))
def test_each_pattern_is_searched_text_by_text(pattern, texts):
    """What a pattern finds in one text does not depend on the texts beside it."""
    assert_agreement(
        [
            found(pattern),
            (count(pattern) == 1, lambda text: len(list(re.finditer(pattern, text))) == 1),
            (share(pattern) > 0.4, lambda text: covered(pattern, text) > 0.4),
            # Asked again: what is kept from the first time must still be right.
            (~found(pattern)[0], lambda text: re.search(pattern, text) is None),
            (count(pattern) > 2, lambda text: len(list(re.finditer(pattern, text))) > 2),
        ],
        texts,
        texts,
    )
