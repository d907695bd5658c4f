"""Promises of the source: a file holds one idea, only the command line prints."""

import ast
import builtins
import keyword
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])
LONGEST = 300
MOST_FILES = 20
MOST_FILES_AT_THE_ROOT = 15
CATALOGUES = ("tasks", "claims", "studies")
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
FIELD_WORDS = {
    "alternative": "counterfactual, or nearest change",
    "commission": "job",
    "condense": "summarise",
    "contest": "pairwise comparison",
    "faith": "faithfulness",
    "hangs": "decisive, or depends",
    "hear": "record, or receive",
    "judging": "metric",
    "keeping": "retention",
    "lender": "source, or donor",
    "lenders": "sources, or donors",
    "lending": "donors",
    "likeness": "similarity",
    "material": "data",
    "mistake": "confusion",
    "mistakes": "confusion",
    "rebound": "permuted",
    "serving": "worker process",
    "silences": "without, or missing",
    "spoken": "with",
    "stands": "holds",
    "thoroughness": "budget",
    "told": "results, progress, or attributions",
    "unsaid": "absent",
    "unsayable": "not in",
    "voice": "explainer",
    "voices": "native names",
    "walking": "walk",
}
"""Words that no identifier has, each with the word of the field that it has instead."""
BACK_TICKED = re.compile(r"`([A-Za-z_][\w.]*)(?:\([^`]*\))?`")
OF_LIBRARIES = {"PCA", "calibration_curve", "RidgeCV", "balanced_accuracy_score", "f1_score", "R²"}
"""Names that docstrings quote, and that no code of ours has."""
REPORT_CODE = (
    "import sys\n"
    "import triptych.results.run, triptych.report.build\n"
    "print(*[name for name in ('torch', 'skorch', 'triptych.harness', 'triptych.explain',"
    " 'triptych.walks', 'triptych.timing', 'triptych.paradigms') if name in sys.modules])"
)
MODULES = {
    ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__"): path
    for path in (ROOT / "src").rglob("*.py")
    if not {"tasks", "templates"} & set(path.relative_to(ROOT).parts)
}
WITHOUT_A_TEST_OF_THEIR_OWN = {
    "triptych.__main__": ("cli/test_signals.py", "it is the process that signals end"),
    "triptych.checks": ("checks", "each check is made by `examine`, on a task that breaks it"),
    "triptych.cli": ("cli", "a command is run as people run it"),
    "triptych.explain": ("explain/test_phase.py", "all of it needs what a run fitted"),
    "triptych.harness.description": ("harness/test_run.py", "what a run writes of itself"),
    "triptych.harness.trials.outputs": ("harness/trials/test_trial.py", "by all that can be wrong"),
    "triptych.harness.trials.unseeded": ("harness/trials/test_unseeded.py", "by whole runs"),
    "triptych.harness.workers.child": ("reliability", "by contenders that do all they can"),
    "triptych.harness.workers.child_process": ("reliability", "by contenders that do all they can"),
    "triptych.harness.workers.descendants": ("harness/workers", "in a process of its own"),
    "triptych.harness.workers.log": ("harness/workers/test_log.py", "in a process of its own"),
    "triptych.harness.workers.watched_process": ("harness/workers", "in a process of its own"),
    "triptych.harness.workers.worker": ("harness/workers/test_executor.py", "an executor has some"),
    "triptych.harness.workers.worker_process": (
        "harness/workers/test_executor.py",
        "by its parent",
    ),
    "triptych.measure.explainability.metrics": (
        "measure/explainability",
        "card by card, in a loop",
    ),
    "triptych.own_data": ("own_data", "all of it by `read`, on files that people may bring"),
    "triptych.paradigms.classical": ("paradigms/classical", "by the model that contributes"),
    "triptych.paradigms.deep": ("paradigms/deep", "by the estimators that train networks"),
    "triptych.paradigms.rules": ("paradigms/rules", "by conditions, rule lists and score cards"),
    "triptych.report.drawing.explanations": ("report/task_page/explanations", "with its section"),
    "triptych.report.drawing.walk": ("report/task_page/test_walks.py", "with its section"),
    "triptych.report.front_page": ("report/front_page", "all its sections together"),
    "triptych.report.model.walk": ("report/task_page/test_walks.py", "with its section"),
    "triptych.report.task_page.explanations": ("report/task_page/explanations", "one section"),
    "triptych.report.task_page.page": ("report/test_build.py", "by the pages of a built report"),
    "triptych.report.task_page.speed.costs": ("report/task_page/speed", "one section"),
    "triptych.report.task_page.walk_view": ("report/task_page/test_walks.py", "with its section"),
    "triptych.report.task_page.walks": ("report/task_page/test_walks.py", "with what it shows"),
    "triptych.results.formats.schema": ("results/formats", "by a file of another version"),
    "triptych.results.formats.task_document": ("results/formats", "by the documents made of it"),
    "triptych.studies.supervised": ("harness", "by every trial; a study is found by its name"),
    "triptych.testing": ("fixtures/outcomes.py", "it is what tests are made of"),
    "triptych.timing.canary": ("timing/test_phase.py", "a clock: nothing of it can be expected"),
    "triptych.timing.clock_process": ("timing/test_phase.py", "by the phase that starts it"),
    "triptych.timing.cold_start_script": ("timing/test_cold_start.py", "run as a file"),
    "triptych.timing.fitted": ("timing/test_phase.py", "by the process that clocks what it loads"),
    "triptych.walks.evidence": ("results/formats/test_walks.py", "in the walks of a run"),
    "triptych.walks.trace": ("results/formats/test_walks.py", "in the walks of a run"),
}
"""Modules, and packages with all their modules, by where they are tested instead, and why."""


def name(path):
    return path.relative_to(ROOT).as_posix()


def is_call(node):
    return isinstance(node, ast.Call)


def imports(path):
    """What a file imports: modules, and names with the module they are taken from."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module, alias.name) for alias in node.names)


def imported_by_tests():
    """Modules that a test file names, and those whose names it takes from their package."""
    packages = [module for module, path in MODULES.items() if path.name == "__init__.py"]
    homes = {
        (package, name): home for package in packages for home, name in imports(MODULES[package])
    }
    pairs = {pair for path in (ROOT / "tests").rglob("test_*.py") for pair in imports(path)}
    return {module for pair in pairs for module in (pair[0], ".".join(pair), homes.get(pair))}


def computes(path):
    """Whether a module does anything: has a function, or a class with a method."""
    is_module = path.name != "__init__.py"
    nodes = ast.walk(ast.parse(path.read_bytes()))
    return is_module and any(isinstance(node, ast.FunctionDef) for node in nodes)


def identifiers(text):
    """Names that a file gives: to functions, classes, arguments, attributes and constants."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        if isinstance(node, ast.arg):
            yield node.arg
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
    for body in (node.body for node in ast.walk(ast.parse(text)) if is_scope(node)):
        for node in body:
            if isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                yield from (target.id for target in targets if isinstance(target, ast.Name))


def is_scope(node):
    return isinstance(node, ast.Module | ast.ClassDef)


def off_the_field(text, stem=""):
    """Identifiers of a file with a word that we do not use, and what to use instead."""
    for identifier in sorted({stem, *identifiers(text)}):
        words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)
        for word in words:
            if word.lower() in FIELD_WORDS:
                yield f"{identifier}: {word.lower()} -> {FIELD_WORDS[word.lower()]}"


def docstrings(text):
    """The docstrings of a file, those of constants included."""
    for node in ast.walk(ast.parse(text)):
        body = node.body if isinstance(getattr(node, "body", None), list) else []
        for statement in body:
            value = statement.value if isinstance(statement, ast.Expr) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value


def names_in(text):
    """Every name that the code of a file has: identifiers, attributes, words of its strings."""
    tree, prose = ast.parse(text), {value.lineno for value in docstrings(text)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from () if node.lineno in prose else re.findall(r"\w+", node.value)
        for field in ("id", "attr", "arg", "name", "asname"):
            yield from re.findall(r"\w+", str(getattr(node, field, "") or ""))


def pointing_to_nothing(text, known):
    """Back-ticked names in the docstrings of a file that no code has."""
    for value in docstrings(text):
        for quoted in BACK_TICKED.findall(value.value):
            yield from (quoted for part in quoted.split(".") if part and part not in known)


def test_no_source_file_outgrows_one_idea():
    """A file above 300 lines holds two ideas; split it."""
    lines = {name(path): len(path.read_text().splitlines()) for path in SOURCES}

    assert {path: count for path, count in lines.items() if count > LONGEST} == {}


def test_every_folder_can_be_taken_in_at_a_glance():
    """A folder of more than twenty files is two rooms; catalogues by name are exempt."""
    folders = Counter(path.parent for path in (ROOT / "src").rglob("*.py"))
    crowded = {name(folder): files for folder, files in folders.items() if files > MOST_FILES}
    root = folders[ROOT / "src" / "triptych"]

    assert {place for place in crowded if Path(place).name not in CATALOGUES} == set()
    assert root <= MOST_FILES_AT_THE_ROOT


def test_no_file_has_a_vague_name():
    """A name such as `utils` says nothing of what is inside."""
    assert [name(path) for path in SOURCES if set(path.stem.split("_")) & VAGUE] == []


def test_only_the_command_line_prints():
    """Everything else returns what it found, or raises."""
    calls = {
        name(path): [node.func for node in ast.walk(ast.parse(path.read_bytes())) if is_call(node)]
        for path in SOURCES
    }
    printing = {path for path, functions in calls.items() if "print" in map(ast.unparse, functions)}

    assert {path for path in printing if not path.startswith("src/triptych/cli/")} == set()


def test_nothing_refers_to_the_place_it_was_written_in():
    """A clone works anywhere: no file names a folder outside the project."""
    outside = re.compile(r"\.\./shared|/work/")
    files = [*SOURCES, *(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md"), ROOT / "Makefile"]

    assert [name(path) for path in files if outside.search(path.read_text())] == []


@pytest.mark.parametrize("code", [pytest.param(REPORT_CODE, id="analysis and report")])
def test_a_published_run_is_read_without_the_harness(code):
    """Reading results imports neither torch nor what produced them."""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.split() == []


def test_every_module_that_computes_is_tested_under_its_own_name():
    """Who changes a module finds its promises; if they are elsewhere, it is said where and why."""
    tested = imported_by_tests()
    untested = {module for module, path in MODULES.items() if computes(path)} - tested
    elsewhere = {
        exempt: {module for module in untested if f"{module}.".startswith(f"{exempt}.")}
        for exempt in WITHOUT_A_TEST_OF_THEIR_OWN
    }

    assert untested - set().union(*elsewhere.values()) == set()
    assert [exempt for exempt in elsewhere if not elsewhere[exempt]] == [], "no longer needed"
    places = {place for place, _ in WITHOUT_A_TEST_OF_THEIR_OWN.values()}
    assert [place for place in places if not (ROOT / "tests" / place).exists()] == []


def test_identifiers_use_the_words_of_the_field():
    """Who knows the field knows our names: no private word stands where it has one."""
    ours = [path for path in SOURCES if not {"tasks", "templates"} & set(path.parts)]
    found = {name(path): list(off_the_field(path.read_text(), path.stem)) for path in ours}

    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        pytest.param("def summary_told(): ...", "", id="function"),
        pytest.param("class Thoroughness: ...", "", id="class"),
        pytest.param("def run(commission): ...", "", id="argument"),
        pytest.param("class A:\n    def f(self):\n        self.voice = 1", "", id="attribute"),
        pytest.param("class A:\n    likeness: float", "", id="field"),
        pytest.param("MATERIAL = 1", "", id="constant"),
        pytest.param("", "walking", id="module"),
    ],
)
def test_a_private_word_is_found_wherever_a_name_is_given(text, stem):
    """In functions, classes, arguments, attributes, fields, constants and modules alike."""
    assert len(list(off_the_field(text, stem))) == 1


def test_docstrings_name_what_exists():
    """What a docstring has between back-ticks is somewhere in the code."""
    known = {*dir(builtins), *keyword.kwlist, *OF_LIBRARIES}
    for path in SOURCES:
        known |= {*path.with_suffix("").relative_to(ROOT).parts, *names_in(path.read_text())}
    found = {name(path): list(pointing_to_nothing(path.read_text(), known)) for path in SOURCES}

    assert {path: names for path, names in found.items() if names} == {}
    assert list(pointing_to_nothing('"""As `explained_summary`, by `len`."""', known)) == [
        "explained_summary"
    ]
