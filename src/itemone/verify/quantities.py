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
Bound = Literal["exact", "about", "over", "under", "nearly"]

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
_SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "m": 1e6, "mm": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9,
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_COINS = {"dollars": ("$", 1.0), "cents": ("$", 0.01), "euros": ("€", 1.0)}
_LANDS = {"C": "C", "CA": "C", "Cdn": "C", "A": "A"}  # "$" alone is of the United States
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LONGEST = 15  # digits of a number: a longer one counts nothing

_WORDS = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_UNITS)[1:10])})\b)?|(?:{'|'.join(_UNITS)}))\b"
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|"
    r"\d{1,3},\d{4,}|"  # a slip of the pen: "3,9000"
    r"\d{1,3}[ -]\d\d?/[1-9]\d?(?![/\d])|"  # "8 1/2"
    r"\d+(?:\.\d+)?|\.\d+)"
)
_SCALE = "(?:hundred|thousand|million|billion|trillion)"
_MANY = "(?:dozen|hundred|thousand|million|billion|trillion)"
_UNIT = r"(?:%|percent\b|per cent\b|percentage points?\b|points?\b|basis points\b)"
_MONTH = (
    r"(?-i:(?=[A-Z]))(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_QUANTITY = re.compile(
    rf"(?P<day>{_MONTH} {_DAY}(?:st|nd|rd|th)?(?!\d)|\b{_DAY} {_MONTH})|"
    r"(?P<named>\b(?:Nos?\.|(?:Item|Items|Note|Section|Sections|Part|Form|Rule|Chapter|Title|Level|Phase|Type|Class|"
    r"Windows|Fortune|Route|Interstate|Topic|Regulation|Tier|Stage|Series|Release|Version|Act of|S&P|Russell|ISO)\.?)"
    r" \d[\w().-]*)|"
    r"(?P<decade>\b(?:19|20)\d0)'?s\b|"
    r"(?P<inof>\b(?P<numerator>one|two|three|four|five|six|seven|eight|nine|\d) (?:in|out of(?: every)?) "
    r"(?P<denominator>two|three|four|five|six|seven|eight|nine|ten|\d\d?)\b)(?! (?:years|months|days|states))|"
    rf"(?P<part>\b(?:(?P<times>an?|one|two|three|four|five|six|seven|eight|nine)[- ])?(?P<of>{'|'.join(_PARTS)})s?\b)"
    r"(?![- ](?:year|month|day|hour|largest|party|parties|biggest|generation)|-quarter|"
    rf"[- ](?:an? )?{_MANY}\b)|"
    r"(?:(?:(?<![a-z])(?-i:(?P<land>CA|C|A|Cdn)|U\.?S\.? ?))?(?P<currency>[$€£¥]) ?|"
    r"(?<![\w.,$&/])(?<!\d:)(?<![a-z]-)|(?<=\bFY)|(?<=\bmid-))"
    rf"(?P<digits>{_NUMBER})(?!\d|[.,/:]\d)"
    # "$5M", but not "401k"
    rf"(?:(?: ?-| )?(?P<scale>{_SCALE}|[mb]n|(?(currency)(?:mm?|b)|(?!)))\b)?"
    rf"(?: ?-?(?P<unit>{_UNIT}))?(?: (?:U\.?S\.? )?(?P<coin>{'|'.join(_COINS)})\b)?(?P<tail>[a-z]\w*|\(\w\))?|"
    rf"(?P<word>(?<![\w-])(?:half(?=[- ](?:an? )?{_MANY}\b)|an?(?= {_MANY}\b)|{_WORDS})"
    rf"(?:[- ](?:an? )?{_MANY}\b(?:(?: and |[- ]){_WORDS})?){{0,6}}"
    rf"(?: and (?:a|one)[- ]half\b(?:[- ]{_SCALE}\b)?)?)"
    rf"(?: (?P<wunit>{_UNIT}))?(?: (?:U\.?S\.? )?(?P<wcoin>{'|'.join(_COINS)})\b)?",
    re.IGNORECASE | re.ASCII,
)
# "2 to 3 million", "5 and 6%": what is said behind the second holds for the first.
_SECOND = re.compile(
    rf"(?P<to> ?- ?| to | or | and )[$€£¥]? ?(?:(?P<digits>{_NUMBER})|(?P<word>{_WORDS}))(?![.,/:]?\d)"
    rf"(?:(?: ?-| )?(?P<scale>{_SCALE})\b)?(?: ?-?(?P<unit>{_UNIT}))?",
    re.IGNORECASE | re.ASCII,
)
# What stands before a figure and bounds it.
_OVER = (
    "more than|over|above|exceed(?:s|ed|ing)?|in excess of|at least|upwards? of|greater than|north of|beyond|"
    "a minimum of|minimum|as (?:few|little) as"
)
_UNDER = "less than|fewer than|under|below|up to|as (?:much|many) as|at most|a maximum of|maximum|within"
_NEARLY = "nearly|almost|close to|approaching|not quite"
_ABOUT = r"about|around|approximately|approx\.|roughly|some|circa|(?:an )?estimated|more or less|or so|in the order of"
_BEFORE = re.compile(
    r"(?:\b(?P<little>(?:slightly|just|a little|a bit|somewhat|marginally) )|"
    r"(?P<denied>\bnot?(?: to)? |n't |cannot ))?"
    rf"\b(?:(?P<nearly>{_NEARLY})|(?P<over>{_OVER})|(?P<under>{_UNDER})|(?P<about>{_ABOUT}))"
    rf"(?: (?:{_ABOUT}))?(?: (?:the|an?|our|its|their))? ?$",
    re.IGNORECASE,
)
_REACH = 40  # letters before a figure in which its bound stands
_BEHIND = re.compile(
    r"(?P<about> or (?:so|thereabouts)\b)|(?P<over> ?\+| or (?:more|greater|over)\b| (?:and|or) above\b)|"
    r"(?P<under> or (?:less|fewer|under|below)\b)",
    re.IGNORECASE,
)
# "the second quarter", "the first half", "third parties": places in an order.
_ORDERED = re.compile(
    r"\b(?:first|second|third|fourth|last|latter|other|better|each|every|per|this|fiscal|final)[ -]$", re.I
)
# "a third of sales", "about a third."; not "a fifth segment", "a quarter's sales"
_PART_OF_WHAT = re.compile(
    r"(?: (?:of|in|for|from|was|were|is|are|to|and|or|by|at|on|as|the|that|came|comes|its|each)\b|[,.;:)]|$)"
)
_IN_NAME = re.compile(r"-[A-Z]")  # "10-K"
_OF_TIME = re.compile(r"[ -](?:year|month|day|week|hour)", re.I)
# "in a quarter", "$2 million a quarter"
_IN_TIME = re.compile(rf"(?:\b(?:in|per|during|each|every|within|of|once|twice|times|{_SCALE})|\d|%) $", re.I)
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
        bounds = {self.bound, other.bound}
        if "over" in bounds and bounds & {"under", "nearly"}:
            return False
        if len(bounds) == 1 and self.bound in ("over", "under"):
            return math.isclose(self.value, other.value, rel_tol=0.02)
        return self.low <= other.value <= self.high


class _Read(NamedTuple):
    """What a figure says by itself: its value, and how far apart the values are that may be written like it."""

    value: float
    kind: Kind
    step: float
    scaled: bool
    currency: str = ""


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
    start, end = match.span()
    if read.kind in ("year", "day"):
        bound: Bound = "exact"
        low, high = read.value, read.value + (9.0 if match["decade"] else 0.0)
    else:
        bound, low, high = _range(text, start, end, read)
    return Quantity(read.value, read.kind, bound, low, high, start, end, match.group(), read.currency, read.scaled)


def _day(match: re.Match[str]) -> _Read | None:
    """Read "March 31" as 331."""
    if not match["day"]:
        return None
    day = int(re.sub(r"\D", "", match["day"]))
    month = re.sub(r"\d+(?:st|nd|rd|th)?| ", "", match["day"].lower())
    return _Read(100.0 * (1 + _MONTHS.index(month[:3])) + day, "day", 0.0, True)


def _decade(match: re.Match[str]) -> _Read | None:
    return _Read(float(match["decade"]), "year", 0.0, True) if match["decade"] else None


def _part(text: str, match: re.Match[str]) -> _Read | None:
    """Read "a third", "two-thirds", "half" and "four in five" as a percentage."""
    if match["inof"]:
        times, of = _small(match["numerator"]), _small(match["denominator"])
    elif match["part"] and _is_part(text, match):
        times, of = _small(match["times"] or "a"), _PARTS[match["of"].lower()]
    else:
        return None
    return _Read(100 * times / of, "%", 4.0, True) if 0 < times < of else None


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Tell whether a fraction is meant, not a place in an order, a time or a sum of money ("the second quarter")."""
    before, behind = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 8]
    if _ORDERED.search(before):
        return False
    if match["of"].lower() in ("half", "halves"):
        return not (behind.startswith((" a ", " an ", "-")) or before.endswith(" and "))
    if match["of"].lower() == "quarter" and _IN_TIME.search(before):
        return False
    # Nobody says "two quarters" of a half.
    is_reduced = math.gcd(_small(match["times"] or ""), _PARTS[match["of"].lower()]) == 1
    return is_reduced and _PART_OF_WHAT.match(behind) is not None


def _digits(text: str, match: re.Match[str]) -> _Read | None:
    if not match["digits"] or match["tail"]:  # "2nd", "401(k)", "3Com"
        return None
    number = match["digits"].replace(",", "")
    unit, scale = (match["unit"] or "").lower(), (match["scale"] or "").lower()
    sign, coin = _coin(match["coin"])
    currency = _LANDS.get(match["land"], "") + match["currency"] if match["currency"] else sign
    if _YEAR.fullmatch(match["digits"]) and not (unit or scale or currency):
        return _Read(float(number), "year", 0.0, True)
    if _IN_NAME.match(text, match.end()) or len(number) > _LONGEST:
        return None
    value = _value(number)
    if not (unit or scale):
        unit, scale = _as_second(text, match, value)
    factor = _SCALES.get(scale, 1.0) * (1.0 if match["currency"] else coin) * (0.01 if "basis" in unit else 1.0)
    kind = _kind(unit, currency)
    decimals = 2 if "/" in number else len(number.partition(".")[2])
    step = 0.0 if kind == "count" and not scale and not decimals else factor * 10.0**-decimals
    return _Read(value * factor, kind, step, bool(scale or unit), currency)


def _word(text: str, match: re.Match[str]) -> _Read | None:
    word = (match["word"] or "").lower()
    unit, (currency, coin) = (match["wunit"] or "").lower(), _coin(match["wcoin"])
    value = _spelled(word)
    if not value or (word == "one" and not (unit or currency or _OF_TIME.match(text, match.end()))):
        return None  # "one of the largest"
    scale = word if (word := re.split("[- ]", word)[-1]) in _SCALES else ""
    if not (unit or scale):
        unit, scale = _as_second(text, match, value)
        value *= _SCALES.get(scale, 1.0)
    step = {"": 0.0, "hundred": 0.0, "dozen": 1.0}.get(scale, _SCALES.get(scale, 0.0))
    return _Read(value * coin, _kind(unit, currency), step * coin, bool(scale or unit), currency)


def _as_second(text: str, match: re.Match[str], value: float) -> tuple[str, str]:
    """Return the unit and the scale of the second figure of a range, for the first one that has none of its own."""
    second = _SECOND.match(text, match.end())
    if second is None:
        return "", ""
    upper = _value(second["digits"].replace(",", "")) if second["digits"] else _spelled(second["word"].lower())
    is_range = second["to"] != " and " or text.endswith("between ", 0, match.start())
    scale = second["scale"] if is_range and value < upper else None  # "from $500 to $3 million"
    return (second["unit"] or "").lower(), (scale or "").lower()


def _value(number: str) -> float:
    """Return the value of digits, with or without a fraction: "8 1/2" -> 8.5."""
    whole, _, fraction = number.replace("-", " ").partition(" ")
    above, _, below = fraction.partition("/")
    return float(whole) + (int(above) / int(below) if below else 0.0)


def _spelled(words: str) -> float:
    """Return the value of a number in words: "two hundred and fifty thousand" -> 250,000."""
    total = value = 0.0
    for word in re.split("[- ]", words):
        scale = _SCALES.get(word, 0.0)
        if scale >= 1e3:
            total, value = total + (value or 1.0) * scale, 0.0
        elif scale:
            value = (value or 1.0) * scale
        else:
            value += 0.5 if word == "half" else _UNITS.get(word, _TENS.get(word, 0))
    return total + value


def _coin(word: str | None) -> tuple[str, float]:
    return _COINS[word.lower()] if word else ("", 1.0)


def _kind(unit: str, currency: str) -> Kind:
    if currency:
        return "money"
    if unit in ("%", "percent", "per cent"):
        return "%"
    return "points" if unit else "count"


def _small(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else 1 if word in ("a", "an") else _UNITS.get(word, 0)


def _range(text: str, start: int, end: int, read: _Read) -> tuple[Bound, float, float]:
    """Return how the words around a value bound it, and the lowest and highest value that they admit."""
    value, step = read.value, read.step
    # "$1 million" is not said of $1.4 million.
    half = min(step / 2, 0.2 * value)
    match _bound(text, start, end):
        case "little":
            return "over", value, 1.1 * value + half
        case "over":
            return "over", value, 1.3 * value + step
        case "under":
            return "under", 0.7 * value - step, value
        case "nearly":
            return "nearly", 0.9 * value, value + min(half, 0.02 * value)
        case "about":
            unit = _last_digit(value, step)
            loose = min(max(0.6 * unit, 0.02 * value if value < 100 * unit else 0.0), 0.15 * value)
            return "about", value - loose, value + loose
    return "exact", value - half, value + half


def _bound(text: str, start: int, end: int) -> str:
    """Return which way the words around a figure bound it, "" when they do not."""
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    found = before or _BEHIND.match(text, end)
    if found is None:
        return ""
    kind = found.lastgroup or ""
    if before is None:
        return kind
    if before["denied"]:  # "no more than", "not less than"
        return {"over": "under", "under": "over"}.get(kind, kind)
    return {"over": "little", "under": "nearly"}.get(kind, kind) if before["little"] else kind


def _last_digit(value: float, step: float) -> float:
    """Return what the last digit that is no zero counts: 2,300 -> 100."""
    unit = step or 1.0
    digits = round(value / unit)
    while digits and digits % 10 == 0:
        digits //= 10
        unit *= 10
    return unit
