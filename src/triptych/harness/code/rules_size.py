"""The size of a rule system: the bytes of its source."""

from triptych.harness.code import source_files
from triptych.harness.code.modules import Modules
from triptych.task import TaskFolder


def rules_bytes(folder: TaskFolder) -> int:
    """Bytes of a task's `rules.py` and of what it imports from the task's folder.

    Excludes `data.py` and its own imports, which all three contenders need. triptych's rule
    language is excluded, as scikit-learn is for a classical model.
    """
    modules = Modules(folder)
    files = {}
    waiting = [f"{folder.package}.rules"]
    while waiting:
        module = modules.find(waiting.pop())
        if module is None or module.file is None or module.file in files:
            continue
        file = module.file
        if file.parent != folder.path or file.name in ("__init__.py", "data.py"):
            continue
        files[file] = file.stat().st_size
        for imported in source_files.read(file).imports:
            parts = module.package.split(".")
            base = parts[: len(parts) - imported.level + 1] if imported.level else []
            name = ".".join(filter(None, [*base, imported.module]))
            waiting += [name, f"{name}.{imported.name}"] if imported.name else [name]
    return sum(files.values())
