"""How far a figure may lie from what more filings would give: bootstrap intervals over filings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import TypeVar

RESAMPLES = 2_000  # the ends of an interval move by under 0.003 from seed to seed on 25 filings
LEVEL = 0.95
_SEED = 20_240_101

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, the ends of its 95 % interval (None when it is of one filing alone), its cases."""

    value: float
    low: float | None
    high: float | None
    n: int


def mean(values: Sequence[float]) -> Estimate | None:
    """Return the mean of one value a filing, None when there is none."""
    return estimate(values, _mean) if values else None


def estimate(filings: Sequence[T], statistic: Callable[[Sequence[T]], float], n: int | None = None) -> Estimate:
    """Return a statistic of filings with its percentile bootstrap interval.

    Filings are drawn again with replacement, always the same draws for the same number of filings, so that two
    figures of the same filings are compared under the same draws. Source: Efron and Tibshirani, An Introduction to
    the Bootstrap (1993), chapter 13.

    Args:
        filings: what the statistic takes, at least one.
        statistic: a function of some filings; the same filing may come several times.
        n: the number of cases to be named, when it is not that of the filings.
    """
    cases = len(filings) if n is None else n
    if len(filings) < 2:
        return Estimate(statistic(filings), None, None, cases)
    values = sorted(statistic([filings[i] for i in draw]) for draw in _draws(len(filings)))
    margin = round((1 - LEVEL) / 2 * RESAMPLES)
    return Estimate(statistic(filings), values[margin], values[-1 - margin], cases)


def proportion(filings: Sequence[T], statistic: Callable[[Sequence[T]], float], n: int | None = None) -> Estimate:
    """Return a share of yes and no, from 0 to 1, with its interval.

    When no case is a no, no draw has one, and an interval without width would be wrong: then it is the exact one for so
    many cases (Clopper and Pearson, Biometrika 1934), as if they were independent.
    """
    found = estimate(filings, statistic, n)
    bound = ((1 - LEVEL) / 2) ** (1 / found.n)
    if found.low is None or 0.0 < found.value < 1.0:
        return found
    return replace(found, low=bound) if found.value == 1.0 else replace(found, high=1 - bound)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


@lru_cache(maxsize=8)
def _draws(size: int) -> tuple[tuple[int, ...], ...]:
    random = Random(_SEED)  # noqa: S311 -- guards no secret
    return tuple(tuple(random.choices(range(size), k=size)) for _ in range(RESAMPLES))
