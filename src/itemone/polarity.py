"""Words whose loss changes what a sentence claims: negations, hedges, bounds and exceptions.

An engine must not delete them and the checker refuses a sentence that lost one; both read this list.
"""

from __future__ import annotations

_WORDS = frozenset(
    "not no never none neither nor without cannot can't non except excepting excluding exclusive unless until only "
    "may might could would should can must believe believes believed expect expects expected intend intends intended "
    "plan plans planned anticipate anticipates estimate estimates estimated seek seeks attempt attempts "
    "approximately about nearly almost roughly around over under up least most more less fewer few some several "
    "many half part partly mainly primarily principally substantially generally usually typically often sometimes "
    "rarely seldom potential potentially possible possibly likely pro forma former formerly other than net if".split()
)


def carries_meaning(word: str) -> bool:
    """Tell whether taking this word (in lower case) away can change what its sentence claims."""
    return word in _WORDS or word.endswith("n't")
