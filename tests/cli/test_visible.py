"""Promises to windows: what a task or a results folder says is shown, and never obeyed."""

import json
import re

RED = r"\x1b[31mRED\x1b[0m\u202e<script>"
"""As Python writes it: in the task's files, and in what is shown of it."""

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
RAISES = f"""
class Raises:
    def fit(self, X, y):
        raise ValueError('{RED}')
    def predict(self, X):
        return X
def make(seed):
    return Raises()
"""
TEXTS = f"""
import numpy as np, pandas as pd
from triptych.dataset import Dataset
MEANINGS = {{"last bit": "meaning {RED}"}}
def load():
    raw = np.array([f"item {{n}} {RED}" for n in range(60)], dtype=object)
    target = np.array([("even", "odd")[n % 2] for n in range(60)], dtype=object)
    return Dataset(raw=raw, target=target, classes=("even", "odd"))
def features(raw):
    return pd.DataFrame({{"last bit": [int(text.split()[1]) % 2 for text in raw]}})
"""


def shown(ended):
    """What the command said, once it is sure that a window would obey none of it."""
    assert OBEYED.findall(ended.out + ended.err) == []
    return ended.out + ended.err


def test_reasons_and_items_are_shown_as_escapes(process, write_task):
    """In what `run`, `plan`, `why` and `show` print, at the end and on the way."""
    tasks = write_task(data=TEXTS, deep=RAISES)
    options = ("--tasks", tasks, "--profile", "quick")

    ran = process("run", "parity", *options)
    assert ran.code == 3
    assert shown(ran).count(RED) == 2  # as it failed, and in the list of gaps
    assert RED in shown(process("why", "parity/deep/supervised/0", *options))
    assert RED in shown(process("show", "parity", "--tasks", tasks))
    assert "parity" in shown(process("plan", "parity", *options))


def test_a_card_is_shown_as_escapes(process, write_task):
    """So is what only its author wrote: in tables, errors and the names of files."""
    tasks = write_task()
    card = (tasks / "parity" / "__init__.py").read_text()
    (tasks / "parity" / "__init__.py").write_text(card.replace("CC0", RED).replace("Even", RED))

    assert RED in shown(process("list", "--tasks", tasks))
    assert RED in shown(process("show", "parity", "--tasks", tasks))
    (tasks / "parity" / "__init__.py").write_text(f"raise ValueError('{RED}')")
    assert RED in shown(process("list", "--tasks", tasks))
    assert RED in shown(process("plan", "parity", "--tasks", tasks))
    assert r"\x1b" in shown(process("show", "x\x1b[31m"))
    assert r"\x1b" in shown(process("x\x1b[31m"))
    assert r"\x1b" in shown(process("list", "--tasks", "x\x1b[31m"))


def test_programs_read_what_was_written(process, write_task):
    """JSON has escapes of its own: a window obeys nothing, and a program gets every character."""
    ended = process("show", "parity", "--tasks", write_task(data=TEXTS), "--json")
    item = json.loads(ended.out)["author_part"][0]["raw"]

    assert OBEYED.findall(ended.out) == []
    assert "\x1b[31mRED\x1b[0m\u202e<script>" in item


def test_a_traceback_is_shown_as_escapes(process, write_task):
    """`--debug` shows where an error came from, and obeys nothing of it either."""
    tasks = write_task(data=f"def load():\n    raise RuntimeError('{RED}')")
    ended = process("show", "parity", "--tasks", tasks, "--debug")

    assert "Traceback" in ended.err
    assert RED in shown(ended)
