"""Rules' firings as columns: a classical model that reads what rules say beside the table."""

from typing import Any, Self, final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.dataset import Raw
from triptych.errors import ContractError, Unfit
from triptych.estimator import Estimator, Fires, View, offers
from triptych.hybrids.panel import TaskParts
from triptych.hybrids.views import Views


@final
class Firings:
    """The classical model on the table and a column for each rule: 1 where it fired, else 0.

    Rules fire as they do in a report: of a list one for each item, of a score card all lines that
    hold, of a procedure its reason. They were written on the author's part, where they are right
    more often than elsewhere, and the model learns from that part too: it may trust them too much.
    """

    reads: View = "raw"

    def __init__(self, rules: Any, model: Estimator, views: Views) -> None:
        if views.of_model != "table":
            raise ContractError(
                f"rules' firings are columns of a table, but the classical {type(model).__name__} "
                "reads raw items. Leave 'firings' out of the card's hybrids."
            )
        self.rules = rules
        if not offers(rules, Fires):
            raise Unfit(f"a {type(rules).__name__} does not tell which rules fired")
        self.model = model
        self.views = views

    def fit(self, X: Raw, y: npt.NDArray[Any]) -> Self:
        """Fit the rules, and then the model on what they say too, by n raw items and answers."""
        ruled, table = self.views.of_both(X)
        self.rules.fit(ruled, y)
        self.model.fit(self._joined(ruled, table), y)
        return self

    def predict(self, X: Raw) -> npt.NDArray[Any]:
        """The model's decision for each raw item (n,)."""
        return np.asarray(self.model.predict(self._joined(*self.views.of_both(X))))

    def _joined(self, ruled: Raw, table: Raw) -> pd.DataFrame:
        fired = np.asarray(self.rules.fires(ruled), dtype=np.float64)
        names = [f"rule {number} fired" for number in range(1, fired.shape[1] + 1)]
        known = pd.DataFrame(table).reset_index(drop=True)
        return pd.concat([known, pd.DataFrame(fired, columns=pd.Index(names))], axis=1)


def make_firings(task: TaskParts, seed: int) -> Firings:
    """Make the classical model of a task that reads its rules' firings too."""
    rules, model = task.make("rules", seed), task.make("classical", seed)
    return Firings(rules, model, Views(rules, model, task.features))
