"""The section on a network that others trained."""

from triptych.report.findings import Findings
from triptych.report.model.page import Section
from triptych.report.words import number
from triptych.report.words.pretrained import made_elsewhere, with_pretrained
from triptych.task import PARADIGMS


def pretrained_section(findings: Findings) -> Section | None:
    """What a network pretrained elsewhere changes; None where none was planned."""
    found, network = findings.pretrained, findings.card.pretrained
    if found is None or network is None:
        return None
    about = [
        f"{_trained_here(findings)}deep:pretrained is {made_elsewhere(network)}",
        f"Source: {network.source} ({network.citation}).",
    ]
    said = with_pretrained(found)
    if found.verdict is None:
        return Section("pretrained", "A pretrained network", paragraphs=about, notices=[said])
    note = (
        "This verdict compares rules, classical and the pretrained network, as the one above "
        "compares them with the network trained from scratch. It changes nothing there."
    )
    return Section("pretrained", "A pretrained network", paragraphs=[said, *about, note])


def _trained_here(findings: Findings) -> str:
    """On how many items the network of this task is trained; empty where that is not known."""
    labels = [one.labels for one in findings.finished(PARADIGMS[-1]) if one.labels is not None]
    return f"deep is trained from scratch on {number.count(max(labels))} items; " if labels else ""
