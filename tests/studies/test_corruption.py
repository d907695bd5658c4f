"""Promises of corruption: tested items alone, the same for all, as strong as the level says."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from triptych.alterations import image, signal, table, text
from triptych.alterations.number_type import as_before
from triptych.analysis.one_task.studies.curves import study_curves
from triptych.catalogue import Catalogue
from triptych.cell import Cell
from triptych.dataset import Dataset
from triptych.fold import Fold
from triptych.harness.code.dependencies import study_code
from triptych.results.run import Run
from triptych.studies.corruption import LEVELS, MEANINGS, STUDY

PARITY = """
from triptych import Task, accuracy, cross_validated
TASK = Task(
    title="Large", question="Is the number large?", why="A test.", modality="table",
    items=60, classes=2, metric=accuracy(), split=cross_validated(2), delta_reason="a test",
    licence="CC0", source="made up", citation="none",
)
"""
DATA = """
import numpy as np, pandas as pd
from triptych.dataset import Dataset
def load():
    raw = np.arange(60.0).reshape(-1, 1)
    target = np.array([("small", "large")[n > 29] for n in range(60)], dtype=object)
    return Dataset(raw=raw, target=target, classes=("small", "large"))
def features(raw):
    return pd.DataFrame({"number": raw[:, 0]})
"""
RULES = """
from triptych.paradigms.rules import Rule, RuleList, column
def make(seed):
    rule = Rule("large", column("number") > 29, because="half of the numbers are")
    return RuleList([rule], otherwise="small")
"""
COUNTED = """
from pathlib import Path
import numpy as np
class Counted:
    def fit(self, X, y):
        with open({log!r}, "a") as log:
            log.write("fitted\\n")
        return self
    def predict(self, X):
        if {strict} and np.asarray(X).max() > 100:
            raise ValueError("no number is that large")
        return np.where(np.asarray(X)[:, 0] > 29, "large", "small").astype(object)
def make(seed):
    return Counted()
"""


def frame(count=400):
    random = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "weight": random.normal(50, 10, count),
            "age": random.integers(18, 90, count).astype(np.int8),
            "port": pd.Categorical(random.choice(["A", "B", "B"], count)),
            "fare": np.where(random.random(count) < 0.2, np.nan, random.random(count)),
        }
    )


def altered(alteration, raw, level):
    before = raw.copy()
    after = alteration(raw, level)(raw, np.random.default_rng(1))
    if isinstance(raw, pd.DataFrame):
        pd.testing.assert_frame_equal(raw, before)
        assert after.dtypes.tolist() == raw.dtypes.tolist()
    else:
        np.testing.assert_array_equal(raw, before)
        assert (after.dtype, after.shape) == (raw.dtype, raw.shape)
    return after


def test_noise_of_a_table_is_in_standard_deviations():
    """Of numbers alone, of whole ones too; none leaves its column's range."""
    raw = frame()
    after = altered(table.noise, raw, 0.5)

    added = after["weight"] - raw["weight"]
    assert added.std() / raw["weight"].std() == pytest.approx(0.5, rel=0.1)
    assert after["port"].equals(raw["port"])
    assert after["fare"].isna().equals(raw["fare"].isna())
    assert after["age"].between(raw["age"].min(), raw["age"].max()).all()


def test_fields_are_empty_only_where_fields_are():
    """Elsewhere a form gets its usual value."""
    raw = frame()
    after = altered(table.missing, raw, 0.25)

    assert after["fare"].isna().mean() > raw["fare"].isna().mean() + 0.1
    assert after[["weight", "age", "port"]].notna().all().all()
    assert set(after["port"][after["port"] != raw["port"]]) == {"B"}
    assert np.mean(after["weight"] != raw["weight"]) == pytest.approx(0.25, abs=0.08)


def test_one_number_of_each_item_has_the_wrong_unit():
    """Of an array as well as of a table; what a type cannot hold becomes its largest number."""
    raw = np.arange(1.0, 31).reshape(10, 3)
    ratio = altered(table.unit, raw, 1000) / raw

    assert sorted(set(ratio.ravel())) == [1, 1000]
    assert (np.sum(ratio > 1, axis=1) == 1).all()
    assert altered(table.unit, frame(), 1000)["age"].max() == 127


def test_characters_are_mistyped_as_often_as_the_level_says():
    """Each edit changes the text; nothing else does."""
    raw = np.array(["the quick brown fox jumps over the lazy dog " * 20] * 5, dtype=object)
    after = altered(text.typos, raw, 5)
    clean = altered(text.typos, raw, 0)

    assert clean.tolist() == raw.tolist()
    assert all(abs(len(one) - 880) < 40 and one != raw[0] for one in after)
    letters = [one.replace(" ", "") for one in after]
    assert 1 - np.mean([len(set(one.split()) & set(raw[0].split())) / 8 for one in after]) < 0.5
    assert letters


def test_pixels_stay_within_the_range_of_brightness():
    """Whole numbers stay whole."""
    raw = np.tile(np.array([[0, 16], [8, 8]], dtype=np.uint8), (50, 4, 4))
    after = altered(image.noise, raw, 0.1)

    assert after.max() <= 16
    middle = (after.astype(float) - raw)[raw == 8]
    assert middle.std() == pytest.approx(1.6, rel=0.15)


def test_blur_keeps_the_mean_and_takes_the_contrast():
    """Within each image: no image leaks into its neighbour."""
    raw = np.zeros((2, 9, 9), dtype=np.float32)
    raw[0, 4, 4] = 1.0
    after = altered(image.blur, raw, 1.0)

    assert after[0].sum() == pytest.approx(1.0, rel=1e-3)
    assert 0.1 < after[0].max() < 0.3
    assert not after[1].any()


@pytest.mark.parametrize("level", [-20, 0])
def test_noise_of_a_sound_is_relative_to_its_power(level):
    """So that loud and quiet items are equally difficult; silence stays silent."""
    time = np.linspace(0, 200, 4000)
    raw = np.stack([np.sin(time), 0.01 * np.sin(time), 0 * time])
    added = altered(signal.noise, raw, level) - raw
    power = added.var(axis=1)[:2] / raw.var(axis=1)[:2]

    assert 10 * np.log10(power) == pytest.approx([level, level], abs=0.5)
    assert not added[2].any()


def test_numbers_beyond_a_type_become_its_ends():
    """As who stores them would."""
    assert as_before(np.array([-5.0, 2.6, 999.0]), np.dtype(np.uint8)).tolist() == [0, 3, 255]


def test_every_modality_but_symbols_has_kinds_that_are_told():
    """A figure names what its levels are; the study's key holds the code of all kinds."""
    tasks = Catalogue.find().tasks.values()
    symbolic = {task.name for task in tasks if task.card.modality == "symbolic"}

    assert {task.name for task in tasks if STUDY.unfit_for(task.card)} == symbolic
    assert {kind for kinds in LEVELS.values() for kind in kinds} == set(MEANINGS)
    assert any(name.endswith("alterations/table.py") for name in study_code(STUDY).files)


def test_all_contenders_are_asked_the_same():
    """An alteration depends on nothing but the condition, the items and the generator."""
    raw = frame(30)
    dataset = Dataset(raw=raw, target=np.array(["a", "b"] * 15, object), classes=("a", "b"))
    data = SimpleNamespace(
        card=SimpleNamespace(modality="table"),
        dataset=dataset,
        author_part=np.arange(10),
        folds=lambda seed: [Fold(np.arange(20), np.arange(20, 30))],
    )
    given = []
    for contender in ("rules", "deep"):
        trial = STUDY.trial(data, Cell("t", contender, "corruption", "noise 0.5", 0))
        given.append(trial.alter(raw.copy(), np.random.default_rng(3)))

    pd.testing.assert_frame_equal(*given)


@pytest.mark.parametrize("strict", [False, True])
def test_a_run_fits_once_for_all_levels(elsewhere, write_parity, process, tmp_path, strict):
    """Who cannot answer under one condition fails there alone: each is tried by itself."""
    log = tmp_path / "log"
    counted = COUNTED.format(log=str(log), strict=strict)
    tasks = write_parity(__init__=PARITY, data=DATA, rules=RULES, deep=counted)
    asked = ("parity", "--tasks", tasks, "--run", "r", "--profile", "quick", "--executor", "serial")
    ran = process("run", *asked, "--study", "supervised", "--study", "corruption")

    fitted = log.read_text().count("fitted") - 2  # folds of the main study
    run = Run.open(tmp_path / "results" / "r")
    curves = study_curves(run, "parity", "corruption")
    levels = ["none", *STUDY.conditions(SimpleNamespace(modality="table"))]
    assert [one.condition for one in curves["rules"]] == levels
    assert curves["rules"][0].score.estimate == 1.0
    assert curves["rules"][3].score.estimate < 1.0
    if strict:
        assert ran.code == 3
        assert "no number is that large" in ran.said
        assert [one.condition for one in curves["deep"]] == levels[:-2]
    else:
        assert (ran.code, fitted) == (0, 2), ran.said
        assert process("report", "--run", "r").code == 0
        page = (tmp_path / "results" / "r" / "report" / "parity.html").read_text()
        assert page.count('id="figure-study-corruption-') >= 3
        assert "noise, in standard deviations of the column" in page
