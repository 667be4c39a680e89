"""The description of a business in an annual report to shareholders, to which Item 1 points (exhibit 13)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itemone.data import Document, Span
from itemone.locate.pages import pages_span

_PAGES = re.compile(r"\bpages?\s+(\d{1,3})\s*(?:[-–—]|to|through)\s*(\d{1,3})\b", re.IGNORECASE)
_CAPTION = re.compile(r"[\"“]([^\"“”]{3,90}?)[,.]?[\"”]")
_TITLE = re.compile(
    r"(?:(?:general\s+)?description\s+of\s+(?:the\s+|our\s+)?(?:company['’]?s?\s+)?business(?:es)?|"
    r"(?:our\s+|the\s+)?business(?:\s+(?:overview|description|of\s+the\s+company|profile|summary|review))?|"
    r"(?:the|our)\s+company|(?:company|corporate)\s+(?:overview|profile|description)|"
    r"(?:nature|narrative\s+description)\s+of\s+(?:the\s+)?business(?:es)?|about\s+(?:us|the\s+company))\W*$",
    re.IGNORECASE,
)
# The large parts of an annual report: one of them ends the description of the business.
_PART = re.compile(
    r"(?:management['’]?s\s+(?:discussion|report|responsibility)|financial\s+(?:review|highlights|statements|section|"
    r"information|summary|condition)|selected\s+(?:consolidated\s+)?financial|(?:five|ten|six|eleven)[-\s]year\s+|"
    r"reports?\s+of\s+(?:independent|management)|independent\s+auditor|consolidated\s+(?:balance|statement|financial|"
    r"income)|statements?\s+of\s+(?:consolidated\s+)?(?:income|operations|earnings)|balance\s+sheets?|"
    r"notes\s+to\s+(?:the\s+)?(?:consolidated\s+)?financial|market\s+(?:for|price)|common\s+stock\s+(?:prices?|market|"
    r"information)|stock\s+(?:price|market)|quarterly\s+(?:financial|results)|risk\s+factors\W*$|"
    r"letter\s+to\s+|to\s+(?:our|the)\s+(?:share|stock)holders|dear\s+(?:share|stock)holder|legal\s+proceedings\W*$|"
    r"(?:board\s+of\s+)?directors\s+(?:and|&)\s+(?:executive\s+)?officers|corporate\s+(?:information|directory|data)|"
    r"(?:share|stock)holder\s+information|investor\s+information|properties\W*$|results\s+of\s+operations\W*$)",
    re.IGNORECASE,
)
# A text shorter than this is an entry of the exhibit's own table of contents, or a caption in a chart.
_SHORTEST = 1_000


def business_of_exhibit(document: Document, pointer: str) -> Span | None:
    """Return where an annual report describes the business, None when it does not seem to.

    That is under the captions that Item 1 names, else under a usual title, else on the pages that Item 1 names.

    Args:
        document: the exhibit.
        pointer: the text of Item 1, which points to it.
    """
    captions = {_folded(caption) for caption in _CAPTION.findall(pointer)}
    named = [span for span in _sections(document, captions) if span.end - span.start >= _SHORTEST]
    if named:
        return max(named, key=lambda span: span.end - span.start)
    titled = [span for span in _sections(document, None) if span.end - span.start >= _SHORTEST]
    if titled:
        return max(titled, key=lambda span: span.end - span.start)
    pages = _PAGES.search(pointer)
    return pages_span(document, (int(pages.group(1)), int(pages.group(2)))) if pages else None


def _sections(document: Document, captions: set[str] | None) -> Iterator[Span]:
    """Yield the text from each heading that is one of the captions, or a usual title, to the next large part."""
    text = document.text
    start: int | None = None
    end = 0
    for block in document.blocks:
        if block.kind in ("heading", "table", "paragraph") and block.end - block.start <= 120:
            line = block.span.of(text)
            wanted = _folded(line) in captions if captions is not None else _TITLE.match(line) is not None
            if start is None and wanted:
                start = block.start
            elif start is not None and not wanted and _PART.match(line):
                yield Span(start, end)
                start = None
        end = block.end
    if start is not None:
        yield Span(start, len(text))


def _folded(line: str) -> str:
    return re.sub(r"[\W_]+", " ", line).strip().casefold()
