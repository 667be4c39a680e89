"""The items of Form 10-K and Form 10-KSB: their numbers, their order, and how a heading names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_letters, digits

# Form 10-K since 2023; 1A since 2005, 1B since 2005, 1C since 2023. Earlier forms have fewer.
ORDER = "1 1A 1B 1C 2 3 4 4A 5 6 7 7A 8 8A 8B 9 9A 9B 9C 10 11 12 13 14 15 16".split()
RANK = {number: rank for rank, number in enumerate(ORDER)}

# Titles by item number, as Form 10-K and Form 10-KSB word them. From Item 6 on the two forms number differently.
_TITLES = {
    "1": r"(?:\(?[a-e]\)[.)\s–—-]*)?(?:general\s+|narrative\s+)?(?:description\s+of\s+)?(?:the\s+|our\s+)?(?:company['’]?s?\s+)?business|"
    r"(?:general|overview|introduction|(?:the|our)\s+company)\W*$|"
    r"description\s+of\s+(?:the\s+|our\s+)?company|(?:organi[sz]ation|company)\s+(?:and|&)\s+business|"
    r"(?:\(?[a-e]\)[.)\s–—-]*)?general\s+development\s+of\s+(?:the\s+|our\s+)?business",
    "1A": r"risk|certain\s+(?:risk|factors)|factors|cautionary|executive\s+officers",
    "1B": r"unresolved|executive\s+officers",
    "1C": r"cyber",
    "2": r"(?:description\s+of\s+)?(?:the\s+|our\s+)?(?:company['’]?s?\s+)?(?:principal\s+|real\s+)?"
    r"(?:propert|facilit|real\s+estate|plants?\b|offices?\b|premises)",
    "3": r"legal|pending\s+legal|litigation|material\s+(?:legal|litigation)",
    "4": r"submission|mine\s+safety|\W*(?:removed\s+and\s+)?\(?reserved|results\s+of\s+votes|executive\s+officers",
    "4A": r"executive\s+officers|submission",
    "5": r"(?:the\s+)?(?:company['’]?s?\s+|registrant['’]?s?\s+)?market|price\s+range|common\s+(?:stock|equity)",
    "6": r"selected|\W*reserved|management['’]?s|plan\s+of",
    "7": r"management['’]?s|financial\s+statements|plan\s+of",
    "7A": r"quantitative|qualitative",
    "8": r"(?:consolidated\s+)?financial|changes\s+in",
    "8A": r"controls",
    "8B": r"other",
    "9": r"changes\s+in|disagreements|directors",
    "9A": r"controls",
    "9B": r"other",
    "9C": r"disclosure",
    "10": r"directors|executive\s+(?:officers|compensation)",
    "11": r"executive\s+comp|security\s+ownership",
    "12": r"security\s+ownership|certain\s+rel",
    "13": r"certain\s+rel|exhibits",
    "14": r"principal\s+acc|exhibits|controls",
    "15": r"exhibits",
    "16": r"form\s+10-?k\s+summary",
}
_TITLE_PATTERNS = {number: re.compile(rf"\W*(?:{title})", re.IGNORECASE) for number, title in _TITLES.items()}
_WORDS = {"ONE": "1", "TWO": "2", "THREE": "3", "FOUR": "4", "I": "1", "II": "2", "III": "3", "IV": "4", "L": "1"}
_ITEM = re.compile(
    r"""\W{0,3}(?:part\s+(?:i{1,3}v?|one|two|1|2)\b\W*)?
        i\s?t\s?e\s?m\s?s?(?:[\s\W]{0,8}(?:no\.?|number|\#))?[\s\W]{0,8}?
        (?P<number>\d{1,2}(?!\d)|(?:i{1,3}|iv|l)(?=[\s.:–—-]|$)|(?:one|two|three|four)\b)
        \s*(?P<letter>\(?[abc](?![a-z])\)?)?
        (?P<second>\W{0,6}(?:and|&|,|/|through|to|-|–)\s*(?:items?\s*)?\(?(?:no\.?\s*)?(?:2|two|ii)\b\)?(?!\d))?
        (?P<third>\W{0,6}(?:and|&|,|/|through|to|-|–)\s*(?:items?\s*)?\(?(?:no\.?\s*)?(?:3|three|iii)\b\)?(?!\d))?
        (?P<rest>.*)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_BARE = re.compile(r"\(?(?P<number>\d{1,2})\s?(?P<letter>[ABC])?[.):\t –—-]+(?P<rest>\S.*)", re.DOTALL)
_AND_ITEM_2 = re.compile(
    r"\W*(?:description\s+of\s+)?business\W*(?:and|&|/)?\W*(?:item\s*\(?2|(?:and|&)\s+(?:description\s+of\s+)?propert)",
    re.IGNORECASE,
)
# "Item", "Part", or a mark before either: most lines are told from a heading by their first character.
BEGINS_NO_ITEM = frozenset(ascii_letters + digits) - frozenset("IiPp")
_STARTS_ITEM = re.compile(r"\W{0,3}(?:part\s+(?:i|one|two|1|2)|i\s?t\s?e\s?m)", re.IGNORECASE)
_SPACED_LETTERS = re.compile(r"\W*(?:[A-Za-z&] ){3,}[A-Za-z]\b")


@dataclass(frozen=True, slots=True)
class ItemLine:
    """What a line that begins with an item number says: the number, what stands behind it, and the last number.

    `last` differs from `number` when a heading names several items: "3" in "Items 1 to 3. Business and Properties".
    """

    number: str
    title: str
    last: str


def item_line(line: str) -> ItemLine | None:
    """Return the item number that a line begins with and the text behind it, None when it begins with none."""
    match = _ITEM.match(line) if _STARTS_ITEM.match(line) else None
    if match is None:
        return None
    written = match["number"].upper()
    number = _WORDS.get(written, written.lstrip("0"))
    letter = (match["letter"] or "").upper()
    rest = match["rest"]
    if letter and number + letter.strip("()") not in RANK:
        number, rest = number, f"{match['letter']} {rest}"
    elif letter.startswith("(") and not titled(number + letter.strip("()"), rest):
        rest = f"{match['letter']} {rest}"  # "Item 1(a) General Development of Business" is a part of Item 1
    else:
        number += letter.strip("()")
    title = despaced(rest)
    return ItemLine(number, title, "3" if number == "1" and match["third"] else last_item(number, title, match["second"]))


def last_item(number: str, title: str, second: str | None = None) -> str:
    """Return the number of the last item that a heading names."""
    return "2" if number == "1" and (second or _AND_ITEM_2.match(title)) else number


def bare_line(line: str) -> ItemLine | None:
    """Return the same of a line like "1A. Risk Factors", which leaves out the word; its whole title must match."""
    match = _BARE.match(line)
    if match is None:
        return None
    number = match["number"].lstrip("0") + (match["letter"] or "")
    title = despaced(match["rest"])
    if (end := titled(number, title)) is None or len(title) > end + 40:
        return None
    return ItemLine(number, title, last_item(number, title))


def titled(number: str, title: str) -> int | None:
    """Return where the title that the forms give an item ends in `title`, None when it begins with another one."""
    pattern = _TITLE_PATTERNS.get(number)
    match = pattern.match(title) if pattern else None
    return match.end() if match else None


def despaced(title: str) -> str:
    """Join a title whose letters stand apart: "B U S I N E S S"."""
    return title.replace(" ", "") if _SPACED_LETTERS.match(title) else title


# Words with which an item only says where to read it.
POINTS = re.compile(
    r"\bincorporated\s+(?:\w+\s+){0,6}?(?:herein|by\s+(?:this\s+)?reference)\b|\breference\s+is\s+(?:hereby\s+)?made\s+to\b|"
    r"\b(?:is|are|appears?)\s+(?:set\s+forth|contained|included|found|presented|given)?\s*(?:in|under|on|at|beginning\s+on)\s+"
    r"(?:the\s+)?(?:pages?|exhibit|caption|heading|section|annual\s+report|company['’]s\s+annual|registrant['’]s\s+annual)\b",
    re.IGNORECASE,
)
# Words with which it says that there is nothing to read.
OMITTED = re.compile(
    r"\b(?:not\s+applicable|not\s+required|omitted|inapplicable|n/a|intentionally\s+left|none)\b", re.IGNORECASE
)
