"""One text out of sentences: pronouns where it is plain whom they mean, and shares of one whole in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from itemone.engines.alone import LONGEST_WORDS
from itemone.grammar import AUXILIARIES, MODALS, goes_with_it
from itemone.polarity import carries_meaning

_ADVERB = r"(?:also|still|now|often|never|no longer|[a-z]+ly) "
_COMPANY_DOES = re.compile(rf"The company (?P<how>(?:\([^()]*\) |{_ADVERB})*)(?P<verb>[a-z]+)(?![\w'’-])")
_COMPANY_OWNS = re.compile(r"The company['’]s (?=[a-z(])")
# Things of the company that are many: a verb in the plural tells that, so that "it" behind it is the company.
_OF_COMPANY = re.compile(
    r"The company['’]s (?:[\w-]+,? (?:and )?){0,4}?[\w-]+s "
    r"(?:are|were|have|include|consist|serve|range|provide|offer|compete)\b"
)


def with_pronoun(text: str) -> str:
    """Return a sentence on the company as it reads after another on it: "The company sells" -> "It sells"."""
    if _company_does(text):
        return text.replace("The company", "It", 1)
    return _COMPANY_OWNS.sub("Its ", text, count=1)


def _company_does(text: str) -> re.Match[str] | None:
    """Return how a sentence begins of which the company is the subject: not so "The company culture is strong"."""
    match = _COMPANY_DOES.match(text)
    return match if match and goes_with_it(match["verb"]) else None


def weave(texts: Iterable[str]) -> list[str]:
    """Return the sentences with pronouns for the company where the sentence before leaves no doubt.

    The first is taken to say who the company is.
    """
    told: list[str] = []
    before = ""
    for text in texts:
        told.append(with_pronoun(text) if len(told) == 1 or _is_on_company(before, text) else text)
        before = text
    return told


def _is_on_company(before: str, text: str) -> bool:
    """Tell whether a pronoun at the head of a text can be nobody but the company, after the sentence before."""
    if _company_does(before):
        return True
    # Behind things of the company a pronoun is plain unless a name comes between: "its largest customer is Heron".
    things = _OF_COMPANY.match(before) or (_COMPANY_OWNS.match(before) and _COMPANY_OWNS.match(text))
    return bool(things) and not re.search(r" [A-Z]", before)


# "In 2009, pumps accounted for approximately 43% of net sales."
_SHARE = re.compile(
    r"(?:(?P<lead>(?:In|For|During) (?:fiscal )?(?:year )?(?:19|20)\d\d), )?(?P<whose>[^,;:]{3,120}?) "
    r"(?P<verb>accounted for|represented|comprised|constituted|contributed|generated) "
    r"(?P<share>(?:approximately |about |over |nearly |more than |less than )?\d[\d.]*(?:%| percent)) of "
    r"(?P<whole>[^,;:()]{3,70}?)"
    r"(?: (?P<tail>(?:in|for|during) (?:fiscal )?(?:year )?(?:19|20)\d\d))?\."
)
SHORT = 16  # words of a sentence that is joined with another
_BRANCHES = re.compile(r"[,;:()]|\b(?:and|or|but|that|which|who|to|where|when|not|may|can|will)\b")
MOST_SHARES = 4  # in one sentence
_OWNER = re.compile(r"^(?:the company['’]s|its|our|the) ")
_STOP = re.compile(r"(?<=[\w%])\.$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Inc|Corp|Co|Ltd)\.$")


@dataclass(frozen=True, slots=True)
class _Share:
    whose: str
    share: str
    verb: str
    whole: str
    when: str

    def like(self, other: _Share) -> bool:
        """Tell whether the whole of this share, as it is put here, is that of the other one."""
        same_whole = self.whole in (other.whole, _OWNER.sub("", other.whole))
        return same_whole and (self.verb, self.when) == (other.verb, other.when)


def fuse(
    texts: Sequence[str], alone: Sequence[bool], is_common: Callable[[str], bool]
) -> list[tuple[str, tuple[int, ...]]]:
    """Return the sentences, shares of the same whole put into one, each with the numbers of those it was made from.

    Args:
        texts: the sentences in reading order.
        alone: for each, whether it may leave its place: none leans on it, and it leans on none.
        is_common: tells whether a word, given in lower case, is no name: such a word loses its capital.
    """
    shares = [_share(text) if free else None for text, free in zip(texts, alone, strict=True)]
    fused: list[tuple[str, tuple[int, ...]]] = []
    done: set[int] = set()
    for number, text in enumerate(texts):
        if number in done:
            continue
        parts: list[str] = []
        members = [number]
        one = shares[number]
        words = text.count(" ") + 1
        for other in range(number + 1, len(texts) if one else 0):
            two = shares[other]
            if one and two and other not in done and one.like(two) and len(members) < MOST_SHARES:
                word = "for " if two.verb == "accounted for" else ""
                part = f"{_uncapital(two.whose, is_common)} {word}{two.share}"
                words += part.count(" ") + 2
                if words > LONGEST_WORDS:
                    break
                parts.append(part)
                members.append(other)
        following = number + 1
        joined = None
        if not parts and following < len(texts) and following not in done and alone[number] and alone[following]:
            joined = _joined(text, texts[following])
        if joined:
            members.append(following)
        done.update(members)
        fused.append((joined or _listed(text, parts), tuple(members)))
    return fused


def _listed(text: str, parts: Sequence[str]) -> str:
    """Return a sentence with further shares at its end."""
    if not parts:
        return text
    if len(parts) == 1:
        return f"{_open(text)} and {parts[0]}."
    return f"{_open(text)}, {', '.join(parts[:-1])} and {parts[-1]}."


def _open(text: str) -> str:
    """Return a sentence without its full stop, unless that also ends an abbreviation."""
    return text if _ABBREVIATION.search(text) else text[:-1]


def _joined(first: str, second: str) -> str | None:
    """Return two short sentences on the company as one, None when the second verb could have another subject."""
    plain = _company_plainly_does(first) and _company_plainly_does(second) and _STOP.search(first)
    if plain and not _BRANCHES.search(first) and max(first.count(" "), second.count(" ")) < SHORT:
        return f"{_open(first)} and {second.removeprefix('The company ')}"
    return None


def _company_plainly_does(text: str) -> bool:
    """Tell whether the company is the subject of a verb that no adverb, modal or opinion governs."""
    match = _company_does(text)
    return match is not None and not (
        match["how"] or match["verb"] in MODALS or match["verb"] == "does" or carries_meaning(match["verb"])
    )


def _share(text: str) -> _Share | None:
    match = _SHARE.fullmatch(text)
    if match is None:
        return None
    words = match["whose"].split()
    # What is denied, hedged or said of each holds for its own sentence, and "have" needs its verb.
    if words[0] in ("Other", "Each", "All") or any(carries_meaning(word.lower()) for word in words):
        return None
    if words[-1] in AUXILIARIES or words[-1].endswith("ly"):
        return None
    when = (match["lead"] or match["tail"] or "").lower()
    return _Share(match["whose"], match["share"], match["verb"], match["whole"], when)


def _uncapital(text: str, is_common: Callable[[str], bool]) -> str:
    """Return a text as it stands within a sentence; "Trading and Investments" is a name, and stays."""
    first = re.split(r"[ '’-]", text, maxsplit=1)[0]
    names = re.match(r"(?!The )\S+ (?:and |& )?[A-Z]", text)
    return text if names or not is_common(first.lower()) else text[0].lower() + text[1:]
