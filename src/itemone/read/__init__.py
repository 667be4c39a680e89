"""HTML, iXBRL, SGML submissions and plain text -> `Document`.

The text of a document is one block a line: a heading, a paragraph, a list item, one table row (cells
separated by tabs), or page furniture. Nothing is left out silently: `Document.dropped` counts it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from itemone.data import Block, Document, Filing
from itemone.errors import ReadError
from itemone.read.encoding import as_utf8, decode
from itemone.read.front import front
from itemone.read.html import html_lines, is_html
from itemone.read.line import PAGE_NUMBER, Line
from itemone.read.sgml import Part, main_part, parts
from itemone.read.text import text_lines

__all__ = ["Part", "decode", "parts", "read", "read_exhibits"]


def read(filing: Filing, *, whole: bool = True) -> Document:
    """Return the text of the filing's main document.

    Args:
        filing: the filing.
        whole: False lets reading stop behind the item that seems to end Item 1, which a few searches in the source
            tell; `dropped` then counts the bytes of markup that were left unread as "unread".

    Raises:
        ReadError: the filing is another form (10-Q, 8-K ...), or holds no text at all.
    """
    source = main_part(parts(as_utf8(filing.raw)), filing.ref).body
    document = _read(source, len(source) if whole else front(source))
    if document is None:
        raise ReadError(f"{filing.ref}: holds markup but no text; fetch the filing's main document")
    _refuse_other_forms(document, filing.ref)
    return document


def read_exhibits(filing: Filing, kind: str) -> Iterator[tuple[str, Document]]:
    """Yield type and text of those documents of a submission whose type begins with `kind` ("EX-13")."""
    for part in parts(as_utf8(filing.raw)):
        if part.type.upper().startswith(kind) and (document := _read(part.body, len(part.body))):
            yield part.type, document


# Plain-text reports of the 1990s have up to 3 MB; a longer text is none, and joining its lines takes a second for 8 MB.
_LONGEST_TEXT = 12_000_000


def _read(source: bytes, end: int) -> Document | None:
    """Return the text of a source up to an offset, None when there is none."""
    as_html = is_html(source)
    readable = len(source) if as_html else min(len(source), _LONGEST_TEXT)
    end = min(end, readable)
    dropped: Counter[str] = Counter(unread=readable - end, overlong=len(source) - readable)
    seen = source[:end] if end < len(source) else source
    lines = html_lines(seen, dropped) if as_html else text_lines(decode(seen), dropped)
    if all(kind == "furniture" for _, kind in lines):
        return None
    return _document(_mark_furniture(_split_at_items(lines)), dropped)


# A paragraph longer than this that names items holds several of them: some converters lost all breaks.
_GIANT = 20_000
_ITEM_WITHIN = re.compile(
    r"(?<=[.!?:;”\")\d]) (?=(?:PART I{1,3}V?[.,:]? )?(?:ITEM \d{1,2}[AB]?\b|Item \d{1,2}[AB]?[.:]))"
)


def _split_at_items(lines: list[Line]) -> list[Line]:
    """Let the headings of items begin a line of their own in texts that have lost their paragraphs."""
    if all(len(text) < _GIANT for text, _ in lines):
        return lines
    split: list[Line] = []
    for text, kind in lines:
        parts_of_line = _ITEM_WITHIN.split(text) if len(text) >= _GIANT and kind != "table" else [text]
        split += [(part, kind) for part in parts_of_line]
    return split


# The cover of every report names the commission, then the form: "FORM 10-Q".
_COVER_FORM = re.compile(
    r"securities\s+and\s+exchange\s+commission.{0,1500}?\bform\s+"
    r"(10\s?-?\s?[kq]\w*|8\s?-?\s?k\w*|20\s?-?\s?f|40\s?-?\s?f|6\s?-?\s?k|11\s?-?\s?k|s-\d+|f-\d+|sd\b|nt\b)",
    re.IGNORECASE | re.DOTALL,
)


def _refuse_other_forms(document: Document, ref: str) -> None:
    cover = _COVER_FORM.search(document.text[:4_000])
    form = re.sub(r"\s", "", cover.group(1)).upper() if cover else ""
    if cover and not form.startswith(("10-K", "10K")):
        raise ReadError(f"{ref}: is a {form}, no annual report; give a 10-K, 10-K405, 10-KSB or 10-KT")


_ITEM = re.compile(r"\W*(?:part\s+\w+\W+)?item", re.IGNORECASE)
_PAGE_MARK_ENDS = frozenset("0123456789)]-–—ivxlIVXLsS")  # of either pattern: most short lines end otherwise
_BACK_LINK = re.compile(r"(?:return to |back to )?(?:table of contents|index)$", re.IGNORECASE)


def _mark_furniture(lines: list[Line]) -> list[Line]:
    """Mark page numbers, back links, and headers that are repeated beside them, as furniture."""
    marks = [
        i
        for i, (text, kind) in enumerate(lines)
        if len(text) < 32
        and kind != "table"
        and text[-1] in _PAGE_MARK_ENDS
        and (PAGE_NUMBER.match(text) or _BACK_LINK.match(text))
    ]
    for i in marks:
        lines[i] = lines[i][0], "furniture"
    near = {k for i in marks for k in range(max(0, i - 2), min(len(lines), i + 3))}.difference(marks)
    beside = {text: n for text, n in Counter(lines[k][0] for k in near).items() if n >= 5 and len(text) < 100}
    # A running header stands beside most page marks; a subheading that recurs ("Competition") does not.
    total = Counter(text for text, _ in lines) if beside else beside
    # An item's heading that is repeated so is told from its repetitions later, by where they stand.
    running = {text for text, n in beside.items() if n >= 0.8 * total[text] and not _ITEM.match(text)}
    return [(text, "furniture") if text in running else (text, kind) for text, kind in lines] if running else lines


def _document(lines: list[Line], dropped: Counter[str]) -> Document:
    texts = [text for text, _ in lines]
    ends = list(accumulate((len(text) + 1 for text in texts), initial=0))
    blocks = tuple(map(Block, ends, (end - 1 for end in ends[1:]), (kind for _, kind in lines)))
    return Document("\n".join(texts), blocks, tuple(sorted((k, n) for k, n in dropped.items() if n)))
