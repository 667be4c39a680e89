"""Where Item 1 begins and ends, and how sure that is.

An item heading is a block that begins with an item number and the title which Regulation S-K gives that item.
Entries of a table of contents and mentions in sentences are told apart from headings; among the headings of
Item 1, the one with the most text before the next numbered item wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from string import ascii_letters, digits

from itemone.data import Block, Document, Location, Section, Span, Status
from itemone.errors import LocateError

# Titles by item number, as Form 10-K and Form 10-KSB word them; a number with another title is no heading.
_TITLES = {
    "1": r"(?:general\s+)?(?:description\s+of\s+)?(?:the\s+|our\s+)?(?:company['’]?s?\s+)?business|general$|"
    r"the\s+company$",
    "1A": r"risk|certain\s+risk|factors|cautionary|executive\s+officers",
    "1B": r"unresolved|executive\s+officers",
    "1C": r"cyber",
    "2": r"(?:description\s+of\s+)?(?:the\s+|our\s+)?(?:propert|facilit|real\s+estate)",
    "3": r"legal|pending\s+legal|litigation",
    "4": r"submission|mine\s+safety|\W*(?:removed\s+and\s+)?reserved|results\s+of\s+votes",
    "5": r"market|price\s+range",
}
_TITLE_PATTERNS = {number: re.compile(rf"\W*(?:{title})", re.IGNORECASE) for number, title in _TITLES.items()}
_ITEM = re.compile(
    r"""\W{0,3}(?:part\s+(?:i{1,3}v?|one|1)\b\W*)?
        i\s?t\s?e\s?m\s?s?\s*(?:no\.?|number|\#)?\s*
        (?P<number>\d{1,2}|i{1,3}(?=[\s.:–—-])|one\b)\s*\(?(?P<letter>[abc](?![a-z]))?\)?
        (?P<second>\W{0,6}(?:and|&|,|/|through|-|–)\s*(?:items?\s*)?\(?(?:2|two)\)?(?!\d))?
        (?P<rest>.*)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
# "Item", "Part", or a mark before either: most blocks are told from a heading by their first character.
_BEGINS_NO_ITEM = frozenset(ascii_letters + digits) - frozenset("IiPp")
_STARTS_ITEM = re.compile(r"\W{0,3}(?:part\s+(?:i|one|1)|i\s?t\s?e\s?m)", re.IGNORECASE)
_SPACED_LETTERS = re.compile(r"\W*(?:[A-Z] ){3,}[A-Z]\b")
_REST_OF_TITLE = re.compile(
    r"\w*(?:\s+(?:factors|staff|comments|security|proceedings|estate|holdings)\b)*(?:\s+and\s+(?:propert|descr|item\s*2).*)?",
    re.IGNORECASE,
)
# What follows the title in a sentence that only mentions it, or in a running heading of later pages.
_MENTION = re.compile(
    r"""["”’',;)]+\s*\w | ["”]?\s+(?:of|in|to|under)\s+(?:this|our|the\s+(?:annual|company['’]s\s+(?:annual|form)))
        | \W*continued\b | \s+(?:above|below|herein|section|included|contained|appearing|set\s+forth)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ITEM_ALONE = re.compile(r"items?\W*$", re.IGNORECASE)
_AND_ITEM_2 = re.compile(r"\W*(?:description\s+of\s+)?business\W*(?:and|&)\W*item\s*2", re.IGNORECASE)
_PAGE_AT_END = re.compile(r"(?:[\s.]|\t)(?:[A-Z]-)?\d{1,3}(?:\s*[-–,]\s*\d{1,3})*\W*$")
_UNNUMBERED = re.compile(
    r"(?:(?:general\s+)?description\s+of\s+(?:the\s+|our\s+)?business|(?:our\s+|the\s+)?business)\W*$",
    re.IGNORECASE,
)
_COVER = re.compile(r"securities\s+and\s+exchange\s+commission", re.IGNORECASE)
_INCORPORATED = re.compile(r"incorporated\s+(?:in\s+this\s+\w+\s+|herein\s+)?by\s+reference", re.IGNORECASE)
_BUSINESS_WORDS = re.compile(
    r"\b(compan|customer|product|revenue|market|sales|services?|competit|subsidiar|distribut|manufactur|employees|"
    r"agreement|industr|license|business|contract|propert)",
    re.IGNORECASE,
)
# An Item 1 shorter than this is a pointer or a fragment: the shortest of 131 labelled filings has 2,900 characters.
SHORT = 1_500
# The longest of 131 labelled filings (a bank's, with its statistical tables) has 217,000 characters.
LONG = 500_000
# Characters between two entries of a table of contents; the shortest real Items 1 are ten times as long.
_CONTENTS_GAP = 250


@dataclass(frozen=True, slots=True)
class _Heading:
    """A block that begins with an item number."""

    index: int
    start: int
    number: str
    combined: bool
    contents: bool  # stands in a table of contents
    paged: bool  # ends in a page number


def locate(document: Document) -> Section:
    """Find Item 1.

    Raises:
        LocateError: the document neither is an annual report nor reads like its Item 1.
    """
    headings = _headings(document)
    found = _best_numbered(document, headings) or _best_unnumbered(document, headings)
    if found is None:
        return Section(document, _without_heading(document, headings))
    heading, end = found
    return Section(document, _judge(document, heading, end, numbered=heading.number == "1"))


def _headings(document: Document) -> list[_Heading]:
    """Return all blocks that begin with an item number and its title, in order."""
    text = document.text
    found: list[_Heading] = []
    could_be = (i for i, block in enumerate(document.blocks) if text[block.start] not in _BEGINS_NO_ITEM)
    for index in could_be:
        block = document.blocks[index]
        line = text[block.start : min(block.end, block.start + 300)]
        if _ITEM_ALONE.match(line):  # "Item", "1.", "Business" on three lines
            line += " " + text[block.end + 1 : block.end + 200]
        if block.kind != "furniture" and _STARTS_ITEM.match(line) and (match := _ITEM.match(line)):
            heading = _heading(document, index, line, match)
            if heading:
                found.append(heading)
    return _mark_contents(document, found)


def _heading(document: Document, index: int, line: str, match: re.Match[str]) -> _Heading | None:
    """Return the heading that a block makes, None when what follows the number is not its title."""
    number = _number(match)
    pattern = _TITLE_PATTERNS.get(number)
    if pattern is None:
        return None
    block = document.blocks[index].span.of(document.text)
    title, shown = match["rest"], block
    if re.sub(r"[\W\d_]", "", title) == "":
        # "Item 1." alone: its title stands in the next block, or that is the heading and this the page's header.
        title = shown = _next_text(document, index)
        if (inner := _ITEM.match(title)) and _number(inner) == number:
            title = inner["rest"]
    if _SPACED_LETTERS.match(title):  # B U S I N E S S
        title = title.replace(" ", "")
    if not (named := pattern.match(title)) or _is_mention(title, named.end(), document.blocks[index]):
        return None
    with_item_2 = bool(match["second"] or _AND_ITEM_2.match(title))
    paged = len(shown) < 200 and bool(_PAGE_AT_END.search(shown)) and not _AND_ITEM_2.match(title)
    start = document.blocks[index].start
    return _Heading(index, start, number, number == "1" and with_item_2, contents=paged, paged=paged)


def _is_mention(title: str, end: int, block: Block) -> bool:
    """Tell whether a sentence goes on behind the title that ends at `end`, or quotes it."""
    rest = _REST_OF_TITLE.match(title, end)
    after = title[rest.end() if rest else end :]
    if title.lstrip(" .:-–—")[:1] in ("“", '"', "‘") or _MENTION.match(after):
        return True
    return block.kind == "paragraph" and re.match(r"\s+[a-z]", after) is not None


def _number(match: re.Match[str]) -> str:
    written = match["number"].upper()
    number = {"ONE": "1", "I": "1", "II": "2", "III": "3"}.get(written, written.lstrip("0"))
    return number + (match["letter"] or "").upper()


def _next_text(document: Document, index: int) -> str:
    for block in document.blocks[index + 1 : index + 4]:
        if block.kind != "furniture":
            return document.text[block.start : min(block.end, block.start + 200)]
    return ""


def _mark_contents(document: Document, headings: list[_Heading]) -> list[_Heading]:
    """Mark the headings of a table of contents that shows no page numbers: Item 1 and others in quick succession."""
    runs: list[list[_Heading]] = []
    for heading in headings:
        last = runs[-1][-1] if runs else None
        if (
            last
            and heading.start - last.start < _CONTENTS_GAP
            and not (heading.number == "1" and last.number != "1")
            and not _prose_between(document, last, heading)
        ):
            runs[-1].append(heading)
        else:
            runs.append([heading])
    # Items 1A to 4 are often a line each ("Not applicable."); only a run that holds Item 1 is a table of contents.
    marked: list[_Heading] = []
    for run in runs:
        listed = len({h.number for h in run}) >= 3 and run[0].number == "1"
        marked += [replace(h, contents=True) for h in run] if listed else run
    return marked


def _prose_between(document: Document, first: _Heading, second: _Heading) -> bool:
    between = document.blocks[first.index + 1 : second.index]
    return any(block.kind == "paragraph" and block.end - block.start > 40 for block in between)


def _best_numbered(document: Document, headings: list[_Heading]) -> tuple[_Heading, int] | None:
    """Return the heading of Item 1 with the most text up to the next numbered item."""
    best: tuple[_Heading, int] | None = None
    for start in (h for h in headings if h.number == "1" and not h.contents):
        end = _end_after(document, headings, start)
        # A later heading with the same end repeats the first on every page, unless the first stood before the
        # table of contents, or right above the real one as the header of its page.
        if (
            best is None
            or end - start.start > best[1] - best[0].start
            or (best[1] == end and (_contents_between(headings, best[0], start) or start.index == best[0].index + 1))
        ):
            best = (start, end)
    return best


def _contents_between(headings: list[_Heading], first: _Heading, second: _Heading) -> bool:
    return sum(h.contents for h in headings if first.start < h.start < second.start) >= 2


def _end_after(document: Document, headings: list[_Heading], start: _Heading) -> int:
    skipped = {"1", "2"} if start.combined else {"1"}
    for heading in headings:
        if heading.start > start.start and not heading.contents and heading.number not in skipped:
            return document.blocks[heading.index - 1].end
    return len(document.text)


def _best_unnumbered(document: Document, headings: list[_Heading]) -> tuple[_Heading, int] | None:
    """Return a heading that says "Business" or the like without a number, before the next numbered item."""
    later = [h for h in headings if h.number != "1" and not h.contents]
    best: tuple[_Heading, int] | None = None
    for index, block in enumerate(document.blocks):
        if block.kind != "heading" or not _UNNUMBERED.match(block.span.of(document.text)):
            continue
        start = _Heading(index, block.start, "", combined=False, contents=False, paged=False)
        ends = [h for h in later if h.start > start.start]
        if not ends:
            continue
        end = document.blocks[ends[0].index - 1].end
        if end - start.start > SHORT and (best is None or end - start.start > best[1] - best[0].start):
            best = (start, end)
    return best


def _judge(document: Document, heading: _Heading, end: int, *, numbered: bool) -> Location:
    span = Span(heading.start, max(end, heading.start + 1))
    text = span.of(document.text)
    by = "item_heading" if numbered else "unnumbered_heading"
    if len(text) < SHORT and _INCORPORATED.search(text):
        return Location(
            Status.INCORPORATED_BY_REFERENCE,
            f"Item 1 only points to another document, which has to be given instead: {_quote(text)}",
            by,
            span,
        )
    doubt = None
    if len(text) < SHORT:
        doubt = f"only {len(text):,} characters from the heading of Item 1 to the next item"
    elif len(text) > LONG or (end >= len(document.text) and _has_cover(document, heading.start)):
        doubt = f"{len(text):,} characters, and no heading of a later item ends it where one is expected"
    if doubt:
        return Location(Status.SUSPICIOUS, doubt, by, span, (doubt,))
    status = Status.COMBINED if heading.combined else Status.EXTRACTED
    name = "Items 1 and 2" if heading.combined else "Item 1"
    return Location(status, f"{name} from its heading to the next numbered item", by, span)


def _quote(text: str) -> str:
    return repr(text[:160].replace("\n", " ") + ("…" if len(text) > 160 else ""))


def _has_cover(document: Document, before: int) -> bool:
    return _COVER.search(document.text, 0, min(before, 8_000)) is not None


def _without_heading(document: Document, headings: list[_Heading]) -> Location:
    if any(h.number == "1" and h.paged for h in headings):
        return Location(
            Status.CROSS_REFERENCE,
            "Item 1 is only named in a table of contents or cross-reference index; the text has no such heading",
            "contents",
        )
    if _has_cover(document, len(document.text)):
        return Location(Status.ABSENT, "the report has no Item 1 (an amendment, or a form that omits it)", "none")
    if not reads_like_business(document.text):
        raise LocateError(
            "no filing: the text has no Item 1 heading, no cover page of the SEC, and does not read like a "
            "description of a business; give a 10-K, or the text of its Item 1"
        )
    return Location(
        Status.EXTRACTED,
        "the text has no item headings and is taken whole, as a pasted Item 1",
        "whole_text",
        Span(0, len(document.text)),
    )


def reads_like_business(text: str) -> bool:
    """Tell whether a text without headings describes a company's business: a dozen of its usual words, often."""
    words = _BUSINESS_WORDS.findall(text[:100_000])
    return len({word.lower() for word in words}) >= 6 and len(words) >= 12 and len(words) * 60 > len(text.split())
