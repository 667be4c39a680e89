"""The five aspects of a business model, and the words by which a sentence shows that it speaks of one."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from itemone.data import Aspect

# Cues are words of the field ("*" ends a stem) and pairs of words. They were chosen by reading what separates
# labelled sentences of 72 filings by aspect; agreement with those labels stands in benchmarks/LOG.md.
_CUES = {
    Aspect.PRODUCTS: """
        product products service services solution* design designs develops manufactur* produce produces producing
        production brand* software platform* offer offers offering* provides provide portfolio equipment system
        systems device* drug* treatment* therap* insurance technolog* application* suite parts games devices homes
        entertainment model models materials projects engine* construct* mining lending
        restaurant* apparel footwear semiconductor* content
        engaged+in leader+in line+of lines+of provider+of business+of wide+range""",
    Aspect.CUSTOMERS: """
        customer* client* consumer* user* member* subscriber* patient* buyer* purchaser* borrower* policyholder*
        advertiser* merchant* oem oems enterprises government* agenc* hospital* physician* individuals household*
        tenant* guest* student* businesses institution* organizations professionals industries developers people
        homeowners utilities shipper* passengers families retailers contractors
        end+market* end+user* original+equipment accounted+for largest+customer* sales+to sold+to services+to
        department+of target+market*""",
    Aspect.DISTRIBUTION: """
        distribut* channel* reseller* retailer* wholesal* dealer* agent* broker* stores store online internet website
        websites e-commerce franchis* export* countries branch* locations outlet* warehouse* deliver* carrier*
        partner* partnerships centers facilities direct directly marketing marketed representatives international
        worldwide nationwide licensees catalog*
        sales+force sales+offices sales+organization direct+sales sold+through through+its through+our throughout+the
        web+site* market+our network+of third+parties sell+through""",
    Aspect.REVENUE: """
        revenue* sales fee fees royalt* subscription* commission* premium* price prices pricing backlog licensing
        rental* earn* billing* contract contracts order orders season* transactions advertising profit* margin*
        recurring segment segments payment* paid turnover income percent % leased lease leases usage
        net+sales total+sales interest+income purchase+order* gross+written reportable+segment*""",
    Aspect.FINANCING: """
        financ* borrow* indebtedness debt debentures bonds lender* capital equity shares investor* investment*
        dividend* repurchas* liquidity fund funds funded funding securitiz* reinsur* merger notes invest ownership
        subsidiary owned owns acquire* acquisition* grant grants bankruptcy
        credit+facilit* credit+agreement* of+credit working+capital going+concern
        net+loss* cash+flow* common+stock preferred+stock capital+stock public+offering net+income held+by owned+by
        strategic+investment*
        interest+rate* bank+debt""",
}
_WORD = re.compile(r"[a-z][a-z’'-]*|%")


def _table() -> tuple[dict[str, set[Aspect]], dict[str, set[Aspect]]]:
    """Return cues that must match a word or pair exactly, and stems that must begin it."""
    exact: dict[str, set[Aspect]] = {}
    stems: dict[str, set[Aspect]] = {}
    for aspect, cues in _CUES.items():
        for cue in cues.split():
            where = stems if cue.endswith("*") else exact
            where.setdefault(cue.rstrip("*").replace("+", " "), set()).add(aspect)
    return exact, stems


_EXACT, _STEM = _table()
_PAIR_HEADS = {cue.split()[0] for cue in (*_EXACT, *_STEM) if " " in cue}
_STEM_LENGTHS = sorted({len(stem) for stem in _STEM})


@lru_cache(maxsize=65_536)
def _cue(term: str) -> tuple[Aspect, ...]:
    """Return the aspects that a word or a pair of words is a cue of."""
    found = set(_EXACT.get(term, ()))
    for length in _STEM_LENGTHS:
        found |= _STEM.get(term[:length], set())
    return tuple(sorted(found))


def strengths(text: str) -> dict[Aspect, int]:
    """Return how many different cues of each aspect stand in `text`; aspects without a cue are left out."""
    words = _WORD.findall(text.lower())
    terms = set(words)
    terms.update(f"{a} {b}" for a, b in pairwise(words) if a in _PAIR_HEADS)
    counts: dict[Aspect, int] = {}
    for aspect in (aspect for term in terms for aspect in _cue(term)):
        counts[aspect] = counts.get(aspect, 0) + 1
    return {aspect: counts[aspect] for aspect in Aspect if aspect in counts}


@lru_cache(maxsize=1_024)  # an engine, the checker and the pipeline ask for the same sentences
def aspects_of(text: str) -> tuple[Aspect, ...]:
    """Return the aspects that `text` speaks of, in the order in which a summary tells them."""
    return tuple(strengths(text))
