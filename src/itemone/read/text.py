"""Plain text of 1993 to 2001, and text that somebody pasted -> lines of a document."""

from __future__ import annotations

import re
from collections import Counter

from itemone.read.line import PAGE_NUMBER, Line, clean, kind_of

_SGML = re.compile(r"</?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d+|TEXT|R|B|I)>", re.IGNORECASE)
_RULE = re.compile(r"[\s\-=_+*|~.]{3,}$")
_GAP = re.compile(r"\S(?: {3,}|\.{4,}|\t+ *)\S")
_BETWEEN_CELLS = re.compile(r" {2,}|(?<=\.{4})(?!\.) *|\t+")
_NUMBER_CELL = re.compile(r"(?: {2,}|\.{3,}|\t)\s*\$?\s*\(?\d[\d,.]*\)?%?\s*$")
_ITEM_START = re.compile(r"\s*(?:[•●·▪■◦○►➢❖]|[o*–—-]\s|\(\w{1,4}\)\s|\d{1,2}[.)]\s)")
_TERMINAL = re.compile(r"[.!?:;][\"'”’)\]]*$")
# No paragraph and no heading ends in one of these words.
_LEANS_ON_NEXT = re.compile(
    r"\b(?:the|an?|of|to|in|for|and|or|with|by|on|at|from|as|our|its|their|your|this|these|is|are|was|were|that|which|"
    r"who|between|into|under|per|approximately|including|The|A|In|Our)$|\($"
)
_LINE_END_HYPHEN = re.compile(r"(?<=[a-z])- (?=[a-z])")


def text_lines(text: str, dropped: Counter[str]) -> list[Line]:
    """Return the lines of a plain text, hard wraps joined; tags and rules are counted in `dropped`."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n").split("\n")
    joiner = _Joiner(_wrap_width(raw), dropped)
    for line in raw:
        joiner.add(line.rstrip())
    return joiner.close()


def _wrap_width(lines: list[str]) -> int:
    """Return the column at which the text is hard-wrapped, 0 when paragraphs stand on one line each."""
    lengths = sorted(length for line in lines if (length := len(line.strip())) >= 40)
    if not lengths:
        return 0
    # Most lines of running text are nearly full; the longest are tables, or lines that a converter joined.
    typical = lengths[int(len(lengths) * 0.8)]
    # Hard-wrapped filings have 65 to 132 columns, converted ones up to 250; beyond that lines are paragraphs.
    return typical if typical <= 260 else 0


class _Joiner:
    """Joins the lines of one paragraph; what a page break puts into its middle is held until it is complete."""

    def __init__(self, width: int, dropped: Counter[str]) -> None:
        self._width = width
        self._dropped = dropped
        self._done: list[Line] = []
        self._paragraph: list[str] = []
        self._held: list[Line] = []
        self._in_table = False
        self._after_blank = False
        self._after_page = False

    def add(self, line: str) -> None:
        """Take the next line of the file, without white space at its end."""
        text = self._without_tags(line) if "<" in line else line.strip()
        if not text:
            self._after_blank = True
        elif _RULE.match(text):
            self._held.append((text, "furniture"))
            self._after_blank = True
        elif PAGE_NUMBER.match(text):
            self._held.append((text, "furniture"))
            self._after_page = self._after_blank = True
        elif self._in_table or _is_row(text):
            self._end_paragraph()
            cells = filter(None, map(clean, _BETWEEN_CELLS.split(text)))
            self._done.append(("\t".join(cells), "table"))
            self._after_blank = False
        else:
            if not self._continues(line, text):
                self._end_paragraph()
            self._paragraph.append(line)
            self._after_blank = False

    def close(self) -> list[Line]:
        """Return all lines, after the last was added."""
        self._end_paragraph()
        return [line for line in self._done if line[0]]

    def _without_tags(self, line: str) -> str:
        text = _SGML.sub("", line).strip()
        self._dropped["sgml"] += len(line.strip()) - len(text)
        upper = line.upper()
        if "<TABLE>" in upper or "</TABLE>" in upper:
            self._in_table = "</TABLE>" not in upper
        return text

    def _continues(self, line: str, text: str) -> bool:
        """Tell whether a line goes on with the paragraph before it."""
        if not self._paragraph or _ITEM_START.match(line):
            return False
        last = self._paragraph[-1].strip()
        ended = _TERMINAL.search(last) is not None
        broken = not ended and len(last) > 30 and (text[0].islower() or bool(_LEANS_ON_NEXT.search(last)))
        if self._after_blank:
            return broken and (self._after_page or not self._width)
        if broken or not self._width:
            return broken
        if len(last) < 0.6 * self._width and (ended or text[0].isupper()):
            return False  # a short line ends its paragraph, or is a heading
        opens = _indent(line) >= _indent(self._paragraph[-1]) + 2
        return not (opens and ended and len(self._paragraph) > 1)

    def _end_paragraph(self) -> None:
        if joined := clean(" ".join(self._paragraph)):
            joined = _LINE_END_HYPHEN.sub("-", joined)
            self._done.append((joined, kind_of(joined)))
        self._done += self._held
        self._paragraph.clear()
        self._held.clear()
        self._after_page = False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_row(text: str) -> bool:
    # Justified text is full of double and triple spaces, so one wide gap makes no row: it takes two, or a
    # figure alone at the end of the line.
    gaps = len(_GAP.findall(text))
    if gaps == 1:
        return _NUMBER_CELL.search(text) is not None
    return gaps >= 2 and not text.endswith((".", ",", ";"))
