"""The contract every task keeps, as small checks anybody can run on a task of their own."""

from triptych.checks.examination import (
    CHECKS,
    CONTENDER_CHECKS,
    DATA_CHECKS,
    Finding,
    count_checks,
    examine,
)
from triptych.checks.specimen import Specimen

__all__ = [
    "CHECKS",
    "CONTENDER_CHECKS",
    "DATA_CHECKS",
    "Finding",
    "Specimen",
    "count_checks",
    "examine",
]
