"""One text out of sentences: pronouns where it is plain whom they mean, and shares of one whole in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from itemone.engines.alone import LONGEST_WORDS

_COMPANY = re.compile(r"The company(?P<owns>['’]s)? (?=[a-z(])")
_IT = re.compile(r"It (?=[a-z])")
# After one of these "it" can only be the company: the company itself, or things of it that are many.
_SPEAKS_OF_COMPANY = re.compile(
    r"(?:The company|It) (?!['’])|(?:The company['’]s|Its) (?:[\w-]+,? (?:and )?){0,4}?[\w-]+s (?:are|were|have|"
    r"include|consist|serve|range|provide|offer|compete|accounted|represented|may|can|will)\b"
)
_SPEAKS_FOR_COMPANY = re.compile(r"(?:The company|Its?)\b")


def with_pronoun(text: str) -> str:
    """Return a sentence on the company as it reads after another on it: "The company sells" -> "It sells"."""
    match = _COMPANY.match(text)
    if match is None:
        return text
    return ("Its " if match["owns"] else "It ") + text[match.end() :]


def weave(texts: Iterable[str]) -> list[str]:
    """Return the sentences with pronouns for the company where the sentence before leaves no doubt.

    The first is taken to say who the company is.
    """
    told: list[str] = []
    for text in texts:
        match = _COMPANY.match(text)
        if match and told:
            before = told[-1]
            plain = len(told) == 1 or (_SPEAKS_FOR_COMPANY if match["owns"] else _SPEAKS_OF_COMPANY).match(before)
            told.append(with_pronoun(text) if plain else text)
        else:
            told.append(text)
    return told


# "In 2009, pumps accounted for approximately 43% of net sales."
_SHARE = re.compile(
    r"(?P<lead>(?:In|For|During) (?P<when>(?:fiscal )?(?:year )?(?:19|20)\d\d), )?(?P<whose>[^,;:]{3,120}?) "
    r"(?P<verb>accounted for|represented|comprised|constituted|contributed|generated) "
    r"(?P<share>(?:approximately |about |over |nearly |more than |less than )?\d[\d.]*(?:%| percent)) of "
    r"(?P<whole>[^,;:()]{3,70}?)"
    r"(?P<tail> (?:in|for|during) (?P<then>(?:fiscal )?(?:year )?(?:19|20)\d\d))?\."
)
SHORT = 16  # words of a sentence that is joined with another
_COMPANY_DOES = re.compile(
    r"The company (?!may|can|will|would|could|should|must|believes|expects|plans|intends|does not)[a-z]+s? "
)
_BRANCHES = re.compile(r"[,;:()]|\b(?:and|or|but|that|which|who|to|where|when|not|may|can|will)\b")
MOST_SHARES = 4  # in one sentence
_NEGATIVE = re.compile(r"(?:No|None|Neither|Nor|Not|Other|Each|All)\b")


@dataclass(frozen=True, slots=True)
class _Share:
    whose: str
    share: str
    verb: str
    whole: str
    when: str

    def like(self, other: _Share) -> bool:
        return (self.verb, self.whole, self.when) == (other.verb, other.whole, other.when)


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
        return f"{text[:-1]} and {parts[0]}."
    return f"{text[:-1]}, {', '.join(parts[:-1])} and {parts[-1]}."


def _joined(first: str, second: str) -> str | None:
    """Return two short sentences on the company as one, None when the second verb could have another subject."""
    if (
        _COMPANY_DOES.match(first)
        and _COMPANY_DOES.match(second)
        and not _BRANCHES.search(first)
        and max(first.count(" "), second.count(" ")) < SHORT
    ):
        return f"{first[:-1]} and {second.removeprefix('The company ')}"
    return None


def _share(text: str) -> _Share | None:
    match = _SHARE.fullmatch(text)
    if match is None or _NEGATIVE.match(match["whose"]):
        return None
    when = match["when"] or match["then"] or ""
    whole = re.sub(r"^(?:the company['’]s|its|our|the) ", "", match["whole"])
    return _Share(match["whose"], match["share"], match["verb"], whole, when)


def _uncapital(text: str, is_common: Callable[[str], bool]) -> str:
    first = re.split(r"[ '’-]", text, maxsplit=1)[0]
    return text[0].lower() + text[1:] if is_common(first.lower()) else text
