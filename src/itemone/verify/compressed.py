"""A compressed claim: what its quotes leave when words go, none of which changes what is left."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from itemone.data import Evidence
from itemone.evidence import FUNCTION_WORDS, fold
from itemone.grammar import AUXILIARIES, MODALS, PREPOSITIONS, VERBS, WITH_IT, base, is_past, is_present, singular
from itemone.polarity import carries_meaning, governs, is_a_part, says_more_without

_WORD = re.compile(r"[^\W_]+(?:['&.][^\W_]+)*")
COMPANY = "\u0175\u0175"  # stands for every way in which a company speaks of itself; as short as "us", and in no text
_OWNER = COMPANY + "s"
_SPEAKS = re.compile(
    # what is quoted stays as it was said; what follows a figure are inches
    r"(?<!\w)\"[^\"]*\"|"
    r"\b(?:[Oo]urselves|[Oo]ur (?:[Cc]ompany|[Cc]orporation)|[Tt]he [Cc]ompany(?:'s)?|[Ww]e|us|[Oo]ur)\b(?!-|\.\w)"
)
_AS_PRONOUN = {COMPANY: "it", _OWNER: "its", "ourselves": "itself"}
_TIME = re.compile(r"\b(?:years?|months|ended|fiscal)\b")
_COMPANY_FIRST = re.compile(r"(?:The company|It) ")
_SHARE = r"((?:approximately |about |over |nearly |more than |less than )?\d[\d.]*(?:%| percent))"
_PART = rf"([^,;:]+?) (?:for )?{_SHARE}"
# What is said of no or of each holds for whatever follows, too.
_WHOLE = (
    r"((?!(?:[Nn]o|[Nn]one|[Nn]either|[Nn]ot|[Ee]ach|[Ee]very|[Aa]ll|[Oo]ther)\b)[^,;:]+?) "
    r"(accounted for|represented|comprised|constituted|contributed|generated) "
    rf"{_SHARE} of ([^,;:()]+?)( (?:in|for|during) (?:fiscal )?(?:year )?(?:19|20)\d\d)?"
)
_MEMBER = r"\$?\d+(?:,\d{3})*(?:\.\d+)?(?: ?%| percent| (?:million|billion|thousand))?"
_LISTED = re.compile(rf"{_MEMBER}(?:, (?:fiscal )?{_MEMBER})*,? and (?:fiscal )?{_MEMBER}(?![\d,]*\d)")
_DAY = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d\d?$")
_MEMBERS = re.compile(_MEMBER)
_RELATIVES = frozenset("that which who whom whose".split())
_JOINTS = frozenset("and or but nor while".split())
_PART_OPENS = _JOINTS | _RELATIVES
_SAYS = frozenset("say says said".split())
_ADVERBS = frozenset("also now then often never not still always".split())
_MARK = re.compile(r"[,;:.()\[\]—–]")
_INSERTED = re.compile(r", (?:which|who|whose|where)\b[^,;]*,|\([^()]*\)")
# A verb behind one of these may be under it, and have another subject or none.
_BRANCHES = MODALS | _RELATIVES | frozenset("do don't not where when while whether if because help let".split())


def fault_of_compression(text: str, evidence: tuple[Evidence, ...]) -> str | None:
    """Return why a text is not what its quotes leave when words go and the company no more speaks of itself."""
    if len(evidence) == 1:
        return _fault_of_one(text, evidence[0].quote)
    return None if _is_fused(text, [source.quote for source in evidence]) else "is not what its quotes say, put in one"


def _is_fused(text: str, quotes: list[str]) -> bool:
    """Tell whether a text says of each quote what that quote says, in one of the two ways that sentences are joined.

    "It buys pumps and sells valves": the second has the subject of the first. "Pumps accounted for 43% of sales in
    2009, valves for 20% and hoses for 9%": all are shares of one whole, at one time.
    """
    if len(quotes) == 2 and _COMPANY_FIRST.match(text):
        for joint in re.finditer(" and ", text):
            first, second = text[: joint.start()], text[joint.end() :]
            halves = f"{first}.", f"The company {second}"
            if all(_fault_of_one(half, quote) is None for half, quote in zip(halves, quotes, strict=True)):
                # "It may have sold pumps and rented valves" does not say that it rented any.
                verb = second.split(" ", 1)[0]
                return base(verb) not in (verb, "was") or not _branches([word for word, _ in words_of(first)])
    further = (r", " if len(quotes) > 2 else " and ") + _PART
    further += rf", {_PART}" * max(0, len(quotes) - 3) + (rf" and {_PART}" if len(quotes) > 2 else "")
    match = re.fullmatch(rf"(?P<lead>(?:In|For|During) [^,]+, )?{_WHOLE}{further}\.", text)
    if match is None:
        return False
    lead, whose, verb, share, whole, tail, *parts = (group or "" for group in match.groups())
    members = [(whose, share), *zip(parts[::2], parts[1::2], strict=True)]
    when = lead or tail
    return all(
        any(
            _fault_of_one(sentence, quote) is None
            for sentence in _orders(f"{member} {verb} {of_it} of {whole}", when.strip(" ,"))
        )
        for (member, of_it), quote in zip(members, quotes, strict=True)
    )


def _orders(statement: str, when: str) -> tuple[str, ...]:
    """Return a statement with its time before and behind it."""
    if not when:
        return (f"{statement}.",)
    return f"{when}, {statement}.", f"{statement} {when}."


@dataclass(frozen=True, slots=True)
class _Left:
    """The words of a claim and those of its quote with where each starts.

    `places` are the numbers of the words that are left, `runs` those of the words that were taken away together.
    """

    told: list[str]
    quote: str
    words: list[tuple[str, int]]
    places: list[int]
    runs: list[range]

    def mark(self, number: int) -> str:
        """Return the mark between a word of the quote and the one before it, "" when there is none."""
        return _mark(self.quote, self.words, number)

    def has_verb(self, numbers: range) -> bool:
        """Tell whether one of some words of the quote can be a verb."""
        return any(_is_verb(self.words[number][0]) for number in numbers)


def _is_verb(word: str) -> bool:
    return word in AUXILIARIES or word in _SAYS or is_present(word) or is_past(word)


def _fault_of_one(text: str, quote: str) -> str | None:
    """Return why a text is not what one quote leaves when words are taken away.

    The third person takes the place of the first: "we sell our pumps" -> "the company sells its pumps".
    """
    told = [word for word, _ in words_of(text)]
    words = words_of(quote)
    if told and told[0] in ("it", "its"):
        told[0] = told[0].replace("it", COMPANY)  # whom else could a claim begin with?
    places: list[int] = []
    for number in range(len(words)):
        if len(places) == len(told):
            break
        if _is_form(told[len(places)], quote, words, number):
            places.append(number)
    if len(places) < len(told):
        return f"{told[len(places)].replace(COMPANY, 'it')!r} is not in the evidence at that place"
    _take_nearest(quote, words, places)
    edges = [-1, *places, len(words)]
    runs = [range(a + 1, b) for a, b in pairwise(edges) if b > a + 1]
    left = _Left(told, quote, words, places, runs)
    return next((found for rule in _RULES if (found := rule(left))), None)


def _take_nearest(quote: str, words: list[tuple[str, int]], places: list[int]) -> None:
    """Of a word that begins several parts take the last, as a reader would: "as [we] grow, we sell pumps"."""
    for at, (number, following) in enumerate(pairwise(places)):
        word = words[number][0]
        if following == number + 1 or word in _RELATIVES:
            continue
        for later in range(following - 1, number, -1):
            joined = word == COMPANY and words[later - 1][0] in _JOINTS
            if words[later][0] == word and (joined or _mark(quote, words, later)):
                places[at] = later
                break


def _mark(quote: str, words: list[tuple[str, int]], number: int) -> str:
    """Return the mark between a word of a quote and the one before it, "" when there is none."""
    word, at = words[number - 1]
    found = _MARK.search(quote, at + len(word), words[number][1] if number < len(words) else len(quote))
    return found.group() if found else ""


def _fault_of_pronouns(left: _Left) -> str | None:
    """Return why "it" or "its" would be read of another than in the quote."""
    named = None  # where the company was named last
    for at, (told, number) in enumerate(zip(left.told, left.places, strict=True)):
        quoted = left.words[number][0]
        if quoted in (COMPANY, _OWNER):
            if told in ("it", "its") and named is None:
                return f"{told!r} would be another's"
            named = at
        elif told == "its" and named is not None and left.quote[left.words[left.places[named]][1]] in "wW":
            between = [word for word in left.told[named + 1 : at] if not _is_function(word)]
            if all(word in VERBS or base(word) in VERBS for word in between[1:]):
                return "'its' would be the company's"
    return None


def _is_function(word: str) -> bool:
    return word in FUNCTION_WORDS or word in AUXILIARIES or word in PREPOSITIONS or word.endswith("ly")


def _fault_of_subject(left: _Left) -> str | None:
    """Return why the company is made the subject of what is said of another, or of both."""
    for at, (number, following) in enumerate(pairwise(left.places)):
        word, start = left.words[number]
        if word != COMPANY:
            continue
        if at == 0 and left.quote.startswith("us", start):
            return "of the company nothing is said"
        opens = range(left.places[at - 1] + 1 if at else 0, number)
        before = left.words[number - 1][0] if opens else ""
        if before in _JOINTS and not left.mark(number - 1) and not left.has_verb(opens):
            return "what is said of the company and another is told of it alone"
        gap = range(number + 1, following)
        if gap and left.words[number + 1][0] in _RELATIVES | {COMPANY} and not left.mark(number + 1):
            return "another company is spoken of"
        speaks = at == 0 or left.quote[start] in "wW"
        if gap and speaks and left.has_verb(gap) and (before in _RELATIVES or not _agrees(left, at + 1)):
            return f"{left.told[at + 1]!r} is not said of the company"
    return None


def _agrees(left: _Left, at: int) -> bool:
    """Tell whether a word that is told is a further verb of the company: "we [own docks and] have sold pumps"."""
    while at < len(left.told) - 1 and _is_adverb(left.told[at]):
        at += 1
    told, number = left.told[at], left.places[at]
    if told != left.words[number][0]:
        return True
    if not (told in AUXILIARIES or is_past(told) or base(told) != told):
        return False
    while _is_adverb(left.words[number - 1][0]) and not left.mark(number):
        number -= 1
    return bool(left.mark(number)) or left.words[number - 1][0] in _JOINTS


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or word.endswith("ly")


def _fault_of_joints(left: _Left) -> str | None:
    """Return why what is left joins the beginning of one part of the quote with the end of another."""
    for run in left.runs:
        last = left.words[run[-1]][0]
        if run[0] == 0 or left.mark(run[-1] + 1) or not _wants_more(last) or last == "of":
            continue
        # "[43% and valves were] 20% of sales", but not "[make and] sell" or "in [Iowa and in] Ohio"
        joint = next((n for n in reversed(run[:-1]) if left.words[n][0] in _PART_OPENS or left.mark(n + 1)), None)
        if joint is not None and joint + 1 < run[-1]:
            return f"without {left.words[joint + 1][0]!r} the end of one part is told of another"
    return None


def _wants_more(word: str) -> bool:
    return word in PREPOSITIONS or word in AUXILIARIES or base(word) in VERBS or word in VERBS


def _fault_of_objects(left: _Left) -> str | None:
    """Return why a verb has lost what it speaks of: "we sell [pumps] and rent valves"."""
    for run in left.runs:
        number = run[0] - 1
        at = bisect_left(left.places, number)
        if number < 0 or (at + 1 < len(left.told) and left.told[at + 1] not in ("and", "or")):
            continue
        told, lost = left.told[at], left.words[run[0]][0]
        is_verb = told != left.words[number][0] or told in VERBS or base(told) in VERBS
        if is_verb and not (left.mark(run[0]) or lost in PREPOSITIONS | _JOINTS or _is_adverb(lost)):
            return f"{told!r} has lost what it speaks of"
    return None


def _fault_of_lists(left: _Left) -> str | None:
    """Return why a text binds members of lists that go together otherwise than its quote: "respectively"."""
    if "respectively" not in left.quote or "respectively" in left.told:
        return None
    kept = {left.words[number][1] for number in left.places}
    lengths, counts, places = set(), set(), []
    for match in _LISTED.finditer(fold(left.quote)):
        members = list(_MEMBERS.finditer(match.group()))
        if _DAY.search(left.quote, 0, match.start() + members[0].end()):  # "September 30, 2002, 2003 and 2004"
            del members[0]
        told = {m.group() for m in members if match.start() + m.start() + (m.group()[0] == "$") in kept}
        lengths.add(len(members))
        counts.add(len(told))
        places.append({place for place, member in enumerate(members) if member.group() in told})
    if len(lengths) != 1 or (len(counts) == 1 and set.intersection(*places)):
        return None
    return "of lists that go together others are left"


def words_of(text: str) -> list[tuple[str, int]]:
    """Return the words in lower case with where each starts; all that speaks of the company itself is one word."""
    plain = _SPEAKS.sub(_same_length, fold(text)).lower()
    return [(match.group(), match.start()) for match in _WORD.finditer(plain)]


def _same_length(match: re.Match[str]) -> str:
    said = match.group().lower()
    if said == "ourselves" or said[0] == '"':
        return said
    return (COMPANY + ("s" if said == "our" or said.endswith("'s") else "")).ljust(len(said))


def _is_form(told: str, quote: str, words: list[tuple[str, int]], number: int) -> bool:
    """Tell whether a word of a claim is that of its quote, or what becomes of it in the third person."""
    quoted = words[number][0]
    if told == quoted or (told in ("it", "its", "itself") and _AS_PRONOUN.get(quoted) == told):
        return True
    if told == "year" and quoted == "years":
        return number + 1 < len(words) and words[number + 1][0] in ("ended", "ending")
    if WITH_IT.get(quoted) != told and not (is_present(quoted) and singular(quoted) == told):
        return False
    before = number - 1
    while before >= 0 and (words[before][0].endswith("ly") or words[before][0] in ("also", "now", "often", "then")):
        before -= 1
    return before >= 0 and _has_company_as_subject(quote, words, before, number)


def _has_company_as_subject(quote: str, words: list[tuple[str, int]], before: int, number: int) -> bool:
    """Tell whether a verb has its form from the company: behind it, or in one row with a verb that is."""
    word, at = words[before]
    if word == COMPANY:
        return True
    start = words[number][1]
    if word not in ("and", "or", "but") and not quote[at + len(word) : start].strip().startswith((",", ")")):
        return False
    subject = next((at for word, at in reversed(words[:before]) if word == COMPANY and quote[at] != "u"), None)
    if subject is None:  # "us" does nothing
        return False
    between = _WORD.findall(_INSERTED.sub(" ", quote[subject:start]).lower())
    return not _branches(between)


def _branches(words: list[str]) -> bool:
    """Tell whether a further verb need not be the company's own: "plans to rent and sell", "helps dealers rent"."""
    return any(
        word in _BRANCHES or (word == "to" and (is_present(after) or after == "be"))
        for word, after in zip(words, [*words[1:], ""], strict=True)
    )


def _is_set_off(quote: str, start: int, end: int) -> bool:
    """Tell whether a part begins at the head of a quote or behind a mark, and a mark ends it."""
    before, after = quote[:start].rstrip(' "“'), quote[end:].lstrip(' "”')
    return (not before or before[-1] in ",;:(—-–.") and (not after or after[0] in ",;:)—-–.")


def _fault_of_opening(left: _Left) -> str | None:
    """Return why what was taken from before the rest says whose word or aim that is: "dealers say that we sell"."""
    run = left.runs[0] if left.runs else range(1, 2)
    if run[0] or run[-1] + 1 == len(left.words):
        return None
    mark, last = left.mark(run[-1] + 1), left.words[run[-1]][0]
    says = last in _RELATIVES or left.has_verb(run)
    leads = says and not mark and last not in _JOINTS
    aims = mark == ":" and left.words[0][0] == _OWNER
    return f"{last!r} was taken away with what leads to the rest" if leads or aims else None


def _fault_of_halves(left: _Left) -> str | None:
    """Return why what is left is told to measure as much as it did with another: "[tools and] pumps were 20%"."""
    if "respectively" in left.quote:
        return None
    for run in left.runs:
        if run[-1] + 1 == len(left.words) or left.has_verb(range(1, run[-1] + 1)):
            break
        (word, start), (following, end) = left.words[run[0]], left.words[run[-1] + 1]
        open_end = not left.mark(run[-1] + 1)
        is_member = open_end if run[0] == 0 else left.mark(run[0]) == "," or word in _JOINTS
        is_half = is_member and following in _JOINTS
        is_half = is_half or (open_end and any(left.words[number][0] in _JOINTS for number in run))
        if is_half and says_more_without(left.quote, start, end):
            return f"{word!r} was taken away, and is measured with what is left"
    return None


def _fault_of_loss(left: _Left) -> str | None:
    """Return why the words that were taken away change what is left."""
    quote, words = left.quote, left.words
    verb = next((start for word, start in words[1:] if _is_verb(word)), 0)
    for run in left.runs:
        start, end = words[run[0]][1], words[run[-1]][1] + len(words[run[-1]][0])
        following = [words[number + 1][0] if number + 1 < len(words) else "" for number in run]
        lost = [
            word
            for number, after in zip(run, following, strict=True)
            if carries_meaning(word := words[number][0], after)
        ]
        if lost and not is_a_part(quote, start, end):
            return f"the word {lost[0]!r} was taken away"
        if governs(quote[start:end]):
            return f"{quote[start:end][:40]!r} was taken away, and holds for what is left"
        # "easy-to-use" is no phrase
        phrase = any(word in PREPOSITIONS and quote[at - 1] != "-" for word, at in words[run[0] : run[-1] + 1])
        phrase = phrase and not _is_set_off(quote, start, end)
        told_of_one_year = "respectively" in quote or _TIME.search(quote[start:end])
        if phrase and not told_of_one_year and says_more_without(quote, start, end):
            return f"{quote[start:end][:40]!r} was taken away, and limits what is left"
        if phrase and start < verb:
            return f"{quote[start:end][:40]!r} was taken from the subject"
    return None


_RULES = (
    _fault_of_pronouns,
    _fault_of_subject,
    _fault_of_joints,
    _fault_of_objects,
    _fault_of_opening,
    _fault_of_halves,
    _fault_of_loss,
    _fault_of_lists,
)
