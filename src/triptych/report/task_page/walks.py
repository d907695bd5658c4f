"""The section that shows selected items on their way through all three contenders."""

from triptych.absent import Absent
from triptych.report.findings import Findings
from triptych.report.model.page import Section
from triptych.report.task_page.walk_view import shown_walk

INTRODUCTION = (
    "One item, three readings of it: what each contender turns it into, what comes out, how that "
    "is read as an answer, and what in the item counts for it. The items were picked by who was "
    "right, of each kind the first in the data and of errors the surest or largest, among those "
    "tested in the first fold of the first seed: none of the three had seen them in training."
)
"""The description of walks, and of the automatic selection of items."""

MARKS = (
    "Filled squares, bars that rise and straight underlines count for the decision; dots, bars "
    "that fall and broken underlines against it. 1 counts most."
)


def walks_section(findings: Findings) -> Section:
    """Selected items with three readings each, or the command that makes them."""
    task, run = findings.card.name, findings.run
    found = run.walks.get(task)
    title = "Walks: single items through all contenders"
    if found is None or isinstance(found, Absent):
        reason = "" if found is None else f" It could not: {found.reason}."
        notice = (
            f"`triptych explain --run {run.name}` leads picked items through all three, and "
            f"`triptych walk {task} --run {run.name}` one at once (of a task of your own: "
            f"with --tasks).{reason}"
        )
        return Section("walk", title, notices=[notice])
    left_out = [f"{kind} ({reason})" for kind, reason in found.left_out.items()]
    missing = [f"Left out: {'; '.join(left_out)}."] if left_out else []
    shown = [shown_walk(walk, place) for place, walk in enumerate(found.picked, start=1)]
    return Section("walk", title, paragraphs=[INTRODUCTION, MARKS, *missing], walks=shown)
