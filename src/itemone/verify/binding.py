"""Whose figure is it, and of when? In "A, B and C were 18%, 15% and 24% in 1996" 24% is of C, in 1996."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from itemone.evidence import fold
from itemone.verify.quantities import Quantity, quantities
from itemone.verify.wording import Term, terms

_LISTED = re.compile(r"(?: ?,? ?(?:and|or|to|versus|vs\.?|compared (?:to|with)|from)? ?)", re.IGNORECASE)
_JOINS = re.compile(r"\s*(?:,|,? ?and|/|&|\|)?\s*(?:approximately |about |fiscal )?\$?\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
_VERB = re.compile(
    r"\b(?:accounted|represented|comprised|constituted|contributed|generated|made up|were|was|totaled|totalled|"
    r"amounted|manufactured|produced|owned|held|have|had|are|is)\b"
)
_PIECES = re.compile(r",? and |, ")
# What lies between a word and a figure: the more, the less they belong together.
_STEPS = re.compile(
    r"(?P<stop>[;:]|\.\s|, while|, whereas| while | whereas |, but|,? and (?=(?:in|for|during|as of|at) ))|"
    r"(?P<comma>,(?!\d| (?:19|20)\d\d\b)|\(|\)| - )|(?P<and>\b(?:and|or)\b)|\s"
)
_CROSSED = 8.0
_COST = {"stop": 12.0, "comma": 4.0, "and": 3.0}


# A year told by its distance from another: which one it is, only its sentence says.
_RELATIVE = re.compile(
    r"\b(?:the |a )?(?:previous|prior|preceding|following|next|last)[ -](?:fiscal )?(?:year|period)(?:'s)?\b|"
    r"\b(?:year|period)s? (?:before|earlier|ago|later|after|previously)\b",
    re.IGNORECASE,
)
# What a figure is compared with is of another time.
_AGAINST = re.compile(r"\b(?:up|down) from\b|\bagainst\b|\bcompared (?:to|with)\b|\bversus\b", re.IGNORECASE)
_FAR = 9.0
_TIME_UNIT = re.compile(r"[ -](year|month|day|week|hour)s?\b", re.IGNORECASE)
_NOUN_WITHIN = 4
_AGAINST_COSTS = 3.0
_EMPTY = frozenset(
    term.canonical
    for term in terms(
        "January February March April May June July August September October November December respectively compared "
        "versus total same period prior previous"
    )
)
_RANGE = re.compile(r" ?(?:-|to|through|until) ?(?:fiscal )?", re.IGNORECASE)


class Bound(NamedTuple):
    """A figure with the words that are nearest to it, and the years it may be of."""

    quantity: Quantity
    near: frozenset[str]
    years: frozenset[float]
    noun: str
    """What is counted: the first word of content behind the figure, "" when none is near."""


@lru_cache(maxsize=8_192)
def bound(text: str) -> tuple[Bound, ...]:
    """Return each figure of a sentence with what it is said of."""
    text = fold(text)
    found = quantities(text)
    figures = [q for q in found if q.kind not in ("year", "day")]
    if not figures:
        return ()
    years = [q for q in found if q.kind == "year"]
    content = terms(text)
    lists = _lists(text, figures)
    of_year = _years(text, lists, figures, years)
    near = _nearest(text, content, figures, lists)
    for i in range(1, len(figures)):  # "43%, compared to 42%": of the same thing
        if not near[i] - _EMPTY and figures[i].kind == figures[i - 1].kind:
            near[i] = near[i - 1]
    return tuple(Bound(q, near[i], of_year[i], _noun(q, content, text)) for i, q in enumerate(figures))


def _noun(quantity: Quantity, content: Sequence[Term], text: str) -> str:
    if unit := _TIME_UNIT.match(text, quantity.end):
        return unit[1].lower()
    behind = next((term for term in content if term.start >= quantity.end), None)
    near = behind is not None and text.count(" ", quantity.end, behind.start) < _NOUN_WITHIN
    return behind.canonical if behind is not None and near else ""


def _lists(text: str, found: Sequence[Quantity]) -> list[list[int]]:
    """Return the numbers of figures of one kind with nothing but a comma or "and" between them, in lists."""
    lists: list[list[int]] = []
    for i, quantity in enumerate(found):
        if lists and _in_row(text, found[lists[-1][-1]], quantity):
            lists[-1].append(i)
        else:
            lists.append([i])
    return [row for row in lists if len(row) > 1]


def _in_row(text: str, one: Quantity, two: Quantity) -> bool:
    return one.kind == two.kind and _JOINS.fullmatch(text[one.end : two.start]) is not None


def _labels(text: str, lists: list[list[int]], figures: Sequence[Quantity]) -> dict[int, tuple[int, int]]:
    """Return for figures of lists where the label stands that goes with each: of those before or behind, in order."""
    labels: dict[int, tuple[int, int]] = {}
    for row in lists:
        first, last = figures[row[0]], figures[row[-1]]
        edge = max((q.end for q in figures if q.end <= first.start), default=0)
        pieces = _pieces(text, edge, first.start, at_end=True)
        if len(pieces) < len(row) and "respectively" in text[last.end :]:
            pieces = _pieces(text, last.end, len(text), at_end=False)
        if len(pieces) >= len(row) and all(terms(text[a:b]) for a, b in pieces[-len(row) :]):
            labels.update(zip(row, pieces[-len(row) :], strict=True))
        elif "respectively" in text[last.end :]:  # a second list has the labels of the first
            before = next((other for other in lists if len(other) == len(row) and other[0] in labels), None)
            labels.update({i: labels[j] for i, j in zip(row, before, strict=True)} if before else {})
    return labels


def _pieces(text: str, start: int, end: int, *, at_end: bool) -> list[tuple[int, int]]:
    """Return where the members of a list stand, asides in parentheses left out; none when there is no list."""
    part = _ASIDE.sub(lambda match: " " * len(match.group()), text[start:end])
    if at_end:
        verbs = list(_VERB.finditer(part))
        part = part[: verbs[-1].start()] if verbs else part
    else:
        part = part.split("respectively")[0]
    part = part.rstrip(" ,")
    joints = [(m.start(), m.end()) for m in _PIECES.finditer(part)]
    ends = [start, *(start + b for _, b in joints)]
    stops = [*(start + a for a, _ in joints), start + len(part)]
    # The last joint of a list is "and".
    if not joints or "and" not in part[joints[-1][0] : joints[-1][1]]:
        return []
    return list(zip(ends, stops, strict=True))


class _Time(NamedTuple):
    """A year, or years in a row, as a sentence tells them: each may stand for several ("1996 to 1998")."""

    years: tuple[frozenset[float], ...]
    start: int
    end: int
    against: bool = False
    """Whether it is but a word of comparison: what follows it is of another time."""


def _years(
    text: str, lists: list[list[int]], figures: Sequence[Quantity], years: Sequence[Quantity]
) -> list[frozenset[float]]:
    """Return for each figure the years that it may be of: none when only its distance from another year is told."""
    every = frozenset(value for year in years for value in _values(year))
    if not years:
        return [every for _ in figures]
    times = [*_in_rows(text, years), *(_Time((frozenset(),), *match.span()) for match in _RELATIVE.finditer(text))]
    relative = len(times) > len(_in_rows(text, years))
    times += [_Time((frozenset(),), *match.span(), against=True) for match in _AGAINST.finditer(text)]
    otherwise = frozenset() if relative else every
    of = []
    for i in range(len(figures)):
        row = next((row for row in lists if i in row), [i])
        far = {time: _away(text, figures, row, time) for time in times}
        alike = [time for time in times if len(time.years) == len(row) > 1 and "respectively" in text]
        best = min(alike or times, key=far.__getitem__)
        if far[best] > _FAR and not alike:
            of.append(otherwise)
        elif len(best.years) == len(row):
            of.append(best.years[row.index(i)])
        else:
            of.append(frozenset().union(*best.years))
    return of


def _in_rows(text: str, years: Sequence[Quantity]) -> list[_Time]:
    rows: list[_Time] = []
    for year in years:
        one = frozenset(_values(year))
        between = text[rows[-1].end : year.start] if rows else None
        if between is not None and _RANGE.fullmatch(between):
            first = min(rows[-1].years[-1])
            span = frozenset(first + n for n in range(max(0, int(year.low - first)) + 1))
            rows[-1] = _Time((*rows[-1].years[:-1], span), rows[-1].start, year.end)
        elif between is not None and _JOINS.fullmatch(between):
            rows[-1] = _Time((*rows[-1].years, one), rows[-1].start, year.end)
        else:
            rows.append(_Time((one,), year.start, year.end))
    return rows


def _away(text: str, figures: Sequence[Quantity], row: Sequence[int], time: _Time) -> float:
    if time.against and time.end > figures[row[0]].start:
        return math.inf
    return _distance(text, figures, row, time.start, time.end) + (_AGAINST_COSTS if time.against else 0.0)


def _values(year: Quantity) -> tuple[float, ...]:
    return tuple(year.low + n for n in range(int(year.high - year.low) + 1))


def _distance(text: str, figures: Sequence[Quantity], row: Sequence[int], start: int, end: int) -> float:
    """Return how far a place is from figures; what follows them is nearer than what precedes."""
    first, last = figures[row[0]], figures[row[-1]]
    if start >= last.end:
        between, extra = (last.end, start), 0.0
    elif end <= first.start:
        between, extra = (end, first.start), 1.5
    else:
        return 0.0
    crossed = sum(between[0] <= q.start < between[1] and q.kind == first.kind for q in figures)
    return _steps(text[between[0] : between[1]]) + extra + _CROSSED * crossed


def _steps(between: str) -> float:
    return sum(_COST.get(match.lastgroup or "", 1.0) for match in _STEPS.finditer(between))


def _nearest(
    text: str, content: Sequence[Term], figures: Sequence[Quantity], lists: list[list[int]]
) -> list[frozenset[str]]:
    near: list[set[str]] = [set() for _ in figures]
    labels = _labels(text, lists, figures)
    in_list = {i for row in lists for i in row}
    rows = [*lists, *([i] for i in range(len(figures)) if i not in in_list)]
    for term in content:
        owners = [i for i, (start, end) in labels.items() if start <= term.start < end]
        if owners:
            for i in owners:
                near[i].add(term.canonical)
            continue
        distances = [_distance(text, figures, row, term.start, term.start) for row in rows]
        best = min(distances)
        for row, distance in zip(rows, distances, strict=True):
            if distance <= best + 0.5:
                for i in row:
                    near[i].add(term.canonical)
    return [frozenset(found) for found in near]
