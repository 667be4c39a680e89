"""The checks of figures and years: is there such a figure, of the same thing, of the same time, of the same size?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from itemone.verify.binding import Bound, bound
from itemone.verify.fault import Fault
from itemone.verify.quantities import Quantity, quantities
from itemone.verify.source import Clause, Source
from itemone.verify.wording import content

# Shares of the weight of a clause's terms, chosen on the claims and summaries of the labelled filings.
NEAR = 0.3  # of what the best statement holds, the least that the statement of a figure must hold
TOP = 0.8  # of a clause that more than this is found of, no more is asked
SMALL = 12  # counts up to this are often counted by the writer: "three segments"
RIVAL = 1.0  # weight by which the words of a claim belong to another figure of the same sentence
# Another statement fits better: by how much, at least how well; and what a statement counts against a figure's words.
BETTER, BETTER_LEAST, STATEMENT = 0.2, 0.5, 0.7
CLOSE, YEAR = 0.6, 0.8
TIMES = frozenset("year month day week hour".split())
INSTEAD = 0.8  # how well another figure must fit a claim that has one the source has not
_POWERS = (-9, -6, -3, -2, -1, 1, 2, 3, 6, 9)
_COMMA = re.compile(r"[,;:()](?!\d)")


class _Asked(NamedTuple):
    """A figure of a claim, with the claim around it."""

    said: Bound
    all: tuple[Bound, ...]
    clause: Clause
    whole: Clause
    local: frozenset[str]
    """The terms that say what the figure is of."""


def figure_faults(clause: Clause, whole: Clause, source: Source) -> Iterator[Fault]:
    """Yield a fault for each figure of a clause that the source does not have, or has of something else."""
    found = bound(clause.text)
    for said in found:
        alone = sum(other.quantity.kind == said.quantity.kind for other in found) == 1
        fault = _figure(_Asked(said, found, clause, whole, clause.wanted if alone else said.near), source)
        if fault:
            yield fault


def year_faults(clause: Clause, source: Source) -> Iterator[Fault]:
    """Yield a fault for each year of a clause that the source does not have, or has of something else, and each day."""
    for day in quantities(clause.text):
        if day.kind == "day" and day.value not in source.days:
            yield Fault("year", f"{day.written!r} is not in the source")
    if not clause.best:
        return
    top = source.near(clause.best[0], clause.wanted)
    told = source.years[clause.best[0]]
    for year in quantities(clause.text):
        if year.kind != "year":
            continue
        having = [i for i in range(len(source.years)) if _tells(i, year, source)]
        if not having:
            yield Fault("year", f"{year.written!r} is not in the source")
            continue
        beside = {j for i in having for j in (i - 1, i, i + 1) if 0 <= j < len(source.sets)}
        if told and top >= CLOSE and max(source.near(i, clause.wanted) for i in beside) < YEAR * top:
            yield Fault("year", f"{told[0].written!r} in the source, {year.written!r} in the summary")


def _tells(index: int, year: Quantity, source: Source) -> bool:
    """Tell whether a statement names a year, or has a figure of it: "in 1996, compared to 40% a year earlier"."""
    told = {have.value for have in source.years[index]}.union(*(have.years for have in source.bounds[index]))
    return any(_within(year, value) for value in told)


def _figure(asked: _Asked, source: Source) -> Fault | None:
    quantity = asked.said.quantity
    judged = [
        (source.near(index, asked.local), _bound_otherwise(asked, index, have, source), index, have)
        for index, have in source.figures
        if source.admits(quantity, have.quantity, index) and _same_unit(asked.said, have)
    ]
    right = [(near, index, have) for near, fault, index, have in judged if fault is None]
    if right:
        near = max(max(source.share(asked.local, have.near), STATEMENT * near) for near, _, have in right)
        other = _better(asked, near, source)
        return _instead("binding", other, quantity) if other else None
    if judged:
        return max(judged, key=lambda one: (one[0], -one[2]))[1]
    return _missing(asked, source)


def _missing(asked: _Asked, source: Source) -> Fault | None:
    """Return what is wrong with a figure that the source has not, None when it follows from others."""
    quantity = asked.said.quantity
    for other in _beside(asked, source):
        same = other.kind == quantity.kind and other.value
        if same and any(abs(quantity.value / other.value / 10.0**power - 1) < 0.01 for power in _POWERS):
            return _instead("scale", other, quantity)
    if _computed(asked, source):
        return None
    if better := _better(asked, INSTEAD - BETTER, source):
        return _instead("binding", better, quantity)
    if _is_small(quantity):
        counted = _counted_otherwise(asked, source)
        return _instead("binding", counted, quantity) if counted else None
    return Fault("figure", f"{quantity.written!r} is not in the source")


def _same_unit(said: Bound, have: Bound) -> bool:
    """Tell whether two figures are of the same unit of time, if they are of time at all."""
    nouns = {said.noun, have.noun}
    return len(nouns) == 1 or nouns.isdisjoint(TIMES) or said.quantity.kind != "count"


def _instead(check: str, have: Quantity, said: Quantity) -> Fault:
    return Fault(check, f"{have.written!r} in the source, {said.written!r} in the summary")


def _is_small(quantity: Quantity) -> bool:
    """Tell whether a writer may have counted so many things: "three segments"."""
    return quantity.kind == "count" and quantity.value <= SMALL and quantity.written.isalpha()


def _counted_otherwise(asked: _Asked, source: Source) -> Quantity | None:
    """Return what the statements closest to a claim count instead: another number of the same, years for months."""
    said = asked.said
    for have in (one for index in asked.clause.best for one in source.bounds[index] if one.quantity.kind == "count"):
        same_time = {said.noun, have.noun} <= TIMES and said.quantity.value == have.quantity.value
        if same_time or have.noun == said.noun != "":
            return have.quantity
    return None


def _bound_otherwise(asked: _Asked, index: int, have: Bound, source: Source) -> Fault | None:
    """Return why a figure of the same value is not that of the claim, None when it may be."""
    said, clause = asked.said, asked.clause
    segment = _between_commas(clause.text, said.quantity)
    near = max(source.near(index, wanted) for wanted in (clause.wanted, asked.whole.wanted, segment))
    top = min(max(clause.found.values(), default=0.0), TOP)
    if near < NEAR * top and not _is_small(said.quantity):
        return Fault("binding", f"{said.quantity.written!r} is said of something else")
    if _of_other_years(said, have):
        then, now = _listed(have.years), _listed(said.years)
        return Fault("year", f"{said.quantity.written!r} is of {then} in the source, of {now} in the summary")
    rival = _rival(asked, index, have, source)
    return _instead("binding", rival, said.quantity) if rival else None


def _of_other_years(said: Bound, have: Bound) -> bool:
    return bool(said.years and have.years) and said.years.isdisjoint(have.years)


def _listed(years: frozenset[float]) -> str:
    return ", ".join(f"{year:.0f}" for year in sorted(years))


def _between_commas(text: str, quantity: Quantity) -> frozenset[str]:
    start = max((match.end() for match in _COMMA.finditer(text, 0, quantity.start)), default=0)
    behind = _COMMA.search(text, quantity.end)
    return content(text[start : behind.start() if behind else len(text)])


def _rival(asked: _Asked, index: int, have: Bound, source: Source) -> Quantity | None:
    """Return the figure of the same statement to which the words of the claim belong, None when it is the right one."""
    for other in source.bounds[index]:
        if have.quantity.kind != other.quantity.kind or source.admits(asked.said.quantity, other.quantity, index):
            continue
        # "79% and 21%" of one thing: both are told, and either may come first.
        if any(two.near == asked.said.near and source.admits(two.quantity, other.quantity, index) for two in asked.all):
            continue
        own = sum(map(source.weight, asked.local & (have.near - other.near)))
        its = sum(map(source.weight, asked.local & (other.near - have.near)))
        if its > own + RIVAL and own < its / 2:
            return other.quantity
    return None


def _better(asked: _Asked, near: float, source: Source) -> Quantity | None:
    """Return the figure that another statement has for what a claim says, when it fits the claim better by far."""
    said = asked.said
    for index, have in source.figures:
        kind = have.quantity.kind
        if kind != said.quantity.kind or (kind == "count" and have.noun != said.noun):
            continue
        if _of_other_years(said, have):
            continue
        share = source.share(asked.local, have.near)
        if share < BETTER_LEAST or share < near + BETTER:
            continue
        if not any(source.admits(two.quantity, have.quantity, index) for two in asked.all):
            return have.quantity
    return None


def _beside(asked: _Asked, source: Source) -> Sequence[Quantity]:
    best = dict.fromkeys((*asked.clause.best, *asked.whole.best))
    return [have.quantity for index in best for have in source.bounds[index]]


def _computed(asked: _Asked, source: Source) -> bool:
    """Tell whether a figure follows from two others: their sum, their difference, the share or the growth."""
    quantity = asked.said.quantity
    for index in dict.fromkeys((*asked.clause.best, *asked.whole.best)):
        if any(_follows(asked.said, one, two) for one, two in _pairs(index, source)):
            return True
        rest = [100 - have.quantity.value for have in source.bounds[index] if have.quantity.kind == "%"]
        if quantity.kind == "%" and any(quantity.low <= value <= quantity.high for value in rest):
            return True
    return False


def _follows(said: Bound, one: Bound, two: Bound) -> bool:
    """Tell whether a figure is the sum or the difference of two others, or the share or growth that they make."""
    quantity, a, b = said.quantity, one.quantity.value, two.quantity.value
    results = []
    # A sum with something negligible would be the figure itself, of whatever it is.
    if _alike(said, one, two) and not (_within(quantity, a) or _within(quantity, b)):
        results = [a + b, abs(a - b)]
    # No one tells a share of two shares.
    if quantity.kind == "%" and one.quantity.kind != "%" and a and b:
        ratio = 100 * min(a, b) / max(a, b)
        results += [ratio, 1e4 / ratio, 100 - ratio, 1e4 / ratio - 100]
    return any(_within(quantity, result) for result in results)


def _within(quantity: Quantity, value: float) -> bool:
    return quantity.low <= value <= quantity.high


def _alike(said: Bound, one: Bound, two: Bound) -> bool:
    """Tell whether figures can be added up: of one kind and currency, and counts of the same things."""
    if len({(each.quantity.kind, each.quantity.currency) for each in (said, one, two)}) > 1:
        return False
    return said.quantity.kind != "count" or said.noun in {"", one.noun, two.noun}


def _pairs(index: int, source: Source) -> Iterator[tuple[Bound, Bound]]:
    """Yield two figures of one kind: of one statement, or of one column of a table."""
    here = source.bounds[index]
    yield from ((one, two) for one, two in combinations(here, 2) if one.quantity.kind == two.quantity.kind)
    for other in source.around(index):
        if other != index and source.is_row(other):
            yield from (
                (one, two)
                for one, two in zip(here, source.bounds[other], strict=False)
                if {one.quantity.kind, two.quantity.kind} <= {"money", "count"}
            )
