"""Words whose loss changes what a sentence claims: negations, hedges, bounds and exceptions.

An engine must not delete them and the checker refuses a sentence that lost one; both read this list.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = frozenset(
    "not no never none neither nor without cannot can't non except excepting excluding exclusive unless until only "
    "may might could would should can must believe believes believed expect expects expected intend intends intended "
    "planned anticipate anticipates estimate estimates estimated seek seeks attempt attempts "
    "approximately nearly almost roughly least most more less fewer few some several "
    "many half part partly mainly primarily principally substantially generally usually typically often sometimes "
    "rarely seldom potential potentially possible possibly likely former formerly net if".split()
)
_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth 2nd 3rd 4th 5th next".split())
_BEFORE_FIGURES = frozenset("about around over under up".split())
# What these words begin holds for the whole sentence, wherever they stand: a condition, an exception, a denial.
# This and `_MEASURES` are searched in lower case: with a flag to ignore case the search takes three times as long.
_GOVERNS = re.compile(
    r"\b(?:if|unless|until|once|when|whenever|upon|depending|provided|exception|according|exclusively|"
    r"solely|barely|hardly|contingent|(?:so|as) long as|in the event|in the case|to the extent|apart from|aside from|"
    r"opinion|our view|hopes?|doubts?|except|excepting|"
    r"excluding|exclusive|without|only|where (?:the law|permitted|applicable)|subject to|assuming|"
    r"other than|not|no|never|none|nor|neither|rather than|instead|net of|but|pending|proposed|former|formerly|"
    r"discontinued|pro forma|believes?|expects?|intends?|plans? to|anticipates?|estimates?|estimated)\b|n['’]t\b"
)
_INVERTED = re.compile(r"(?:Should|Were|Had)\b")  # "Should they agree, we sell"
# Where a sentence denies, counts, compares or speaks of all, it says more when a restriction goes.
_MEASURES = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|cannot|always|all|every|each|any|most|majority|largest|first|only|sole|leading|"
    r"exclusively|solely|oldest|newest|smallest|biggest|highest|lowest|greatest|fastest|best|"
    r"than|same|percent|portion|half|third|quarter|number of|total(?:ed|s|ing)?|accounted|represented|comprised)\b|"
    r"n['’]t\b|%|(?<![\w.,])\$?(?!(?:19|20)\d\d\b)\d"
)
_OPENS = re.compile(
    r"(?:which|who|whose|where|that|when|while|as|to|in|on|at|by|for|with|from|through|under|into|within|across|among|"
    r"throughout|over|during|via|and|or|because|so|\w+(?:ing|ed))\b",
    re.IGNORECASE,
)
_SET_OFF = re.compile(
    r"\s*(?:—|\((?!(?:in|to|for|of|by|on|at|from|with|other)\b)|"
    r"[,;] (?:(?:\w+ )?(?:which|who|whose|whom|where)|including|such as|[a-z]{3,}(?:ing|ed)|as well as|"
    r"(?:as )?compared|up|down|an? (?:in|de)crease|while|although|and (?:it|they|the company|we)|however|"
    r"respectively)\b)"
)


def carries_meaning(word: str, following: str = "") -> bool:
    """Tell whether taking this word (in lower case) away can change what its sentence claims.

    `following` is the word behind it: "over" bounds a figure, "plan" is a hedge before "to", "second" ranks before
    "largest".
    """
    if word in _BEFORE_FIGURES:
        return following[:1].isdigit() or (word == "up" and following == "to")
    if word in ("plan", "plans"):
        return following == "to"
    if word == "may":
        return not following[:1].isdigit()  # "in May 2001"
    if word in _ORDINALS:
        return following.endswith("est") or following == "most"
    return word in _WORDS or word.endswith("n't")


def governs(part: str) -> bool:
    """Tell whether a part of a sentence holds for the rest of it: a condition, an exception, a denial, an opinion."""
    return _GOVERNS.search(part.lower()) is not None or _INVERTED.match(part) is not None


def is_a_part(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` is a phrase of its own: what it hedges or counts, it takes with it.

    It begins at the head of the text, behind a mark or with a word that opens a phrase, and a mark ends it.
    """
    before, after = text[:start].rstrip(), text[end:].lstrip()
    ends = not after or after[0] in ',;.:)—]”"' or (not before and after[0] == ",")
    opens = not before or before[-1] in ",;:(—[" or _OPENS.match(text, start) is not None
    return ends and opens and end - start > 12


def says_more_without(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence can say more than it did when `text[start:end]` is taken away.

    A condition, an exception or a denial holds for what is left. Where the sentence denies, counts, compares or
    speaks of all, any part may restrict what that is about, but for one that is set off by its punctuation.
    """
    part = text[start:end]
    if governs(part):
        return True
    if _SET_OFF.match(part):
        return False
    # What measures only the part itself goes with it.
    first_end, last_start = _measured(text)
    return first_end <= start or last_start >= end


@lru_cache(maxsize=16)  # one sentence is asked for all of its parts in a row
def _measured(text: str) -> tuple[int, int]:
    """Return where the first measure in a sentence ends and the last one starts; out of reach when there is none."""
    spans = [match.span() for match in _MEASURES.finditer(text.replace("İ", "I").lower())]  # no lower "İ" of one sign
    return (spans[0][1], spans[-1][0]) if spans else (len(text) + 1, -1)
