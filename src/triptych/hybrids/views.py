"""Views of raw items for two estimators at once."""

from collections.abc import Callable
from typing import final

import pandas as pd

from triptych.dataset import Raw
from triptych.estimator import Estimator, View
from triptych.task import view_of


@final
class Views:
    """Shows raw items to rules and to a classical model as each of them reads them.

    table   makes the table of raw items
    """

    def __init__(
        self, rules: Estimator, model: Estimator, table: Callable[[Raw], pd.DataFrame]
    ) -> None:
        self.table = table
        self._views: tuple[View, View] = view_of(rules, "rules"), view_of(model, "classical")

    @property
    def of_model(self) -> View:
        """What the model reads."""
        return self._views[1]

    def of_both(self, X: Raw) -> tuple[Raw, Raw]:
        """The items (n rows) as the rules read them, and as the model does; one table is made."""
        table = self.table(X) if "table" in self._views else X
        first, second = (table if view == "table" else X for view in self._views)
        return first, second
