"""One summary of one labelled filing, scored."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from itemone.data import Options, Result
from itemone.engines import Engine
from itemone.evaluate.gold import Gold
from itemone.evaluate.nuggets import coverage
from itemone.pipeline import attempt, item1
from itemone.verify import fault, first_person


@dataclass(frozen=True, slots=True)
class Row:
    """What an engine made of a filing.

    Shares run from 0 to 1. `aspects` holds the recall of each aspect that has a nugget; `grounded` is the share of
    sentences that the checker finds in the filing and `first_person` that of sentences with "we" or "our", both None
    without a summary; `seconds` is the wall time from the bytes of the filing to the verified result.
    """

    engine: str
    filing: str
    recall: float
    vital: float
    macro: float
    aspects: dict[str, float]
    missed: tuple[str, ...]
    tokens: int
    sentences: int
    grounded: float | None
    first_person: float | None
    continuous: bool
    passed: bool
    seconds: float
    text: str
    failure: str | None = None


def score(gold: Gold, options: Options, writer: Engine) -> Row:
    """Let an engine summarise a labelled filing and score the result; a failure is a row with recall 0."""
    start = perf_counter()
    result = attempt(gold.filing, options, writer)
    return row(gold, result, perf_counter() - start)


def row(gold: Gold, result: Result, seconds: float) -> Row:
    """Score a result for a labelled filing."""
    covered = coverage(gold.nuggets, result.text)
    claims = result.summary.claims if result.summary else ()
    grounded = None
    if claims:
        document = item1(gold.filing).document
        grounded = sum(fault(document, claim) is None for claim in claims) / len(claims)
    checks = {check.name: check.passed for check in result.verdict.checks} if result.verdict else {}
    return Row(
        engine=result.provenance.engine,
        filing=gold.name,
        recall=covered.recall,
        vital=covered.vital,
        macro=covered.macro,
        aspects={aspect.value: share for aspect, share in covered.aspects.items()},
        missed=covered.missed,
        tokens=result.summary.tokens if result.summary else 0,
        sentences=len(claims),
        grounded=grounded,
        first_person=sum(bool(first_person(claim.text)) for claim in claims) / len(claims) if claims else None,
        continuous=checks.get("continuous_text", False),
        passed=bool(result.verdict and result.verdict.passed),
        seconds=seconds,
        text=result.text,
        failure=result.failure.reason if result.failure else None,
    )
