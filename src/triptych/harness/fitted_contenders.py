"""The fitted contenders of a workload, loaded once each with what surrounds them."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from triptych.catalogue import Catalogue, LoadedTask
from triptych.harness.artefact import Fitted, load_fitted
from triptych.harness.clocks import Workload
from triptych.harness.decider import Decider, decider, explainer
from triptych.harness.fresh_process import leave_items
from triptych.harness.material import Material
from triptych.harness.timing import Kind
from triptych.record import Record


@dataclass(frozen=True, eq=False)
class FittedContender:
    """A contender as the run kept it, its task's material, and what it can be asked for."""

    material: Material
    fitted: Fitted
    answers: dict[Kind, Decider]


class FittedContenders:
    """Loads contenders when first asked for; tasks are shared between theirs."""

    def __init__(self, workload: Workload) -> None:
        self.workload = workload
        self._loaded: dict[str, FittedContender] = {}

    def __getitem__(self, record: Record) -> FittedContender:
        """The contender that `record` kept; its items for fresh processes are left in `scratch`."""
        if record.key not in self._loaded:
            self._loaded[record.key] = self._load(record)
        return self._loaded[record.key]

    def _load(self, record: Record) -> FittedContender:
        material = self._materials[record.cell.task]
        fitted = load_fitted(self.workload.run_folder, record)
        leave_items(self.workload.scratch, record, material.dataset.raw, fitted.test)
        contender, estimator = record.cell.contender, fitted.estimator
        return FittedContender(
            material=material,
            fitted=fitted,
            answers={
                "decide": decider(material.task, contender, estimator),
                "explain": explainer(material.task, contender, estimator),
            },
        )

    @cached_property
    def _materials(self) -> dict[str, Material]:
        catalogue = Catalogue.find([Path(folder) for folder in self.workload.tasks])
        names = {record.cell.task for record in self.workload.records}
        return {name: Material(LoadedTask(catalogue[name])) for name in sorted(names)}
