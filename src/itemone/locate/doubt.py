"""Does a text read like Item 1, or like another part of the report?

Rates are words per thousand, over 20,000 characters. Measured on the items of 136 labelled filings: at the head of
Item 1, words of risk reach 13.0 (in risk factors they begin at 16.0), words of comparison reach 15.6 (in three of four
management's discussions they pass 19), and words of business begin at 9.4.
"""

from __future__ import annotations

import re

_RISK = frozenset(
    "could may might adversely adverse harm harmed unable assurance cannot fail failure risk risks".split()
)
_COMPARISON = frozenset(
    "compared increase increased increases decrease decreased decreases higher lower primarily basis margin "
    "margins income expenses loss cash flow flows fiscal partially offset".split()
)
_BUSINESS = frozenset(
    "customer customers product products service services market markets marketing competition competitors competitive "
    "compete manufacture manufactures manufactured manufacturing distribute distribution distributors employees "
    "supplier suppliers license licenses licensed subsidiary subsidiaries brand brands store stores property "
    "properties company business businesses operate operates operations loans trust wells".split()
)
_BUSINESS_WORDS = re.compile(
    r"\b(compan|customer|product|revenue|market|sales|services?|competit|subsidiar|distribut|manufactur|employees|"
    r"agreement|industr|license|business|contract|propert)",
    re.IGNORECASE,
)
_REACH = 20_000
_PAGE = 2_000
_MOST_RISK_AT_FIRST = 18.0
_MOST_RISK, _MOST_COMPARISON, _LEAST_BUSINESS = 14.0, 20.0, 6.0
# Rates of shorter texts say little.
_SHORTEST = 2_000


def reads_like_another_part(text: str) -> str | None:
    """Return which part of a report the head of a text reads like instead of Item 1, None when like Item 1."""
    head = text[:_REACH]
    if len(head) < _SHORTEST:
        return None
    # Before 2005 risk factors were often a part of Item 1, so its first page must tell of risks, too; and more, for
    # blank checks say "may" often (19 of 20 sections of risk factors have over 20 there).
    if tells_of_risks(head) and _rate(_RISK, head[:_PAGE]) > _MOST_RISK_AT_FIRST:
        return "reads like risk factors"
    comparison, business = _rate(_COMPARISON, head), _rate(_BUSINESS, head)
    if comparison > _MOST_COMPARISON and comparison > business:
        return "reads like management's discussion"
    if business < _LEAST_BUSINESS:
        return "hardly speaks of a business"
    return None


def reads_like_business(text: str) -> bool:
    """Tell whether a text without headings describes a company's business: a dozen of its usual words, often."""
    words = _BUSINESS_WORDS.findall(text[:100_000])
    return len({word.lower() for word in words}) >= 6 and len(words) >= 12 and len(words) * 60 > len(text.split())


def ends_in_risk_factors(text: str) -> bool:
    """Tell whether the last 10,000 characters of a longer text read like risk factors."""
    return len(text) > _REACH // 2 + _SHORTEST and tells_of_risks(text[-_REACH // 2 :])


def tells_of_risks(text: str) -> bool:
    """Tell whether words of risk are as frequent as in risk factors."""
    return _rate(_RISK, text) > _MOST_RISK


def _rate(wanted: frozenset[str], text: str) -> float:
    words = text.lower().split()
    return 1000 * sum(word in wanted for word in words) / max(1, len(words))
