"""A compressed claim: what its quotes leave when words go, none of which changes what is left."""

from __future__ import annotations

import re

from itemone.data import Evidence
from itemone.evidence import fold
from itemone.grammar import AUXILIARIES, PREPOSITIONS, is_past, is_present, singular
from itemone.polarity import carries_meaning, governs, is_a_part, says_more_without

_WORD = re.compile(r"[^\W_]+(?:['&.][^\W_]+)*")
_COMPANY = "\u0175\u0175"  # stands for every way in which a company speaks of itself; as short as "us", and in no text
_SPEAKS = re.compile(
    r"\b(?:[Oo]urselves|[Oo]ur (?:[Cc]ompany|[Cc]orporation)|[Tt]he [Cc]ompany(?:'s)?|[Ww]e|us|[Oo]ur)\b(?!-|\.\w)"
)
_AS_PRONOUN = {"\u0175\u0175": "it", "\u0175\u0175s": "its", "ourselves": "itself"}
_TIME = re.compile(r"\b(?:years?|months|ended|fiscal)\b")
_COMPANY_FIRST = re.compile(r"(?:The company|It) ")
_SHARE = r"((?:approximately |about |over |nearly |more than |less than )?\d[\d.]*(?:%| percent))"
_PART = rf"([^,;:]+?) (?:for )?{_SHARE}"
_WHOLE = (
    r"([^,;:]+?) (accounted for|represented|comprised|constituted|contributed|generated) "
    rf"{_SHARE} of ([^,;:()]+?)( (?:in|for|during) (?:fiscal )?(?:year )?(?:19|20)\d\d)?"
)
_MEMBER = r"\$?\d+(?:,\d{3})*(?:\.\d+)?(?: ?%| percent| (?:million|billion|thousand))?"
_LISTED = re.compile(rf"{_MEMBER}(?:, (?:fiscal )?{_MEMBER})*,? and (?:fiscal )?{_MEMBER}(?![\d,]*\d)")
_WITH_IT = {
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "aren't": "isn't",
    "don't": "doesn't",
    "haven't": "hasn't",
    "weren't": "wasn't",
}


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
    if len(quotes) == 2:
        for joint in re.finditer(" and ", text):
            halves = f"{text[: joint.start()]}.", f"The company {text[joint.end() :]}"
            if all(_fault_of_one(half, quote) is None for half, quote in zip(halves, quotes, strict=True)):
                return _COMPANY_FIRST.match(text) is not None
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


def _fault_of_one(text: str, quote: str) -> str | None:
    """Return why a text is not what one quote leaves when words are taken away.

    The third person takes the place of the first: "we sell our pumps" -> "the company sells its pumps".
    """
    kept = [word for word, _ in _words(text)]
    words = _words(quote)
    if kept and kept[0] in ("it", "its"):
        kept[0] = kept[0].replace("it", _COMPANY)  # whom else could a claim begin with?
    taken: list[int] = []
    at = 0
    for number in range(len(words)):
        if at < len(kept) and _is_form(kept[at], quote, words, number):
            at += 1
        else:
            taken.append(number)
    if at < len(kept):
        return f"{kept[at].replace(_COMPANY, 'it')!r} is not in the evidence at that place"
    return _fault_of_loss(quote, words, taken) or _fault_of_lists(text, quote)


def _fault_of_lists(text: str, quote: str) -> str | None:
    """Return why a text binds members of lists that go together otherwise than its quote: "respectively"."""
    if "respectively" not in quote or "respectively" in text:
        return None
    told = fold(text)
    lists = [re.split(r",? and |, (?!\d{3}\b)", match.group()) for match in _LISTED.finditer(fold(quote))]
    if len({len(members) for members in lists}) != 1:
        return None
    places = set.intersection(*({i for i, member in enumerate(members) if member in told} for members in lists))
    counts = {len({member for member in members if member in told}) for members in lists}
    return None if places and len(counts) == 1 else "of lists that go together others are left"


def _words(text: str) -> list[tuple[str, int]]:
    """Return the words in lower case with where each starts; all that speaks of the company itself is one word."""
    plain = _SPEAKS.sub(_same_length, fold(text)).lower()
    return [(match.group(), match.start()) for match in _WORD.finditer(plain)]


def _same_length(match: re.Match[str]) -> str:
    said = match.group().lower()
    if said == "ourselves":
        return said
    return (_COMPANY + ("s" if said == "our" or said.endswith("'s") else "")).ljust(len(said))


def _is_form(told: str, quote: str, words: list[tuple[str, int]], number: int) -> bool:
    """Tell whether a word of a claim is that of its quote, or what becomes of it in the third person."""
    quoted, start = words[number]
    if told == quoted or (told in ("it", "its", "itself") and _AS_PRONOUN.get(quoted) == told):
        return True
    if told == "year" and quoted == "years":
        return number + 1 < len(words) and words[number + 1][0] in ("ended", "ending")
    if _WITH_IT.get(quoted) != told and not (is_present(quoted) and singular(quoted) == told):
        return False
    before = number - 1
    while before >= 0 and (words[before][0].endswith("ly") or words[before][0] in ("also", "now", "often", "then")):
        before -= 1
    if before < 0:
        return False
    # A verb has its form from the company when it stands behind it, or in one row with a verb that does.
    word, at = words[before]
    return word in (_COMPANY, "and", "or", "but") or quote[at + len(word) : start].strip().startswith((",", ")"))


def _is_set_off(quote: str, start: int, end: int) -> bool:
    """Tell whether a part begins at the head of a quote or behind a mark, and a mark ends it."""
    before, after = quote[:start].rstrip(' "“'), quote[end:].lstrip(' "”')
    return (not before or before[-1] in ",;:(—-–.") and (not after or after[0] in ",;:)—-–.")


def _fault_of_loss(quote: str, words: list[tuple[str, int]], taken: list[int]) -> str | None:
    """Return why the words that were taken away change what is left."""
    runs: list[list[int]] = []
    for number in taken:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    verb = next((start for word, start in words[1:] if word in AUXILIARIES or is_present(word) or is_past(word)), 0)
    for run in runs:
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
        phrase = any(words[number][0] in PREPOSITIONS for number in run) and not _is_set_off(quote, start, end)
        told_of_one_year = "respectively" in quote or _TIME.search(quote[start:end])
        if phrase and not told_of_one_year and says_more_without(quote, start, end):
            return f"{quote[start:end][:40]!r} was taken away, and limits what is left"
        if phrase and start < verb:
            return f"{quote[start:end][:40]!r} was taken from the subject"
    return None
