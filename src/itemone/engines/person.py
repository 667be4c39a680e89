"""From the first person to the third: "we sell our pumps" -> "the company sells its pumps".

Only words are exchanged, and a verb takes the form that goes with "it". Where the reading is not plain, there is
no answer rather than a wrong one. What stands in quotation marks is left alone.
"""

from __future__ import annotations

import re

from itemone.grammar import AUXILIARIES, MODALS, VERBS, VERBS_OR_NOUNS, is_past, singular

_TOKEN = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*['’]?|\S")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SPEAKS = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|[Oo]urselves|the Company)\b|^The Company\b")
_ALONE = re.compile(r"(?<![\w.'’-])(?:I|my|My|me|mine|myself|[Oo]urs|[Ll]et['’]?s|[Ww]e['’]\w+)(?![\w.'’-])")
_AUXILIARY = {
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "aren't": "isn't",
    "don't": "doesn't",
    "haven't": "hasn't",
    "weren't": "wasn't",
}
_ADVERBS = frozenset(
    "also still now then often sometimes never always therefore further already just only first later thus not "
    "neither either recently historically again instead ever both each together in fact".split()
) - {"in", "fact", "both", "each", "together", "either", "neither"}
_DETERMINERS = frozenset(
    "the a an our its their his her this that these those it them us all each every any some no such both new other "
    "certain various many most several to and or".split()
)
_RELATIVES = frozenset("that which who whom whose where when while whether if because since how what".split())
_OTHER_SUBJECTS = frozenset("they it he she these those this there you".split())


def third_person(sentence: str) -> str | None:
    """Return the sentence about the company instead of by it; None when it cannot be told how."""
    if not _SPEAKS.search(sentence):
        return None if _ALONE.search(_QUOTED.sub("", sentence)) else sentence
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    tokens: list[tuple[str, int]] = [
        (match.group(), match.start())
        for match in _TOKEN.finditer(sentence)
        if not any(start <= match.start() < end for start, end in quoted)
    ]
    words = [text for text, _ in tokens]
    if _ALONE.search(_QUOTED.sub("", sentence)):
        return None
    new = list(words)
    named = False  # the company has been named in this sentence
    for i, word in enumerate(words):
        lower = word.lower()
        capital = i == 0
        if new[i] != word:
            continue
        if (
            lower == "company"
            and i
            and words[i - 1].lower() == "the"
            and (i + 1 == len(words) or not words[i + 1][0].isupper())
        ):
            new[i] = "company"
            named = True
        elif word in ("Company's", "Company’s") and i and words[i - 1].lower() == "the":
            if named:
                new[i - 1], new[i] = "", "its"
            else:
                new[i] = word.replace("Company", "company")
            named = True
        elif lower == "our" and i + 1 < len(words) and words[i + 1].lower() in ("company", "corporation"):
            new[i], new[i + 1] = "the", "company"
            named = True
        elif lower == "our" and not _in_name(words, i):
            new[i] = "its" if named else "the company's"
            named = True
        elif lower == "us" and word == "us":
            new[i] = "it" if named else "the company"
            named = True
        elif lower == "ourselves":
            new[i] = "itself"
        elif lower == "we" and not _in_name(words, i):
            if not _agree(words, new, i):
                return None
            new[i] = "it" if named else "the company"
            named = True
        elif lower in ("we", "our"):
            return None
        if capital and new[i]:
            new[i] = new[i][0].upper() + new[i][1:]
    pieces: list[str] = []
    at = 0
    for (old, start), text in zip(tokens, new, strict=True):
        pieces += [sentence[at:start], text]
        at = start + len(old)
        if not text:
            while at < len(sentence) and sentence[at] == " ":
                at += 1
    return "".join(pieces) + sentence[at:]


def _in_name(words: list[str], i: int) -> bool:
    """Tell whether a capital within the sentence says that this is part of a name."""
    return i > 0 and words[i][0].isupper() and words[i - 1] not in (":", "”", '"', "(", "—", "–", ";")


def _agree(words: list[str], new: list[str], i: int) -> bool:
    """Give the verbs of the subject "we" at `i` the form of the singular; False when they are not plain to see."""
    if i and words[i - 1].lower() in AUXILIARIES and (i < 2 or words[i - 2].lower() not in _DETERMINERS):
        return False  # "do we", "are we"
    at = i + 1
    if at < len(words) and words[at].lower() in ("and", "or", "nor"):
        return True  # "we and our dealers sell"
    if (
        i > 1
        and words[i - 1].lower() in ("and", "or", "nor")
        and words[i - 2] != ","
        and words[i - 2].lower() in ("both", "either", "neither")
    ):
        return False
    if at < len(words) and words[at] in (",", "("):  # "we, through our subsidiaries, sell"
        closing = "," if words[at] == "," else ")"
        end = next((j for j in range(at + 2, min(at + 20, len(words))) if words[j] == closing), None)
        if end is None:
            return False
        at = end + 1
    at = _skip_adverbs(words, at)
    if at >= len(words):
        return False
    verb = words[at].lower()
    if verb in ("cannot", "can't", "won't") or verb in MODALS:
        governed = True
    elif verb in _AUXILIARY or verb.replace("’", "'") in _AUXILIARY:
        new[at] = _AUXILIARY[verb.replace("’", "'")]
        governed = verb.startswith("do")
        if governed and _goes_on(words, at + 1):
            return False  # "do not make the pumps and source the valves": is the second denied, too?
    elif verb in VERBS or verb in VERBS_OR_NOUNS:
        new[at] = singular(verb)
        governed = False
    elif is_past(verb) or verb in ("had", "did"):
        governed = verb in ("did",)
    else:
        return False
    _agree_further(words, new, at, governed)
    return True


def _goes_on(words: list[str], at: int) -> bool:
    """Tell whether another predicate follows behind the object of a verb."""
    for i in range(at + 2, len(words) - 1):
        if (
            words[i] in ("and", "but")
            and words[i - 1] != ","
            and _is_predicate(words, _skip_adverbs(words, i + 1), False)
        ):
            return True
    return False


def _skip_adverbs(words: list[str], at: int) -> int:
    while at < len(words) and (
        words[at].lower() in _ADVERBS
        or (
            words[at].lower().endswith("ly")
            and words[at].lower() not in ("rely", "apply", "supply", "imply", "comply", "reply")
        )
    ):
        at += 1
        if at + 1 < len(words) and words[at] in ("and", "or") and words[at + 1].lower().endswith("ly"):
            at += 1
    return at


def _agree_further(words: list[str], new: list[str], first: int, governed: bool) -> None:
    """Give the verbs that share the subject with the one at `first` the form of the singular, too.

    A verb behind an infinitive, a modal or a relative pronoun belongs to that, for all that can be told, and
    stays as it is: "uses them to make and sell pumps".
    """
    only_verbs = True  # nothing but verbs since the first
    at = first + 1
    while at < len(words):
        word = words[at].lower()
        if word in (";", ":", "—", ")") or (word in _OTHER_SUBJECTS and words[at - 1] in ("and", ",", "but", "or")):
            return
        if word == "we":
            return
        if (
            word in MODALS
            or (
                word == "to"
                and at + 1 < len(words)
                and (
                    words[at + 1].lower() in VERBS
                    or words[at + 1].lower() in VERBS_OR_NOUNS
                    or words[at + 1].lower() in ("be", "not")
                )
            )
            or word in _RELATIVES
        ):
            governed = True
        elif word in ("help", "helps", "let", "lets", "make"):
            governed = governed or at > first + 1
        if word in ("and", "or", "but", ",", "and/or"):
            nxt = at + 1
            if word == "," and nxt < len(words) and words[nxt] in ("and", "or", "but", "and/or"):
                nxt += 1
            nxt = _skip_adverbs(words, nxt)
            if nxt < len(words):
                verb = words[nxt].lower()
                if not governed and verb in _AUXILIARY and (word != "," or nxt > at + 1):
                    new[nxt] = _AUXILIARY[verb]
                    governed = verb == "do"
                elif not governed and new[nxt] == words[nxt] and _is_predicate(words, nxt, only_verbs):
                    new[nxt] = singular(verb)
                    at = nxt
                    at += 1
                    continue
            only_verbs = only_verbs and word in ("and", "or", ",", "and/or")
        else:
            only_verbs = only_verbs and (word.endswith("ly") or word in _ADVERBS)
        at += 1


def _is_predicate(words: list[str], at: int, only_verbs: bool) -> bool:
    """Tell whether a word behind "and" or a comma is a verb of the same subject."""
    verb = words[at].lower() if at < len(words) else ""
    if verb in VERBS:
        return True
    if verb not in VERBS_OR_NOUNS:
        return False
    following = [word.lower() for word in words[at + 1 : at + 4]]
    if only_verbs or (following and following[0] in _DETERMINERS - {"and", "or"}):
        return True
    # "review and adjust our strategies"
    return (
        len(following) == 3
        and following[0] in ("and", "or")
        and following[2] in _DETERMINERS
        and (following[1] in VERBS or following[1] in VERBS_OR_NOUNS)
    )


# Things that can only be the company's own when it is the subject: "it sells [its] products to [its] customers".
_OWNED = re.compile(
    r"(?<=[a-z%] )(?:(?<!\bof )(?:our|its) (?=(?:products|services|solutions|customers|clients|offerings)\b)|"
    r"(?:our|its|the [Cc]ompany['’]s) (?=(?:total |net |consolidated )*(?:sales|revenues?)\b))"
    r"(?=(?:total |net |consolidated )*\w+(?:[.,;]| (?:and|or|in|to|of|by|for|with|from|through|on|at|under|via|as|"
    r"were|was|primarily|principally|mainly|directly|worldwide|globally|throughout|across|within)\b))"
)


def without_owner(text: str) -> str:
    """Return the text without "our" before what can be no other's: "we sell our pumps" -> "we sell pumps"."""
    return _OWNED.sub("", text)
