"""Promises of the source's rules: they know printed digits, and say why."""

import numpy as np

from triptych.catalogue import Catalogue, LoadedTask
from triptych.learners.printed_digits import printed_digits
from triptych.learners.printed_rules import printed_rules


def test_rules_know_printed_digits_that_nobody_looked_at():
    """Of another seed; the number in the module's text is this one."""
    images, names = printed_digits(1000, seed=1)
    table = LoadedTask(Catalogue.find()["digits"]).features(images)
    rules = printed_rules().fit(table, names)

    assert 0.70 < np.mean(rules.predict(table) == names) < 0.78
    assert all(rule.because for rule in rules.rules)
