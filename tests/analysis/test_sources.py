"""Whether whoever reads the code comes to where its formulas are from."""

import ast
import re
from pathlib import Path

import triptych.analysis

FOLDER = Path(triptych.analysis.__file__).parent
DOCS = Path(__file__).parents[2] / "docs"
CHAPTER = re.compile(r"docs/(statistics|explainability)\.md#([a-z0-9-]+)")
SOURCE = re.compile(rf"\b(18|19|20)\d\d\b|{CHAPTER.pattern}|scikit-learn|statsmodels|scipy")

WITHOUT = {
    "curves.outcomes_at": "reads item tables",
    "curves.records_at": "selects records",
    "study_outcomes.conditions_in": "reads the plan",
    "study_outcomes.outcomes_in": "reads item tables",
    "task_tests.by_source": "gathers the tests of one source",
    "task_tests.measure_claim": "calls the test of a claim on each of its tasks",
    "answers.judged": "leaves out tasks without an answer",
    "decision.views": "turns comparisons to one side",
    "explanations.explained": "gathers what was measured",
    "design.design_of": "chooses between statistics",
    "interval.from_sampling": "reads the ends off a distribution somebody else made",
    "counts.needed": "counts tasks",
    "measured_task.in_scope": "selects tasks",
    "reference_rows.lost_constant": "chooses the one whose loss matters",
    "reference_rows.reference_outcomes": "reads item tables",
    "speed_change.changed_software": "compares what two runs recorded of the machine",
    "speed_change.require_comparable": "compares what two runs recorded of the machine",
    "speed_ratios.fastest_of": "the smallest of medians",
    "verdict_notes.unfinished": "names who has fewer seeds",
    "verdict_notes.why_missing": "reads how trials ended",
}
"""Public functions that compute no statistic, and what they do."""


def public_functions():
    """Every public function of the analysis, by `module.name`, with its docstring."""
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"{path.stem}.{node.name}", ast.get_docstring(node) or ""


def test_every_statistic_names_its_source():
    """A paper with its year, a library, or the chapter that has them."""
    silent = {name for name, text in public_functions() if not SOURCE.search(text)}

    assert silent == WITHOUT.keys()


def test_every_chapter_that_code_points_to_exists():
    """A link that leads nowhere is worse than none."""
    named = {
        match.groups()
        for path in FOLDER.rglob("*.py")
        for match in CHAPTER.finditer(path.read_text(encoding="utf-8"))
    }
    texts = {name: (DOCS / f"{name}.md").read_text(encoding="utf-8") for name, _ in named}

    assert {one for one in named if f'<a id="{one[1]}"></a>' not in texts[one[0]]} == set()
