"""Whose figure is it, and of when? In "A, B and C were 18%, 15% and 24% in 1996" 24% is of C, in 1996."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from itemone.evidence import fold
from itemone.verify.quantities import Kind, Quantity, quantities
from itemone.verify.wording import Term, content, months, terms

_JOINS = re.compile(r"\s{0,2}(?:,|,? ?and|/|&|\|)?\s{0,2}(?:approximately |about |fiscal )?\$?\s{0,2}", re.IGNORECASE)
_RANGE = re.compile(r" ?(?:-|to|through|until) ?(?:fiscal )?", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)")
_VERB = re.compile(
    r"\b(?:accounted|represented|comprised|constituted|contributed|generated|made up|were|was|totaled|totalled|"
    r"amounted|manufactured|produced|owned|held|have|had|are|is)\b"
)
_PIECES = re.compile(r",? and |, ")
_LONGEST_LIST = 1_000  # letters behind figures in which their labels stand
# What lies between a word and a figure: the more, the less they belong together.
_STEPS = re.compile(
    r"(?P<stop>[;:]|\.\s|, while|, whereas| while | whereas |, but|,? and (?=(?:in|for|during|as of|at) ))|"
    r"(?P<comma>,(?!\d| (?:19|20)\d\d\b)|\(|\)| - )|(?P<and>\b(?:and|or)\b)|\s"
)
_COST = {"stop": 12.0, "comma": 4.0, "and": 3.0}
_CROSSED = 8.0  # for each figure of the kind that lies between
_PRECEDES = 1.5  # what follows a figure is nearer than what precedes it
_FAR = 9.0  # from here on a year is not that of a figure
_TIE = 0.5
_NEAREST = 4  # so many on either side can be the nearest

# A year told by its distance from another.
_RELATIVE = re.compile(
    r"\b(?:the |a )?(?:(?P<back>previous|prior|preceding|last)|(?:following|next))[ -](?:fiscal )?"
    r"(?:(?P<year>year)|period)(?:'s)?\b|"
    r"\b(?:(?P<one>year)|years|periods?) (?:(?P<before>before|earlier|ago|previously)|later|after)\b",
    re.IGNORECASE,
)
# What a figure is compared with is of another time.
_AGAINST = re.compile(r"\b(?:up|down) from\b|\bagainst\b|\bcompared (?:to|with)\b|\bversus\b", re.IGNORECASE)
_AGAINST_COSTS = 3.0
_TIME_UNIT = re.compile(
    r"(?: ?\(\w{1,9}\)|\))?[ -](?:(?:full|fiscal|calendar|consecutive|additional|business|working) )?"
    r"(year|month|day|week|hour)s?\b",
    re.IGNORECASE,
)
_NOUN_WITHIN = 4  # words behind a figure


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
    places = _Places(text, figures)
    of_year = _years(places, years)
    near = _nearest(places, content)
    for i in range(1, len(figures)):  # "43%, compared to 42%": of the same thing
        if not near[i] - _empty() and figures[i].kind == figures[i - 1].kind:
            near[i] = near[i - 1]
    nouns = _nouns(places, content)
    return tuple(Bound(*each) for each in zip(figures, near, of_year, nouns, strict=True))


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    """Return the terms that do not say what a figure is of."""
    return months() | content("respectively compared versus total same period prior previous earlier later ago")


class _Places:
    """The figures of a sentence, in rows when nothing but a comma or "and" is between them, and what lies between."""

    def __init__(self, text: str, figures: Sequence[Quantity]) -> None:
        self.text = text
        self.figures = figures
        self.rows = _rows(text, figures)
        self.starts = [figures[row[0]].start for row in self.rows]
        self.respectively = text.rfind("respectively")
        steps = [(match.start(), _COST.get(match.lastgroup or "", 1.0)) for match in _STEPS.finditer(text)]
        self._steps = [start for start, _ in steps]
        self._costs = list(accumulate((cost for _, cost in steps), initial=0.0))
        self._of_kind: dict[Kind, list[int]] = {}
        for quantity in figures:
            self._of_kind.setdefault(quantity.kind, []).append(quantity.start)

    def distance(self, row: Sequence[int], start: int, end: int) -> float:
        """Return how far a place is from the figures of a row."""
        first, last = self.figures[row[0]], self.figures[row[-1]]
        if start >= last.end:
            a, b, extra = last.end, start, 0.0
        elif end <= first.start:
            a, b, extra = end, first.start, _PRECEDES
        else:
            return 0.0
        steps = self._costs[bisect_left(self._steps, b)] - self._costs[bisect_left(self._steps, a)]
        alike = self._of_kind[first.kind]
        return steps + extra + _CROSSED * (bisect_left(alike, b) - bisect_left(alike, a))


def _rows(text: str, figures: Sequence[Quantity]) -> list[list[int]]:
    rows: list[list[int]] = []
    for i, quantity in enumerate(figures):
        before = figures[i - 1] if i else None
        if before and before.kind == quantity.kind and _JOINS.fullmatch(text[before.end : quantity.start]):
            rows[-1].append(i)
        else:
            rows.append([i])
    return rows


def _nouns(places: _Places, content: Sequence[Term]) -> list[str]:
    starts = [term.start for term in content]
    nouns = [_noun(quantity, content, starts, places.text) for quantity in places.figures]
    for i in range(len(nouns) - 1, 0, -1):  # "three to five years"
        one, two = places.figures[i - 1 : i + 1]
        if one.kind == two.kind and _RANGE.fullmatch(places.text[one.end : two.start]):
            nouns[i - 1] = nouns[i]
    return nouns


def _noun(quantity: Quantity, content: Sequence[Term], starts: Sequence[int], text: str) -> str:
    if unit := _TIME_UNIT.match(text, quantity.end):
        return unit[1].lower()
    behind = bisect_left(starts, quantity.end)
    near = behind < len(content) and text.count(" ", quantity.end, starts[behind]) < _NOUN_WITHIN
    return content[behind].canonical if near else ""


def _labels(places: _Places) -> dict[int, tuple[int, int]]:
    """Return for figures of lists where the label stands that goes with each: of those before or behind, in order."""
    text, figures = places.text, places.figures
    labels: dict[int, tuple[int, int]] = {}
    labelled: dict[int, list[int]] = {}
    for row in places.rows:
        if len(row) == 1:
            continue
        first, last = figures[row[0]], figures[row[-1]]
        told = places.respectively >= last.end
        edge = max(figures[row[0] - 1].end if row[0] else 0, first.start - _LONGEST_LIST)
        pieces = _pieces(text, edge, first.start, at_end=True)
        if len(pieces) < len(row) and told:
            pieces = _pieces(text, last.end, min(len(text), last.end + _LONGEST_LIST), at_end=False)
        if len(pieces) >= len(row) and all(terms(text[a:b]) for a, b in pieces[-len(row) :]):
            labels.update(zip(row, pieces[-len(row) :], strict=True))
            labelled.setdefault(len(row), row)
        elif told and len(row) in labelled:  # a second list has the labels of the first
            labels.update({i: labels[j] for i, j in zip(row, labelled[len(row)], strict=True)})
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


def _years(places: _Places, years: Sequence[Quantity]) -> list[frozenset[float]]:
    """Return for each figure the years that it may be of: none when a sentence does not say which one."""
    text, figures = places.text, places.figures
    every = frozenset(value for year in years for value in _values(year))
    if not years:
        return [every for _ in figures]
    in_rows = _years_in_rows(text, years)
    relative = [_Time((_relative(match, every),), *match.span()) for match in _RELATIVE.finditer(text)]
    against = [_Time((frozenset(),), *match.span(), against=True) for match in _AGAINST.finditer(text)]
    times = sorted([*in_rows, *relative, *against], key=lambda time: time.start)
    otherwise = frozenset() if relative else every
    by_length: dict[int, list[_Time]] = {}
    if places.respectively >= 0:
        for time in in_rows:
            by_length.setdefault(len(time.years), []).append(time)
    of: list[frozenset[float]] = []
    for row in places.rows:
        alike = by_length.get(len(row), []) if len(row) > 1 else []
        far = {time: _away(places, row, time) for time in _around(alike or times, figures[row[0]].start)}
        best = min(far, key=far.__getitem__)
        if far[best] > _FAR and not alike:
            of.extend(otherwise for _ in row)
        elif len(best.years) == len(row):
            of.extend(best.years)
        else:
            of.extend(frozenset().union(*best.years) for _ in row)
    return of


def _relative(match: re.Match[str], told: frozenset[float]) -> frozenset[float]:
    """Return which year is told by its distance from the only one of a sentence, none when that cannot be said."""
    if len(told) > 1 or not (match["year"] or match["one"]):
        return frozenset()
    return frozenset(year + (-1 if match["back"] or match["before"] else 1) for year in told)


def _around(times: Sequence[_Time], start: int) -> Sequence[_Time]:
    at = bisect_left(times, start, key=lambda time: time.start)
    return times[max(0, at - _NEAREST) : at + _NEAREST]


def _years_in_rows(text: str, years: Sequence[Quantity]) -> list[_Time]:
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


def _away(places: _Places, row: Sequence[int], time: _Time) -> float:
    if time.against and time.end > places.figures[row[0]].start:
        return math.inf
    return places.distance(row, time.start, time.end) + (_AGAINST_COSTS if time.against else 0.0)


def _values(year: Quantity) -> tuple[float, ...]:
    return tuple(year.low + n for n in range(int(year.high - year.low) + 1))


def _nearest(places: _Places, content: Sequence[Term]) -> list[frozenset[str]]:
    """Return for each figure the terms that are nearer to it than to any other; those of a label are of its figure."""
    near: list[set[str]] = [set() for _ in places.figures]
    starts = [term.start for term in content]
    owned: set[int] = set()
    for i, (start, end) in _labels(places).items():
        members = range(bisect_left(starts, start), bisect_left(starts, end))
        near[i].update(content[number].canonical for number in members)
        owned.update(members)
    for number, term in enumerate(content):
        if number in owned:
            continue
        at = bisect_left(places.starts, term.start)
        rows = places.rows[max(0, at - _NEAREST) : at + _NEAREST]
        distances = [places.distance(row, term.start, term.start) for row in rows]
        best = min(distances)
        for row, distance in zip(rows, distances, strict=True):
            if distance <= best + _TIE:
                for i in row:
                    near[i].add(term.canonical)
    return [frozenset(found) for found in near]
