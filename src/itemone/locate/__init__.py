"""Where Item 1 begins and ends, and how sure that is.

Every line that begins with an item number, or that is an item's bare title, is a candidate for a heading. Entries of a
table of contents, mentions in sentences and running heads are told apart; of what is left, the sequence of headings
that best agrees with the order of Form 10-K wins, not the first one found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from itemone.data import Document, Location, Section, Span, Status
from itemone.errors import LocateError
from itemone.items import OMITTED, ORDER, POINTS, RANK
from itemone.locate.candidates import CONTENTS, STRONG, WEAK, Candidate, bare, numbered, unnumbered
from itemone.locate.chain import Chain, chains
from itemone.locate.doubt import ends_in_risk_factors, reads_like_another_part, reads_like_business
from itemone.locate.exhibit import business_of_exhibit
from itemone.locate.pages import Listing, first_pages, listing, mentions_index, pages_span

__all__ = ["Candidate", "explain", "is_certain", "locate", "locate_exhibit"]

# The cover names the commission on a line of its own; Item 1 names it in sentences.
_COVER = re.compile(
    r"^[^\w\n]*(?:united\s+states\W{1,9}|u\.?s\.?\s+)?securities\s+and\s+exchange\s+commission\b|"
    r"\bcommission\s+file\s+n|\bexact\s+name\s+of\s+(?:the\s+)?(?:registrant|small)",
    re.IGNORECASE | re.MULTILINE,
)
_ITEM_1A = re.compile(r"\bitem\s*1a\b", re.IGNORECASE)
_EXHIBIT = re.compile(r"exhibit\s+(?:no\.?\s*)?\(?(\d{1,2}(?:\.\d{1,2})?)", re.IGNORECASE)
# An Item 1 shorter than this is doubted: the shortest of 131 labelled filings has 2,900 characters.
SHORT = 1_500
# Below this nothing is left but a heading and a line.
_FRAGMENT = 250
# Characters that an Item 1 says of its own beside pointers to other documents, heading included, to be one.
_LEAST_TOLD = 400
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+|\n")
# The longest of 131 labelled filings (a bank's, with its statistical tables) has 217,000 characters.
LONG = 500_000
# Characters of a page: a heading so far behind the start of the listed pages stands on the first of them.
_PAGE = 5_000
# Two chains whose scores differ by less than a heading's title are near to each other.
_NEAR = 1.0


def locate(document: Document) -> Section:
    """Find Item 1.

    Raises:
        LocateError: the document neither is an annual report nor reads like its Item 1.
    """
    return Section(document, _location(document, _search(document)))


def is_certain(section: Section) -> bool:
    """Tell whether nothing behind the section could change it: whole, ended by a later item, and without warnings."""
    location = section.location
    return (
        location.status in (Status.EXTRACTED, Status.COMBINED)
        and location.found_by == "item_heading"
        and not location.warnings
        and location.span is not None
        and location.span.end - location.span.start >= 2 * SHORT
        and location.span.end < len(section.document.text)
    )


def locate_exhibit(document: Document, kind: str, pointer: Section) -> Section | None:
    """Return the business text of an exhibit to which Item 1 points, None when the exhibit has none.

    Args:
        document: the exhibit.
        kind: its type, as "EX-13".
        pointer: the Item 1 that is incorporated by reference.
    """
    at = _search(pointer.document).chain
    text = pointer.document.text[at.start.start : _end(pointer.document, at)] if at else ""
    span = business_of_exhibit(document, text)
    if span is None:
        return None
    reason = f"Item 1 is incorporated by reference; its text is taken from the exhibit {kind} of the same submission"
    odd = reads_like_another_part(span.of(document.text))
    warnings = (f"the text taken from {kind} {odd}",) if odd else ()
    return Section(
        document, Location(Status.INCORPORATED_BY_REFERENCE, reason, "exhibit_heading", span, warnings, kind)
    )


def explain(document: Document) -> tuple[Candidate, ...]:
    """Return every line that could have been a heading, in order; `note` says what became of it."""
    search = _search(document)
    chosen: dict[int, str] = {}
    if search.chain:
        chosen = {heading.start: "in the sequence" for heading in search.chain.headings}
        chosen[search.chain.start.start] = "CHOSEN: Item 1 begins here"
        if search.chain.end:
            chosen[search.chain.end.start] = "CHOSEN: Item 1 ends before it"
    return tuple(replace(c, note=chosen.get(c.start, c.note or "not in the best sequence")) for c in search.candidates)


@dataclass(frozen=True, slots=True)
class _Search:
    """What was looked for, what was found, and the best chains, the best of all first."""

    by: str
    candidates: tuple[Candidate, ...]
    ranked: tuple[Chain, ...]

    @property
    def chain(self) -> Chain | None:
        return self.ranked[0] if self.ranked else None


def _search(document: Document) -> _Search:
    """Look for numbered headings; when they give no Item 1 of some length, for others."""
    found = numbered(document)
    first = _Search("item_heading", tuple(found), tuple(_from_first_page(chains(document, found), found)))
    if first.chain and _length(document, first.chain) >= SHORT and _is_ended(document, first.chain):
        return first
    titles = sorted([*(c for c in found if c.number != "1" or c.note), *unnumbered(document)], key=lambda c: c.start)
    for by, candidates in (("bare_number", bare(document)), ("unnumbered_heading", titles)):
        other = _Search(by, tuple(candidates), tuple(chains(document, candidates)))
        if other.chain and other.chain.end and _length(document, other.chain) >= SHORT and not _points(document, first):
            return other
    return first


def _is_ended(document: Document, chain: Chain) -> bool:
    """Tell whether a later item ends Item 1, or none is missing: a pasted Item 1 has no cover and no later item."""
    return chain.end is not None or not _has_cover(document, chain.start.start)


def _from_first_page(ranked: list[Chain], found: Sequence[Candidate]) -> list[Chain]:
    """Let the best chain begin on the first of the pages whose running head is the heading of Item 1.

    A stray heading between two of these heads can make a later one look better.
    """
    if not ranked:
        return ranked
    best = ranked[0]
    alike = [c for c in found if c.number == "1" and not c.note and c.text.casefold() == best.start.text.casefold()]
    first = alike[0] if len(alike) > 3 else best.start
    others = [c for c in found if first.start < c.start < best.start.start and c.number != "1"]
    if first.start < best.start.start and len(others) <= 1:
        return [Chain((first, *best.headings[1:]), best.score), *ranked]
    return ranked


def _points(document: Document, search: _Search) -> bool:
    """Tell whether Item 1 stands there, but only says where to read it, or that there is none."""
    if search.chain is None:
        return False
    start = search.chain.start.start
    text = document.text[start : min(_end(document, search.chain), start + SHORT)]
    return POINTS.search(text) is not None or OMITTED.search(text) is not None


def _end(document: Document, chain: Chain) -> int:
    """Return where the text before the next item ends, without a page's head that repeats its number, or stars."""
    if chain.end is None:
        return len(document.text)
    head = re.compile(rf"(?:part\s+i\W*)?item\s+{chain.end.number}\W*|[*\s]+", re.IGNORECASE)
    index = chain.end.index - 1
    while index > chain.start.index and head.fullmatch(document.blocks[index].span.of(document.text)):
        index -= 1
    return document.blocks[index].end


def _length(document: Document, chain: Chain) -> int:
    return _end(document, chain) - chain.start.start


def _location(document: Document, search: _Search) -> Location:
    if search.chain is None:
        return _without_heading(document, search.candidates)
    start = search.chain.start.start
    span = Span(start, max(_end(document, search.chain), start + 1))
    text = span.of(document.text)
    if pointer := _pointer(text, search.by):
        return pointer
    if len(text) < SHORT and _is_omitted(search.chain, text):
        reason = f"Item 1 has a heading and no text: {_quote(text)}"
        return Location(Status.ABSENT, reason, search.by)
    span, warnings = _without_missing(document, search, span)
    text = span.of(document.text)
    if serious := _serious(document, search.chain, span):
        return Location(Status.SUSPICIOUS, serious, search.by, span, (serious, *warnings))
    warnings += _doubts(document, search, text)
    status = Status.COMBINED if search.chain.start.also else Status.EXTRACTED
    if search.by == "unnumbered_heading" and mentions_index(document):
        listed = listing(document, numbered(document)) or listing(document, bare(document))
        pages = _by_pages(document, listed) if listed and listed.is_index else None
        if pages and pages.span and not 0 <= span.start - pages.span.start < _PAGE:
            return pages  # the index points elsewhere than to this heading
        status = Status.CROSS_REFERENCE
    return Location(status, _reason(search), search.by, span, tuple(warnings))


def _reason(search: _Search) -> str:
    chain = search.chain
    also = chain.start.also if chain else ()
    name = f"Items {', '.join(('1', *also[:-1]))} and {also[-1]}" if also else "Item 1"
    how = {"bare_number": " without the word Item", "unnumbered_heading": " without a number"}.get(search.by, "")
    end = chain.end.number if chain and chain.end else None
    return f"{name} from its heading{how} to that of Item {end}" if end else f"{name} from its heading{how} to the end"


def _pointer(text: str, by: str) -> Location | None:
    """Return the location of an Item 1 that only points to another document, None when it is none.

    What it says beside its pointers decides: a short Item 1 may point elsewhere for its segments alone.
    """
    if len(text) >= 3 * SHORT or POINTS.search(text) is None:
        return None
    beside = " ".join(sentence for sentence in _SENTENCE_END.split(text) if not POINTS.search(sentence))
    if len(beside) > _LEAST_TOLD:
        return None
    exhibit = _EXHIBIT.search(text)
    where = f"Exhibit {exhibit.group(1)}" if exhibit else "another document"
    reason = f"Item 1 only points to {where}, which has to be given instead: {_quote(text)}"
    return Location(Status.INCORPORATED_BY_REFERENCE, reason, by)


def _is_omitted(chain: Chain, text: str) -> bool:
    said = text[len(chain.start.text) :]
    return len(said) < 3 * _FRAGMENT and OMITTED.search(said, 0, 200) is not None


def _without_missing(document: Document, search: _Search, span: Span) -> tuple[Span, list[str]]:
    """Look for the end again when the contents name, or the form has, an item between Item 1 and what ended it.

    Return the span up to that item's bare title, or as it was, and what there is to say of it.
    """
    chain = search.ranked[0]
    if chain.end is None:
        return span, []
    promised = {c.number for c in search.candidates if c.note == CONTENTS and c.weight == STRONG}
    if chain.end.number in ("1B", "1C"):
        promised.add("1A")  # both came with or after Item 1A
    between = [n for n in ORDER[1 : RANK[chain.end.number]] if n in promised.difference(chain.start.also)]
    if not between:
        return span, []
    for title in unnumbered(document):
        if title.number in between and span.start + SHORT < title.start < span.end and not title.note:
            end = document.blocks[title.index - 1].end
            return Span(span.start, end), [f"it ends at the heading {title.text!r}, taken for Item {title.number}"]
    return span, [f"Item {between[0]} is expected behind it, but its heading does not stand there"]


def _serious(document: Document, chain: Chain, span: Span) -> str | None:
    """Return what speaks so much against a text that it should not be taken for Item 1, None when nothing does."""
    text = span.of(document.text)
    if len(text) < _FRAGMENT:
        return f"only {len(text):,} characters from the heading of Item 1 to the next item"
    if len(text) > LONG or not _is_ended(document, chain):
        return f"{len(text):,} characters, and no heading of a later item ends it where one is expected"
    odd = reads_like_another_part(text)
    return f"the text under the heading of Item 1 {odd}" if odd else None


def _doubts(document: Document, search: _Search, text: str) -> Iterator[str]:
    """Yield what a reader should look at, though the text may well be right."""
    chain = search.ranked[0]
    if len(text) < SHORT:
        yield f"only {len(text):,} characters from the heading of Item 1 to the next item"
    if search.by != "item_heading":
        yield f"found by headings that have no item number: {chain.start.text!r}"
    elif chain.start.weight <= WEAK:
        yield f"the heading of Item 1 has an unusual title: {chain.start.text!r}"
    if chain.start.stacked:
        yield "the headings of Items 1 and 2 stand together; the text may be that of Item 2 alone"
    if chain.end and chain.end.weight <= WEAK:
        yield f"ended by a heading with an unusual title: {chain.end.text!r}"
    if chain.end and RANK[chain.end.number] > RANK["2"] and not chain.start.also:
        yield f"ended by the heading of Item {chain.end.number}; the headings between are missing"
    # Before Item 1A came in 2005, risk factors were a part of Item 1.
    if (
        (chain.end is None or chain.end.number != "1A")
        and _ITEM_1A.search(document.text)
        and ends_in_risk_factors(text)
    ):
        yield "its last part reads like risk factors"
    for other in search.ranked[1:]:
        length = _length(document, other)
        running = other.start.text == chain.start.text and other.start.start < _end(document, chain)
        if other.score > chain.score - _NEAR and other.end != chain.end and length >= SHORT and not running:
            yield f"another heading of Item 1 at character {other.start.start} fits almost as well"
            break


def _quote(text: str) -> str:
    return repr(text[:160].replace("\n", " ") + ("…" if len(text) > 160 else ""))


def _has_cover(document: Document, before: int) -> bool:
    return _COVER.search(document.text, 0, min(before, 8_000)) is not None


def _without_heading(document: Document, found: Sequence[Candidate]) -> Location:
    """Return what a document without a heading of Item 1 is."""
    if listed := listing(document, found) or listing(document, bare(document)):
        return _by_pages(document, listed)
    if any(c.number == "1" and c.note == CONTENTS for c in found) and mentions_index(document):
        reason = "Item 1 is only named in a cross-reference index, which names no pages; the text has no such heading"
        return Location(Status.CROSS_REFERENCE, reason, "contents")
    if _has_cover(document, len(document.text)):
        return Location(Status.ABSENT, "the report has no Item 1 (an amendment, or a form that omits it)", "none")
    if not reads_like_business(document.text):
        raise LocateError(
            "no filing: the text has no Item 1 heading, no cover page of the SEC, and does not read like a "
            "description of a business; give a 10-K, or the text of its Item 1"
        )
    reason = "the text has no item headings and is taken whole, as a pasted Item 1"
    return Location(Status.EXTRACTED, reason, "whole_text", Span(0, len(document.text)))


def _by_pages(document: Document, listed: Listing) -> Location:
    """Return the pages that an index gives Item 1; those of a table of contents are an estimate."""
    first, last = first_pages(listed.ranges)
    span = pages_span(document, (first, last))
    name = "cross-reference index" if listed.is_index else "table of contents"
    if span is None:
        reason = f"Item 1 is only named in a {name}; the text has no such heading, and its pages cannot be told"
        return Location(Status.CROSS_REFERENCE, reason, "contents")
    reason = f"the text has no heading of Item 1; taken: {_pages((first, last))}, which the {name} names for it"
    others = [(a, b) for a, b in listed.ranges if not first <= a <= last]
    warnings = [f"left out: {_pages(*others)}, which the index names too"] if others else []
    if odd := reads_like_another_part(span.of(document.text)):
        warnings.append(f"the text of these pages {odd}")
    if listed.is_index:
        return Location(Status.CROSS_REFERENCE, reason, "page_index", span, tuple(warnings))
    return Location(Status.SUSPICIOUS, reason, "page_index", span, (reason, *warnings))


def _pages(*ranges: tuple[int, int]) -> str:
    """Return page ranges in words: "page 4", "pages 4 to 6, 9"."""
    single = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
    shown = ", ".join(f"{a} to {b}" if a < b else str(a) for a, b in ranges)
    return f"{'page' if single else 'pages'} {shown}"
