"""A claim in other words than its source: typed checks, each with a name, and a reason for each no."""

from __future__ import annotations

from collections.abc import Iterator

from itemone.verify.amounts import figure_faults, year_faults
from itemone.verify.close import close_faults
from itemone.verify.fault import Fault
from itemone.verify.parties import name_faults, role_faults
from itemone.verify.sayings import saying_faults, unknown_faults
from itemone.verify.source import Source

# The names of the checks, as docs/verify.md explains them.
CHECKS = (
    "figure", "scale", "binding", "year", "name", "role", "polarity", "modality", "superlative", "quantifier",
    "contrary", "hedge", "unknown",
)  # fmt: skip


def faults(text: str, source: Source) -> Iterator[Fault]:
    """Yield what speaks against a sentence, whoever wrote it, in the light of its source; nothing when nothing does."""
    whole = source.clause(text)
    for clause in source.clauses(text):
        yield from figure_faults(clause, whole, source)
        yield from year_faults(clause, source)
        yield from name_faults(clause, source)
        yield from role_faults(clause, source)
        yield from saying_faults(clause, source)
    yield from unknown_faults(whole, source)
    yield from close_faults(whole, source)
