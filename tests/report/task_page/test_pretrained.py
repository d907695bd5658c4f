"""Promises of the section on a pretrained network."""

from dataclasses import replace

from triptych.analysis.one_task.answer.pretrained import PretrainedVerdict
from triptych.report.findings import Findings
from triptych.report.task_page.pretrained import pretrained_section
from triptych.results.task_card import PretrainedFacts

FACTS = PretrainedFacts(
    name="tiny",
    trained_on="all of the web",
    parameters=1234,
    size=5_000_000,
    licence="CC0",
    source="https://example.org",
    citation="A. Nobody, 2020",
)


def test_without_weights_the_section_says_what_it_would_be(run):
    """What the network is, and why it was not measured; no section where there is none."""
    findings = Findings.of(run, "figures")
    missing = PretrainedVerdict(reason="no result of deep:pretrained: weights not downloaded")
    card = replace(findings.card, pretrained=FACTS)
    section = pretrained_section(replace(findings, card=card, pretrained=missing))

    assert pretrained_section(findings) is None
    assert "all of the web" in section.paragraphs[0]
    assert "A. Nobody, 2020" in section.paragraphs[1]
    assert "weights not downloaded" in section.notices[0]
