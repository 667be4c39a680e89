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
_PAIRS = frozenset("both either neither".split())
_RELATIVES = frozenset("that which who whom whose where when while whether if because since how what".split())
_OTHER_SUBJECTS = frozenset("they it he she these those this there you".split())


def third_person(sentence: str) -> str | None:
    """Return the sentence about the company instead of by it; None when it cannot be told how."""
    if _ALONE.search(_QUOTED.sub("", sentence)):
        return None
    if not _SPEAKS.search(sentence):
        return sentence
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    tokens = [
        (match.group(), match.start())
        for match in _TOKEN.finditer(sentence)
        if not any(start <= match.start() < end for start, end in quoted)
    ]
    retold = _Retold([text for text, _ in tokens])
    if not all(retold.exchange(i) for i in range(len(tokens))):
        return None
    pieces: list[str] = []
    at = 0
    for (old, start), text in zip(tokens, retold.new, strict=True):
        pieces += [sentence[at:start], text]
        at = start + len(old)
        if not text:
            at += len(sentence) - at - len(sentence[at:].lstrip(" "))
    return "".join(pieces) + sentence[at:]


class _Retold:
    """The words of a sentence, and what takes their place."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self.new = list(words)
        self._named = False  # the company has been named in this sentence

    def exchange(self, i: int) -> bool:
        """Put the third person in the place of a word that speaks of the company; False when it is not plain how."""
        words, new = self._words, self.new
        if new[i] != words[i]:
            return True  # done with the word before
        lower = words[i].lower()
        behind_the = i > 0 and words[i - 1].lower() == "the"
        if lower == "company" and behind_the:
            self._name_in_full(i)
        elif words[i] in ("Company's", "Company’s") and behind_the:
            if self._named:
                new[i - 1] = ""
            self._put(i, "its" if self._named else words[i].replace("Company", "company"))
        elif lower == "ourselves":
            new[i] = "itself"
        elif words[i] == "us":
            self._put(i, "it" if self._named else "the company")
        elif lower in ("we", "our"):
            if _in_name(words, i) or (lower == "we" and not _agree(words, new, i)):
                return False
            if lower == "we":
                self._put(i, "it" if self._named else "the company")
            elif i + 1 < len(words) and words[i + 1].lower() in ("company", "corporation"):
                new[i + 1] = "company"
                self._put(i, "the")
            else:
                self._put(i, "its" if self._named else "the company's")
        return True

    def _name_in_full(self, i: int) -> None:
        """Take the capital from "the Company", but not from "the Company Store"."""
        if i + 1 == len(self._words) or not self._words[i + 1][0].isupper():
            self._put(i, "company")

    def _put(self, i: int, word: str) -> None:
        self._named = True
        self.new[i] = word[0].upper() + word[1:] if i == 0 else word


def _in_name(words: list[str], i: int) -> bool:
    """Tell whether a capital within the sentence says that this is part of a name."""
    return i > 0 and words[i][0].isupper() and words[i - 1] not in (":", "”", '"', "(", "—", "–", ";")


def _agree(words: list[str], new: list[str], i: int) -> bool:
    """Give the verbs of the subject "we" at `i` the form of the singular; False when they are not plain to see."""
    if i + 1 < len(words) and words[i + 1].lower() in ("and", "or", "nor"):
        return not _is_asked(words, i)  # "we and our dealers sell"
    at = _verb_of(words, i)
    if at is None or _is_asked(words, i):
        return False
    verb = words[at].lower().replace("’", "'")
    governed = verb in MODALS or verb in ("can't", "won't") or verb.startswith("do")
    if verb in _AUXILIARY:
        new[at] = _AUXILIARY[verb]
    elif verb in VERBS or verb in VERBS_OR_NOUNS:
        new[at] = singular(verb)
    elif not (governed or is_past(verb)):
        return False
    if verb.startswith("do") and _goes_on(words, at + 1):
        return False  # "do not make the pumps and source the valves": is the second denied, too?
    _agree_further(words, new, at, governed)
    return True


def _is_asked(words: list[str], i: int) -> bool:
    """Tell whether the verb comes before the "we" at `i` ("do we"), or the subject is "both they and we"."""
    if not i:
        return False
    inverted = words[i - 1].lower() in AUXILIARIES and (i < 2 or words[i - 2].lower() not in _DETERMINERS)
    paired = i > 1 and words[i - 1].lower() in ("and", "or", "nor") and words[i - 2].lower() in _PAIRS
    return inverted or paired


def _verb_of(words: list[str], i: int) -> int | None:
    """Return the number of the verb of the "we" at `i`, behind adverbs and a phrase that is set off."""
    at = i + 1
    if at < len(words) and words[at] in (",", "("):  # "we, through our subsidiaries, sell"
        closing = "," if words[at] == "," else ")"
        at = next((j for j in range(at + 2, min(at + 20, len(words))) if words[j] == closing), len(words)) + 1
    at = _skip_adverbs(words, at)
    return at if at < len(words) else None


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
