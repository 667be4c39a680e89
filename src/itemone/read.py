"""HTML, iXBRL, SGML submissions and plain text -> `Document`.

The text of a document is one block a line: a heading, a paragraph, a list item, one table row (cells
separated by tabs), or page furniture. Nothing is left out silently: `Document.dropped` counts it.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from itemone.data import Block, BlockKind, Document, Filing
from itemone.errors import ReadError

ANNUAL_FORMS = re.compile(r"10-?K(?:SB|T)?(?:40)?(?:405)?(?:/A)?$", re.IGNORECASE)
Line = tuple[str, BlockKind]


def read(filing: Filing) -> Document:
    """Return the text of the filing's main document.

    Raises:
        ReadError: the filing is another form (10-Q, 8-K ...), or holds no text at all.
    """
    raw = _main_document(filing)
    dropped: Counter[str] = Counter()
    lines = _html_lines(raw, dropped) if _is_html(raw) else list(_text_lines(decode(raw), dropped))
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


def decode(raw: bytes) -> str:
    """Decode utf-8 (or UTF-16 with its mark); a byte that is no utf-8 is read as cp1252, as filings mix them."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    return raw.decode("utf-8-sig", _CP1252)


def _decode_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101 -- only ever registered for decoding
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_CP1252 = "itemone-cp1252"
codecs.register_error(_CP1252, _decode_cp1252)


# --- which document of a submission -------------------------------------------------------------------------

_DOCUMENT = re.compile(rb"<DOCUMENT>", re.IGNORECASE)
_TYPE = re.compile(rb"<TYPE>\s*([^\s<]+)", re.IGNORECASE)
_TEXT = re.compile(rb"<TEXT>", re.IGNORECASE)
_TEXT_END = re.compile(rb"</TEXT>\s*(?:</DOCUMENT>\s*)?\Z", re.IGNORECASE)


def _main_document(filing: Filing) -> bytes:
    """Return the bytes of the annual report in a submission, or of the file when it is one document."""
    raw = filing.raw
    if _DOCUMENT.search(raw, 0, 20_000) is None:
        return raw
    starts = [match.end() for match in _DOCUMENT.finditer(raw)]
    others: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(raw)], strict=True):
        form = _TYPE.search(raw, start, start + 400)
        name = form.group(1).decode("ascii", "replace") if form else ""
        if not name or ANNUAL_FORMS.match(name):
            text = _TEXT.search(raw, start, min(end, start + 2000))
            body = raw[text.end() if text else start : end]
            tail = _TEXT_END.search(body, max(0, len(body) - 200))
            return body[: tail.start()] if tail else body
        others.append(name)
    found = ", ".join(dict.fromkeys(others[:5])) or "no document"
    raise ReadError(f"{filing.ref}: holds {found}, no annual report; give a 10-K, 10-K405, 10-KSB or 10-KT")


_HTML_TAG = re.compile(rb"<(?:html|body|div|p|br|font|td|tr|span|center|pre)[\s>/]", re.IGNORECASE)


def _is_html(raw: bytes) -> bool:
    # The SGML tags of old text filings (<PAGE>, <TABLE>, <S>, <C>) are none of these.
    return _HTML_TAG.search(raw, 0, 200_000) is not None


# --- HTML ---------------------------------------------------------------------------------------------------

_BLOCKS = (
    "p div br hr li ul ol dl dt dd center blockquote h1 h2 h3 h4 h5 h6 address section article header footer "
    "form fieldset caption title nav main aside figure table"
).split()
_TEXT_NODE, _BREAK, _ROW, _CELL, _PRE, _UNSHOWN = range(1, 7)
# Marks that no HTML text holds (the parser replaces NUL) and that Python does not fold as white space.
_LINE_MARK, _CELL_MARK = "\x01", "\x00"
Chunk = tuple[str, int]  # text between two breaks, and what it stands in: _BREAK, _ROW or _PRE


@cache
def _tag_events() -> dict[int, int]:
    """Map Lexbor's tag ids (a C enum that Python does not see) to what the tag means for the text."""
    parser = LexborHTMLParser("<html><body></body></html>")
    names = dict.fromkeys(_BLOCKS, _BREAK)
    names |= {"tr": _ROW, "td": _CELL, "th": _CELL, "pre": _PRE, "script": _UNSHOWN, "style": _UNSHOWN}
    events = {parser.create_node(name).tag_id: event for name, event in names.items()}
    text = LexborHTMLParser("<p>x</p>").css_first("p").first_child
    if text is not None:
        events[text.tag_id] = _TEXT_NODE
    return events


def _html_lines(raw: bytes, dropped: Counter[str]) -> list[Line]:
    source = raw if _is_utf8(raw) else decode(raw).encode("utf-8", "replace")
    # Without mutation events: nothing listens to them, and the parse takes a fifth less.
    body = LexborHTMLParser(source, options=LexborDocumentOptions.WO_EVENTS).body
    lines: list[Line] = []
    if body is None:
        return lines
    _drop_hidden(body, source, dropped)
    preformatted: list[str] = []  # a page of plain text is often one <PRE> of many
    for text, place in _chunks(body):
        if place == _PRE:
            preformatted.append(text)
            continue
        if preformatted and not text.isspace():
            lines += _text_lines("\n".join(preformatted), dropped)
            preformatted.clear()
        if place == _ROW:
            _add_row(text, lines)
        elif line := clean(text):
            lines.append((line, _prose_kind(line)))
    lines += _text_lines("\n".join(preformatted), dropped)
    return lines


_STYLED_AWAY = re.compile(rb"display: ?none")


def _drop_hidden(body: LexborNode, source: bytes, dropped: Counter[str]) -> None:
    """Remove what a browser would not show: the iXBRL header and elements styled away."""
    nodes = [header] if b"<ix:header" in source and (header := body.css_first(r"ix\:header")) else []
    # Selecting by style looks at every element, which costs a fifth of a parse. Most hidden elements are empty
    # cells, and one is the wrapper of the header: only what remains is worth it.
    tags = (source[(i := source.rfind(b"<", 0, at.start())) : i + 4] for at in _STYLED_AWAY.finditer(source))
    if sum(not tag.startswith((b"<td", b"<TD", b"<tr")) for tag in tags) > len(nodes):
        nodes += body.css("[style*='display:none'], [style*='display: none']")
    for node in nodes:
        dropped["hidden"] += len(node.text())
        node.decompose()


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _chunks(body: LexborNode) -> Iterator[Chunk]:
    """Yield the text between two breaks; in a row, marks split its cells and the lines of a cell.

    The walk is in document order and tells where an element begins, not where it ends; what a text or a block
    follows is looked up in the tree only where the two could be taken for one.
    """
    event_of = _tag_events().get
    buffer: list[str] = []
    place = _BREAK
    fresh = True  # no text yet since the last break or cell began
    said = False  # some text since the last break
    shown = True
    for node in body.traverse(include_text=True):
        event = event_of(node.tag_id)
        if event is None:
            continue
        if event == _TEXT_NODE:
            text = node.text_content or ""
            if not shown:
                shown = True
            elif fresh:
                buffer.append(text)
                if text and not text.isspace():
                    fresh = False
                    said = True
            elif not text or text.isspace() or not _follows_block(node):
                buffer.append(text)
            elif place == _ROW and _in_cell(node):
                buffer += (_LINE_MARK, text)
            else:
                yield "".join(buffer), place
                buffer = [text]
                place = _BREAK
            continue
        if event == _CELL:
            if not fresh:
                buffer.append(_CELL_MARK)
        elif event == _BREAK and place == _ROW and _in_cell(node):
            buffer.append(_LINE_MARK)
        elif event == _UNSHOWN:
            shown = False
            continue
        else:
            if said:
                yield "".join(buffer), place
            buffer = []
            said = False
            place = event
        fresh = True
    yield "".join(buffer), place


def _follows_block(node: LexborNode) -> bool:
    """Tell whether a block ends right before this text, so that the two must not be glued together."""
    events = _tag_events()
    at: LexborNode | None = node
    while at is not None:
        before = at.prev
        if before is not None:
            return events.get(before.tag_id, 0) in (_BREAK, _PRE)
        at = at.parent
        if at is None or at.tag_id in events:
            return False
    return False


def _in_cell(node: LexborNode) -> bool:
    """Tell whether a node stands in a table cell, rather than behind the table whose row was read last."""
    events = _tag_events()
    at = node.parent
    while at is not None:
        if events.get(at.tag_id) == _CELL:
            return True
        at = at.parent
    return False


_BULLET = re.compile(r"(?:[•●·▪■◦○►➢❖*o–—-]|\uf0b7|\uf0a7|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])$")
_INVISIBLE = "\u200b\ufeff\u00ad\u2060"
# A cell longer than this is running text that a table lays out, not a table of data; such cells begin at
# about 200 characters in real filings, while data cells with long labels stay under 150.
_PROSE_CELL = 240


def clean(text: str) -> str:
    """Return the text with white space folded to single spaces and invisible characters removed."""
    if "  " not in text and text.isprintable():  # white space but the plain space is not printable
        return text.strip()
    if not text.isascii():
        for character in _INVISIBLE:  # four searches are ten times faster than one str.translate
            if character in text:
                text = text.replace(character, "")
    return " ".join(text.split())


def _add_row(row: str, lines: list[Line]) -> None:
    row = clean(row)
    cells = [text for cell in row.split(_CELL_MARK) if (text := cell.strip(_PADDING))]
    if len(cells) == 2 and len(cells[0]) < 6 and _BULLET.match(cells[0]):
        lines.append((" ".join(cells).replace(_LINE_MARK, " "), "list_item"))
    elif len(cells) > 1 and (len(row) < _PROSE_CELL or not _lays_out_prose(cells)):
        lines.append(("\t".join(cells).replace(_LINE_MARK, " "), "table"))
    else:
        parts = (part.strip() for cell in cells for part in cell.split(_LINE_MARK))
        lines += [(part, _prose_kind(part)) for part in parts if part]


_PADDING = " " + _LINE_MARK


def _lays_out_prose(cells: list[str]) -> bool:
    return max(map(len, cells)) > _PROSE_CELL and any(cell.endswith((".", ";", ":")) for cell in cells)


_LIST_ITEM = re.compile(r"(?:[•●·▪■◦○►➢❖]|\uf0b7|\uf0a7|[o*–—-](?=\s))\s*\|?\s*\S")
_ENDS_LIKE_PROSE = re.compile(r"[.!?;:,][\"'”’)\]]*$")


def _prose_kind(line: str) -> BlockKind:
    if (not line[0].isalnum() or line.startswith("o ")) and _LIST_ITEM.match(line):
        return "list_item"
    if 3 < len(line) <= 120 and not line[0].islower() and not _ENDS_LIKE_PROSE.search(line, len(line) - 4):
        return "heading"
    return "paragraph"


# --- plain text ---------------------------------------------------------------------------------------------

_SGML = re.compile(r"</?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d+|TEXT|R|B|I)>", re.IGNORECASE)
_RULE = re.compile(r"[\s\-=_+*|~.]{3,}$")
_COLUMNS = re.compile(r"\S(?: {3,}|\.{4,}|\t+ *)\S")
_NUMBER_CELL = re.compile(r"(?: {2,}|\.{3,}|\t)\s*\$?\s*\(?\d[\d,.]*\)?%?\s*$")
_ITEM_START = re.compile(r"\s*(?:[•●·▪■◦○►➢❖]|[o*–—-]\s|\(\w{1,4}\)\s|\d{1,2}[.)]\s)")
_TERMINAL = re.compile(r"[.!?:;][\"'”’)\]]*$")


def _text_lines(text: str, dropped: Counter[str]) -> Iterator[Line]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n<PAGE>\n").split("\n")
    width = _wrap_width(lines)
    held: list[Line] = []  # furniture met inside a paragraph, put behind it
    paragraph: list[str] = []
    in_table = blank = False
    for raw in lines:
        line = raw.rstrip()
        stripped = _SGML.sub("", line).strip() if "<" in line else line.strip()
        if "<" in line and stripped != line.strip():
            dropped["sgml"] += len(line.strip()) - len(stripped)
            in_table = _in_table(line, in_table)
        if not stripped or _is_rule(stripped):
            dropped["rules"] += len(stripped)
            blank = True
            continue
        if _PAGE_NUMBER.match(stripped):
            held.append((stripped, "furniture"))
            blank = True
            continue
        row = in_table or _is_row(stripped)
        if paragraph and (row or not _continues(paragraph, line, stripped, blank, bool(held), width)):
            yield from _paragraph(paragraph)
            paragraph = []
        if not paragraph:
            yield from held
            held.clear()
        if row:
            yield "\t".join(clean(c) for c in re.split(r" {2,}|\.{4,}|\t+", stripped) if c.strip(" .")), "table"
        else:
            paragraph.append(line)
        blank = False
    yield from _paragraph(paragraph)
    yield from held


def _in_table(line: str, now: bool) -> bool:
    upper = line.upper()
    return False if "</TABLE>" in upper else (True if "<TABLE>" in upper else now)


def _is_rule(stripped: str) -> bool:
    return _RULE.match(stripped) is not None


def _is_row(stripped: str) -> bool:
    # Justified text is full of double and triple spaces, so one wide gap makes no row: it takes two, or a
    # figure alone at the end of the line.
    gaps = len(_COLUMNS.findall(stripped))
    return gaps >= 2 and not stripped.endswith((".", ",", ";")) or (gaps == 1 and bool(_NUMBER_CELL.search(stripped)))


def _wrap_width(lines: list[str]) -> int:
    """Return the column at which the text is hard-wrapped, 0 when paragraphs stand on one line each."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if not lengths:
        return 0
    longest = lengths[int(len(lengths) * 0.98)]
    # Hard-wrapped filings have 65 to 132 columns, converted ones up to 250; beyond that lines are paragraphs.
    return longest if 40 <= longest <= 260 else 0


def _continues(paragraph: list[str], line: str, stripped: str, blank: bool, furniture: bool, width: int) -> bool:
    """Tell whether a line goes on with the paragraph before it."""
    last = paragraph[-1].strip()
    if _ITEM_START.match(line):
        return False
    broken = not _TERMINAL.search(last) and stripped[0].islower() and len(last) > 30
    if blank:
        return broken and (furniture or not width)
    if not width:
        return broken
    if len(last) < 0.6 * width and (_TERMINAL.search(last) or stripped[0].isupper()):
        return False  # a short line ends its paragraph, or is a heading
    indent = len(line) - len(line.lstrip())
    begun = len(paragraph[-1]) - len(paragraph[-1].lstrip())
    return not (indent >= begun + 2 and len(paragraph) > 1 and _TERMINAL.search(last))


def _paragraph(lines: list[str]) -> Iterator[Line]:
    if joined := clean(" ".join(lines)):
        joined = re.sub(r"(?<=[a-z])- (?=[a-z])", "-", joined)
        yield joined, _prose_kind(joined)


# --- furniture ----------------------------------------------------------------------------------------------

_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—(\[]?\s*(?:[A-Z]{1,2}-)?(?:\d{1,3}|[ivxl]{1,6})\s*[-–—)\]]?(?:\s+of\s+\d{1,3})?$|[-–—]+$",
    re.IGNORECASE,
)
_BACK_LINK = re.compile(r"(?:return to |back to )?(?:table of contents|index)$", re.IGNORECASE)


def _mark_furniture(lines: list[Line]) -> list[Line]:
    """Mark page numbers, back links, and headers that are repeated beside them, as furniture."""
    marks = [
        i
        for i, (text, kind) in enumerate(lines)
        if len(text) < 32 and kind != "table" and (_PAGE_NUMBER.match(text) or _BACK_LINK.match(text))
    ]
    for i in marks:
        lines[i] = lines[i][0], "furniture"
    near = {k for i in marks for k in range(max(0, i - 2), min(len(lines), i + 3))}.difference(marks)
    beside = {text: n for text, n in Counter(lines[k][0] for k in near).items() if n >= 5 and len(text) < 100}
    # A running header stands beside most page marks; a subheading that recurs ("Competition") does not.
    total = Counter(text for text, _ in lines) if beside else beside
    running = {text for text, n in beside.items() if n >= 0.8 * total[text]}
    return [(text, "furniture") if text in running else (text, kind) for text, kind in lines] if running else lines


def _document(lines: list[Line], dropped: Counter[str]) -> Document:
    texts = [text for text, _ in lines]
    ends = list(accumulate((len(text) + 1 for text in texts), initial=0))
    blocks = tuple(map(Block, ends, (end - 1 for end in ends[1:]), (kind for _, kind in lines)))
    return Document("\n".join(texts), blocks, tuple(sorted((k, n) for k, n in dropped.items() if n)))
