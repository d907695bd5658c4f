"""The plan: the grid and its keys, before anything runs."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from triptych.catalogue import Catalogue, studies
from triptych.errors import UnknownName
from triptych.harness.plan import UNKNOWN_DATA, plan
from triptych.harness.profile import PROFILES
from triptych.metric import f1, mean_absolute_error
from triptych.results.formats.known_facts import TaskFacts
from triptych.split import held_out, rolling
from triptych.study import MAIN_STUDY
from triptych.task import TaskFolder

VARIANT = "\n\ndef make_other(seed):\n    return make(seed)\n"
STUDIES = (studies()[MAIN_STUDY],)


def facts(fingerprint: str = "f" * 16) -> dict[str, TaskFacts]:
    values: dict[str, Any] = {"classes": None, "items": 0, "author_items": 0, "tested_items": 0}
    known = TaskFacts(
        task="tiny",
        fingerprint=fingerprint,
        provenance={},
        files=(),
        circumstances={},
        **values,
    )
    return {"tiny": known}


def keys(task: TaskFolder, fingerprint: str = "f" * 16, **card: Any) -> set[str]:
    changed = replace(task, card=replace(task.card, **card))
    planned = plan((changed,), STUDIES, PROFILES["quick"], facts(fingerprint))
    return {cell.key for cell in planned}


def test_planning_twice_gives_the_same(tiny: TaskFolder) -> None:
    """The plan depends on what is planned, not on when or where."""
    first, second = (plan((tiny,), STUDIES, PROFILES["full"], facts()) for _ in range(2))

    assert first == second
    assert len({cell.key for cell in first}) == len(first) == 35


def test_a_profile_decides_seeds_and_variants(write_task: Callable[..., Path]) -> None:
    """Quick runs the three paradigms and references; standard more seeds, and variants."""
    folder = write_task()
    with (folder / "classical.py").open("a") as file:
        file.write(VARIANT)
    task = Catalogue.find([folder])["tiny"]

    def grid(profile: str, *contenders: str) -> list[tuple[str, int]]:
        planned = plan((task,), STUDIES, PROFILES[profile], {}, contenders)
        return [(cell.cell.contender, cell.cell.seed) for cell in planned]

    assert grid("quick")[:3] == [("rules", 0), ("classical", 0), ("deep", 0)]
    assert all(name.startswith("reference:") for name, _ in grid("quick")[3:])
    assert len(grid("standard")) == 24
    assert grid("quick", "classical:other") == [("classical:other", 0)]
    with pytest.raises(UnknownName, match="Did you mean 'classical:other'"):
        grid("quick", "classical:oter")


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        ({}, "constant logistic forest boosting"),
        ({"classes": None, "metric": mean_absolute_error("m")}, "constant ridge forest boosting"),
        ({"modality": "text"}, "constant logistic forest boosting tfidf"),
        ({"split": rolling(20, 5)}, "constant repeat_last logistic forest boosting"),
    ],
    ids=["classes", "numbers", "text", "ordered"],
)
@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_plans_the_references_that_fit_the_task(
    tiny: TaskFolder, profile: str, card: dict[str, Any], expected: str
) -> None:
    """Nobody asks for them: a user's task has them too, each in every seed."""
    task = replace(tiny, card=replace(tiny.card, **card))
    planned = plan((task,), STUDIES, PROFILES[profile], {})
    named = [cell.cell.contender for cell in planned if "reference:" in cell.cell.contender]

    assert list(dict.fromkeys(named)) == [f"reference:{name}" for name in expected.split()]
    assert len(named) == len(expected.split()) * len(PROFILES[profile].seeds(task.card.split))


def test_quick_leaves_forest_and_boosting_out_of_large_tasks(tiny: TaskFolder) -> None:
    """A first look stays short; the other profiles run them whatever the size."""

    def ensembles(profile: str, items: int) -> int:
        task = replace(tiny, card=replace(tiny.card, items=items))
        names = {cell.cell.contender for cell in plan((task,), STUDIES, PROFILES[profile], {})}
        return len(names & {"reference:forest", "reference:boosting"})

    assert (ensembles("quick", 1000), ensembles("quick", 1001)) == (2, 0)
    assert ensembles("standard", 10**6) == 2


def test_a_selection_of_contenders_has_only_the_references_it_names(tiny: TaskFolder) -> None:
    """Whoever asks for one contender waits for nothing else; a reference can be asked for."""
    chosen = plan((tiny,), STUDIES, PROFILES["quick"], {}, ("rules", "reference:constant"))

    assert [cell.cell.contender for cell in chosen] == ["rules", "reference:constant"]
    assert plan((tiny,), STUDIES, PROFILES["quick"], {}, ("reference:tfidf",)) == ()
    with pytest.raises(UnknownName, match="Did you mean 'reference:forest'"):
        plan((tiny,), STUDIES, PROFILES["quick"], {}, ("reference:forrest",))


def test_references_are_neither_kept_nor_timed(tiny: TaskFolder) -> None:
    """They are rows to compare scores with: no phase after the run pays for them."""
    planned = plan((tiny,), STUDIES, PROFILES["full"], {})

    assert not any(
        cell.keep_artefact for cell in planned if cell.cell.contender.startswith("reference:")
    )


def test_what_decides_no_outcome_is_no_part_of_the_key(tiny: TaskFolder) -> None:
    """Texts, the delta and the time limit judge or describe outcomes; they make none."""
    assert keys(tiny) == keys(tiny, title="Another", why="because", delta=0.5, time_limit=1.0)


@pytest.mark.parametrize(
    "change", [{"split": held_out(20)}, {"metric": f1("large")}, {"fingerprint": "0" * 16}], ids=str
)
def test_what_decides_an_outcome_is_part_of_every_key(
    tiny: TaskFolder, change: dict[str, Any]
) -> None:
    """Another split, metric or dataset makes every record of the task outdated."""
    assert keys(tiny).isdisjoint(keys(tiny, **change))


def test_the_window_and_the_step_of_a_rolling_split_are_part_of_every_key(
    tiny: TaskFolder,
) -> None:
    """A window or a step of another length trains, or tests, something else."""
    of_each = [
        keys(tiny, split=split) for split in (rolling(20, 5), rolling(30, 5), rolling(20, 9))
    ]

    assert len(set().union(*of_each)) == sum(map(len, of_each))


def test_the_key_names_the_older_splits_as_before(tiny: TaskFolder) -> None:
    """Results of splits that know no window stay present."""
    (cell, *_) = plan((tiny,), STUDIES, PROFILES["quick"], {})

    assert cell.inputs["split"] == "cross_validated 2 0"


def test_inputs_name_what_the_key_was_made_from(tiny: TaskFolder) -> None:
    """A record can say later why it is outdated."""
    (cell, *_) = plan((tiny,), STUDIES, PROFILES["quick"], {})

    assert cell.inputs["data"] == UNKNOWN_DATA
    assert {"code", "study", "harness", "split", "metric", "python", "numpy"} <= cell.inputs.keys()
    assert "torch" not in cell.inputs


def test_ten_thousand_cells_have_ten_thousand_keys(tiny: TaskFolder) -> None:
    """Keys are long enough never to meet."""
    planned = plan(
        (tiny,), STUDIES, replace(PROFILES["quick"], cross_validated_seeds=3334), facts()
    )

    assert len({cell.key for cell in planned}) == len(planned) == 7 * 3334


def test_planning_imports_no_library(write_task: Callable[..., Path]) -> None:
    """Looking at a plan, and finding everything present, must not cost a second of imports."""
    code = (
        "import sys; from pathlib import Path; from triptych.catalogue import Catalogue, studies\n"
        "from triptych.harness.run_request import RunRequest, prepare\n"
        "import triptych.harness.why\n"
        "import triptych.harness.run\n"
        "from triptych.harness.profile import PROFILES\n"
        "tasks = tuple(Catalogue.find([Path(sys.argv[1])]).tasks.values())\n"
        "prepared = prepare(RunRequest(folder=Path(sys.argv[1]) / 'none', tasks=tasks,\n"
        "    studies=tuple(studies().values()), profile=PROFILES['full']))\n"
        "assert len(prepared.planned) >= 15\n"
        "heavy = {'numpy', 'pandas', 'scipy', 'sklearn', 'torch', 'pyarrow', 'matplotlib'}\n"
        "sys.exit(str(heavy & sys.modules.keys()) if heavy & sys.modules.keys() else 0)"
    )
    command = [sys.executable, "-c", code, str(write_task().parent)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (finished.returncode, finished.stderr) == (0, "")
