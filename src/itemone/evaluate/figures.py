"""The figures of an evaluation: means, differences and rates, each with its interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from itemone.data import Aspect
from itemone.evaluate import Evaluation
from itemone.evaluate.checker import CLAIMS, READINGS, Trial, balanced_accuracy, refused
from itemone.evaluate.gold import SUPPORTED, UNCHANGED
from itemone.evaluate.interval import Estimate, estimate, mean, proportion
from itemone.evaluate.mutate import KINDS
from itemone.evaluate.scores import Row

RECALLS = ("recall", "vital", "macro")
FORM = ("tokens", "sentences", "grounded", "first_person", "continuous", "passed", "seconds")


@dataclass(frozen=True, slots=True)
class Difference:
    """What an engine has over another on the same filings: an estimate a figure, and on how many it has more recall."""

    engine: str
    against: str
    figures: dict[str, Estimate]
    better: int
    worse: int


def figures(rows: Sequence[Row]) -> dict[str, Estimate]:
    """Return the mean of each figure over some rows, with its interval; what no row has is left out."""
    found = {str(name): mean(_values(rows, name)) for name in (*RECALLS, *Aspect, *FORM)}
    for name in ("continuous", "passed"):
        found[name] = proportion(_values(rows, name), fmean) if rows else None
    return {name: value for name, value in found.items() if value is not None}


def _values(rows: Iterable[Row], name: str) -> list[float]:
    values = (row.aspects.get(name) if name in set(Aspect) else getattr(row, name) for row in rows)
    return [float(value) for value in values if value is not None]


def differences(evaluation: Evaluation) -> list[Difference]:
    """Return each engine but the first against the first, paired by filing."""
    first, *others = evaluation.engines
    base = evaluation.of(first)
    found: list[Difference] = []
    for name in others:
        pairs = list(zip(base, evaluation.of(name), strict=True))
        deltas = {figure: mean([getattr(b, figure) - getattr(a, figure) for a, b in pairs]) for figure in RECALLS}
        better = sum(b.recall > a.recall for a, b in pairs)
        worse = sum(b.recall < a.recall for a, b in pairs)
        found.append(Difference(name, first, {f: d for f, d in deltas.items() if d}, better, worse))
    return found


@dataclass(frozen=True, slots=True)
class Rate:
    """The share of sentences of one kind that the checker refused in one test."""

    test: str
    kind: str
    refused: Estimate


def rates(trials: Sequence[Trial]) -> list[Rate]:
    """Return the rate of each test and kind that there is, sound sentences first."""
    found: list[Rate] = []
    for test in (CLAIMS, *READINGS):
        for kind in kinds(trials, test):
            rate = share([t for t in trials if t.test == test and t.kind == kind])
            found += [Rate(test, kind, rate)] if rate else []
    return found


def accuracy(trials: Sequence[Trial]) -> Estimate | None:
    """Return the balanced accuracy on labelled claims, None when there are none of both labels."""
    claims = [trial for trial in trials if trial.test == CLAIMS]
    if len({trial.sound for trial in claims}) < 2:
        return None
    return estimate(_by_filing(claims), _all(balanced_accuracy), len(claims))


def kinds(trials: Sequence[Trial], test: str) -> list[str]:
    """Return the kinds of sentences in a test: sound ones, mutations in their order, then faults of labels."""
    order = [SUPPORTED, UNCHANGED, *KINDS]
    found = dict.fromkeys(trial.kind for trial in trials if trial.test == test)
    return sorted(found, key=lambda kind: order.index(kind) if kind in order else len(order))


def share(trials: Sequence[Trial]) -> Estimate | None:
    """Return the share of trials that the checker refused, None when there are none."""
    return proportion(_by_filing(trials), _all(refused), len(trials)) if trials else None


def _by_filing(trials: Sequence[Trial]) -> list[list[Trial]]:
    """Return the trials of each filing: an interval is over filings, for the sentences of one are not independent."""
    filings: dict[str, list[Trial]] = {}
    for trial in trials:
        filings.setdefault(trial.filing, []).append(trial)
    return list(filings.values())


def _all(statistic: Callable[[Sequence[Trial]], float]) -> Callable[[Sequence[list[Trial]]], float]:
    return lambda filings: statistic([trial for filing in filings for trial in filing])
