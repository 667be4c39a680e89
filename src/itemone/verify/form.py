"""Is a text one continuous text, and whose voice is it in?"""

from __future__ import annotations

import re

from itemone.data import Claim, Document

# How a sentence of one continuous text begins and ends.
_BEGINS = re.compile(r"[\"“‘(]?[^\W_]")
_ENDS = re.compile(r"[.!?][\"”’)]*$")
_DANGLING = re.compile(
    r"(?:However|Additionally|In addition|Furthermore|Moreover|Therefore|Accordingly|Consequently|As a result),|"
    r"(?:These|Those|They|Such)\s"
)
# "US" and "Us" are the country and parts of names; a quoted "we" is a definition.
_FIRST_PERSON = re.compile(r"(?<![\w'’‘\"“])(?:[Ww]e|us|[Oo]urs?|[Oo]urselves)(?![\w\"”])")
_QUOTED = re.compile(r"“[^”]*”|(?<!\w)\"[^\"]*\"")  # what follows a figure are inches
_OF_TEXT = re.compile(
    r"\b(?:the|this) (?:text|document|section|excerpt|passage|filing|source|summary)\b(?! (?:of|that|which|with)\b)"
    r"[^.]{0,40}\b(?:no|not|n't|little|limited|only|provides?|gives?|says?|mentions?|describes?)\b|"
    r"\b(?:no|few|little|limited)\b[^.]{0,60}\b(?:is|are) (?:given|provided|described|mentioned|disclosed|stated)\b|"
    r"\b(?:details?|information)\b[^.]{0,60}\b(?:limited|sparse|not (?:given|provided|described|disclosed))\b",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"[•●▪■◦►➢❖\t\n\r|]|^[-*–—]\s")


def first_person(text: str) -> tuple[str, ...]:
    """Return the words by which a text speaks as the company itself, quotations aside: we, us, our, ours, ourselves."""
    return tuple(_FIRST_PERSON.findall(_QUOTED.sub("", text)))


def speaks_of_text(text: str) -> bool:
    """Tell whether a sentence speaks of the text that was summarised: "the text gives no details of financing"."""
    return _OF_TEXT.search(text) is not None


def faults_of_form(document: Document, claims: tuple[Claim, ...]) -> list[str]:
    """Return what keeps claims from being one continuous text, a message for each fault."""
    faults = [fault for claim in claims if (fault := _fault_of_form(claim.text))]
    for before, claim in zip((None, *claims), claims, strict=False):
        if _DANGLING.match(claim.text) and not (before and _follows(before, claim, document)):
            faults.append(f"begins with a word that leans on a missing sentence: {claim.text[:60]!r}")
    return faults if claims else ["the summary holds no sentence"]


def _fault_of_form(text: str) -> str | None:
    shown = repr(text[:60])
    if _LIST_MARK.search(text):
        return f"a bullet, tab or line break in {shown}"
    if not _BEGINS.match(text) or text[0].islower() or not _ENDS.search(text):
        return f"no whole sentence: {shown}"
    return None


def _follows(before: Claim, claim: Claim, document: Document) -> bool:
    """Tell whether a claim rests on the sentence right behind that of the claim before it."""
    if not before.evidence or not claim.evidence:
        return False
    start, end = before.evidence[-1].span.end, claim.evidence[0].span.start
    return start <= end <= start + 3 and not document.text[start:end].strip()
