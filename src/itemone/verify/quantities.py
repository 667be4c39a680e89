"""The quantities of a text: what value each has, and which values its words admit.

"$1.2 million", "about a fifth", "more than 40,000" and "four in five" are read alike: a value, a kind, and the range in
which the true value lies when the words are right.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Literal, NamedTuple

from itemone.evidence import fold

Kind = Literal["%", "money", "count", "year", "points", "day"]
Bound = Literal["exact", "about", "over", "under", "none"]

_UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_SMALL = "|".join(sorted((*_UNITS, *_TENS), key=len, reverse=True))
_WORDS = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_UNITS)[1:10])}))?|(?:{'|'.join(_UNITS)}))"
# The last but one is a slip of the pen: "3,9000".
_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3},\d{4,}|\d+(?:\.\d+)?|\.\d+"
_SCALE = "hundred|thousand|million|billion|trillion"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DENOMINATORS = "|".join(_PARTS)
_QUANTITY = re.compile(
    rf"(?P<day>{_MONTH} \d\d?(?:st|nd|rd|th)?(?!\d)|\b\d\d? {_MONTH})|"
    r"(?P<named>\b(?:No|Nos|Item|Items|Note|Section|Sections|Part|Form|Rule|Chapter|Title|Level|Phase|Type|Class|"
    r"Windows|Fortune|Route|Interstate|Topic|Regulation|Tier|Stage|Series|Release|Version|Act of)\.? \d[\w().-]*)|"
    r"(?P<decade>\b(?:19|20)\d0)'?s\b|"
    r"(?P<inof>\b(?P<numerator>one|two|three|four|five|six|seven|eight|nine|\d) (?:in|out of(?: every)?) "
    r"(?P<denominator>two|three|four|five|six|seven|eight|nine|ten|\d\d?)\b)(?! (?:years|months|days|states))|"
    rf"(?P<part>\b(?:(?P<times>a|an|one|two|three|four|five|six|seven|eight|nine)[- ])?(?P<of>{_DENOMINATORS})s?\b)"
    r"(?![- ](?:year|month|day|hour|largest|party|parties|biggest|generation)|-quarter)|"
    rf"(?P<digits>(?P<currency>(?:US|U\.S\.|CA|C|A|Cdn)? ?[$€£¥]) ?(?:{_NUMBER})|"
    rf"(?<![\w.,$&/])(?<![A-Za-z]-)(?:{_NUMBER}))"
    rf"(?![\d]|[.,]\d)(?:(?: ?-| )?(?P<scale>{_SCALE}|[mb]n)\b)?"
    rf"(?: ?-?(?P<unit>%|percent\b|per cent\b|percentage points?\b|points?\b|basis points\b))?"
    r"(?P<tail>[A-Za-z]\w*|(?:st|nd|rd|th)\b|\(\w\))?|"
    rf"(?P<word>(?<![\w-])(?:(?P<dozen>(?:a|two|three|several) dozen|dozens?)|(?:a |one |two |three |several )hundred|"
    rf"{_WORDS}))(?:[- ](?P<wscale>{_SCALE})\b)?(?: (?P<wunit>percent\b|per cent\b|percentage points?\b))?(?![\w])",
    re.IGNORECASE,
)
_LITTLE_OVER = r"(?:slightly|just|a little|a bit|somewhat|marginally)"
_OVER = re.compile(
    r"(?:more than|over|above|exceed(?:s|ed|ing)?|in excess of|at least|upwards? of|greater than|north of|"
    r"beyond|not less than|no less than|no fewer than|a minimum of|minimum)(?: the| a| an)?(?: \w+)? ?$",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"(?:less than|under|below|fewer than|up to|as much as|as many as|at most|not more than|no more than|"
    r"not exceed(?:ing)?|a maximum of|maximum|within)(?: the| a| an)? ?$",
    re.IGNORECASE,
)
_NEARLY = re.compile(r"(?:nearly|almost|close to|just under|approaching|just below|not quite)(?: the| a| an)? ?$", re.I)
_ABOUT = re.compile(
    r"(?:about|around|approximately|approx\.|roughly|some|circa|estimated|an estimated|more or less|or so|"
    r"in the order of)(?: the| a| an)? ?$",
    re.IGNORECASE,
)
_ABOUT_BEHIND = re.compile(r" ?(?:or so|or thereabouts)\b", re.IGNORECASE)
_OVER_BEHIND = re.compile(r"(?: ?\+| or (?:more|greater|over)\b| (?:and|or) above\b)", re.IGNORECASE)
_UNDER_BEHIND = re.compile(r" or (?:less|fewer|under|below)\b", re.IGNORECASE)
_LITTLE = re.compile(rf"\b{_LITTLE_OVER} (?:more than|over|above) ?(?:a |an |the )?$", re.IGNORECASE)
# "the second quarter", "the first half", "third parties": places in an order.
_ORDERED = re.compile(
    r"\b(?:first|second|third|fourth|last|latter|other|better|each|every|per|this|fiscal|final) $", re.I
)
# "a third of sales", "about a third."; not "a fifth segment", "a quarter's sales"
_PART_OF_WHAT = re.compile(
    r"(?: (?:of|in|for|from|was|were|is|are|to|and|or|by|at|on|as|the|that|came|comes|its|each)\b|[,.;:)]|$)"
)
_IN_NAME = re.compile(r"-[A-Z]")  # "10-K"
_OF_TIME = re.compile(r"[ -](?:year|month|day|week|hour)", re.I)
_IN_TIME = re.compile(r"\b(?:in|per|during|each|every|within|of) $", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")


class Quantity(NamedTuple):
    """A value with its kind, the range that its words admit, and where it stands."""

    value: float
    kind: Kind
    bound: Bound
    low: float
    high: float
    start: int
    end: int
    written: str
    currency: str
    scaled: bool
    """Whether a scale ("million") or a percent sign says how large it is."""

    def admits(self, other: Quantity) -> bool:
        """Tell whether a text that says this much may rest on one that says the other."""
        if self.kind != other.kind or self.currency != other.currency:
            return False
        if self.bound == other.bound and self.bound in ("over", "under"):
            return math.isclose(self.value, other.value, rel_tol=0.02)
        return self.low <= other.value <= self.high


@lru_cache(maxsize=8_192)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; numbers of parts and numbers in names are none."""
    text = fold(text)
    found = []
    for match in _QUANTITY.finditer(text):
        quantity = None if match["named"] else _quantity(text, match)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    read = _day(match) or _decade(match) or _part(text, match) or _digits(text, match) or _word(text, match)
    if read is None:
        return None
    value, kind, step, scaled = read
    start, end = match.span()
    if kind in ("year", "day"):
        span = 9.0 if match["decade"] else 0.0
        return Quantity(value, kind, "exact", value, value + span, start, end, match.group().strip(), "", True)
    bound, low, high = _range(text, start, end, value, step)
    currency = re.sub(r"US|U\.S\.| ", "", (match["currency"] or "").upper())
    return Quantity(value, kind, bound, low, high, start, end, match.group().strip(), currency, scaled)


Read = tuple[float, Kind, float, bool]


def _day(match: re.Match[str]) -> Read | None:
    """Read "March 31" as 331."""
    if not match["day"]:
        return None
    day = re.sub(r"\D", "", match["day"])
    month = re.sub(r"[^a-z]", "", re.sub(r"\d+(?:st|nd|rd|th)?", "", match["day"].lower()))
    return 100.0 * (1 + _MONTHS.index(month[:3])) + float(day), "day", 0.0, True


def _decade(match: re.Match[str]) -> Read | None:
    return (float(match["decade"]), "year", 0.0, True) if match["decade"] else None


def _part(text: str, match: re.Match[str]) -> Read | None:
    """Read "a third", "two-thirds", "half" and "four in five" as a percentage."""
    if match["inof"]:
        share = _small(match["numerator"]) / _small(match["denominator"])
    elif match["part"] and _is_part(text, match):
        times = (match["times"] or "a").lower()
        share = (1 if times in ("a", "an") else _small(times)) / _PARTS[match["of"].lower()]
    else:
        return None
    return (100 * share, "%", 4.0, True) if 0 < share < 1 else None


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Tell whether a fraction is meant, not a place in an order, a time or a sum of money ("the second quarter")."""
    before, behind = text[: match.start()], text[match.end() : match.end() + 8]
    if _ORDERED.search(before[-12:]):
        return False
    if match["of"].lower() in ("half", "halves"):
        return not behind.startswith((" a ", "-"))
    return bool(match["times"]) and _PART_OF_WHAT.match(behind) is not None and not _IN_TIME.search(before[-12:])


def _digits(text: str, match: re.Match[str]) -> Read | None:
    if not match["digits"]:
        return None
    if match["tail"]:  # "2nd", "401(k)", "3Com"
        return None
    bare = re.sub(r"[^\d.,]", "", match["digits"])
    number = bare.replace(",", "")
    unit = (match["unit"] or "").lower()
    scale = (match["scale"] or "").lower()
    if _YEAR.fullmatch(number) and bare == number and not (unit or scale or match["currency"]):
        return float(number), "year", 0.0, True
    if _IN_NAME.match(text, match.end()):
        return None
    factor = {"mn": 1e6, "bn": 1e9}.get(scale) or _SCALES.get(scale, 1.0)
    decimals = len(number.split(".")[1]) if "." in number else 0
    value = float(number) * factor
    kind: Kind = "%" if unit in ("%", "percent", "per cent") else "points" if unit else "count"
    if match["currency"]:
        kind = "money"
    exact = kind == "count" and not scale and not decimals
    return value, kind, 0.0 if exact else factor * 10.0**-decimals, bool(scale or unit)


def _word(text: str, match: re.Match[str]) -> Read | None:
    word = (match["word"] or "").lower()
    if not word:
        return None
    if match["dozen"]:
        times = {"two": 2, "three": 3, "a": 1}.get(word.split()[0])
        return (12.0 * times, "count", 1.0, False) if times else None
    if word.endswith(" hundred"):
        times = {"a": 1, "one": 1, "two": 2, "three": 3}.get(word.split()[0])
        value = 100.0 * times if times else 0.0
    else:
        value = float(sum(_small(part) for part in re.split("[- ]", word)))
    if not value:
        return None
    scale = (match["wscale"] or "").lower()
    unit = (match["wunit"] or "").lower()
    if value == 1 and not (scale or unit or _OF_TIME.match(text, match.end())):
        return None  # "one of the largest"
    kind: Kind = (
        "%" if unit.startswith(("percent", "per cent")) and "point" not in unit else "points" if unit else "count"
    )
    return value * _SCALES.get(scale, 1.0), kind, _SCALES.get(scale, 0.0) if scale else 0.0, bool(scale or unit)


def _small(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    return _UNITS.get(word) or _TENS.get(word, 10 if word == "ten" else 0)


def _range(text: str, start: int, end: int, value: float, step: float) -> tuple[Bound, float, float]:
    """Return how the words around a value bound it, and the lowest and highest value that they admit."""
    before = text[max(0, start - 30) : start]
    unit = _unit(value, step)
    loose = max(0.6 * unit, 0.02 * value if value < 100 * unit else 0.0)
    if _LITTLE.search(before):
        return "over", value, 1.1 * value + step
    if _OVER.search(before) or _OVER_BEHIND.match(text, end):
        return "over", value, 1.3 * value + step
    if _UNDER.search(before) or _UNDER_BEHIND.match(text, end):
        return "under", 0.7 * value - step, value
    if _NEARLY.search(before):
        return "about", 0.9 * value - step / 2, 1.02 * value
    if _ABOUT.search(before) or _ABOUT_BEHIND.match(text, end):
        return "about", value - loose, value + loose
    return "exact", value - step / 2, value + step / 2


def _unit(value: float, step: float) -> float:
    """Return the unit of the last digit that is no zero: 2,300 -> 100."""
    unit = step or 1.0
    digits = round(value / unit)
    while digits and digits % 10 == 0:
        digits //= 10
        unit *= 10
    return unit
