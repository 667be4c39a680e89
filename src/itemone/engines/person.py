"""From the first person to the third: "we sell our pumps" -> "the company sells its pumps".

Only words are exchanged, and a verb takes the form that goes with "it". Where the reading is not plain, there is
no answer rather than a wrong one. What stands in quotation marks is left alone.
"""

from __future__ import annotations

import re

from itemone.grammar import (
    AUXILIARIES,
    MODALS,
    PREPOSITIONS,
    VERBS,
    VERBS_OR_NOUNS,
    WITH_IT,
    is_past,
    is_verbal,
    singular,
)

_TOKEN = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*['’]?|\S")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SPEAKS = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|[Oo]urselves|the Company|^The Company)\b")
_ALONE = re.compile(r"\b(?<![.'’-])(?:[Mm]y|me|myself|[Oo]urs|[Ll]et['’]s|[Ww]e['’]\w+)(?![\w'’-]|\.\w)")
# Behind a capital, "I" is a number: "Phase I", "Part I".
_I = re.compile(r"I(?=,?\s)")
_I_ALONE = re.compile(r"(?:^|(?:\b[a-z]+|[,;:])\s)I(?=,?\s)")
_EXCHANGED = frozenset("we our us ourselves it its itself company company's company’s".split())
_ADVERBS = frozenset(
    "also still now then often sometimes never always therefore further already just only first later thus not "
    "neither either recently historically again instead ever both each together in fact".split()
) - {"in", "fact", "both", "each", "together", "either", "neither"}
_DETERMINERS = frozenset(
    "the a an our its their his her this that these those it them us all each every any some no such both new other "
    "certain various many most several and or".split()
)
_RELATIVES = frozenset("that which who whom whose where when while whether if because since how what".split())
_JOINING = frozenset("and or but and/or ,".split())
_HELPING = frozenset("help helps helped helping let lets letting".split())
# As verbs, they do not follow "and" in a filing: "federal and state laws".
_RATHER_NOUNS = frozenset("state risk cost name waste press machine loan patent project".split())
# Nouns that go with another before them: "trade secrets", "machine learning".
_HEADS = frozenset("secret secrets mark marks name names learning chain chains releases orders".split())
_NO_NOUNS = PREPOSITIONS | _RELATIVES | _JOINING | _ADVERBS
_AUXILIARIES_OR_MODALS = AUXILIARIES | MODALS
_OTHER_SUBJECTS = frozenset("they it he she these those this there you".split())


def third_person(sentence: str) -> str | None:
    """Return the sentence about the company instead of by it; None when it cannot be told how."""
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    own = _QUOTED.sub("", sentence) if quoted else sentence
    if _ALONE.search(own) or (_I.search(own) and _I_ALONE.search(own)):
        return None
    if not _SPEAKS.search(sentence):
        return sentence
    tokens = [(match[0], match.start()) for match in _TOKEN.finditer(sentence)]
    if quoted:
        tokens = [token for token in tokens if not any(start <= token[1] < end for start, end in quoted)]
    retold = _Retold([text for text, _ in tokens])
    if not all(retold.exchange(i) for i, (text, _) in enumerate(tokens) if text.lower() in _EXCHANGED):
        return None
    pieces: list[str] = []
    at = 0
    for (old, start), text in zip(tokens, retold.new, strict=True):
        if text == old:
            continue
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
        if lower == "its" and words[i - 2].lower() == "we":
            return False  # "we monitor its performance": whose, once the company is "it"?
        if lower in ("it", "its", "itself"):
            self._named = False  # "it" may be another by now
        elif words[i] == "Company" and behind_the:
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
            else:
                self._put_owner(i)
        return True

    def _put_owner(self, i: int) -> None:
        """Take "its" for "our" and "our company's", but "the company" for "our company"."""
        noun = self._words[i + 1].lower().replace("’", "'") if i + 1 < len(self._words) else ""
        if noun in ("company", "corporation"):
            self.new[i + 1] = "company"
            self._put(i, "the")
            return
        if noun in ("company's", "corporation's"):
            self.new[i + 1] = ""
        self._put(i, "its" if self._named else "the company's")

    def _name_in_full(self, i: int) -> None:
        """Take the capital from "the Company", but not from "the Company Store"."""
        if i + 1 == len(self._words) or not self._words[i + 1][0].isupper():
            self._put(i, "company")

    def _put(self, i: int, word: str) -> None:
        # Where the company is no subject, "it" would be read of another: "the Advisor pays the company ... it makes".
        self._named = self._named or i <= 1 or self._words[i].lower() == "we"
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
    if verb in WITH_IT:
        new[at] = WITH_IT[verb]
    elif _is_base(verb) and not is_past(verb):  # "in 2019, we set a goal" may be both
        new[at] = singular(verb)
    elif _is_base(verb) or not (governed or is_past(verb)):
        return False
    if verb in ("are", "were") and re.fullmatch(r"[a-z-]+[^suy\W]s", words[at + 1] if at + 1 < len(words) else ""):
        return False  # "we are makers of pumps"
    if verb.startswith("do") and _goes_on(words, at + 1):
        return False  # "do not make the pumps and source the valves": is the second denied, too?
    if _is_object(words, i):
        owner = "other" if governed else "unclear"
    elif governed:
        owner = "infinitive"
    else:
        owner = "helping" if verb in _HELPING else ""
    return _agree_further(words, new, at, owner)


def _is_asked(words: list[str], i: int) -> bool:
    """Tell whether the verb comes before the "we" at `i` ("do we"), or the subject is "they and we"."""
    if not i:
        return False
    inverted = words[i - 1].lower() in AUXILIARIES and (i < 2 or words[i - 2].lower() not in _DETERMINERS)
    before = [word.lower() for word in words[: i - 1]]
    paired = words[i - 1].lower() in ("and", "or", "nor") and bool(before)
    return inverted or (paired and not any(word == "we" or is_verbal(word) or is_past(word) for word in before))


def _is_object(words: list[str], i: int) -> bool:
    """Tell whether the "we" at `i` begins a clause about the noun before it: "the pumps we sell"."""
    before = words[i - 1].lower() if i else ""
    return before == "which" or (
        before.isalpha() and before not in _NO_NOUNS and not before.endswith("ly") and not is_verbal(before)
    )


def _verb_of(words: list[str], i: int) -> int | None:
    """Return the number of the verb of the "we" at `i`, behind adverbs and a phrase that is set off."""
    at = i + 1
    if words[at : at + 1] == ["("] and words[at + 2 : at + 3] == [")"]:
        return None  # "we (i) make pumps; (ii) sell them"
    if words[at : at + 1] == [","] and (words[at + 1 : at + 2] or ["the"])[0].lower() in _DETERMINERS:
        return None  # "we, our dealers and their staff, sell pumps"
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
            and _is_predicate(words, _skip_adverbs(words, i + 1), False) is not False
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


def _agree_further(words: list[str], new: list[str], first: int, owner: str) -> bool:
    """Give the verbs that share the subject with the one at `first` its form; False when it is not plain which do."""
    only_verbs = True  # nothing but verbs since the first
    at = first + 1
    if words[first].lower() in _AUXILIARIES_OR_MODALS:
        at = _behind_verb(words, at)
    while at < len(words):
        word = words[at].lower()
        if word in (";", ":", "—", ")", "we") or (word in _OTHER_SUBJECTS and words[at - 1].lower() in _JOINING):
            return True
        at += 1
        if word not in _JOINING:
            only_verbs = only_verbs and (word.endswith("ly") or word in _ADVERBS)
            owner = _owner_behind(words, at - 1, owner)
            if word in MODALS or (word == "to" and owner):
                at = _behind_verb(words, at)
            continue
        conjunction = word != "," or (at < len(words) and words[at] in _JOINING)
        verb_at = _joined(words, at)
        verb = words[verb_at] if verb_at < len(words) else ""
        if conjunction and verb in WITH_IT:
            # Only "are" and "were" are no infinitives.
            if owner not in ("", "infinitive") or (owner and verb[:3] not in ("are", "wer")):
                return False
            new[verb_at] = WITH_IT[verb]
            owner, only_verbs = "infinitive" if verb.startswith("do") else "", False
            at = _behind_verb(words, verb_at + 1)
        elif _is_base(verb):
            reading = _is_predicate(words, verb_at, only_verbs)
            at = verb_at + 1
            if owner in ("infinitive", "other") or (owner == "unclear" and reading is None):
                continue
            if reading is None and not conjunction:
                owner = "listed"  # "trademarks, service marks" is a list of things unless a verb ends it
            elif reading is None or (reading and (owner or verb in ("see", "refer") or is_past(verb))):
                return False
            elif reading:
                new[verb_at] = singular(verb)
                owner = "helping" if verb in _HELPING else ""
    return True


def _owner_behind(words: list[str], at: int, owner: str) -> str:
    """Return to what a verb behind "and" belongs, for all that can be told by the words up to the one at `at`.

    It shares the subject (""), or belongs to an infinitive or a modal ("uses them to make and sell pumps"), or to
    "other" words of which one is an infinitive. Behind "helping", a relative pronoun and a verb that no conjunction
    joins to one before ("believes farmers buy pumps and sell corn") that is unclear.
    """
    word = words[at].lower()
    if word in MODALS or (word == "to" and _is_infinitive(words, at + 1)) or (owner == "helping" and _is_base(word)):
        return "other" if owner in ("other", "unclear") else "infinitive"
    if word in _HELPING:
        return owner or "helping"
    if word in VERBS or word in WITH_IT or word in _RELATIVES or word in ("is", "was", "has"):
        return {"": "unclear", "infinitive": "other"}.get(owner, owner)
    return owner


def _joined(words: list[str], at: int) -> int:
    """Return the number of the word that the conjunction or comma before `at` joins to what is before."""
    if words[at : at + 1] == [","]:  # "sell and, through dealers, rent"
        at = next((i for i in range(at + 1, len(words)) if words[i] == ","), len(words)) + 1
    elif at < len(words) and words[at] in _JOINING:
        at += 1
    return _skip_adverbs(words, at)


def _is_base(word: str) -> bool:
    return word in VERBS or word in VERBS_OR_NOUNS


def _behind_verb(words: list[str], at: int) -> int:
    """Return the number of the word behind the verb that an auxiliary or "to" at `at` - 1 governs."""
    verb = _skip_adverbs(words, at)
    return verb + 1 if verb < len(words) and (words[verb] == "be" or _is_base(words[verb])) else at


def _is_infinitive(words: list[str], at: int) -> bool:
    """Tell whether the "to" before `at` begins an infinitive."""
    if at > 1 and words[at - 2] == "subject":
        return False  # "the laws we are subject to include"
    if words[at : at + 1] == [","]:  # "to, among other things, sell pumps"
        return words[at + 1 : at + 2] != ["and"]
    at = _skip_adverbs(words, at)
    return at < len(words) and (words[at] == "be" or _is_base(words[at]))


def _is_predicate(words: list[str], at: int, only_verbs: bool) -> bool | None:
    """Tell whether a word behind "and" or a comma is a verb of the same subject; None when it may be a noun as well."""
    verb = words[at] if at < len(words) else ""
    if verb in VERBS:
        return True
    following = [word.lower() for word in words[at + 1 : at + 4]]
    if verb not in VERBS_OR_NOUNS or verb in _RATHER_NOUNS or not following or following[0] in _HEADS:
        return False
    if verb == "subject" and following[0] == "to":
        return False
    if only_verbs or following[0] in _DETERMINERS - {"and", "or"}:
        return True
    # "review and adjust our strategies"
    if (
        len(following) == 3
        and following[0] in ("and", "or")
        and following[2] in _DETERMINERS
        and _is_base(following[1])
    ):
        return True
    return False if following[0] in PREPOSITIONS - {"to", "on", "with"} or not following[0][0].isalpha() else None


# Things that can only be the company's own when it is the subject: "it sells [its] products to [its] customers".
_OWNED = re.compile(
    r"\b(?<=[a-z%] )(?:(?<!\bof )(?<!\bas )(?<!\bthan )(?<!\blike )(?<!\bcompete with )(?<!\bcompetes with )"
    r"(?<!\bsimilar to )"
    r"(?P<dealt>our|its) (?=(?:products|services|solutions|customers|clients|offerings)\b)|"
    r"(?:our|its|the [Cc]ompany['’]s) (?=(?:total |net |consolidated )*(?:sales|revenues?)\b))"
    r"(?=(?:total |net |consolidated )*\w+(?:[.,;]| (?:and|or|in|to|of|by|for|with|from|through|on|at|under|via|as|"
    r"were|was|primarily|principally|mainly|directly|worldwide|globally|throughout|across|within)\b))"
)
_COMPANY = re.compile(r"\b(?:[Ww]e|[Tt]he [Cc]ompany)\b")


def without_owner(text: str) -> str:
    """Return the text without "our" before what can be no other's: "we sell our pumps" -> "we sell pumps"."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]

    def shortened(match: re.Match[str]) -> str:
        is_quoted = any(start < match.start() < end for start, end in quoted)
        anothers = match["dealt"] and not _COMPANY.search(text, 0, match.start())  # "Heron serves us and its customers"
        return match[0] if is_quoted or anothers else ""

    return _OWNED.sub(shortened, text)
