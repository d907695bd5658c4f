"""The task folder of a comparison: five files, which anybody may go on writing."""

import hashlib
import re
from dataclasses import dataclass, fields
from pathlib import Path
from textwrap import indent
from typing import Any, Final

import numpy as np

from triptych.comparison.makers import classical_maker, deep_maker
from triptych.comparison.source import Source, digest_of, meanings_of, table_of
from triptych.comparison.wanted import Terms
from triptych.dataset import take
from triptych.errors import UsageError
from triptych.fold import author_part
from triptych.own_data.understood import OwnData
from triptych.own_data.wishes import Wishes
from triptych.paradigms.rules.suggesting.points import suggest_points
from triptych.paradigms.rules.suggesting.suggestion import Suggestion
from triptych.paradigms.rules.suggesting.tree_rules import suggest_rules
from triptych.paradigms.rules.suggesting.word_rules import suggest_word_rules

RUN: Final = "run"
"""The run folder beside the five files."""

FRAME: Final = "data.parquet"
"""The file there that holds a DataFrame that was given."""

_SUGGESTED: Final = re.compile(r"\(suggested: ([0-9a-f]{16})\)")
_REWRITTEN: Final = "Written anew by every `triptych compare`."


@dataclass(frozen=True)
class Written:
    """What was written.

    folder           the task folder
    has_suggested    whether rules.py is still what a learner suggested
    kept             files that were there, and were left as they are
    """

    folder: Path
    has_suggested: bool
    kept: tuple[str, ...]


def write_task(folder: Path, path: Path, wishes: Wishes, data: OwnData, terms: Terms) -> Written:
    """Write the card and the data anew, and the three contenders where they are not there yet.

    Rules that a learner suggested before are suggested anew; those that anybody has edited stay.
    Raises UsageError where the folder is something else.
    """
    require_free(folder)
    folder.mkdir(parents=True, exist_ok=True)
    source = Source(str(path.resolve()), digest_of(path), wishes)
    _write(folder / "__init__.py", _card(data, terms, path))
    _write(folder / "data.py", _data_file(source, data))
    makers = {
        "classical.py": classical_maker(data, terms.scoring),
        "deep.py": deep_maker(data),
    }
    kept = []
    for name, maker in makers.items():
        if (folder / name).is_file():
            kept.append(name)
        else:
            _write(folder / name, maker.source())
    rules = folder / "rules.py"
    if rules.is_file() and not is_suggested(rules):
        return Written(folder, has_suggested=False, kept=(*kept, "rules.py"))
    _write(rules, _rules_file(suggestion_for(data)))
    return Written(folder, has_suggested=True, kept=tuple(kept))


def require_free(folder: Path) -> None:
    """Raise UsageError where the folder is there, and holds something else than a comparison."""
    is_ours = any((folder / name).is_file() for name in ("data.py", FRAME))
    if folder.is_dir() and any(folder.iterdir()) and not is_ours:
        raise UsageError(
            f"{folder} is there already, and no comparison of triptych: it has no data.py. "
            "Choose another folder by --into."
        )


def suggestion_for(data: OwnData) -> Suggestion:
    """Rules that a sparse learner finds in the author's part of the data, and nowhere else."""
    author = author_part(data.dataset)
    raw = take(data.dataset.raw, author)
    answers = np.asarray(data.dataset.target)[author]
    if data.target_kind == "number":
        return suggest_points(table_of(raw, data), answers)
    if data.modality == "text":
        return suggest_word_rules(np.asarray(raw), answers)
    return suggest_rules(table_of(raw, data), answers)


def is_suggested(rules: Path) -> bool:
    """Whether a file of rules is, but for its first line, what the suggester wrote."""
    head, _, body = rules.read_text(encoding="utf-8").partition("\n")
    found = _SUGGESTED.search(head)
    return found is not None and found[1] == _digest(body)


def _rules_file(suggestion: Suggestion) -> str:
    system = suggestion.source()
    language = ("Points", "Rule", "RuleList", "ScoreCardRegressor", "column", "matches", "all_of")
    used = [name for name in language if re.search(rf"\b{name}\(", system)]
    returns = type(suggestion.system()).__name__
    imports = ", ".join(sorted({*used, returns}, key=lambda name: (name.islower(), name)))
    body = (
        "\nRead each, say why it holds or remove it, and add what you know; then run the same\n"
        "`triptych compare` again: only what changed is run. The numbers are of the author's\n"
        'part, where the rules were found, so new items will keep less.\n"""\n\n'
        f"from triptych.paradigms.rules import {imports}\n\n\n"
        f"def make(seed: int) -> {returns}:\n"
        '    """The rules, as a learner suggests them."""\n'
        f"    return {indent(system, '    ').lstrip()}\n"
    )
    title = f"Rules that a learner suggested, and nobody has read (suggested: {_digest(body)})."
    return f'"""{title}\n{body}'


def _card(data: OwnData, terms: Terms, path: Path) -> str:
    classes = None if data.dataset.classes is None else len(data.dataset.classes)
    names = sorted({terms.metric_source.partition("(")[0], terms.split_source.partition("(")[0]})
    return (
        f'"""The card. {_REWRITTEN}"""\n\n'
        f"from triptych import Task, {', '.join(names)}\n\n"
        "TASK = Task(\n"
        f"    title={data.name!r},\n"
        f"    question={f'What is {data.target}?'!r},\n"
        f'    why="Somebody has this file, and asks which of the three it needs.",\n'
        f"    modality={data.modality!r},\n"
        f"    items={len(data.dataset.raw)},\n"
        f"    classes={classes},\n"
        f"    metric={terms.metric_source},\n"
        f"    split={terms.split_source},\n"
        f"    delta={terms.delta!r},\n"
        f"    delta_reason={terms.delta_reason!r},\n"
        f'    licence="yours",\n'
        f"    source={path.name!r},\n"
        f'    citation="none",\n'
        ")\n"
    )


def _data_file(source: Source, data: OwnData) -> str:
    meanings = meanings_of(data)
    shown = "".join(f"    {name!r}: {words!r},\n" for name, words in meanings.items())
    return (
        f'"""The data, as `triptych compare` understood them. {_REWRITTEN}"""\n\n'
        "from typing import Any, Final\n\n"
        "import pandas as pd\n\n"
        "from triptych import Dataset\n"
        "from triptych.comparison.source import Source\n"
        "from triptych.own_data.wishes import Wishes\n\n"
        f"SOURCE: Final = Source(\n    {source.path!r},\n    {source.digest!r},\n"
        f"    {_shown(source.wishes)},\n)\n\n"
        + (f"MEANINGS: Final = {{\n{shown}}}\n\n" if meanings else "")
        + "\ndef load() -> Dataset:\n"
        '    """The items and their answers."""\n'
        "    return SOURCE.load()\n\n\n"
        "def features(raw: Any) -> pd.DataFrame:\n"
        '    """A row of columns for each item."""\n'
        "    return SOURCE.features(raw)\n"
    )


def _shown(wishes: Wishes) -> str:
    """The wishes as Python source, without those that were not given."""
    given: dict[str, Any] = {
        field.name: getattr(wishes, field.name)
        for field in fields(wishes)
        if getattr(wishes, field.name) != field.default
    }
    return f"Wishes({', '.join(f'{name}={value!r}' for name, value in given.items())})"


def _digest(body: str) -> str:
    return hashlib.blake2b(body.encode(), digest_size=8).hexdigest()


def _write(file: Path, text: str) -> None:
    """Write only what differs: an equal file keeps its date."""
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
