"""Names of columns: strings, each once, without blanks around them; and those that were typed."""

from collections import Counter
from fnmatch import fnmatchcase

import pandas as pd

from triptych.errors import UnknownName, UsageError
from triptych.own_data.columns.cells import visible_word
from triptych.own_data.understood import Finding, typed
from triptych.own_data.wishes import Wishes


def named(frame: pd.DataFrame, wishes: Wishes) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """The columns under names of their own; a second `age` becomes `age (2)`.

    Raises UsageError where the target's name occurs twice, UnknownName for a typed name that no
    column has.
    """
    seen = Counter[str]()
    names = list[str]()
    for place, label in enumerate(frame.columns, start=1):
        parts = label if isinstance(label, tuple) else (label,)
        name = visible_word(" ".join(map(str, parts))) or f"column {place}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    twice = [name for name, count in seen.items() if count > 1]
    if wishes.target in twice:
        raise UsageError(
            f"{seen[wishes.target]} columns are named {wishes.target!r}: which is the answer? "
            "Rename one."
        )
    _require_known(names, wishes)
    frame = frame.set_axis(names, axis=1).reset_index(drop=True)
    if not twice:
        return frame, ()
    shown = ", ".join(f"`{name}`" for name in twice[:5])
    first = f"{twice[0]} (2)"
    text = f"{shown} {'names' if len(twice) == 1 else 'name'} more than one column: the second "
    return frame, (Finding("warning", f"{text}is called `{first}`.", typed("--drop", first)),)


def matching(patterns: tuple[str, ...], names: list[str], option: str) -> list[str]:
    """The names that the patterns select, in the order of the patterns.

    Raises UnknownName for a pattern without any.
    """
    found = list[str]()
    for pattern in patterns:
        exact = [pattern] if pattern in names else []
        fitting = exact or [name for name in names if fnmatchcase(name, pattern)]
        if not fitting:
            raise UnknownName.of("column", pattern, names[:30], f"It was given by {option}.")
        found += [name for name in fitting if name not in found]
    return found


def _require_known(names: list[str], wishes: Wishes) -> None:
    single = {
        "--target": wishes.target,
        "--images": wishes.images,
        "--audio": wishes.audio,
        "--group": wishes.group,
        "--time": wishes.time,
    }
    several = {"--text": wishes.text, "--keep": wishes.keep}
    typed = [(option, name) for option, name in single.items() if name is not None]
    typed += [(option, name) for option, many in several.items() for name in many]
    for option, name in typed:
        if name in names:
            continue
        where = f"It was given by {option}."
        near = [known for known in names if known.lower() == visible_word(name).lower()]
        if near:
            raise UnknownName(f"unknown column {name!r}. Did you mean {near[0]!r}? {where}")
        raise UnknownName.of("column", name, names[:30], where)
    matching(wishes.drop, names, "--drop")
