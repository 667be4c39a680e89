"""Which sentences a reader understands without what stands before or beside them."""

from __future__ import annotations

import re

from itemone.data import Section
from itemone.grammar import AUXILIARIES, VERBS, base, is_past, is_present

LONGEST_WORDS = 60
_NO_SUBJECT = re.compile(r"(?:Includes?|Consists|Represents|Excludes?|Reflects|Provides|Offers|Sells|Develops) ")
_FOOTNOTE = re.compile(r"\d(?<=[a-z]{4}\d)(?![\w-])")  # "members3"
_RELATIVE = re.compile(r",(?: (?:for|of|in|to|by|from|on|with|under|through))? (?:which|whom|whose|who|where)\b[^,]*$")
_ENDS = re.compile(r"[.!?][\"”’)]*$")
# A sentence that leans on one that may not be there.
_DANGLING = re.compile(
    r"(?:These|This|Those|That|It|Its|They|Their|Such|He|She|His|Her|Both|Simultaneously|Consistent with (?:this|the)|"
    r"(?:Each|Some|All|Many|Most|Any|None|Neither|One|Two|Three|Several|Part) of (?:these|those|the|them|which)|"
    r"Any such|No other|Of (?:these|this|those|the)|Other (?:such|factors)|Another|"
    r"The (?:following|foregoing|above|latter|former|same|other|others|remaining|remainder|balance|table|chart|two|"
    r"three|first|second|third|new|agreements?|amendments?|contracts?|license|lawsuit|transactions?|acquisition|merger|"
    r"purchase price|purchase|loans?|notes?|facility|lease|program|plan|project|proceeds|parties|initial|"
    r"majority of (?:its|these|the)|great majority|result|increase|decrease|decline|change|difference|term|rate|"
    r"patents?|building|property|center|development|site|study|trial|decision|order|settlement|shares issued)\b|"
    r"(?:In|At|On|Under|For|Following|During|Upon|With|Through|By|After|Since|To|From|Due to|Because of|As part of|"
    r"Pursuant to|Prior to|Subsequent to|Shortly after|In addition to|As a result of|In connection with) "
    r"(?:this|that|these|those|such|the (?:agreement|transaction|acquisition|merger|terms|latter|foregoing|contract|"
    r"rescission|same|past)|each case|doing so|do so)\b|"
    r"(?:If|When|While|As|Although|Because|Where|Since) (?:they|it|he|she|this|that|these|those|such|both)\b|"
    r"(?:When we use|As used|References? (?:to|in)|Throughout|The terms?|In this (?:report|annual|form|section)|"
    r"All references)\b|The joint venture|"
    r"For (?:more|further|additional|a (?:discussion|description))|See|Refer|Please|Unless|Except as|Instead|Yet|"
    r"Nevertheless|Nonetheless|On the other hand|Conversely|In contrast|Hence|Then|But|And|Or|So|If so|Together|"
    r"According to the|(?:We|The [Cc]ompany|Management) (?:then|further|therefore|thus|have since|has since|"
    r"subsequently)|While (?:this|these|that)|Although (?:this|these|that)|Shortly)\b"
)
# "Sales of these pumps rose": nothing in the sentence can be meant. Behind a comma that could be so: "we make pumps,
# valves and hoses, and sell these products".
_POINTS_BACK = re.compile(
    r"[^,;:]*?\b(?:these|such(?! as\b| an?\b| \w+ as\b)|this(?! (?:time|year|way|country)\b)) (?P<what>[a-z]+)"
)
# Matched against lower case: with a flag to ignore case the search takes three times as long.
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:as follows|(?:see|refer to|included in|described in|discussed in|set forth in|contained in|appearing in) "
    r"(?:[\"“]|part |item |note |the (?:section|table|notes|caption)|exhibit )|(?:table|chart|discussion|section|"
    r"paragraph|page|described|discussed|listed|set forth|shown|presented) (?:below|above|elsewhere)|"
    r"under (?:the|its) (?:captions?|headings?)|in notes? \d|following (?:table|chart|discussion|sections?|paragraph)|"
    r"this (?:annual )?report|form 10-k|"
    r"(?:ticker |trading )?symbols? [\"“]|forward-looking|incorporated (?:herein )?by reference|www\.|https?:)"
)


_NO_THINGS = frozenset(
    "following foregoing above latter former others remaining remainder balance table chart first second third is are "
    "was were include includes will may can have has report annual section and factors forward-looking".split()
)


def may_be_told(text: str) -> bool:
    """Tell whether this is a whole sentence that does not lean on the one before; it may point elsewhere yet."""
    return is_whole(text) and not _dangles(text)


def _dangles(text: str) -> bool:
    """Tell whether a sentence leans on one that may not be there."""
    if _DANGLING.match(text):
        return True
    points = "these" in text or "such" in text or "this" in text
    match = _POINTS_BACK.match(text) if points else None
    return match is not None and match["what"].removesuffix("s") not in text[: match.start("what")].lower()


def is_whole(text: str) -> bool:
    """Tell whether this is a sentence at all: neither a fragment of a list nor a label."""
    return (
        5 <= text.count(" ") + 1 <= 2 * LONGEST_WORDS
        and (text[0].isupper() or text[0].isdigit())
        and text.isprintable()  # no tab, no control character
        and _ENDS.search(text, len(text) - 3) is not None
        and not _is_title(text)
        and not _lacks_verb(text)
        and _NO_SUBJECT.match(text) is None
    )


def _is_title(text: str) -> bool:
    """Tell whether nearly all long words have a capital: a heading with a full stop."""
    capitals = [word[0].isupper() for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(capitals) >= 3 and sum(capitals) >= 0.8 * len(capitals)


def _lacks_verb(text: str) -> bool:
    """Tell whether all verbs stand in a clause at the end: "Hoses, for which farms pay a fee"."""
    match = _RELATIVE.search(text)
    if match is None:
        return False
    words = [word.strip('.,;:()"“”').lower() for word in text[: match.start()].split()[1:]]
    return not any(word in AUXILIARIES or is_present(word) or is_past(word) for word in words)


_CLOSES = re.compile(r"[.!?:;”\"’')|•●▪■·*]$")
# Not the end of a sentence, whatever follows: "St. Petersburg", "J.P. Martin", "non-U.S. sales".
_OPEN_WORD = re.compile(
    r"(?:\bnon-U\.S|(?:^|[\s/-])(?:St|Mt|Ft|Mr|Mrs|Dr|Messrs|No|Nos|vs)|(?:^|\s)(?!(?:U\.S|U\.K|E\.U|N\.A|S\.A|D\.C)\.$)"
    r"(?:[A-Z]\.){0,2}[A-Z])\.$"
)
HEADING = 60  # characters of what may be a heading


def headless(section: Section) -> frozenset[int]:
    """Return where paragraphs start that go on with what the one before has begun: their first sentence has no head."""
    text, span = section.document.text, section.location.span
    found = set()
    before = ""
    for block in section.document.blocks:
        if span is None or block.kind == "furniture" or block.end <= span.start or block.start >= span.end:
            continue
        said = text[block.start : block.end].strip()
        if block.kind in ("paragraph", "list_item") and _is_open(before):
            found.add(block.start)
        before = said if block.kind == "paragraph" else ""
    return frozenset(found)


def _is_open(paragraph: str) -> bool:
    """Tell whether a paragraph breaks off: neither ended, nor a heading, nor with a heading behind its end."""
    if len(paragraph) < HEADING or (_CLOSES.search(paragraph) and not _OPEN_WORD.search(paragraph)):
        return False
    title = re.split(r"[.!?:][”\"')]* ", paragraph)[-1]
    words = [word for word in title.split() if len(word) > 3]
    return len(title) >= HEADING or "," in title or not all(word[0].isupper() for word in words)


def begins_within(text: str, start: int) -> bool:
    """Tell whether a sentence begins behind an abbreviation that ended none: "J.P. Martin"."""
    return _OPEN_WORD.search(text[max(0, start - 12) : start].rstrip()) is not None


def points_elsewhere(text: str) -> bool:
    """Tell whether a sentence sends its reader to another place: a table, an item, a note, a page."""
    return _POINTS_ELSEWHERE.search(text.lower()) is not None


def stands_alone(text: str, leaning: bool = False) -> bool:
    """Tell whether a sentence is understood without a table beside it and, if not `leaning`, the one before."""
    return (
        5 <= text.count(" ") + 1 <= LONGEST_WORDS
        and (leaning or not _dangles(text))  # once more: a connective before it may have gone
        and not points_elsewhere(text)
        and _FOOTNOTE.search(text) is None
        and text.count("(") == text.count(")")
        and (text.count('"') + text.count("“") + text.count("”")) % 2 == 0
    )


# "These products are sold to farms": a sentence on what the one before has named.
_LEANS = re.compile(
    r"(?:These|This|Those|Such|The|No) (?:new |same |two |three |four |other )?(?:single |individual )?"
    r"(?P<what>[a-z][a-z-]+) (?!of\b)"
)


def leans_on(text: str) -> str:
    """Return the word by which a sentence speaks of what the one before it has named, "" when it does not."""
    match = _LEANS.match(text)
    if match is None or match["what"] in _NO_THINGS:
        return ""
    what = match["what"]
    # "This reflects higher sales" names nothing.
    verb = base(what) in VERBS or (
        text.startswith("This ") and what.endswith("s") and not what.endswith(("ss", "us", "is"))
    )
    return "" if verb else what
