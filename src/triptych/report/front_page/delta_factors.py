"""How many tasks would need what if every δ were smaller or larger."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from triptych.analysis.across_tasks.answers import FACTORS, JUDGED, count_answers, judged
from triptych.analysis.one_task.answer.decision import Answer
from triptych.report.findings import Findings
from triptych.report.model.columns import number_column
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.task import PARADIGMS

LEAST_TASKS: Final = 2
_FRACTIONS: Final = {0.25: "¼", 0.5: "½"}


def delta_factors_section(findings: Sequence[Findings]) -> list[Section]:
    """A row an answer, a column a factor; nothing for a single task, whose page has its ruler."""
    verdicts = judged(one.verdict for one in findings)
    if len(verdicts) < LEAST_TASKS:
        return []
    tasks = number.counted(len(verdicts), "task")
    counts = {factor: count_answers(verdicts, factor) for factor in FACTORS}
    columns = [
        Column("answer", "needs", formula="formula-deltas", of=_answer),
        *(
            number_column(
                f"tasks_at_{factor:g}_delta",
                f"{number.TIMES}{number.NO_BREAK}{_FRACTIONS.get(factor, f'{factor:g}')}",
                partial(_tasks, counts=counts[factor]),
                formula="formula-deltas",
            )
            for factor in FACTORS
        ),
    ]
    table = Table(
        "table-delta-factors",
        "delta_factors.csv",
        f"What {tasks} with a verdict would need if every δ were so many times as large.",
        columns,
        JUDGED,
    )
    return [Section("deltas", "With other δ", tables=[table])]


def _answer(answer: str) -> Entry:
    return Entry(answer, paradigm=answer if answer in PARADIGMS else "")


def _tasks(answer: Answer, counts: Mapping[Answer, int]) -> int:
    return counts[answer]
