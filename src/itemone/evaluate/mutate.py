"""True sentences made false by one small change, as a careless writer would: a checker must say no to each.

A mutation looks at words alone and shares no pattern with the checker, so that the two have no blind spot in common.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random

# A figure that is no year and no part of a name: "$12.5", "1,200", "37%".
_FIGURE = re.compile(r"(?<![\w.,$-])\$?\d+(?:,\d{3})*(?:\.\d+)?%?(?![\w-]|[.,]\d)")
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December) $")
_YEAR = re.compile(r"(?<![\w$,.-])(?:19|20)\d\d(?![\w%-]|[.,]\d)")
_SCALE = re.compile(r"(?<=\d )(?:thousand|million|billion)\b")
_SCALES = ("thousand", "million", "billion")
# A name within a sentence, where its capital is its own.
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*(?![\w'’-])")
_NO_NAMES = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Company Item Part Note Section Chapter Act Form Annual Report".split()
)
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|may|can|could|should|would|must|does|do|did)\b(?! not\b)")
_NEGATION = re.compile(r"\b(?:(?<=can)not\b|not (?!only\b)|never |no (?!longer\b|later\b|less\b|fewer\b|more\b|\.))")
_MODAL = re.compile(r"\b(?:may|might|could)\b(?! \d)")
_HEDGE = re.compile(
    r"\b(?:approximately|about|nearly|almost|roughly|generally|typically|usually|often|primarily|principally|mainly|"
    r"substantially|potentially|up to|at least|some of|most of)\s+(?!the same)"
)
_OPINION = re.compile(
    r"(?:We|Management|The Company|The Bank|[A-Z][\w.&-]+(?:,? [A-Z][\w.&-]+)*)(?: also)? "
    r"(?:believes?|estimates?|expects?|anticipates?) (?:that )?(?!to\b|in\b)"
)
_ASIDE = re.compile(r",? (?:we believe|the Company believes|management believes|according to [^,.;]{3,60}),?(?= )")


class Pool:
    """What the sentences of a filing hold to put into another sentence."""

    def __init__(self, sentences: Iterable[str]) -> None:
        texts = tuple(sentences)
        self.figures = tuple(dict.fromkeys(figure for text in texts for figure in _figures(text)))
        self.names = tuple(dict.fromkeys(name for text in texts for name in _names(text)))


Mutation = Callable[[str, Pool, Random], str | None]


def mutants(text: str, pool: Pool, seed: str) -> dict[str, str]:
    """Return by kind what one change makes of a sentence; a kind that has nothing to change is left out."""
    made = {kind: mutation(text, pool, Random(f"{seed} {kind}")) for kind, mutation in KINDS.items()}  # noqa: S311
    return {kind: changed for kind, changed in made.items() if changed is not None and changed != text}


def _figure_swapped(text: str, pool: Pool, random: Random) -> str | None:
    """Put another figure of the filing in the place of one, dollars for dollars and percent for percent."""
    if not (match := _any(list(_matches_of_figures(text)), random)):
        return None
    others = [figure for figure in pool.figures if _shape(figure) == _shape(match.group()) and figure != match.group()]
    return _replaced(text, match, random.choice(others)) if others else None


def _figures_exchanged(text: str, pool: Pool, random: Random) -> str | None:
    """Exchange two figures of the sentence: both stand in the evidence, and both are bound wrongly."""
    found = list(_matches_of_figures(text))
    pairs = [
        (a, b)
        for i, a in enumerate(found)
        for b in found[i + 1 :]
        if _shape(a.group()) == _shape(b.group()) and a.group() != b.group()
    ]
    if not pairs:
        return None
    first, second = random.choice(pairs)
    return _replaced(_replaced(text, second, first.group()), first, second.group())


def _year_shifted(text: str, pool: Pool, random: Random) -> str | None:
    if not (match := _any(list(_YEAR.finditer(text)), random)):
        return None
    return _replaced(text, match, str(int(match.group()) + random.choice((-2, -1, 1, 2))))


def _scale_changed(text: str, pool: Pool, random: Random) -> str | None:
    if not (match := _any(list(_SCALE.finditer(text)), random)):
        return None
    return _replaced(text, match, random.choice([scale for scale in _SCALES if scale != match.group()]))


def _name_swapped(text: str, pool: Pool, random: Random) -> str | None:
    """Put another name of the filing, of as many words and not in the sentence, in the place of one."""
    if not (match := _any([m for m in _NAME.finditer(text) if _is_name(m.group())], random)):
        return None
    size = match.group().count(" ")
    others = [name for name in pool.names if name.count(" ") == size and name not in text]
    return _replaced(text, match, random.choice(others)) if others else None


def _negation_added(text: str, pool: Pool, random: Random) -> str | None:
    if not (match := _any(list(_AUXILIARY.finditer(text)), random)):
        return None
    return _replaced(text, match, f"{match.group()} not")


def _negation_removed(text: str, pool: Pool, random: Random) -> str | None:
    if not (match := _any(list(_NEGATION.finditer(text)), random)):
        return None
    return _capitalised(_replaced(text, match, ""))


def _hedge_dropped(text: str, pool: Pool, random: Random) -> str | None:
    """Make a possibility a certainty, or take away a word that limits."""
    if not (match := _any([*_MODAL.finditer(text), *_HEDGE.finditer(text)], random)):
        return None
    return _capitalised(_replaced(text, match, "will" if match.group() in ("may", "might", "could") else ""))


def _attribution_dropped(text: str, pool: Pool, random: Random) -> str | None:
    """Make an opinion a fact."""
    found = [match for match in (_OPINION.match(text), _ASIDE.search(text)) if match]
    return _capitalised(_replaced(text, found[0], "")) if found else None


KINDS: dict[str, Mutation] = {
    "figure swapped": _figure_swapped,
    "figures exchanged": _figures_exchanged,
    "year shifted": _year_shifted,
    "scale changed": _scale_changed,
    "name swapped": _name_swapped,
    "negation added": _negation_added,
    "negation removed": _negation_removed,
    "hedge dropped": _hedge_dropped,
    "attribution dropped": _attribution_dropped,
}


def _matches_of_figures(text: str) -> Iterator[re.Match[str]]:
    """Yield the figures of a text but years and days, which others do not fit in the place of."""
    for match in _FIGURE.finditer(text):
        if not _YEAR.fullmatch(match.group()) and not _MONTH.search(text, max(0, match.start() - 10), match.start()):
            yield match


def _figures(text: str) -> Iterable[str]:
    return (match.group() for match in _matches_of_figures(text))


def _names(text: str) -> Iterable[str]:
    return (name for name in _NAME.findall(text) if _is_name(name))


def _is_name(name: str) -> bool:
    return _NO_NAMES.isdisjoint(name.split())


def _shape(figure: str) -> tuple[bool, bool]:
    return figure.startswith("$"), figure.endswith("%")


def _any(found: Sequence[re.Match[str]], random: Random) -> re.Match[str] | None:
    return random.choice(found) if found else None


def _replaced(text: str, match: re.Match[str], other: str) -> str:
    return text[: match.start()] + other + text[match.end() :]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
