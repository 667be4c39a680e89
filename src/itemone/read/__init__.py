"""HTML, iXBRL, SGML submissions and plain text -> `Document`.

The text of a document is one block a line: a heading, a paragraph, a list item, one table row (cells
separated by tabs), or page furniture. Nothing is left out silently: `Document.dropped` counts it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate

from itemone.data import Block, Document, Filing
from itemone.errors import ReadError
from itemone.read.encoding import as_utf8, decode
from itemone.read.html import html_lines, is_html
from itemone.read.line import PAGE_NUMBER, Line
from itemone.read.text import text_lines

__all__ = ["decode", "read"]

ANNUAL_FORMS = re.compile(r"10-?K(?:SB|T)?(?:40)?(?:405)?(?:/A)?$", re.IGNORECASE)


def read(filing: Filing) -> Document:
    """Return the text of the filing's main document.

    Raises:
        ReadError: the filing is another form (10-Q, 8-K ...), or holds no text at all.
    """
    raw = _main_document(filing)
    dropped: Counter[str] = Counter()
    lines = html_lines(raw, dropped) if is_html(raw) else text_lines(decode(raw), dropped)
    if not lines:
        raise ReadError(f"{filing.ref}: holds markup but no text; fetch the filing's main document")
    document = _document(_mark_furniture(lines), dropped)
    _refuse_other_forms(document, filing.ref)
    return document


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


_DOCUMENT = re.compile(rb"<DOCUMENT>", re.IGNORECASE)
_TYPE = re.compile(rb"<TYPE>\s*([^\r\n<]+)", re.IGNORECASE)
_TEXT = re.compile(rb"<TEXT>", re.IGNORECASE)
_TEXT_END = re.compile(rb"</TEXT>\s*(?:</DOCUMENT>\s*)?\Z", re.IGNORECASE)


def _main_document(filing: Filing) -> bytes:
    """Return the bytes of the annual report in a submission, or of the file when it is one document."""
    raw = as_utf8(filing.raw)
    if _DOCUMENT.search(raw, 0, 20_000) is None:
        return raw
    tags = list(_DOCUMENT.finditer(raw))
    others: list[str] = []
    for tag, end in zip(tags, [*(tag.start() for tag in tags[1:]), len(raw)], strict=True):
        start = tag.end()
        form = _TYPE.search(raw, start, start + 400)
        name = form.group(1).decode("ascii", "replace").strip() if form else ""
        if not name or ANNUAL_FORMS.match(name):
            text = _TEXT.search(raw, start, min(end, start + 2000))
            body = raw[text.end() if text else start : end]
            tail = _TEXT_END.search(body, max(0, len(body) - 200))
            return body[: tail.start()] if tail else body
        others.append(name)
    found = ", ".join(dict.fromkeys(others[:5])) or "no document"
    raise ReadError(f"{filing.ref}: holds {found}, no annual report; give a 10-K, 10-K405, 10-KSB or 10-KT")


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
