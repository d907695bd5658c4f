"""The contract that every task keeps, as small checks that anybody can run on their own task."""

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
