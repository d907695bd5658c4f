"""Libraries: what one call had to import, the next finds imported."""

import subprocess
import sys
from types import ModuleType

from triptych.harness.workers.libraries import import_all, imported_since


def test_what_belongs_to_a_task_is_not_shared(monkeypatch, tmp_path):
    """Libraries and triptych's own modules are; an author's modules keep each call's state."""
    before = len(sys.modules)
    own = ModuleType("somebodys_own")
    monkeypatch.setitem(sys.modules, "somebodys_own", own)
    monkeypatch.setitem(sys.modules, "triptych.tasks.planted", ModuleType("planted"))
    monkeypatch.setitem(sys.modules, "triptych.planted", ModuleType("planted"))

    assert imported_since(before) == ["triptych.planted"]


def test_a_library_is_imported_and_what_fails_is_left_out():
    """The call that needs it says what is wrong with it."""
    code = (
        "import sys\nfrom triptych.harness.workers.libraries import import_all, imported_since\n"
        "before = len(sys.modules)\n"
        "import_all(['no.such.library', 'colorsys'])\n"
        "assert 'colorsys' in imported_since(before)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    import_all(["no.such.library"])


def test_nothing_else_is_imported_whoever_names_it(tmp_path):
    """A contender writes what its worker imports next: a file of its own is not run there."""
    (tmp_path / "evil.py").write_text("print('run')\n")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from triptych.harness.workers.libraries import import_all\n"
        "import_all(['evil', 'evil.more', 'triptych.tasks.wine.deep', ''])\n"
        "print(*[name for name in sys.modules if 'evil' in name or 'wine' in name])\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.split() == []
