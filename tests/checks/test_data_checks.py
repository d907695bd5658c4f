"""Promises of the checks of card, items, split and features: each finds its defect."""

import numpy as np
import pytest

from triptych.checks import DATA_CHECKS, Specimen, data_checks
from triptych.errors import ContractError
from triptych.fold import Fold, author_part

CHECKS = {check.__name__.removeprefix("check_"): check for check in DATA_CHECKS}
METRIC = "from triptych import Task, accuracy"
DELTA_IN_EUROS = 'mean_absolute_error("euros"), delta=2.0'
RETURN = 'return pd.DataFrame({"width"'
FEATURES = f'{RETURN}: raw["width"], "height": raw["height"]}})'

DEFECTS = {
    "licence left empty": (
        "card_is_complete", "__init__", [('licence="CC0"', 'licence=" "')], "licence empty",
    ),
    "question without a question mark": (
        "card_is_complete", "__init__", [("upright?", "upright.")], "question mark",
    ),
    "no difference matters": (
        "card_is_complete", "__init__", [("items=200", "items=200, delta=0")], "delta is 0",
    ),
    "a delta in points": (
        "card_is_complete", "__init__", [("items=200", "items=200, delta=2")],
        "delta=2 is 200 points, as accuracy is a share; write 0.02 for two points",
    ),
    "no time": (
        "card_is_complete", "__init__", [("items=200", "items=200, time_limit=0")], "time_limit",
    ),
    "an unseeded contender that is not there": (
        "card_is_complete", "__init__", [("items=200", 'items=200, unseeded=("rule",)')],
        "calls rule unseeded; the task's contenders are rules, classical, deep",
    ),
    "another number of items": (
        "card_is_true", "__init__", [("items=200", "items=201")], "items=201, load.. returns 200",
    ),
    "another number of classes": (
        "card_is_true", "__init__", [("classes=2", "classes=3")], "classes=3, load.. returns 2",
    ),
    "metric for numbers": (
        "card_is_true", "__init__",
        [(METRIC, METRIC + ", mean_absolute_error"), ("accuracy()", 'mean_absolute_error("cm")')],
        "judges a number",
    ),
    "metric of another class": (
        "card_is_true", "__init__",
        [(METRIC, METRIC + ", f1"), ("accuracy()", 'f1(positive="tall")')],
        "'tall' is none of",
    ),
    "metric without costs": (
        "card_is_true", "__init__",
        [(METRIC, METRIC + ", mean_cost"), ("accuracy()", "mean_cost()")],
        "costs is None",
    ),
    "a class without items": (
        "every_class_occurs", "data", [('("flat", "upright")', '("flat", "round", "upright")')],
        "'round' is trained on",
    ),
    "other items each time": (
        "loading_again_gives_the_same_items", "data", [("default_rng(0)", "default_rng()")],
        "in another process",
    ),
    "order of a set": (
        "loading_again_gives_the_same_items", "data",
        [("    target =", '    raw = raw.iloc[[int(n) for n in {str(n) for n in range(200)}]]\n'
          "    target =")],
        "Sort what comes",
    ),
    "columns without names": (
        "feature_names_mean_something", "data", [('"width":', '"x1":')], r"columns named \['x1'\]",
    ),
    "two columns of one name": (
        "feature_names_mean_something", "data",
        [(FEATURES, 'return raw[["width", "width"]]')], "more than one column 'width'",
    ),
    "infinite measurements": (
        "features_are_numbers_or_words", "data", [('"width": raw["width"]', '"width": np.inf')],
        "infinite",
    ),
    "one infinite item": (
        "features_are_numbers_or_words", "data",
        [("    target =", '    raw.loc[3, "width"] = np.inf\n    target =')],
        "infinite values, first in column 'width', row 3",
    ),
    "gaps of pandas' own kind": (
        "features_are_numbers_or_words", "data",
        [('"width": raw["width"],', '"width": raw["width"].round().astype("Int64").mask('
          'np.arange(len(raw)) % 3 == 0),')],
        "pandas' type Int64 and has gaps",
    ),
    "lists as measurements": (
        "features_are_numbers_or_words", "data",
        [('"width": raw["width"]', '"width": [[w] for w in raw["width"]]')], "type list",
    ),
    "random measurements": (
        "features_are_pure", "data",
        [('"width": raw["width"],', '"width": np.random.default_rng().random(len(raw)),')],
        "no random numbers",
    ),
    "items changed in place": (
        "features_are_pure", "data", [(RETURN, f'raw["width"] = 0\n    {RETURN}')],
        "Work on a copy",
    ),
    "measured against the batch": (
        "features_see_one_item_at_a_time", "data",
        [('"width": raw["width"],', '"width": raw["width"] - raw["width"].mean(),')], "one by one",
    ),
    "measured by place in the batch": (
        "features_see_one_item_at_a_time", "data",
        [('"width": raw["width"],', '"width": np.arange(len(raw)),')],
        "one by one",
    ),
    "a meaning of no column": (
        "meanings_are_of_columns", "data",
        [("def load", 'MEANINGS = {"width": "in cm", "hight": "in cm"}\ndef load')],
        r"speaks of \['hight'\], .* and says nothing of the columns \['height'\]",
    ),
    "a meaning left empty": (
        "meanings_are_of_columns", "data",
        [("def load", 'MEANINGS = {"width": "in cm", "height": ""}\ndef load')],
        r"MEANINGS says nothing of the columns \['height'\]",
    ),
    "meanings without columns": (
        "meanings_are_of_columns", "data", [("def load", 'MEANINGS = ["width"]\ndef load')],
        "MEANINGS is a list",
    ),
    "units that leave a column out": (
        "units_cover_the_item", "data",
        [("def load", 'from triptych.units import Columns\nUNITS = Columns({"size": ("width", '
          '"height"), "size again": ("height",)})\ndef load')],
        r"columns \['weight'\] belong to no unit",
    ),
    "units that exchange less than all": (
        "units_cover_the_item", "data",
        [("def load", 'from triptych.units import Columns, Units\n\n\nclass Lazy(Units):\n'
          "    names = Columns().names\n    places = Columns().places\n\n"
          "    def exchange(self, items, donors, kept):\n        return items\n\n\n"
          "UNITS = Lazy()\n\n\ndef load")],
        "with no unit kept",
    ),
    "units that lie elsewhere": (
        "units_lie_where_they_say", "data",
        [("def load", 'from triptych.units import Columns, Units\n\n\nclass Off(Units):\n'
          "    names = Columns().names\n    exchange = Columns().exchange\n\n"
          "    def places(self, item):\n        return Columns().places(item) + 1\n\n\n"
          "UNITS = Off()\n\n\ndef load")],
        "numbers from 1 to 3 for an item of 3 units",
    ),
    "more units than anybody reads": (
        "units_cover_the_item", "data",
        [("def load", 'from triptych.units import Columns\nUNITS = Columns({str(n): () '
          "for n in range(65)})\ndef load")],
        "fall into 65 units",
    ),
    "units of another kind": (
        "units_cover_the_item", "data", [("def load", "UNITS = 16\ndef load")], "UNITS is a int",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("check", "file", "changes", "words"), DEFECTS.values(), ids=DEFECTS)
def test_the_check_finds_the_defect(defective, check, file, changes, words):
    """A defect fails its check with a sentence that names it."""
    specimen = Specimen(defective(file, *changes))

    with pytest.raises(ContractError, match=words):
        CHECKS[check](specimen)


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_an_honest_task_passes(task, check):
    """No check complains about a task that keeps the contract."""
    check(Specimen(task()))


def test_meanings_of_every_column_pass(defective):
    """A sentence for each column, in whatever order, is what MEANINGS promises."""
    meanings = 'MEANINGS = {"height": "in cm", "width": "in cm"}\ndef load'

    CHECKS["meanings_are_of_columns"](Specimen(defective("data", ("def load", meanings))))


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param('raw["width"].round().astype("Int64")', id="nullable"),
        pytest.param('(raw["width"] > 1).astype(int).astype("category")', id="numbers as names"),
    ],
)
def test_types_of_pandas_pass(defective, cells):
    """Nullable columns without gaps, and categories whose names are numbers (cases A05, A06)."""
    changed = defective("data", ('"width": raw["width"],', f'"width": {cells},'))

    for check in ("features_are_numbers_or_words", "features_are_pure"):
        CHECKS[check](Specimen(changed))


def test_a_delta_of_more_than_one_is_fine_where_scores_are_no_shares(defective):
    """Two euros are two euros."""
    changes = (METRIC, METRIC + ", mean_absolute_error"), ("accuracy()", DELTA_IN_EUROS)

    CHECKS["card_is_complete"](Specimen(defective("__init__", *changes)))


def test_an_item_on_both_sides_is_found(task):
    """Equal items in the training and the test part fail, whoever divided them."""
    specimen = Specimen(task())
    specimen.folds = (Fold(train=np.arange(100), test=np.arange(99, 200)),)

    with pytest.raises(ContractError, match="both sides"):
        data_checks.check_split_keeps_together_what_belongs_together(specimen)


def test_a_tested_item_of_the_authors_part_is_found(task):
    """Who writes rules may have seen the author's part: testing on it fails."""
    specimen = Specimen(task())
    seen = author_part(specimen.dataset)
    specimen.folds = (Fold(train=np.setdiff1d(np.arange(200), seen), test=seen),)

    with pytest.raises(ContractError, match="author's part"):
        data_checks.check_author_part_is_never_tested(specimen)


def test_ordered_items_that_are_shuffled_are_found(defective):
    """Items with a time under a split that knows none are trained on after they were tested."""
    answers = "target=target,"
    specimen = Specimen(defective("data", (answers, answers + " order=np.arange(200),")))

    with pytest.raises(ContractError, match="need split=rolling"):
        data_checks.check_ordered_items_are_never_shuffled(specimen)


def test_a_rolling_task_passes(rolling_task):
    """The author's part is the beginning: trained on first, left behind, never tested."""
    specimen = Specimen(rolling_task)

    assert len(specimen.folds) == 3
    for check in CHECKS.values():
        check(specimen)


def test_an_author_part_no_window_trains_on_is_found(rolling_task):
    """The first window, too, trains on what the author saw."""
    specimen = Specimen(rolling_task)
    specimen.folds = specimen.folds[1:]

    with pytest.raises(ContractError, match="author's part"):
        data_checks.check_author_part_is_never_tested(specimen)


def test_a_task_without_items_is_found(defective):
    """A task needs items before anything else can be said of it."""
    specimen = Specimen(defective("data", ("(200, 3)", "(0, 3)")))

    with pytest.raises(ContractError, match="no item"):
        data_checks.check_data_loads(specimen)
