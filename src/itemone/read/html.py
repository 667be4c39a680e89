"""HTML and iXBRL -> lines of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from itemone.read.line import Line, clean, kind_of
from itemone.read.text import text_lines

_HTML_TAG = re.compile(rb"<(?:html|body|div|p|br|font|td|tr|span|center|pre)[\s>/]", re.IGNORECASE)


def is_html(raw: bytes) -> bool:
    """Tell HTML from plain text; the SGML tags of old text filings (<PAGE>, <TABLE>, <S>) are no HTML."""
    return _HTML_TAG.search(raw, 0, 200_000) is not None


_BLOCKS = (
    "p div hr li ul ol dl dt dd center blockquote h1 h2 h3 h4 h5 h6 address section article header footer "
    "form fieldset caption title nav main aside figure table"
).split()
_TEXT_NODE, _BREAK, _LINE, _ROW, _CELL, _PRE, _UNSHOWN = range(1, 8)
# Marks that no HTML text holds (the parser replaces NUL) and that Python does not fold as white space.
_LINE_MARK, _CELL_MARK, _BR_MARK = "\x01", "\x00", "\x02"
Chunk = tuple[str, int]  # text between two breaks, and what it stands in: _BREAK, _ROW or _PRE


@cache
def _tag_events() -> dict[int, int]:
    """Map Lexbor's tag ids (a C enum that Python does not see) to what the tag means for the text."""
    parser = LexborHTMLParser("<html><body></body></html>")
    names = dict.fromkeys(_BLOCKS, _BREAK)
    names |= {"br": _LINE, "tr": _ROW, "td": _CELL, "th": _CELL, "pre": _PRE, "script": _UNSHOWN, "style": _UNSHOWN}
    events = {parser.create_node(name).tag_id: event for name, event in names.items()}
    paragraph = LexborHTMLParser("<p>x</p>").css_first("p")
    text = paragraph.first_child if paragraph else None
    return events | ({text.tag_id: _TEXT_NODE} if text else {})


def html_lines(source: bytes, dropped: Counter[str]) -> list[Line]:
    """Return the lines of an HTML document in utf-8; what is not shown is counted in `dropped`."""
    source = _with_pictured_headings(_flattened(source))
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
            lines += text_lines("\n".join(preformatted), dropped)
            preformatted.clear()
        if place == _ROW:
            _add_row(text, lines)
        elif _BR_MARK in text:  # often the hard wraps of a typewriter: joined like those of a plain text
            lines += text_lines("\n".join(map(clean, text.split(_BR_MARK))), dropped)
        elif line := clean(text):
            lines.append((line, kind_of(line)))
        elif _EMPTY_LINE in text:  # how some programs write an empty paragraph: it parts what stands around it
            lines.append((_EMPTY_LINE, "furniture"))
    lines += text_lines("\n".join(preformatted), dropped)
    if _is_typewritten(lines):
        return text_lines("\n".join(text for text, _ in lines), dropped)
    return lines


_EMPTY_LINE = "\u200b"
_NESTS = re.compile(rb"<(?:div|center|blockquote|[uod]l|li|d[dt])\b[^>]*>", re.IGNORECASE)
_NESTS_END = re.compile(rb"</(?:div|center|blockquote|[uod]l|li|d[dt])\b", re.IGNORECASE)


def _flattened(source: bytes) -> bytes:
    """Return the source with line breaks for its block tags when it opens them in long runs and closes none.

    The parser needs the square of the depth of such blocks: 12 s for 40,000 open lists. No real filing was met that
    nests more than dozens, so samples of the source tell.
    """
    for at in range(0, len(source), 32_768):
        sample = source[at : at + 4_096]
        if sample.count(b"<") < 150:
            continue
        opened = len(_NESTS.findall(sample))
        if opened > 150 and len(_NESTS_END.findall(sample)) < opened // 10:
            return _NESTS.sub(b"<br>", source)
    return source


_PICTURED = re.compile(
    rb"<img\b[^>]{0,500}?\balt\s*=\s*[\"']\s*((?:part|item)\s[^\"'<>]{1,150})[\"'][^>]{0,500}>", re.IGNORECASE
)


def _with_pictured_headings(source: bytes) -> bytes:
    """Put the words of a picture that shows an item's heading into the text, as the words that a reader sees."""
    pictures = source.count(b"<img") + source.count(b"<IMG")
    # Reports have some dozens; each is looked at as far as its tag may reach.
    return _PICTURED.sub(rb"\1", source) if 0 < pictures < 5_000 else source


def _is_typewritten(lines: list[Line]) -> bool:
    """Tell whether each line of a hard-wrapped text became a paragraph of its own, as some converters do.

    In such a filing a quarter of the paragraphs and more go on in the next one; in 130 others at most 0.07 do.
    """
    prose = [text for text, kind in lines if kind not in ("table", "furniture")]
    broken = sum(after[0].islower() and before[-1] not in ".:;!?" for before, after in pairwise(prose))
    return len(prose) > 100 and broken > 0.15 * len(prose)


_STYLED_AWAY = re.compile(rb"display: ?none[^>]*>\s*(?:&#160;|&nbsp;)?\s*(</?t[dr])?")
_STYLED_AWAY_IN_CAPITALS = re.compile(_STYLED_AWAY.pattern.replace(b"display: ?none", b"DISPLAY: ?(?i:none)"))


def _drop_hidden(body: LexborNode, source: bytes, dropped: Counter[str]) -> None:
    """Remove what a browser would not show: the iXBRL header and elements styled away."""
    header = body.css_first(r"ix\:header") if b"<ix:header" in source else None
    if header is not None:
        _drop(header, dropped)
    # To select by style looks at every element of the tree, which costs a fifth of a parse; most hidden elements
    # are empty cells, and one is the wrapper of the header. Programs write iXBRL, and write it in small letters.
    patterns = (_STYLED_AWAY, _STYLED_AWAY_IN_CAPITALS) if header is None else (_STYLED_AWAY,)
    hidden = (match for pattern in patterns for match in pattern.finditer(source))
    if sum(not _is_empty_cell(source, match) for match in hidden) > (header is not None):
        # Backwards, for an element goes with all that is in it.
        for node in reversed(body.css("[style*='display:none' i], [style*='display: none' i]")):
            _drop(node, dropped)


def _drop(node: LexborNode, dropped: Counter[str]) -> None:
    dropped["hidden"] += len(node.text())
    node.decompose()


def _is_empty_cell(source: bytes, styled: re.Match[bytes]) -> bool:
    tag = source.rfind(b"<", 0, styled.start())
    return styled.group(1) is not None and source[tag : tag + 3].lower() == b"<td"


def _chunks(body: LexborNode) -> Iterator[Chunk]:  # noqa: PLR0912 -- one state machine
    """Yield the text between two breaks; in a row, marks split its cells and the lines of a cell.

    The walk is in document order and tells where an element begins, not where it ends; what a text or a block
    follows is looked up in the tree only where the two could be taken for one.
    """
    event_of = _tag_events().get
    buffer: list[str] = []
    place = _BREAK
    cell = body  # the table cell that began last
    fresh = True  # no text yet since the last break or cell began
    said = False  # some text since the last break
    unshown = False  # a script or style began right before
    for node in body.traverse(include_text=True):
        event = event_of(node.tag_id, 0)
        if not event:
            continue
        if event == _TEXT_NODE:
            text = node.text_content or ""
            if unshown and _is_unshown(node):
                continue
            if fresh:
                buffer.append(text)
                if text and not text.isspace():
                    fresh = False
                    said = True
            elif not text or text.isspace() or not _follows_block(node):
                buffer.append(text)
            elif place == _ROW and _in_cell(node, cell):
                buffer += (_LINE_MARK, text)
            else:
                yield "".join(buffer), place
                buffer = [text]
                place = _BREAK
            continue
        if event == _CELL:
            cell = node
            if not fresh:
                buffer.append(_CELL_MARK)
        elif event in (_BREAK, _LINE) and place == _ROW and _in_cell(node, cell):
            buffer.append(_LINE_MARK)
        elif event == _LINE and place == _BREAK:
            buffer.append(_BR_MARK)
        elif event == _UNSHOWN:
            unshown = True
            continue
        else:
            if said:
                yield "".join(buffer), place
            buffer = []
            said = False
            place = _BREAK if event == _LINE else event
        fresh = True
    yield "".join(buffer), place


def _is_unshown(text: LexborNode) -> bool:
    return text.parent is not None and _tag_events().get(text.parent.tag_id) == _UNSHOWN


def _follows_block(node: LexborNode) -> bool:
    """Tell whether a block ends right before this text, so that the two must not be glued together."""
    events = _tag_events()
    at: LexborNode | None = node
    while at is not None:
        before = at.prev
        if before is not None:
            return events.get(before.tag_id, 0) in (_BREAK, _LINE, _PRE)
        at = at.parent
        if at is None or at.tag_id in events:
            return False
    return False


def _in_cell(node: LexborNode, cell: LexborNode) -> bool:
    """Tell whether a node stands in the cell that began last, rather than behind the table of that cell."""
    events = _tag_events()
    at = node.parent
    while at is not None:
        if events.get(at.tag_id) == _CELL:
            return at.mem_id == cell.mem_id
        at = at.parent
    return False


_BULLET = re.compile(r"(?:[•●·▪■◦○►➢❖*o–—-]|\uf0b7|\uf0a7|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])$")
# A cell longer than this that ends a sentence is running text that a table lays out, not data. Two to three lines
# of a page: labels of data are shorter.
_PROSE_CELL = 240


def _add_row(row: str, lines: list[Line]) -> None:
    row = clean(row)
    cells = [text for cell in row.split(_CELL_MARK) if (text := cell.strip(_PADDING))]
    if len(cells) == 2 and len(cells[0]) < 6 and _BULLET.match(cells[0]):
        lines.append((" ".join(cells).replace(_LINE_MARK, " "), "list_item"))
    elif len(cells) > 1 and (len(row) < _PROSE_CELL or not _lays_out_prose(cells)):
        lines.append(("\t".join(cells).replace(_LINE_MARK, " "), "table"))
    else:
        parts = (part.strip() for cell in cells for part in cell.split(_LINE_MARK))
        lines += [(part, kind_of(part)) for part in parts if part]


_PADDING = " " + _LINE_MARK


def _lays_out_prose(cells: list[str]) -> bool:
    return max(map(len, cells)) > _PROSE_CELL and any(cell.endswith((".", ";", ":")) for cell in cells)
