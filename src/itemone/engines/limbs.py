"""The limbs of a sentence: parts that can be taken away and leave a sentence that is whole and true.

English is read by its commas, its function words and a list of verbs, without a parser: a limb is proposed only
where these leave little doubt, and a part that restricts, denies or conditions what is left is no limb.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from itemone.engines.reading import terms_of, words_of
from itemone.grammar import (
    AUXILIARIES,
    MODALS,
    PREPOSITIONS,
    VERBS,
    VERBS_OR_NOUNS,
    base,
    is_past,
    is_present,
    is_verbal,
)
from itemone.polarity import governs, says_more_without

_TOKEN = re.compile(r"[^\s,;:()\[\]—“”\"]+|[,;:()\[\]—“”\"]")
NAME_WORDS = 8  # words at the head of a sentence in which its subject is looked for by its capital
_MARKS = frozenset(',;:()[]—“”"')
_CAPITAL = re.compile(r" [A-Z]")
_RELATIVE = frozenset("which who whose where whom".split())
_EXAMPLES = re.compile(
    r"(?:including|such as|e\.g\.|for example|particularly|especially|notably|most notably|among others|as well as|"
    r"along with|together with|in addition to)\b"
)
_ADDS = re.compile(r"(?:as well as|along with|together with)\b")
_COMPARES = re.compile(
    r"(?:up|down|an? (?:\S+ )?(?:increase|decrease)|(?:as )?compared (?:to|with)|versus|increasing|decreasing)\b"
)
_SUBORDINATE = frozenset("while whereas because since as when so thereby thus".split())
_LEADS = frozenset(
    "by to from with through based pursuant historically generally typically founded "
    "headquartered incorporated formed organized established due given beginning effective using leveraging building "
    "depending additionally consistent like unlike together along besides today traditionally currently".split()
)
_SUBJECTS = frozenset(
    "we our the a an it its they their this these those there each all most many some no approximately about one two "
    "three four several both any such certain other customers revenue revenues sales net products services company "
    "management".split()
)
_DETERMINERS = frozenset("our the a an its their other certain".split())
_NO_MEMBERS = PREPOSITIONS | _SUBORDINATE | (_SUBJECTS - _DETERMINERS) | {"and", "or", "but", "nor", "not", "both"}
_BEFORE_VERBS = MODALS | {"to", "not"}
_ADJECTIVES = frozenset(
    "able available responsible subject due similar capable eligible dependent known well such pursuant prior "
    "subsequent according easy difficult attractive important essential critical everything".split()
)
# "in addition to", "in exchange for": words that a preposition on either side makes one
_COMPLEX = frozenset(
    "addition exchange cooperation accordance connection conjunction respect relation response contrast lieu favor "
    "terms behalf regard compliance combination collaboration excess support need charge line return order".split()
)
_NEVER_LAST = frozenset(
    "the a an of and or our its their his your this that these those no not any each every both either neither more "
    "less most least than very such is are was were be been being have has had into further new additional certain "
    "various several many other own first last next particular specific potential future recent high low large small "
    "full key main major principal primary long short strong great good best better early late local national regional "
    "international pursuant according prior with as and or and/or but that which who everything so "
    "however because while when where than".split()
)
# Praise and measure that name nothing: taken away before what they qualify.
_PRAISE = re.compile(
    r"\b(?<=[a-z,] )(?:(?:a|an|the|our|its|their) (?:very |increasingly )?(?:broad|wide|full|diverse|comprehensive|"
    r"extensive|complete|large|growing|diversified|robust|balanced) (?:range|variety|line|array|portfolio|selection|"
    r"spectrum|assortment|suite|set|mix|family|number)s? of|(?:a|an) (?:range|variety|number|series|host|multitude) of|"
    r"well-known and trusted|innovative|high[- ]quality|high[- ]performance|state[- ]of[- ]the[- ]art|world[- ]class|"
    r"best[- ]in[- ]class|cutting[- ]edge|cost[- ]effective|cost[- ]efficient|user[- ]friendly|easy[- ]to[- ]use|"
    r"industry[- ]leading|market[- ]leading|award[- ]winning|differentiated|superior|exceptional|compelling|"
    r"comprehensive|robust|powerful|reliable|unique|sophisticated|leading[- ]edge|high[- ]value|premier|"
    r"extensive|seamlessly?|currently|presently|continually|continuously|successfully|effectively|efficiently|actively|"
    r"strategically|quickly|rapidly|easily|directly and indirectly|various|wholly[- ]owned|"
    r"indirect,? wholly[- ]owned|direct and indirect) (?=[a-z])"
)
_PAIRED = re.compile(r"(?:,|\b(?:yet|and|but|or|more|most|less|is|are|as|very|both|either|\w+ly)) $")
_PHRASES = re.compile(r"\b(?:and|or) (?:in|on|at|by|for|with|from|to|through|under)\b")
_PARENTHESIS = re.compile(r"\s+\(([^()]*)\)(?!\w)")  # not that of "401(k)" or "pump(s)"
_DASHES = re.compile(r"\s*—\s*([^—]+?)\s*—(?=\s*[a-z])")
# "After buying a pump, we monitor its noise" needs its head.
_POINTS_BACK = re.compile(r"\b(?:these|those|such(?! as)|this|we (?:\w+ ){1,2}(?:its?|their|them))\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|either|between|not only|neither)\b")  # in lower case
_BEGINS_BELOW = re.compile(r"(?:As|While|When|Although|Though|Because|Since|If|Where|Once|Whether|After|Before)\b")
_FIGURE = re.compile(r"(?<![\w.,])\$?(?!(?:19|20)\d\d\b)\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STOP = re.compile(r"[.!?]+[\"”’)]*\s*$")


class Limb(NamedTuple):
    """A range of characters that may go, and what sort of part it is."""

    start: int
    end: int
    kind: str
    head: str
    """The words that it begins with, in lower case."""


class _Word(NamedTuple):
    text: str
    lower: str
    start: int
    end: int


def limbs(text: str) -> list[Limb]:
    """Return the parts of a sentence that may go, each alone or with others, in the order of their starts."""
    words = [
        _Word(shown := match[0], shown.replace("’", "'").lower(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]
    if len(words) < 6:
        return []
    verb = _main_verb(words)
    end = _last(text)
    found = [*_parentheses(text), *_lead(text, words), *_praise(text, words[verb].start if verb else 0)]
    if verb is not None and not _BEGINS_BELOW.match(text):
        found += _behind_commas(text, words, verb, end)
        found += _tails(text, words, verb, end)
    found += _items(text, words, verb)
    if not found:
        return []
    dated = _FIGURE.search(text) is not None
    measures = says_more_without(text, len(text), len(text))  # else a part need not be looked at but for itself
    return [
        limb
        for limb in sorted(set(found), key=lambda limb: (limb.start, limb.end, limb.kind))
        if limb.end - limb.start < 0.8 * end
        # A figure keeps its year.
        and not (dated and limb.kind != "comparison" and _YEAR.search(text, limb.start, limb.end))
        and _is_closed(part := text[limb.start : limb.end])
        and not (says_more_without(text, limb.start, limb.end) if measures else governs(part))
    ]


def is_sound(text: str) -> bool:
    """Tell whether what is left of a sentence ends as one can end, and has a verb."""
    words = [word.strip('.,;:!?()[]"“”’').lower() for word in text.split()]
    return (
        len(words) > 1
        and words[-1] not in _NEVER_LAST
        and words[-1] not in PREPOSITIONS
        and any(_is_verb(word) or base(word) in VERBS_OR_NOUNS for word in words[1:])
    )


def _last(text: str) -> int:
    """Return where the sentence ends, its full stop left out."""
    stop = _STOP.search(text)
    return stop.start() if stop else len(text)


def _is_closed(part: str) -> bool:
    """Tell whether brackets and quotation marks that open in a part close in it."""
    return part.count("(") == part.count(")") and part.count("“") == part.count("”") and part.count('"') % 2 == 0


def _main_verb(words: list[_Word]) -> int | None:
    """Return the number of the first word that is surely a verb with a subject before it."""
    relative = closed = bound = False
    for i, word in enumerate(words[1:], start=1):
        # "Farms, which own pumps, are customers": the verb of a relative clause is not that of the sentence.
        if word.lower in _RELATIVE and words[i - 1].text == ",":
            relative = True
        elif word.text == "," and relative:
            relative, closed = False, True
        if relative:
            continue
        if word.lower in AUXILIARIES or (
            (is_present(word.lower) or is_past(word.lower))
            and (_after_subject(words, i) or (closed and words[i - 1].text == ","))
        ):
            if not bound:
                return i
            bound = False
        elif word.lower in _RELATIVE or (word.lower == "that" and not _is_verb(words[i - 1].lower)):
            bound = True  # "partners with whom we share sales include Heron": the next verb is that of the clause
    return None


def _after_subject(words: list[_Word], i: int) -> bool:
    before = words[i - 1]
    if before.lower.endswith("ly") and i > 1:
        before = words[i - 2]
    named = before.text[0].isupper() and not before.text.endswith(("'", "’")) and base(words[i].lower) in VERBS
    return before.lower in ("we", "it", "they", "also", "company", "registrant", "corporation") or (
        named and words[i].lower.endswith("s") and i <= NAME_WORDS
    )


def _parentheses(text: str) -> list[Limb]:
    kinds = [("parenthesis", _PARENTHESIS), *([("dash", _DASHES)] if "—" in text else [])]
    return [
        Limb(match.start(), match.end(), kind, _head(match.group(1)))
        for kind, pattern in kinds
        for match in pattern.finditer(text)
        if match.start() > 0 and match.end() < len(text)
    ]


def _head(text: str) -> str:
    return " ".join(text.split(maxsplit=2)[:2]).lower().strip("“”\"'.,;:")


def _lead(text: str, words: list[_Word]) -> list[Limb]:
    """The phrase before the subject: "In addition to pumps, we sell valves"."""
    # "In Iowa, we sell pumps": where, when and to whom are limits of what is said; what is added is none.
    if words[0].lower not in _LEADS and not text.startswith("In addition to "):
        return []
    commas = [i for i, word in enumerate(words[:40]) if word.text == ","]
    ours = [i for i in commas if i + 1 < len(words) and words[i + 1].lower in ("we", "our", "it")]
    for number, i in enumerate(commas):
        # "With plants in Ohio, the South and Iowa, we sell pumps": the list before the subject goes, too.
        if i + 1 >= len(words) or (ours and i < ours[0] and words[i + 1].lower in _DETERMINERS):
            continue
        after = words[i + 1]
        clear = after.lower in _SUBJECTS or (
            number == 0 and after.text[0].isupper() and not words[i - 1].text[0].isupper()
        )
        if clear and len(words) - i > 5 and not _POINTS_BACK.search(text, after.start):
            return [Limb(0, after.start, "lead", _head(text))]
    return []


def _praise(text: str, subject: int) -> list[Limb]:
    """Words that praise or measure without naming anything; what the subject is, up to there, stays what it is."""
    return [
        Limb(m.start(), m.end(), "praise", m.group().lower().strip())
        for m in _PRAISE.finditer(text)
        if not (m.start() < subject and m.group().endswith("of "))
        and not _PAIRED.search(text[: m.start()])
        and not _breaks_article(text, m)
        and not text.startswith(("and ", "or ", "yet ", "but "), m.end())
    ]


def _breaks_article(text: str, match: re.Match[str]) -> bool:
    """Tell whether "a" would have to become "an" when the match goes, or the other way."""
    article = re.search(r"\b([Aa]n?) $", text[: match.start()])
    if article is None:
        return False
    vowel = text[match.end()] in "aeiou"
    return vowel != (article[1].lower() == "an")


def _behind_commas(text: str, words: list[_Word], verb: int, end: int) -> list[Limb]:
    """Parts that a comma opens, and a comma or the end of the sentence closes."""
    found: list[Limb] = []
    marks = [i for i, word in enumerate(words) if word.text in ",;—"]
    for i in marks:
        kind = _kind_behind(text, words, verb, i) if i + 2 < len(words) else ""
        if not kind:
            continue
        head = _head(text[words[i + 1].start :])
        behind = marks[bisect_left(marks, i + 1) :]
        closing = next((j for j in behind if j + 1 < len(words) and _resumes(words, j + 1, i, verb)), None)
        if closing is not None and kind != "clause" and not (kind == "phrase" and _PHRASES.search(text)):
            keeps_comma = i > verb and words[closing + 1].lower in ("and", "which", "who", "but", "or")
            stop = words[closing].start if keeps_comma else words[closing].end
            found.append(Limb(words[i].start, stop, kind + "-within", head))
        if (
            i > verb
            and (kind == "clause" or ";" not in text[words[i].start + 1 :])
            # "48 dealers, including farms, in Iowa": what resumes the sentence may restrict it.
            and (closing is None or not says_more_without(text, words[closing].end, end))
        ):
            found.append(Limb(words[i].start, end, kind, head))
    return found


def _kind_behind(text: str, words: list[_Word], verb: int, mark: int) -> str:
    """Return what sort of part the mark at `mark` opens, "" when none that may go."""
    first, second = words[mark + 1].lower, words[mark + 2].lower
    rest = text[words[mark + 1].start :]
    kind = ""
    if first in _RELATIVE or (first in PREPOSITIONS and second in ("which", "whom")):
        kind = "relative"
    elif _EXAMPLES.match(rest):
        # "as well as" may open the last member of a list
        kind = "" if _ADDS.match(rest) and any(word.text == "," for word in words[verb:mark]) else "examples"
    elif first in _SUBORDINATE:
        kind = "subordinate"
    elif _COMPARES.match(rest):
        kind = "comparison"
    elif (
        first in ("based", "known", "made", "sold") or first.endswith("ed") or (first[-3:] == "ing" and len(first) > 5)
    ):
        # "the design, making and selling of pumps" is a list
        kind = "" if second in ("and", "or", ",") else "participle"
    elif first in PREPOSITIONS:
        kind = "" if first == "to" and is_present(second) else "phrase"
    elif mark > verb and first in ("and", "but", "or") and _is_clause(words, mark + 2):
        # "secure, power, and connect": without its last member a list has no "and"
        listed = any(word.text == "," for word in words[max(verb, mark - 12) : mark])
        kind = "" if listed or _BOTH.search(text.lower()) else "clause"
    elif mark > verb and words[mark].text in ";—" and ":" not in text[: words[mark].start]:
        kind = "" if first in ("and", "or") or "; and " in text or "; or " in text else "clause"
    return kind


def _is_verb(word: str) -> bool:
    return word in AUXILIARIES or base(word) in VERBS or is_past(word)


def _is_clause(words: list[_Word], at: int) -> bool:
    """Tell whether a clause or another predicate begins here, not one more member of a list."""
    word = words[at].lower if at < len(words) else ""
    company = word == "the" and at + 1 < len(words) and words[at + 1].lower == "company"
    return word in ("we", "it", "they") or company or word in AUXILIARIES or base(word) in VERBS


def _resumes(words: list[_Word], at: int, opened: int, verb: int) -> bool:
    """Tell whether the sentence goes on here with what a comma had broken off."""
    word = words[at].lower
    if opened < verb:
        return at == verb or (words[at].lower.endswith("ly") and at + 1 == verb)
    return word in PREPOSITIONS or (word in ("which", "and") and _is_clause(words, at + 1))


def _tails(text: str, words: list[_Word], verb: int, end: int) -> list[Limb]:
    """Phrases at the end that no comma sets off."""
    found: list[Limb] = []
    depth = 0
    may_join = _BOTH.search(text.lower()) is None
    listed = False  # a comma since the verb: "and" may be that of a list
    begun = 0  # where a clause within the sentence has begun
    for i in range(verb + 2, len(words) - 1):
        word, before = words[i], words[i - 1]
        depth += (word.text in "([“") - (word.text in ")]”")
        listed = listed or word.text == ","
        # "sold to farms, while markets for valves include towns": a clause needs its verb.
        if word.lower in _SUBORDINATE and before.text == ",":
            begun = i
        if depth > 0 or word.text in _MARKS or before.text in _MARKS:
            continue
        if before.lower in _NEVER_LAST or before.lower in PREPOSITIONS:
            continue
        if begun and not any(_is_verb(other.lower) for other in words[begun + 1 : i]):
            continue
        if kind := _kind_of_tail(words, i, may_join, listed):
            found.append(Limb(before.end, end, kind + "-end", _head(text[word.start :])))
    return found


def _kind_of_tail(words: list[_Word], at: int, may_join: bool, listed: bool) -> str:
    """Return what sort of phrase begins at `at`, "" when none that may go."""
    word, before, after = words[at].lower, words[at - 1].lower, words[at + 1].lower
    kind = ""
    if is_verbal(before) or _is_governed(words, at - 1) or words[at].text[0].isupper():
        pass  # it completes the word before, or is part of a name
    elif word in ("that", "which", "who", "where", "whose"):
        # "a farm pump is a pump that waters fields" defines what it speaks of
        kind = "" if any(other.lower == before for other in words[: at - 1]) else "restriction"
    elif (
        before == after
        or (before in _COMPLEX and words[at - 2].lower in PREPOSITIONS)
        or before in _ADJECTIVES
        or before.endswith("ly")
    ):
        pass  # it completes the word before
    elif word == "to" and (is_present(after) or after in ("be", "become")):
        kind = "" if _wants_infinitive(words, at) else "purpose"
    elif word in ("when", "while", "because", "although", "whereas", "so", "where", "as"):
        kind = "condition"
    elif word in PREPOSITIONS:
        kind = "" if word == "of" or _completes(words, at) else "tail"
    elif word in ("and", "or") and not listed:
        kind = "conjunct" if may_join and (_is_plural(before) or _is_clause(words, at + 1)) else ""
    elif word in ("and", "but"):
        kind = "clause" if may_join and _is_clause(words, at + 1) else ""
    elif word.endswith(("ing", "ed")) and len(word) > 5 and _is_plural(before):
        kind = "reduced"
    return kind


def _is_governed(words: list[_Word], at: int) -> bool:
    """Tell whether a word that may be a noun is a verb here: "can result", "to market"."""
    return words[at].lower in VERBS_OR_NOUNS and words[at - 1].lower in _BEFORE_VERBS


def _completes(words: list[_Word], at: int) -> bool:
    """Tell whether a preposition belongs to a verb or a pair before it: "combine X with", "from X to"."""
    word = words[at].lower
    before = [other.lower for other in words[max(0, at - 10) : at]]
    if word == "to":
        return "from" in before or _wants_infinitive(words, at)
    if word == "from":
        return before[-1] in ("range", "ranges", "ranged")
    return word == "with" and any(_GOES_WITH.match(other) for other in before)


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


_GOES_WITH = re.compile(
    r"(?:combin|provid|suppl|replac|equip|compar|integrat|connect|shar|compet|work|partner|associat|relationship|"
    r"agreement|contract|arrangement|compl[iy])"
)
_WANTS = re.compile(
    r"(?:expect|enabl|allow|requir|caus|permit|inten|need|want|help|encourag|continu|plan|seek|assist|direct|ask|abilit|"
    r"design|agree|right|opportunit|oblig|abl|elect|option|commit|effort|attempt|decision|author|licens|entitl|begin|"
    r"began|aim|strategy|goal|objective|mission|licence|power|capacit|motivat|empower|invit|lead|order|responsib|failure|"
    r"used)"
)


def _wants_infinitive(words: list[_Word], at: int) -> bool:
    """Tell whether the infinitive at `at` completes a word before it: "expects sales to rise", "the right to sell"."""
    return any(_WANTS.match(word.lower) for word in words[max(0, at - 9) : at])


_LIST_STOP = re.compile(  # in lower case
    r"\b(?:respectively|among|inc|ltd|corp|co|llc|l\.p|we|us|between|both|total|combined|together|aggregate|"
    r"consists? of|consisting of|comprises?|comprised|except|excluding|"
    r"two|three|four|five|six|seven|eight|nine|ten)\b|[$%]|\d{2}"
)
_OFFICE = re.compile(r"\b[A-Z][\w.]* of [A-Z][\w-]*,")  # "the Bureau of Pumps, Valves and Hoses"
# "the Federal Pump, Valve and Hose Act"
_NAMES = re.compile(
    r" (?:[A-Z][\w-]*,? )+(?:Act|Administration|Agency|Association|Board|Bureau|Commission|Committee|Council|"
    r"Department|Institute|Law|Society)\b"
)


def _items(text: str, words: list[_Word], verb: int | None) -> list[Limb]:
    """The members of a list of three or more, the first and the last left alone: "pumps, [valves,] and hoses"."""
    found: list[Limb] = []
    for i, word in enumerate(words):
        if word.lower not in ("and", "or") or i < 4:
            continue
        serial = words[i - 1].text == ","  # "pumps, valves, and hoses": without valves there would be a comma too many
        commas = _commas_of_list(words, i - 1 if serial else i)
        if len(commas) < 2 or ";" in text or "respectively" in text or _NAMES.match(text, word.end):
            continue
        left = text[max(0, words[commas[-1]].start - 60) : word.end]
        if _LIST_STOP.search(left.lower()) or _OFFICE.search(left):
            continue
        for right, opens in pairwise(commas[serial:]):
            first = words[opens + 1].lower
            named = words[opens - 1].text[0].isupper() and first in _DETERMINERS  # "Heron, our dealer" is one member
            if named or (verb is None and is_present(first)) or not _is_member(words[opens + 1 : right]):
                break
            stop = words[right].start if words[right].text == "," else words[right - 1].end
            found.append(Limb(words[opens].start, stop, "item", _head(text[words[opens + 1].start :])))
    return found


def _commas_of_list(words: list[_Word], last: int) -> list[int]:
    """Return the numbers of the commas of a list from its last mark on backwards, that mark included."""
    commas = [last]
    length = 0
    for at in range(last - 1, 0, -1):
        current = words[at]
        if current.text == "," and words[at + 1].lower in ("and", "or"):
            break  # the end of another list
        if current.text == ",":
            commas.append(at)
            length = 0
        elif (
            length > 8
            or current.text in _MARKS
            or current.lower in AUXILIARIES
            or current.lower in _RELATIVE
            or current.lower in ("including", "as", "that")
        ):
            break
        length += 1
    return commas


def _is_member(words: list[_Word]) -> bool:
    """Tell whether these words can be one member of a list: a thing, or a single verb."""
    if not 1 <= len(words) <= 6:
        return False
    if words[0].lower in _NO_MEMBERS:
        return False
    return len(words) == 1 or not any(
        _is_verb(word.lower)
        or word.lower in _RELATIVE
        or word.lower in ("it", "we", "they", "that", "and", "or")
        or word.lower.endswith("ly")
        for word in words
    )


_WORTHS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7)
_MORE = (-0.3, -0.2, -0.15, -0.1, -0.05, 0.0, 0.05, 0.1, 0.15, 0.2, 0.3)
_MEAN_NAMES, _MOST_NAMES = ([f"{name}>{step}" for step in _WORTHS] for name in ("mean", "most"))
_MORE_NAMES = [f"more>{step}" for step in _MORE]


def features(text: str, limb: Limb, worth: Callable[[str], float]) -> set[str]:
    """Return the names of the features of a limb of a text; `worth` says how likely (0 to 1) a term is told."""
    shown = text[limb.start : limb.end]
    part, before, after = words_of(shown), words_of(text[: limb.start]), words_of(text[limb.end :])
    head = limb.head.split()[:1]
    names = {"kind:" + limb.kind, "head:" + limb.head}
    if head:
        names |= {"first:" + head[0], f"kind first:{limb.kind} {head[0]}"}
    names.update(["#" if word[0].isdigit() else word for word in part])
    names.add(f"length:{min(8, len(part) // 2)}")
    names.add(f"rest:{min(8, (len(before) + len(after)) // 4)}")
    names.add(f"place:{5 * limb.start // len(text)}")
    names.add(f"share:{6 * (limb.end - limb.start) // len(text)}")
    names.update([f"has:{sign}" for sign in "$%" if sign in shown])
    names.add(f"capitals:{min(3, len(_CAPITAL.findall(shown)))}")
    if limb.end < len(text) - 1:
        names.add("inner:")
    if before:
        names.add("before:" + before[-1])
    terms, rest = terms_of(part), terms_of(before + after)
    if terms:
        names.add(f"new:{3 * len(terms - rest) // len(terms)}")
    worths = [worth(term) for term in terms]
    mean = math.fsum(worths) / len(worths) if worths else 0.0
    others = math.fsum(map(worth, rest)) / len(rest) if rest else 0.0
    names.update(_MEAN_NAMES[: bisect_right(_WORTHS, mean)])
    names.update(_MOST_NAMES[: bisect_right(_WORTHS, max(worths, default=0.0))])
    names.update(_MORE_NAMES[: bisect_right(_MORE, mean - others)])
    return names
