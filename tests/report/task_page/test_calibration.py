import shutil

import pyarrow.parquet as pq
import pytest

from triptych.report.findings import Findings
from triptych.report.task_page.calibration import calibration_section, class_probabilities_of
from triptych.report.task_page.selective_prediction import selective_prediction_section
from triptych.results.disk.json_lines import lines_of
from triptych.results.run import Run


@pytest.fixture(scope="module")
def run(run_folder):
    return Run.open(run_folder)


def sections(run, task):
    """Both sections of a task."""
    findings = Findings.of(run, task)
    forecasts = class_probabilities_of(findings)
    return calibration_section(findings, forecasts), selective_prediction_section(
        findings, forecasts
    )


@pytest.fixture(scope="module")
def letters(run):
    return sections(run, "letters")


@pytest.fixture(scope="module")
def without_probabilities(run_folder, tmp_path_factory):
    """The same run, whose classical contender gives no probabilities."""
    folder = shutil.copytree(run_folder, tmp_path_factory.mktemp("results") / "run")
    lines = list(lines_of(folder / "records.jsonl"))
    silent = {record["key"] for record in lines if record["cell"][1] == "classical"}
    for path in (folder / "items").glob("*.parquet"):
        table = pq.read_table(path)
        frame = table.to_pandas()
        frame["probabilities"] = frame["probabilities"].mask(frame["key"].isin(silent), None)
        pq.write_table(type(table).from_pandas(frame, schema=table.schema.remove_metadata()), path)
    return Run.open(folder)


def test_each_of_the_three_has_a_reliability_diagram(letters, drawn):
    """With a sentence, its scores, its calibration beside the null, and the numbers drawn."""
    section, _ = letters

    assert drawn(section.figures) == [
        f"reliability-{name}" for name in ("rules", "classical", "deep")
    ]
    assert section.paragraphs[1].startswith("Rules state 84% on average and are right in 96%")
    assert [table.name for table in section.tables] == [
        "table-proper-scores",
        "table-calibration",
        "table-reliability",
    ]


def test_the_file_holds_parts_that_add_up(letters):
    """Brier = reliability - resolution + uncertainty, at full precision."""
    table = letters[0].tables[0]
    places = {column.name: place for place, column in enumerate(table.columns)}
    for row in table.rows:
        brier, reliability, resolution, uncertainty = (
            row[places[name]].value
            for name in ("brier", "reliability", "resolution", "uncertainty")
        )
        assert reliability - resolution + uncertainty == pytest.approx(brier, abs=1e-9)


def test_two_classes_have_a_cost_ratio(letters, drawn):
    """By decisions as they are and by moved thresholds; which class is positive is said."""
    _, section = letters

    assert drawn(section.figures) == [
        "risk-coverage",
        "cost-ratio",
        "cost-ratio-moved",
    ]
    assert "Positive is the class begging, which the metric is about" in section.paragraphs[1]


def test_three_classes_have_none(run, drawn):
    """But risk and coverage, guarantees and conformal sets; also of variants."""
    _, section = sections(run, "figures")
    guaranteed = next(one for one in section.tables if one.name == "table-guaranteed-coverage")

    assert drawn(section.figures) == ["risk-coverage"]
    assert [row[0].value for row in guaranteed.rows][-1] == "classical:logistic"
    assert {row[-3].text for row in guaranteed.rows} == {"cannot be shown"}
    assert "cannot be shown with this test set" in guaranteed.caption


def test_numbers_have_intervals_only(run):
    """A regression has no confidence; what it has is conformal."""
    calibration, section = sections(run, "rents")

    assert calibration is None
    assert [one.name for one in section.tables] == ["table-conformal"]
    assert "width, euros" in [column.label for column in section.tables[0].columns]


def test_who_gives_no_probabilities_is_named(without_probabilities, drawn):
    """With the reason; its decisions still have their cost, no moved threshold is compared."""
    calibration, section = sections(without_probabilities, "letters")

    for one in (calibration, section):
        said = "Not measured for classical: it gives no probabilities."
        assert list(one.notices) == [said]
    assert drawn(calibration.figures) == ["reliability-rules", "reliability-deep"]
    assert drawn(section.figures) == ["risk-coverage", "cost-ratio"]


def test_the_files_and_the_twin_have_the_numbers(files):
    """Every table of the sections has its CSV, and the Markdown the same."""
    for name in ("proper_scores", "calibration", "guaranteed_coverage", "conformal", "cost_ratio"):
        assert files[f"tables/letters.{name}.csv"].count("\n") >= 3
    assert "Calibration of confidence" in files["REPORT.md"]
    assert "Selective prediction and costs of errors" in files["REPORT.md"]
