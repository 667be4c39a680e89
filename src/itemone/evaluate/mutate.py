"""True sentences made false by one small change, as a careless writer would: a checker must say no to each.

A mutation looks at words alone and shares no pattern with the checker, so that the two have no blind spot in common.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from random import Random

# A figure that is no year and no part of a name: "$12.5", "1,200", "37%", "5 percent".
_FIGURE = re.compile(r"(?<![\w.,$-])\$?\d+(?:,\d{3})*+(?:\.\d+)?+(?:%(?!\w)|(?: percent\b)?+(?![\w%-]|[.,]\d))")
_YEAR = re.compile(r"(?<![\w$,.-])(?:19|20)\d\d(?![\w%-]|[.,]\d)")
_MONTH_BEFORE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? $")
_MONTH_BEHIND = re.compile(r" (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b")
_NUMBERED = re.compile(r"\b(?:Item|Note|Section|Part|Form|Rule|Exhibit|Title|Chapter|Phase|Level|Type|Tier|No\.) $")
_SCALE = re.compile(r"(?<=\d )(?:thousand|million|billion)\b")
_SCALES = ("thousand", "million", "billion")
# A name within a sentence, where its capital is its own.
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*(?![\w'’-])")
_NO_NAMES = frozenset(
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Company Item Part Note Section Chapter Act Form Annual Report Inc Corp Ltd".split()
)
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|may|can|could|should|would|must|does|do|did)\b(?! not\b)")
_NEGATION = re.compile(
    r"(?<=\bcan)not\b|\b(?<!\bor )not (?!only\b)|\bnever |(?:\bno|^No) (?!longer\b|later\b|less\b|fewer\b|more\b|\d|\.)"
)
_MODAL = re.compile(r"\b(?:may|might|could)\b(?! \d)")
_HEDGE = re.compile(
    r"\b(?:approximately |about (?=[\d$])|nearly |almost |roughly |generally (?!accepted\b)|typically |usually |often |"
    r"primarily |principally |mainly |substantially (?!the same\b)|potentially |up to (?=[\d$])|at least (?=[\d$])|"
    r"some of |most of )"
    r"|^(?:Approximately|Nearly|Almost|Generally|Typically|Usually) "
)
# "Our estimates are ..." holds a noun.
_OPINION = re.compile(
    r"(?!(?:Our|Its|Their|These|Those|Such|All|The) (?:estimates?|beliefs?)\b)"
    r"(?:We|Management|The Company|The Bank|[A-Z][\w.&-]+(?:,? [A-Z][\w.&-]+)*)(?: also)? "
    r"(?:(?:believes?|estimates?) (?:that )?|(?:expects?|anticipates?) that )(?!(?:to|in|is|are|of|for|as)\b)"
    r"|According to [^,.;]{3,80}, "
)
_ASIDE = re.compile(
    r"\b(?:we believe|the Company believes|management believes) (?:that |(?!in\b))"
    r"|, (?:we believe|the Company believes|management believes|according to [^,.;]{3,80}),(?= )"
    r"|, according to [^,.;]{3,80}(?=\.$)"
)


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
    others = [figure for figure in pool.figures if _fits(figure, match.group())]
    return _replaced(text, match, random.choice(others)) if others else None


def _figures_exchanged(text: str, pool: Pool, random: Random) -> str | None:
    """Exchange two figures of the sentence: both stand in the evidence, and both are bound wrongly."""
    found = list(_matches_of_figures(text))
    pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if _fits(a.group(), b.group())]
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
    return _removed(text, match)


def _hedge_dropped(text: str, pool: Pool, random: Random) -> str | None:
    """Make a possibility a certainty, or take away a word that limits."""
    if not (match := _any([*_MODAL.finditer(text), *_HEDGE.finditer(text)], random)):
        return None
    return _replaced(text, match, "will") if match.group() in ("may", "might", "could") else _removed(text, match)


def _attribution_dropped(text: str, pool: Pool, random: Random) -> str | None:
    """Make an opinion a fact."""
    found = [match for match in (_OPINION.match(text), _ASIDE.search(text)) if match]
    return _removed(text, found[0]) if found else None


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
    """Yield the figures of a text but years, days, and numbers of parts, which others do not fit in the place of."""
    for match in _FIGURE.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        is_day = _MONTH_BEFORE.search(before) or _MONTH_BEHIND.match(text, match.end())
        if not (is_day or _YEAR.fullmatch(match.group()) or _NUMBERED.search(before)):
            yield match


def _figures(text: str) -> Iterable[str]:
    return (match.group() for match in _matches_of_figures(text))


def _names(text: str) -> Iterable[str]:
    return (name for name in _NAME.findall(text) if _is_name(name))


def _is_name(name: str) -> bool:
    return _NO_NAMES.isdisjoint(name.split())


def _fits(figure: str, other: str) -> bool:
    """Tell whether a figure is of the kind of another (dollars, percent, plain), and of another value."""
    return _kind(figure) == _kind(other) and _value(figure) != _value(other)


def _kind(figure: str) -> tuple[bool, str]:
    return figure.startswith("$"), figure.lstrip("$0123456789.,")


def _value(figure: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", figure))


def _any(found: Sequence[re.Match[str]], random: Random) -> re.Match[str] | None:
    return random.choice(found) if found else None


def _replaced(text: str, match: re.Match[str], other: str) -> str:
    return text[: match.start()] + other + text[match.end() :]


def _removed(text: str, match: re.Match[str]) -> str:
    """Take a match away; what then begins the sentence gets a capital."""
    left = _replaced(text, match, "")
    return left[:1].upper() + left[1:] if match.start() == 0 else left
