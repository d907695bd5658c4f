"""Items of two sources, one after the other."""

import numpy as np
import pandas as pd

from triptych.dataset import Raw


def together(first: Raw, second: Raw) -> Raw:
    """Items of the same kind behind one another; a table gets a fresh row index."""
    if isinstance(first, pd.DataFrame):
        return pd.concat([first, pd.DataFrame(second)], ignore_index=True)
    return np.concatenate([first, np.asarray(second)])
