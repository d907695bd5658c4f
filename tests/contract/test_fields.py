"""Promises of the contract: each field is an array by position, or is refused by its name."""

import numpy as np
import pandas as pd
import pytest

from triptych.contract.fields import by_position
from triptych.contract.items import plain_table
from triptych.dataset import Dataset
from triptych.errors import ContractError
from triptych.fold import author_part, folds
from triptych.split import cross_validated, official

RANDOM = np.random.default_rng(0)
X = RANDOM.normal(size=(60, 2))
TABLE = pd.DataFrame(X, columns=["age", "size"])
LABELS = np.where(TABLE["age"] > 0, "old", "young").astype(object)
SHUFFLED = RANDOM.permutation(60)


def dataset(**changes):
    """A table of sixty people, with these fields instead."""
    return Dataset(**({"raw": TABLE, "target": LABELS, "classes": ("old", "young")} | changes))


FIELDS = {
    "target": LABELS,
    "groups": np.arange(60) // 3,
    "order": np.arange(60.0),
    "streams": np.zeros(60, dtype=int),
    "official_split": np.arange(60) % 3 == 0,
    "relevant": X > 0,
}


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "relevant"])
@pytest.mark.parametrize(
    "given",
    [
        pytest.param(lambda values: pd.Series(values, index=SHUFFLED), id="shuffled Series"),
        pytest.param(lambda values: pd.Series(values).convert_dtypes(), id="nullable"),
        pytest.param(lambda values: pd.Series(values).astype("category"), id="category"),
        pytest.param(lambda values: pd.Index(values), id="Index"),
        pytest.param(lambda values: values.tolist(), id="list"),
    ],
)
def test_a_field_is_taken_by_position(name, given):
    """Whatever index it has, the third answer is that of the third item (case A01)."""
    made = getattr(dataset(**{name: given(FIELDS[name])}), name)

    assert isinstance(made, np.ndarray)
    assert made.tolist() == FIELDS[name].tolist()


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"a": 1}, id="dict"),
        pytest.param("text", id="text"),
        pytest.param(7, id="number"),
        pytest.param({1, 2}, id="set"),
        pytest.param(np.ma.masked_array(np.arange(60), mask=np.arange(60) > 50), id="masked"),
        pytest.param(np.arange(59), id="one too few"),
        pytest.param(np.array(3), id="no axis"),
    ],
)
def test_what_is_no_array_of_all_items_is_refused_by_name(name, given):
    """The message names the field."""
    with pytest.raises(ContractError, match=f"Dataset.{name} "):
        dataset(**{name: given})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(
            {"target": np.arange(60) % 2, "classes": ("0", "1")},
            r"labels of type int\w*, such as 0; .* must be strings",
            id="A02 labels that are no strings",
        ),
        pytest.param({"classes": ("old", 1)}, "Dataset.classes is .* strings", id="classes"),
        pytest.param({"classes": ("old", "young", "old")}, "each name once", id="a class twice"),
        pytest.param({"classes": None}, "must be finite numbers", id="words for numbers"),
        pytest.param(
            {"classes": None, "target": np.where(np.arange(60) == 7, np.inf, 1.0)},
            "finite numbers; item 7 has inf",
            id="an infinite answer",
        ),
        pytest.param(
            {"groups": np.where(np.arange(60) == 5, np.nan, 1)},
            "Dataset.groups has no value for item 5",
            id="a group that is missing",
        ),
        pytest.param(
            {"official_split": np.arange(60)},
            "Dataset.official_split has 2; expected True or False",
            id="A10 numbers of items for a mask",
        ),
        pytest.param(
            {"costs": np.ones((3, 3))}, r"Dataset.costs has shape \(3, 3\)", id="costs of 3 classes"
        ),
        pytest.param(
            {"costs": [["a", "b"], ["c", "d"]]}, "Dataset.costs must be numbers", id="words"
        ),
        pytest.param({"provenance": "here"}, "Dataset.provenance is a str", id="provenance"),
        pytest.param(
            {"raw": TABLE.assign(tags=[["a"]] * 60)},
            "Dataset.raw has a list in column 'tags', row 0",
            id="A09 unhashable cells",
        ),
        pytest.param(
            {"raw": np.array(["text"] * 30 + [np.nan] * 30, dtype=object)},
            "Dataset.raw has nan of type float as item 30; expected a text",
            id="A07 NaN among texts",
        ),
        pytest.param(
            {"raw": np.array([X[: 1 + n % 2, 0] for n in range(60)], dtype=object)},
            "arrays of unequal length, item 0 .* pad them",
            id="A08 series of unequal length",
        ),
    ],
)  # fmt: skip
def test_what_nobody_could_read_is_refused_by_name(change, message):
    """The field, the place, what was expected, and what to do."""
    with pytest.raises(ContractError, match=message):
        dataset(**change)


def test_an_official_part_of_zeros_and_ones_is_a_mask():
    """Rule authors never see a tested item (case A10)."""
    for kind in (bool, int, float, object):
        split = (np.arange(60) >= 40).astype(kind)
        data = dataset(official_split=split)
        (fold,) = folds(data, official(), 0)

        assert len(np.intersect1d(author_part(data), fold.test)) == 0
        assert fold.test.tolist() == list(range(40, 60))


def test_few_different_items_are_counted():
    """The reason is what they are, not the library's groups (case A14)."""
    raw = pd.DataFrame({"sex": ["m", "f"] * 30})
    with pytest.raises(ContractError, match=r"only \d of \d+ items differ"):
        folds(dataset(raw=raw), cross_validated(), 0)


def test_facts_of_any_kind_are_text():
    """JSON knows no numbers of numpy (case A22)."""
    assert dataset(provenance={"rows": np.int64(300)}).provenance == {"rows": "300"}


NULLABLE = {
    "Int64": "float64",
    "Int8": "float64",
    "UInt32": "float64",
    "Float32": "float64",
    "boolean": "float64",
    "int64[pyarrow]": "float64",
    "double[pyarrow]": "float64",
    "bool[pyarrow]": "float64",
}


@pytest.mark.parametrize("kind", NULLABLE)
@pytest.mark.parametrize("gaps", [True, False])
def test_nullable_numbers_are_numpys(kind, gaps):
    """With NaN for gaps, so that every library knows them (case A05)."""
    values = pd.Series([0, 1, 1, 0, 1]).astype(kind).mask((np.arange(5) == 2) & gaps)
    made = plain_table("raw", pd.DataFrame({"rain": values, "size": 1.5}))

    assert made["rain"].dtype.kind in ("f" if gaps else "biuf")
    assert made["rain"].isna().tolist() == [False, False, gaps, False, False]
    assert made["rain"][[0, 1, 3, 4]].tolist() == [0, 1, 0, 1]
    assert list(made.columns) == ["rain", "size"]


@pytest.mark.parametrize("kind", ["string", "string[python]", "string[pyarrow]"])
def test_nullable_words_are_pandas_own(kind):
    """With NaN for gaps."""
    made = plain_table("raw", pd.DataFrame({"port": pd.Series(["a", None, "b"], dtype=kind)}))

    assert isinstance(made["port"].dtype, pd.StringDtype)
    assert made["port"].dtype.na_value is np.nan
    assert made["port"].dropna().tolist() == ["a", "b"]


def test_usual_tables_are_left_as_they_are():
    """The same object: fingerprints, and what was computed from them, do not change."""
    table = TABLE.assign(port=pd.Series(["a", "b"] * 30).astype("category"), words="x", n=1, t=True)

    assert plain_table("raw", table) is table
    assert by_position("groups", LABELS, 60) is LABELS
