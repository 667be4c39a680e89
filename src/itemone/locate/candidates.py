"""Lines that may be the heading of an item, and why one is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from itemone.data import Block, Document
from itemone.items import BEGINS_NO_ITEM, ItemLine, also_item_2, bare_line, despaced, item_line, titled

STRONG, NAMED, WEAK = 3.0, 2.0, 1.0  # number and title; title alone; number and another title


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that names an item; `note` says why it is no heading, and is empty when it may be one."""

    index: int  # of its block
    start: int  # offset of its first character
    number: str
    text: str
    weight: float
    also: tuple[str, ...] = ()  # the items that it names beside its own: "2" in "Items 1 and 2"
    stacked: bool = False  # the heading of Item 2 stands right behind it, and nothing says that the two are one
    note: str = ""


CONTENTS = "entry of a table of contents"
MENTION = "mention in a sentence"
CONTINUED = "running head"

_GOES_ON = r"""["”]?\s+(?:of|in|to|under)\s+(?:this|our|the\s+(?:annual|company['’]s\s+(?:annual|form)))
        | \s+(?:above|below|herein|section|included|contained|appearing|set\s+forth)\b"""
_MENTION = re.compile(rf"""[\"”’',;)]+\s*\w | {_GOES_ON}""", re.IGNORECASE | re.VERBOSE)
# In a short line a comma may go on with the title: "Business, Properties and Legal Proceedings".
_MENTION_IN_LINE = re.compile(
    rf"""[\"”’';)]+\s*\w | ,\s*(?:\W*item|(?-i:[a-z])) | {_GOES_ON}""", re.IGNORECASE | re.VERBOSE
)
_CONTINUED = re.compile(r"\W*\(?(?:continued|cont['’]?d)\b", re.IGNORECASE)
_REST_OF_TITLE = re.compile(
    r"\w*(?:\s+(?:factors|staff|comments|security|proceedings|estate|holdings)\b)*"
    r"(?:\s+of\s+(?:the\s+)?(?:registrant|company)\b)?(?:\s+and\s+(?:propert|descr|item\s*2).*)?",
    re.IGNORECASE,
)
# A line before a heading ends a sentence or is a heading itself; a sentence that ends so goes on in the next line.
_LEADS_ON = re.compile(
    r"(?:\b(?:see|in|under|and|or|to|the|captions?|captioned|entitled|titled|our|with|also)|[,“(]|\bbelow[.:])$"
)
# A title that a sentence follows in the same paragraph: "Business. The Company makes ...".
_RUN_IN = re.compile(r"[^.:–—-]{3,60}[.:–—-]")
_ITEM_ALONE = re.compile(r"(?:part\s+i\W*)?items?\W*$", re.IGNORECASE)
_PAGE_AT_END = re.compile(
    r"(?<![Ii]tem)(?<!ITEM)(?:[\s.]|\t)(?:[A-Z]-)?\d{1,3}(?:\s*(?:[-–—,]|and|to)\s*(?:[A-Z]-)?\d{1,3})*\W*$"
)
_JOINS = frozenset(("", "and", "business", "business and"))  # what may stand between the headings of Items 1 and 2
_WORDS = re.compile(r"\w+")
_AND_PROPERTIES = re.compile(r"\W*(?:and|&)\s+(?:description\s+of\s+)?propert", re.IGNORECASE)
_NOT_ITEM_1 = re.compile(
    r"\W*(?:condensed|consolidated|unaudited|interim)?\s*(?:financial|legal|election)", re.IGNORECASE
)
_UNNUMBERED = {
    "1": r"(?:general\s+)?description\s+of\s+(?:the\s+|our\s+)?(?:company['’]?s?\s+)?business|"
    r"(?:our\s+|the\s+)?business|(?:our\s+)?business\s+(?:overview|description)|business\s+and\s+properties",
    "1A": r"(?:our\s+)?risk\s+factors",
    "1B": r"unresolved\s+(?:sec\s+)?staff\s+comments",
    "1C": r"cybersecurity",
    "2": r"(?:(?:our|description\s+of)\s+)?propert(?:y|ies)",
    "3": r"legal\s+proceedings",
    "4": r"mine\s+safety\s+disclosures?|submission\s+of\s+matters.{0,60}",
    "5": r"market\s+for\s+(?:the\s+|our\s+)?(?:registrant|company|common)\b.{0,160}",
}
_UNNUMBERED_PATTERNS = {n: re.compile(rf"(?:part\s+i\W+)?(?:{t})\W*$", re.IGNORECASE) for n, t in _UNNUMBERED.items()}
_FIRST_LETTERS = frozenset("gdbotuprclmsGDBOTUPRCLMS")
# Characters between two entries of a table of contents; the shortest real Items 1 are ten times as long.
_CONTENTS_GAP = 250
# Lines that are looked at: a filing with a running head on each page has some hundreds, a hostile text a million.
_MOST_LINES = 5_000


def numbered(document: Document) -> list[Candidate]:
    """Return the lines that begin with "Item" and a number, in document order."""
    text = document.text
    found: list[Candidate] = []
    for index, block in enumerate(document.blocks):
        if text[block.start] in BEGINS_NO_ITEM or block.kind == "furniture":
            continue
        line = text[block.start : min(block.end, block.start + 300)]
        if _ITEM_ALONE.match(line):  # "Item", "1.", "Business" on three lines
            line += " " + text[block.end + 1 : block.end + 200]
        item = item_line(line)
        if item and (candidate := _candidate(document, index, item, line)):
            found.append(candidate)
            if len(found) == _MOST_LINES:
                break
    return _marked(document, _with_item_2(document, found))


def bare(document: Document) -> list[Candidate]:
    """Return the lines like "1. Business" and "1A. Risk Factors", which leave out the word "Item"."""
    found: list[Candidate] = []
    for index, line in _short_lines(document, frozenset("(0123456789")):
        if item := bare_line(line):
            made = _made(document, index, item, line, STRONG)
            found.append(replace(made, note=CONTENTS) if _PAGE_AT_END.search(line) else made)
    return _marked(document, found[:_MOST_LINES])


def unnumbered(document: Document) -> list[Candidate]:
    """Return the lines that are an item's title and nothing else: "Business", "Risk Factors"."""
    found: list[Candidate] = []
    for index, line in _short_lines(document, _FIRST_LETTERS):
        title = despaced(line)
        for number, pattern in _UNNUMBERED_PATTERNS.items():
            if pattern.match(title):
                item = ItemLine(number, title, also_item_2(number, title))
                found.append(_made(document, index, item, line, NAMED))
    return _marked(document, found[:_MOST_LINES])


def _short_lines(document: Document, first: frozenset[str]) -> Iterator[tuple[int, str]]:
    # Furniture too: where titles have no numbers, the head of each page is often the title of its part.
    for index, block in enumerate(document.blocks):
        if block.end - block.start <= 200 and document.text[block.start] in first:
            yield index, block.span.of(document.text)


def _with_item_2(document: Document, found: list[Candidate]) -> list[Candidate]:
    """Take the headings of Items 1 and 2 for one when only "and", or nothing, stands between their lines."""
    joined = list(found)
    for n, (first, second) in enumerate(pairwise(found)):
        if (first.number, second.number) != ("1", "2") or second.start - first.start >= 200 or first.note:
            continue
        between = document.text[document.blocks[first.index].end : second.start].lower()
        if " ".join(_WORDS.findall(between)) in _JOINS:
            linked = re.search(r"\band\b|&", f"{first.text} {between}", re.IGNORECASE)
            joined[n] = replace(first, also=("2",), stacked=linked is None)
    return joined


def _candidate(document: Document, index: int, item: ItemLine, line: str) -> Candidate | None:
    """Return what a line that begins with an item number is, None when nothing tells that it names an item."""
    block = document.blocks[index]
    shown = block.span.of(document.text)
    if re.sub(r"[\W\d_]", "", item.title) == "":
        # "Item 1." alone: its title stands in the next block, or that is the heading and this the page's header.
        shown = _next_title(document, index)
        inner = item_line(shown)
        title = inner.title if inner and inner.number == item.number else despaced(shown)
        item = ItemLine(
            item.number, title, item.also or also_item_2(item.number, title) or (inner.also if inner else ())
        )
    elif item.number == "1" and _AND_PROPERTIES.match(_next_title(document, index)):
        item = replace(item, also=("2",))
    made = _made(document, index, item, line, STRONG)
    end = titled(item.number, item.title)
    if end is None:
        return replace(made, weight=WEAK) if _may_be_title(item.number, item.title, block) else None
    short = len(shown) <= 120
    paged = len(shown) < 200 and _PAGE_AT_END.search(shown) is not None and not made.also
    note = "" if made.also and short else _why_no_heading(document, index, item.title, end, shown)
    return replace(made, note=note or (CONTENTS if paged else ""))


def _made(document: Document, index: int, item: ItemLine, line: str, weight: float) -> Candidate:
    return Candidate(index, document.blocks[index].start, item.number, line[:120].strip(), weight, item.also)


def _may_be_title(number: str, title: str, block: Block) -> bool:
    """Tell whether words that no form gives an item may be its title all the same: short, and no sentence."""
    words = re.sub(r"^\W+", "", title)
    return (
        number in _UNNUMBERED  # the items around Item 1
        and block.end - block.start <= 120
        and block.kind in ("heading", "table", "paragraph")
        and 2 < len(words) <= 90
        and not words[0].islower()
        and not title.lstrip(" .:-–—").startswith(("“", '"', "‘", "(", ",", ";"))
        and not words.endswith((",", ";"))
        and not (number == "1" and _NOT_ITEM_1.match(title))
    )


def _why_no_heading(document: Document, index: int, title: str, end: int, shown: str) -> str:
    """Return why a line with the right number and title is no heading, "" when it may be one."""
    block = document.blocks[index]
    rest = _REST_OF_TITLE.match(title, end)
    after = title[rest.end() if rest else end :]
    if _CONTINUED.match(after):
        return CONTINUED
    mention = _MENTION if len(shown) > 120 else _MENTION_IN_LINE
    if title.lstrip(" .:-–—")[:1] in ("“", '"', "‘") or mention.match(after):
        return MENTION
    if block.kind == "paragraph" and re.match(r"\s+[a-z]", after) and (len(shown) > 120 or shown.endswith(".")):
        return MENTION
    if block.kind == "list_item" and document.text[block.start] not in "-–—":
        return MENTION
    before = next((b for b in reversed(document.blocks[max(0, index - 4) : index]) if b.kind != "furniture"), None)
    if before and before.kind in ("paragraph", "heading") and _LEADS_ON.search(document.text, before.start, before.end):
        return MENTION
    return ""


def _next_title(document: Document, index: int) -> str:
    """Return the text of the block behind a number that stands alone, but none of a sentence ("Our business is")."""
    for block in document.blocks[index + 1 : index + 4]:
        if block.kind != "furniture":
            text = document.text[block.start : min(block.end, block.start + 200)]
            return text if len(text) <= 120 or _RUN_IN.match(text) else ""
    return ""


def _marked(document: Document, found: list[Candidate]) -> list[Candidate]:
    """Mark the entries of tables of contents that show no page numbers: Item 1 and others in quick succession."""
    runs: list[list[Candidate]] = []
    for candidate in found:
        last = runs[-1][-1] if runs else None
        if last and not (candidate.number == "1" and last.number != "1") and _listed(document, last, candidate):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    # Items 1A to 4 are often a line each ("Not applicable."); only a run that holds Item 1 is a table of contents.
    marked: list[Candidate] = []
    for run in runs:
        listed = len({c.number for c in run}) >= 3 and run[0].number == "1"
        marked += [replace(c, note=c.note or CONTENTS) for c in run] if listed else run
    return marked


def _listed(document: Document, first: Candidate, second: Candidate) -> bool:
    """Tell whether two candidates stand so near as the entries of a list do."""
    gap = second.start - first.start
    between = document.blocks[first.index + 1 : second.index]
    if any(block.kind == "paragraph" and block.end - block.start > 40 for block in between):
        return False
    if gap < _CONTENTS_GAP:
        return True
    # The entries of an item's subheadings stand between, with a page number each.
    lines = [block.span.of(document.text) for block in between if block.kind != "furniture"]
    paged = sum(_PAGE_AT_END.search(" " + line) is not None for line in lines)
    return gap < (4_000 if paged >= 0.6 * len(lines) else 1_200) and max(map(len, lines), default=999) <= 120
