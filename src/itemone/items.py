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
    "1": r"(?:\(?[a-e]\)[.)\s–—-]*)?(?:general\s+|narrative\s+)?(?:description\s+of\s+)?(?:the\s+|our\s+)?"
    r"(?:company['’]?s?\s+)?business|"
    r"(?:general|overview|introduction|(?:the|our)\s+company)\W*$|about\s+\w+|"
    r"(?:overview\s+of|introduction\s+(?:and|to))\s+|general\s+corporate\s+structure|"
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
    "9A": r"(?:\(?T\)?\W*)?controls",
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


def _title_patterns(title: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a title as it is, and as it reads without any white space."""
    squeezed = title.replace(r"\s+", "").replace(r"\s*", "").replace(r"\b", "")
    # Between number and title some texts have an "I" for the bar "|".
    return (
        re.compile(rf"\W*(?:[Il|]\s)?(?:{title})", re.IGNORECASE),
        re.compile(rf"\W*(?:{squeezed})", re.IGNORECASE),
    )


_TITLE_PATTERNS = {number: _title_patterns(title) for number, title in _TITLES.items()}
_WORDS = {"ONE": "1", "TWO": "2", "THREE": "3", "FOUR": "4", "I": "1", "II": "2", "III": "3", "IV": "4", "L": "1"}
# The items that one heading names beside its first: "1A and 2" in "Items 1, 1A and 2".
_ALSO = r"""\W{1,8}(?:(?:and|through|to)\b\W{0,4})?(?:items?\W{0,3})?\(?(?:no\.?\s?)?
        (?:1[ABC]|2|3|two|three|ii|iii)\b\)?(?![\d,]\d|\(|-\w)"""
_ITEM = re.compile(
    rf"""\W{{0,3}}(?:part\s+(?:i{{1,3}}v?|one|two|1|2)\b\W*)?
        i\s?t\s?e\s?m(?:\s?s)?(?:[\s\W]{{0,8}}(?:no\.?|number|\#))?[\s\W]{{0,8}}?
        (?P<number>\d{{1,2}}(?!\d|[.,]\d)|(?:i{{1,3}}|iv|l)(?=[\s.:–—-]|$)|(?:one|two|three|four)\b)
        (?P<letter>\s*\(?[abc](?![a-z])\)?|-[abc](?![a-z])|\.\s?[abc](?=[.\s:–—-]\W*\w))?
        (?P<also>(?:{_ALSO})*)
        (?P<rest>.*)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_RANGE = re.compile(r"through|\bto\b|[-–]", re.IGNORECASE)
_ALSO_NUMBER = re.compile(r"1[ABC]|2|3|two|three|iii?", re.IGNORECASE)
_BARE = re.compile(r"\(?(?P<number>\d{1,2})\s?(?P<letter>[ABC])?[.):\t –—-]+(?P<rest>\S.*)", re.DOTALL)
# Without the word "Item" a line must say no more than the title: the notes to the statements are numbered, too
# ("1. Business Combinations", "2. Property, Plant and Equipment").
_END_OF_TITLE = re.compile(
    r"(?i:\w*(?:\s+(?:factors|staff\s+comments|security|proceedings|disclosures?|and\s+propert\w+|"
    r"of\s+\w+(?:\s+\w+){0,8}))?)(?:[\W\d]*$|\s*[.:–—-]\s+[A-Z])"
)
_BUSINESS = re.compile(
    r"(?:(?:general\s+)?description\s+of\s+)?(?:the\s+|our\s+)?(?:company['’]?s?\s+)?business\b", re.IGNORECASE
)
_AND_ITEM_2 = re.compile(
    r"\W*(?:description\s+of\s+)?business\W*(?:and|&|/)?\W*(?:item\s*\(?2|(?:and|&)\s+\(?2\b|"
    r"(?:and|&)\s+(?:description\s+of\s+)?propert)",
    re.IGNORECASE,
)
# "Item", "Part", or a mark before either: most lines are told from a heading by their first character.
BEGINS_NO_ITEM = frozenset(ascii_letters + digits) - frozenset("IiPp")
_STARTS_ITEM = re.compile(r"\W{0,3}(?:part\s+(?:i|one|two|1|2)|i\s?t\s?e\s?m)", re.IGNORECASE)
_SPACED_LETTERS = re.compile(r"\W*(?:[A-Za-z&] ){3,}[A-Za-z]\b")


@dataclass(frozen=True, slots=True)
class ItemLine:
    """What a line that begins with an item number says: the number, what stands behind it, and further numbers.

    `also` holds the numbers that the heading names beside the first: "2" and "3" in "Items 1 to 3. Business ...".
    """

    number: str
    title: str
    also: tuple[str, ...] = ()


def item_line(line: str) -> ItemLine | None:
    """Return the item number that a line begins with and the text behind it, None when it begins with none."""
    match = _ITEM.match(line) if _STARTS_ITEM.match(line) else None
    if match is None:
        return None
    written = match["number"].upper()
    number = _WORDS.get(written, written.lstrip("0"))
    rest = match["rest"]
    if letter := match["letter"]:
        lettered = number + re.sub(r"\W", "", letter).upper()
        # "Item 1(a) General Development of Business" is a part of Item 1, "Item 1(a) Risk Factors" is Item 1A.
        plain = letter.strip(" -").isalpha()
        if lettered in RANK and (plain or titled(lettered, rest) is not None):
            number = lettered
        else:
            rest = f"{letter}{match['also']}{rest}"
    title = despaced(rest)
    also = tuple(_WORDS.get(n.upper(), n.upper()) for n in _ALSO_NUMBER.findall(match["also"])) if number == "1" else ()
    if also == ("3",) and _RANGE.search(match["also"]):
        also = ("2", "3")
    return ItemLine(number, title, also or also_item_2(number, title))


def also_item_2(number: str, title: str) -> tuple[str, ...]:
    """Return ("2",) when the title of Item 1 goes on with that of Item 2, () when not."""
    return ("2",) if number == "1" and _AND_ITEM_2.match(title) else ()


def bare_line(line: str) -> ItemLine | None:
    """Return the same of a line like "1A. Risk Factors", which leaves out the word; its whole title must match."""
    match = _BARE.match(line)
    if match is None:
        return None
    number = match["number"].lstrip("0") + (match["letter"] or "")
    title = despaced(match["rest"])
    end = titled(number, title)
    if end is None or not _END_OF_TITLE.match(title, end) or (number == "1" and not _BUSINESS.match(title)):
        return None
    return ItemLine(number, title, also_item_2(number, title))


def titled(number: str, title: str) -> int | None:
    """Return where the title that the forms give an item ends in `title`, None when it begins with another one.

    Capitals set in another size often stand apart from their word ("B USINESS"); then the letters alone decide.
    """
    patterns = _TITLE_PATTERNS.get(number)
    if patterns is None:
        return None
    if match := patterns[0].match(title):
        return match.end()
    letters = [at for at, character in enumerate(title[:80]) if not character.isspace()]
    if match := patterns[1].match("".join(title[at] for at in letters)):
        return letters[match.end() - 1] + 1 if match.end() else None
    return None


def despaced(title: str) -> str:
    """Join a title whose letters stand apart: "B U S I N E S S"."""
    return title.replace(" ", "") if _SPACED_LETTERS.match(title) else title


# Words with which an item only says where to read it.
POINTS = re.compile(
    r"\bincorporated\s+(?:\w+\s+){0,6}?(?:herein|by\s+(?:this\s+)?reference)\b|"
    r"\breference\s+is\s+(?:hereby\s+)?made\s+to\b|"
    r"\b(?:is|are|appears?)\s+(?:set\s+forth|contained|included|found|presented|given)?\s*"
    r"(?:in|under|on|at|beginning\s+on)\s+(?:the\s+)?"
    r"(?:pages?|exhibit|caption|heading|section|annual\s+report|(?:company|registrant)['’]s\s+annual)\b|"
    r"(?:^|\.)\W{0,10}(?:please\s+)?(?:see|refer\s+to)\s+(?:pages?\b|exhibit\b|[\"“])",
    re.IGNORECASE | re.MULTILINE,
)
# Words with which it says that there is nothing to read.
OMITTED = re.compile(
    r"\b(?:not\s+applicable|not\s+required|omitted|inapplicable|n/a|intentionally\s+left)\b|^[^\w\n]{0,20}none[^\w\n]{0,20}$",
    re.IGNORECASE | re.MULTILINE,
)
