"""Text of Item 1 in filings that have no item headings, only an index of items and pages.

Some filers print their annual report as one text and add a cross-reference index, as Form 10-K allows them to
(General Instruction G) when items are answered out of order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from itemone.data import Document, Span
from itemone.locate.candidates import CONTENTS, Candidate

Range = tuple[int, int]  # first and last page

_RANGE = re.compile(r"(?<![\d.$])(\d{1,3})(?:\s*(?:[-–—]|to|through)\s*(\d{1,3}))?(?![\d%]|\.\d)")
_NUMBER = re.compile(r"\W*(?:page\s+)?(\d{1,3})\b(?![.,%/]\d)|(?:.*[^\d.,$])?(\d{1,3})\W*$", re.IGNORECASE)
_INDEX = re.compile(r"cross[-\s]?reference", re.IGNORECASE)
# Fewer printed page numbers than this make no sequence to rely on.
_FEWEST_PAGES = 8
_FOOTER_LENGTH = 80
# Short lines that are looked at; reports have some thousands, a hostile text a million.
_MOST_LINES = 100_000


class Listing(NamedTuple):
    """What an index of items says of Item 1: its pages in the index's order, and whether they are ranges."""

    ranges: tuple[Range, ...]
    is_index: bool  # a cross-reference index; else a table of contents, which names first pages only


def listing(document: Document, candidates: Sequence[Candidate]) -> Listing | None:
    """Return the pages that an index or a table of contents gives Item 1, None when it names none."""
    for n, entry in enumerate(candidates):
        later = next((c for c in candidates[n + 1 :] if c.number != "1"), None)
        if entry.number != "1" or entry.note != CONTENTS or later is None or later.start - entry.start > 3_000:
            continue
        number = re.match(r"\D*\d?", entry.text)
        line = document.text[entry.start + (number.end() if number else 0) : later.start]
        ranges = tuple((int(a), int(b or a)) for a, b in _RANGE.findall(line) if int(a) <= int(b or a))
        if not ranges:
            continue
        around = document.text[max(0, entry.start - 1_500) : entry.start]
        if any(a < b for a, b in ranges) or len(ranges) > 1 or _INDEX.search(around):
            return Listing(ranges, True)
        following = _RANGE.findall(document.text[later.start : later.start + 200].partition("\n")[0])
        last = int(following[-1][0]) - 1 if following else ranges[0][0]
        return Listing(((ranges[0][0], max(last, ranges[0][0])),), False)
    return None


def mentions_index(document: Document) -> bool:
    """Tell whether a report has a cross-reference index or sheet in place of its items' headings."""
    return re.search(r"cross[-\s]?reference\s+(?:index|sheet|table)", document.text, re.IGNORECASE) is not None


def first_pages(ranges: Sequence[Range]) -> Range:
    """Return the pages that go on without a gap around the first range; an index names some pages twice."""
    first, last = before = ranges[0]
    while True:
        touching = [(a, b) for a, b in ranges if a <= last + 1 and b >= first - 1]
        first, last = min(a for a, _ in touching), max(b for _, b in touching)
        if (first, last) == before:
            return before
        before = first, last


def pages_span(document: Document, pages: Range) -> Span | None:
    """Return where pages stand, None when the text prints too few page numbers to tell."""
    first, last = pages
    ends = _page_ends(document)
    if len(ends) < _FEWEST_PAGES or last not in ends or (first - 1 not in ends and first != min(ends)):
        return None
    start = ends.get(first - 1, 0)
    while start < len(document.text) and document.text[start].isspace():
        start += 1
    return Span(start, ends[last]) if start < ends[last] else None


def _page_ends(document: Document) -> dict[int, int]:
    """Return the offset behind the number of each page.

    Page numbers stand in lines of one kind, or of two by turns (left and right pages); the lines of a kind that rise
    by one furthest tell best, all kinds together only when they tell much more.
    """
    kinds = _numbered_lines(document)
    best = max(map(_longest_run, kinds), key=len, default={})
    together = _longest_run(sorted((page for kind in kinds for page in kind), key=lambda page: page[1]))
    return best if len(best) > 0.6 * len(together) else together


def _longest_run(pages: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return the longest run of numbers that rise by one, of (number, offset) in document order."""
    links: dict[tuple[int, int], tuple[int, int] | None] = {}  # from a page to the one before
    lengths: dict[tuple[int, int], int] = {}
    last: dict[int, tuple[int, int]] = {}
    for page in pages:
        before = last.get(page[0] - 1)
        length = lengths[before] + 1 if before else 1
        if page[0] not in last or lengths[last[page[0]]] < length:
            links[page], lengths[page], last[page[0]] = before, length, page
    ends: dict[int, int] = {}
    at = max(lengths, key=lambda page: lengths[page], default=None)
    while at:
        ends[at[0]] = at[1]
        at = links[at]
    return ends


def _numbered_lines(document: Document) -> list[list[tuple[int, int]]]:
    """Return number and end of the short lines that begin or end in a number, by kind: lines that are else alike.

    Kinds with fewer than three numbers are left out; the shortest lines come first.
    """
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
    short = (block for block in document.blocks if block.end - block.start <= _FOOTER_LENGTH)
    for block in islice(short, _MOST_LINES):
        line = document.text[block.start : block.end]
        if match := _NUMBER.match(line):
            group = 1 if match.group(1) else 2
            kind = f"{line[: match.start(group)]}#{line[match.end(group) :]}"
            alike[kind].append((int(match.group(group)), block.end))
    return [alike[kind] for kind in sorted(alike, key=len) if len({number for number, _ in alike[kind]}) >= 3]
