"""Promises of what is read of explanations, and of the reasons that stand for numbers."""

import json
import shutil

import numpy as np
import pytest

from triptych.absent import Absent
from triptych.analysis.one_task.explanations import Explained, difference, explained
from triptych.analysis.statistics.interval import Interval
from triptych.cell import Cell
from triptych.errors import StoreError
from triptych.measure.explainability.metrics import CARDS
from triptych.measure.explainability.metrics.conciseness import EXACTNESS
from triptych.measure.explainability.metrics.contender import SURROGATE_EXCESS
from triptych.measure.explainability.metrics.curves import K95
from triptych.measure.explainability.metrics.faithfulness import (
    FAITHFULNESS,
    FAITHFULNESS_CONSTANT,
    FAITHFULNESS_EXCESS,
)
from triptych.measure.explainability.metrics.ground_truth import TOP_IS_RELEVANT
from triptych.measure.explainability.metrics.stability import STABILITY
from triptych.results.disk.json_lines import lines_of
from triptych.results.formats.document import read_json
from triptych.results.formats.explanations import (
    SCHEMA,
    ExplanationLine,
    Facts,
    ReasonProof,
    Tracks,
    TrackSummary,
)
from triptych.results.formats.layers import read_layers
from triptych.results.record import EXPLANATIONS_FILE, LAYERS_FILE, Record
from triptych.results.run import Run
from triptych.testing import write_synthetic_run


@pytest.fixture
def copy(folder, tmp_path):
    """A run folder a test may change."""
    return shutil.copytree(folder, tmp_path / "standard")


@pytest.fixture(scope="session")
def found(run):
    """The contenders of `figures`, explained."""
    return explained(run, "figures")


def line(seed=0, *, numerator, denominator, right=None, track=None, **rest):
    """A line with one track of a few items; `track` has what else is known of that."""
    columns = {"faith_numerator": numerator, "faith_denominator": denominator}
    probe = TrackSummary(**({"items": columns, "absent": {}} | (track or {})))
    fields = {
        "facts": Facts(),
        "items": tuple(range(len(numerator))),
        "is_right": right or (True,) * len(numerator),
        "tracks": Tracks(probe=probe, native=TrackSummary.nothing("it says nothing")),
        "contender_values": {},
        "contender_absent": {},
    }
    head = {"schema": SCHEMA, "task": "figures", "contender": "rules", "key": "k", "code": "c"}
    return ExplanationLine(seed=seed, **(head | fields | rest))


def test_faithfulness_is_a_ratio_of_sums_over_items(found):
    """As `triptych explain` states it: sum of numerators over sum of denominators."""
    one = found["rules"]
    columns = one.lines[0].tracks.probe.items
    above, below = (
        np.array(columns[name][1:]).sum() for name in ("faith_numerator", "faith_denominator")
    )

    assert one.estimate("probe", FAITHFULNESS).estimate == pytest.approx(above / below)


def test_what_is_about_this_item_follows_from_faithfulness_and_its_control(found):
    """(faithfulness - constant) / (1 - constant), from the same sums."""
    one = found["classical"]
    faithfulness, constant, excess = (
        one.estimate("probe", metric).estimate
        for metric in (FAITHFULNESS, FAITHFULNESS_CONSTANT, FAITHFULNESS_EXCESS)
    )

    assert excess == pytest.approx((faithfulness - constant) / (1 - constant))


def test_every_metric_is_a_number_with_its_interval_or_a_reason(run):
    """Nothing is filled in, nothing is left blank."""
    for task in run.tasks:
        for one in explained(run, task).values():
            for track in ("probe", "native"):
                for metric in CARDS:
                    estimate = one.estimate(track, metric)
                    if isinstance(estimate, Absent):
                        assert estimate.reason
                    else:
                        assert estimate.low <= estimate.estimate <= estimate.high


def test_wrong_decisions_can_be_asked_for_alone(found):
    """All decisions are the right and the wrong ones together."""
    every, right, wrong = (
        found["deep"].sample("probe", K95, which) for which in ("all", "right", "wrong")
    )

    assert len(wrong.items) > 0
    assert len(every.items) == len(right.items) + len(wrong.items)


def test_where_no_wrong_decision_was_measured_there_is_no_number():
    """Not that of all decisions in its place."""
    track = {"values": {"faith": 0.5}}
    one = line(numerator=[0.5, None], denominator=[1.0, None], right=[True, False], track=track)

    assert isinstance(Explained("rules", (one,)).estimate("probe", FAITHFULNESS, "wrong"), Absent)


def test_numbers_are_neither_right_nor_wrong():
    """Nearer to the truth or farther: every decision, and none that is wrong."""
    one = Explained("rules", (line(numerator=[0.5], denominator=[1.0], right=[None]),))

    assert one.sample("probe", FAITHFULNESS).items.tolist() == [0]
    assert one.sample("probe", FAITHFULNESS, "wrong") is None


def test_a_seed_that_failed_hides_nothing_of_the_others():
    """What was measured of is said by those that were."""
    track = {"kind": "exact", "most_units": 16}
    good = line(0, numerator=[0.5], denominator=[1.0], facts=Facts(draws=10), track=track)
    record = Record(cell=Cell("figures", "rules", "supervised", None, 1), key="k", status="done")
    one = Explained("rules", (good, ExplanationLine.of_failure(record, "c", "it failed")))

    assert (one.facts.draws, one.kind("probe")) == (10, "exact")
    assert one.estimate("probe", SURROGATE_EXCESS).reason == "it failed"


def test_units_that_all_differ_alike_are_not_known_to():
    """Four items, one unit apart each: those unseen may differ by as many units as there are."""
    found = {}
    for name, units in (("rules", 3.0), ("deep", 2.0)):
        track = {"most_units": 8, "items": {"k95": [units] * 4}}
        one = line(numerator=[1.0] * 4, denominator=[1.0] * 4, track=track)
        found[name] = Explained(name, (one,))
    by = difference(found["rules"], found["deep"], K95)

    assert by.estimate == 1
    assert by.low <= 0 <= by.high


def test_items_without_a_number_are_left_out():
    """Null in the file: nothing was to be ranked there."""
    one = Explained("rules", (line(numerator=[0.5, None], denominator=[1.0, None]),))

    assert one.sample("probe", FAITHFULNESS).items.tolist() == [0]


def test_a_missing_number_has_the_reason_the_file_gives(found):
    """The metric's own, or that of the whole track."""
    assert "names no units" in found["deep"].estimate("native", EXACTNESS).reason
    assert "radial kernel" in found["classical:logistic"].estimate("native", FAITHFULNESS).reason


def test_where_nothing_can_be_shown_there_is_no_faithfulness():
    """Zero over zero is a sentence."""
    one = Explained("rules", (line(numerator=[0.0, 0.0], denominator=[0.0, 0.0]),))

    assert "no order of units" in one.estimate("probe", FAITHFULNESS).reason


def test_one_number_a_seed_has_an_interval_only_over_several():
    """Of one seed nobody knows how far another would be."""
    lines = [
        line(seed, numerator=[0.5], denominator=[1.0], contender_values={"surrogate_excess": x})
        for seed, x in enumerate((0.1, 0.2, 0.3))
    ]
    one, three = Explained("deep", tuple(lines[:1])), Explained("deep", tuple(lines))

    assert one.estimate("probe", SURROGATE_EXCESS).half_width == np.inf
    assert three.estimate("probe", SURROGATE_EXCESS).half_width == pytest.approx(
        4.3027 * 0.1 / 3**0.5, rel=1e-3
    )


def test_differences_hold_zero_or_are_beyond_noise(found):
    """A contender is like itself, and rules are better explained than the network here."""
    same = difference(found["deep"], found["deep"], FAITHFULNESS)
    other = difference(found["rules"], found["deep"], FAITHFULNESS)

    assert same.low <= 0 <= same.high
    assert other.low > 0


def test_a_difference_that_cannot_be_had_names_who_lacks_it(run):
    """`letters` does not know which units matter."""
    found = explained(run, "letters")

    assert difference(found["rules"], found["deep"], TOP_IS_RELEVANT).reason == (
        "rules: nobody knows which units matter: the items are no generated ones"
    )


def test_proofs_of_several_seeds_are_not_counted_as_more_items():
    """One rulebook, proved three times over."""
    proof = ReasonProof(items=50, proved=50, resampled_kept=1.0)
    lines = [
        line(seed, numerator=[0.5], denominator=[1.0], reason_proof=proof) for seed in range(3)
    ]
    share = Explained("rules", tuple(lines)).proved()

    assert (share.estimate, share.items) == (1.0, 50)


def test_lines_of_code_that_changed_are_passed_over(copy):
    """Only what belongs to the record at hand is shown; torn lines are nobody's."""
    path = copy / EXPLANATIONS_FILE
    lines = list(lines_of(path))
    changed = lines[0] | {"key": "f" * 16}
    path.write_text("".join(f"{json.dumps(one)}\n" for one in (changed, *lines[1:])) + '{"sch')

    assert len(Run.open(copy).explanations) == len(lines) - 1


def test_the_last_line_of_a_seed_counts(copy):
    """What was measured again replaces what it was."""
    path = copy / EXPLANATIONS_FILE
    first = next(lines_of(path))
    with path.open("a") as file:
        file.write(json.dumps(first | {"items": [0], "is_right": [True]}) + "\n")

    last = Run.open(copy).explanations[-1]

    assert (last.contender, last.items) == (first["contender"], (0,))


def test_a_task_that_was_measured_anew_is_not_mixed_with_what_was_before(copy):
    """Other code began and did not come to its end: only its lines count."""
    path = copy / EXPLANATIONS_FILE
    anew = next(one for one in lines_of(path) if one["task"] == "figures") | {"code": "other"}
    with path.open("a") as file:
        file.write(f"{json.dumps(anew)}\n")

    run = Run.open(copy)
    left = [one for one in run.explanations if one.task == "figures"]
    assert [one.code for one in left] == ["other"]
    assert any(one.task == "letters" for one in run.explanations)


def test_layers_of_a_network_that_changed_are_passed_over(copy):
    """A picture of another network says nothing of this one."""
    path = copy / LAYERS_FILE
    layers = read_json(path)
    layers["tasks"]["figures"]["key"] = "f" * 16
    path.write_text(json.dumps(layers))

    assert set(Run.open(copy).layers) == {"letters", "rents"}


@pytest.mark.parametrize("name", [EXPLANATIONS_FILE, LAYERS_FILE])
def test_another_format_is_refused_and_says_what_to_do(copy, name):
    """One sentence with the file and the way out."""
    path = copy / name
    values = next(lines_of(path)) if name == EXPLANATIONS_FILE else read_json(path)
    path.write_text(json.dumps(values | {"schema": 2}))

    with pytest.raises(StoreError, match=r"format 2; .* run `triptych explain` again"):
        Run.open(copy)


def test_a_damaged_file_of_layers_is_refused(copy):
    """It is written whole or not at all; a torn one is nobody's, and the run says so."""
    (copy / LAYERS_FILE).write_text("{")

    with pytest.raises(StoreError, match="cannot be read"):
        read_layers(copy, {})
    assert Run.open(copy).layers == {}
    assert Run.open(copy).soundness.damaged == (
        f"{LAYERS_FILE} is damaged: `triptych explain` sets it aside and makes it again.",
    )


def test_a_run_that_was_not_explained_is_empty(tmp_path):
    """Older runs are read as before."""
    run = Run.open(write_synthetic_run(tmp_path / "run", items=30, explanations=False))

    assert (run.explanations, run.layers) == ((), {})
    assert explained(run, "figures") == {}


def test_estimates_are_intervals(found):
    """With how many items and seeds they rest on."""
    estimate = found["deep"].estimate("probe", STABILITY)

    assert isinstance(estimate, Interval)
    assert (estimate.items, estimate.seeds) == (39, 3)
