"""Sentences of a section, each with its span; text is never changed.

Headings, table rows and page furniture hold no sentences. Neither does a run-in heading: the title before the
first sentence of a paragraph ("Backlog. As of year end ...").
"""

from __future__ import annotations

import re

from itemone.data import Block, Section, Sentence, Span

_BOUNDARY = re.compile(r"([.!?][\"”’')\]]*)\s+(?=[\"“‘(\[]*[A-Z0-9ÀÉÖÜ])")
_NEXT_WORD = re.compile(r"[\"“‘(\[]*([\w’'-]+)")
# Never end a sentence, whatever follows.
_TITLES = frozenset(
    "mr mrs ms dr messrs prof rev gen sen rep hon no nos vs e.g i.e cf fig art sec st ste mt ft vol pp approx "
    "jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
# Words of their own, too: an abbreviation only before a number ("No. 1").
_ALSO_WORDS = frozenset("no nos fig".split())
# May end a sentence, when a word follows that usually begins one.
_NAMES = frozenset(
    "inc corp co cos ltd l.p lp llc n.a s.a a.g n.v b.v plc bros jr sr u.s u.s.a u.k e.u d.c ph.d m.d etc al ave "
    "blvd rd dept div p.m a.m l.l.c p.l.c int'l mfg".split()
)
_OPENERS = frozenset(
    "the we our in as it its this these those they their for a an on at each all since to from there such if when "
    "while during by under with through some most many several other both one no any because although however "
    "additionally furthermore moreover he she mr ms certain substantially approximately revenue revenues sales net "
    "management company".split()
)
_VERBS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|may|can|could|will|would|should|must|do|does|did|\w{3,}ed|"
    r"includes?|provides?|sells?|sold|grew|rose|fell|own|made|began|bought|built|held|led|won|saw|paid|"
    r"offers?|uses?|operates?|makes?|serves?|competes?|believes?|depends?|relies)\b"
)
_SUBJECTS = re.compile(r"(?:We|It|They|He|She|This|These|Those|There|No|None|Each|Such|The [Cc]ompany)\b")
_BULLET = re.compile(r"(?:[•●·▪■◦○►➢❖*–—-]|\uf0b7|\uf0a7|o(?=\s)|\(\w{1,4}\)|\d{1,2}[.)](?=\s))\s*\|?\s*")


def segment(section: Section) -> tuple[Sentence, ...]:
    """Return the sentences of the section in document order, disjoint, none empty."""
    span = section.location.span
    if span is None:
        return ()
    found: list[Sentence] = []
    for block in section.document.blocks:
        if block.end <= span.start or block.kind not in ("paragraph", "list_item"):
            continue
        if block.start >= span.end:
            break
        found += _sentences(section.document.text, block, span)
    return tuple(found)


def _sentences(text: str, block: Block, within: Span) -> list[Sentence]:
    start, end = max(block.start, within.start), min(block.end, within.end)
    if block.kind == "list_item" and (bullet := _BULLET.match(text, start, end)):
        start = bullet.end()
    spans = split(text, start, end)
    if len(spans) > 1 and _is_run_in_heading(spans[0].of(text)):
        spans = spans[1:]
    return [Sentence(span, span.of(text)) for span in spans]


def split(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the spans of the sentences in `text[start:end]`, without the white space around them."""
    end = len(text) if end is None else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    spans: list[Span] = []
    at = start
    for match in _BOUNDARY.finditer(text, start, end):
        if not _is_abbreviation(text, at, match):
            spans.append(Span(at, match.end(1)))
            at = match.end()
    if at < end:
        spans.append(Span(at, end))
    return spans


def _is_abbreviation(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether the full stop at `match` belongs to a word rather than to the sentence."""
    at = match.start()
    if text[at] != "." or (at + 1 < len(text) and not text[at + 1].isspace()):
        return False  # "!", "?" and a stop inside quotes or parentheses end the sentence
    before = text[max(start, at - 20) : at].split()
    word = before[-1].lstrip('(["“‘').lower() if before else ""
    if len(word) > 1 and not word.isdigit() and word not in _TITLES and word not in _NAMES:
        return False
    following = _NEXT_WORD.match(text, match.end())
    next_word = following.group(1).lower() if following else ""
    if word in _TITLES:
        return word not in _ALSO_WORDS or next_word[:1].isdigit()
    if word in _NAMES or (len(word) == 1 and word.isalpha()):  # an initial: "John F. Smith"
        return next_word not in _OPENERS
    # "1. Products" at the head of an item
    return word.isdigit() and at - len(word) <= start + 1


def _is_run_in_heading(sentence: str) -> bool:
    words = sentence.split()
    return (
        len(words) <= 9
        and sentence.endswith(".")
        and _SUBJECTS.match(sentence) is None
        and not any(character.isdigit() for character in sentence)
        and _VERBS.search(" ".join(words[1:])) is None
    )
