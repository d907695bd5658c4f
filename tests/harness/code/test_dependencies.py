"""Code digests: a contender's key follows exactly the code it runs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from triptych.catalogue import Catalogue, studies
from triptych.harness.code.dependencies import contender_code, data_code, harness_code, study_code
from triptych.task import PARADIGMS, TaskFolder

RULES = """
from .words import PRIZES


def make(seed):
    from . import measure
    return measure.Rules(PRIZES)
"""


@pytest.fixture
def task(write_task: Callable[..., Path]) -> TaskFolder:
    """A task whose rules import two helpers, one of them inside a function."""
    folder = write_task(
        rules=RULES, words="PRIZES = ('win',)", measure="def Rules(words): ...", unused="x = 1"
    )
    (folder / "nouns.txt").write_text("cat\ndog\n")
    return Catalogue.find([folder])["tiny"]


def digests(task: TaskFolder) -> dict[str, str]:
    return {paradigm: contender_code(task, paradigm).digest for paradigm in PARADIGMS}


def changed(task: TaskFolder, file: str, text: str) -> set[str]:
    """The contenders whose digest is another after the file is written."""
    before = digests(task)
    (task.path / file).parent.mkdir(exist_ok=True)
    (task.path / file).write_text(text)
    after = digests(task)
    return {name for name in PARADIGMS if before[name] != after[name]}


def test_a_comment_changes_nothing(task: TaskFolder) -> None:
    """Explaining a rule re-runs nothing."""
    explained = '"""Rules, explained."""\n' + RULES.replace("return", "# why\n    return")

    assert changed(task, "rules.py", explained) == set()


@pytest.mark.parametrize("helper", ["words.py", "measure.py"])
def test_a_helper_counts_for_those_who_import_it(task: TaskFolder, helper: str) -> None:
    """Editing a helper concerns the contenders that import it, wherever the import stands."""
    assert changed(task, helper, "PRIZES = ('win', 'urgent')") == {"rules"}


def test_what_nobody_imports_changes_nothing(task: TaskFolder) -> None:
    """A module that lies beside the others but is imported by none is no part of them."""
    assert changed(task, "unused.py", "x = 22") == set()
    assert changed(task, "README.md", "# About") == set()


def test_data_counts_for_everybody(task: TaskFolder) -> None:
    """data.py makes what all contenders see, and so do files that lie beside it."""
    everybody = set(PARADIGMS)

    assert changed(task, "data.py", (task.path / "data.py").read_text() + "\nx = 1") == everybody
    assert changed(task, "nouns.txt", "cat\n") == everybody
    assert changed(task, "lists/verbs.csv", "run\n") == everybody


def test_the_card_is_no_code(task: TaskFolder) -> None:
    """A better title is no reason to run anything; a constant taken from the card is one."""
    card = (task.path / "__init__.py").read_text()

    assert changed(task, "__init__.py", card.replace("Tiny", "Small")) == set()

    (task.path / "deep.py").write_text("from . import LIMIT\ndef make(seed): return LIMIT")
    assert changed(task, "__init__.py", card + "\nLIMIT = 2") == {"deep"}


def test_helper_packages_and_cycles_are_followed(task: TaskFolder) -> None:
    """A package's own file runs before its modules; modules may import each other."""
    changed(task, "shape/__init__.py", "from .hole import count")
    changed(task, "shape/hole.py", "from .stroke import trace\ndef count(): ...")
    changed(task, "shape/stroke.py", "import math\nfrom .hole import count\ndef trace(): ...")
    changed(task, "classical.py", "from .shape.stroke import trace\ndef make(seed): ...")

    assert changed(task, "shape/hole.py", "def count(): return 1") == {"classical"}
    assert changed(task, "shape/__init__.py", "x = 1") == {"classical"}


def test_a_package_that_imports_its_own_module_is_followed(task: TaskFolder) -> None:
    """`from . import word` in a package's __init__ names a module of it, and leads no further."""
    changed(task, "parts/word.py", "PRIZES = ('win',)")
    changed(task, "parts/__init__.py", "from . import word")
    changed(task, "rules.py", "from .parts import word\ndef make(seed): return word.PRIZES")

    assert changed(task, "parts/word.py", "PRIZES = ('lose',)") == {"rules"}


def test_a_neighbour_task_is_followed(task: TaskFolder, write_task: Callable[..., Path]) -> None:
    """Two tasks of one folder may share code."""
    neighbour = write_task("neighbour", shared="x = 1")
    (task.path / "deep.py").write_text("from ..neighbour.shared import x\ndef make(seed): ...")
    before = digests(task)
    (neighbour / "shared.py").write_text("x = 22")
    after = digests(task)

    assert {name for name in PARADIGMS if before[name] != after[name]} == {"deep"}


def test_the_authors_own_package_is_followed(
    task: TaskFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies on the path but was never installed is the author's code too."""
    library = tmp_path / "library"
    (library / "authors_own").mkdir(parents=True)
    (library / "authors_own" / "__init__.py").write_text("")
    (library / "authors_own" / "strokes.py").write_text("x = 1")
    monkeypatch.syspath_prepend(str(library))
    (task.path / "deep.py").write_text("import authors_own.strokes as s\ndef make(seed): ...")
    before = contender_code(task, "deep")
    (library / "authors_own" / "strokes.py").write_text("x = 22")

    assert "authors_own/strokes.py" in before.files
    assert contender_code(task, "deep").digest != before.digest


def test_a_facade_drags_nothing_along(task: TaskFolder) -> None:
    """`from triptych import Dataset` means the file that Dataset is in, not all of triptych."""
    (task.path / "data.py").write_text("from triptych import Dataset, Task\ndef load(): ...")
    files = data_code(task).files

    assert "triptych/dataset.py" in files
    assert not {"triptych/__init__.py", "triptych/task.py", "triptych/errors.py"} & files.keys()


def test_a_cards_texts_change_nothing_for_who_imports_what_stands_beside(task: TaskFolder) -> None:
    """data.py takes its downloads from the card's file: what they are matters, prose does not."""
    card = (task.path / "__init__.py").read_text()
    (task.path / "__init__.py").write_text(f"FILE = 'one.csv'\n{card}")
    (task.path / "data.py").write_text("from . import FILE\ndef load(): ...")
    before = data_code(task).digest

    (task.path / "__init__.py").write_text(f"FILE = 'one.csv'\n{card.replace('Tiny', 'Small')}")
    assert data_code(task).digest == before
    (task.path / "__init__.py").write_text(f"FILE = 'two.csv'\n{card}")
    assert data_code(task).digest != before


def test_a_card_that_is_used_matters(task: TaskFolder) -> None:
    """Who imports TASK itself may do anything with its texts."""
    card = (task.path / "__init__.py").read_text()
    (task.path / "data.py").write_text("from . import TASK\ndef load(): ...")
    before = data_code(task).digest
    (task.path / "__init__.py").write_text(card.replace("Tiny", "Small"))

    assert data_code(task).digest != before


def test_packages_are_named_only_where_imported(task: TaskFolder) -> None:
    """A new torch concerns the contender that uses it."""
    (task.path / "deep.py").write_text("import torch.nn as nn, os\ndef make(seed): ...")

    assert "torch" in contender_code(task, "deep").packages
    assert "torch" not in contender_code(task, "rules").packages
    assert not {"os", "triptych"} & contender_code(task, "deep").packages


def test_labels_do_not_depend_on_the_place(task: TaskFolder, tmp_path: Path) -> None:
    """The same task in another folder has the same digests."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = task.path.rename(elsewhere / "tiny")
    before = digests(Catalogue.find([moved])["tiny"])
    moved.rename(task.path)

    assert digests(task) == before
    assert "tiny/words.py" in contender_code(task, "rules").files


def test_the_harness_and_studies_have_code_of_their_own() -> None:
    """What divides and scores is part of every key; what declares is not."""
    assert {"triptych/fold.py", "triptych/measure/quality.py"} <= harness_code().files.keys()
    assert "triptych/errors.py" not in harness_code().files
    assert list(study_code(studies()["supervised"]).files) == ["triptych/studies/supervised.py"]
