"""Whether a pretrained network can be used here: its weights and its libraries."""

from importlib.util import find_spec
from typing import Final

from triptych.downloads.folder import is_lacking, not_downloaded
from triptych.downloads.pretrained import PretrainedNetwork

INSTALL: Final = "pip install 'triptych[pretrained]'"
"""The command that installs what pretrained networks need."""


def why_not_usable(network: PretrainedNetwork) -> str:
    """The reason why the network cannot be used here, as a sentence; empty where it can.

    A look for files and packages: nothing is read or imported.
    """
    absent = [package for package in network.packages if find_spec(package) is None]
    if absent:
        return (
            f"the pretrained network {network.name} needs {' and '.join(absent)}, which this "
            f"Python does not have. To install it: `{INSTALL}`."
        )
    lacking = next(filter(is_lacking, network.files), None)
    return "" if lacking is None else f"weights not downloaded: {not_downloaded(lacking)}"
