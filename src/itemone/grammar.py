"""A little English: the verbs of annual reports and their forms, and the words that hold sentences together.

The lists were made by reading what follows "we" and "they" in some 230 filings, sorted by hand.
"""

from __future__ import annotations

import re
from functools import cache

# Words that are nothing but a verb where a verb can stand.
_VERBS = """
abate abide accelerate accept accommodate accomplish account achieve acknowledge acquire adapt add adhere adjust
administer admit adopt advertise advocate affect agree aim align allocate allow alter amend amortize amplify analyze
announce anticipate appear apply appoint appreciate approve arise arrange arrive ascertain ask assemble assert assess
assist assume attach attain attract authorize automate avoid await be become begin behave believe belong bind bolster
borrow bring broaden build buy calculate cancel capitalize capture carry categorize cater cease cede celebrate
centralize certify cherish choose clarify classify collaborate come commence commercialize commit communicate compare
compete compile comply comport comprise concentrate conduct configure confirm conform connect conserve consider consign
consist consolidate construct consult consume contain contemplate contend continue contribute convert convey cooperate
coordinate create cultivate curate curtail customize decide dedicate deem deepen defend define deliver depend deploy
derive describe designate detect determine develop devote differentiate digitize disclose discontinue discourage
discover discuss dispose disrupt distinguish distribute diversify divest divide do earn educate elect elevate eliminate
embed embody embrace emerge emphasise emphasize employ empower enable enact encourage endeavor endeavour enforce engage
enhance enjoy enroll ensure enter entitle equip establish evaluate evangelize evolve examine exceed execute exert exist
expand expect expedite explain explore expose extend fabricate facilitate fail feed follow foreclose forge forgo
formalize formulate foster fulfil fulfill furnish gather generate get give go govern grow handle happen harmonize hold
identify illustrate implement improve include incorporate incur indemnify indicate induce inform infringe ingest
inhibit initiate innovate inspect inspire install insure integrate intend intensify interact internalize introduce
invent invest investigate involve iterate join keep know learn let liquidate listen localize locate lose maintain make
manage manufacture marry maximize mean meet migrate minimize mitigate modernize modify monetize monitor motivate
navigate negotiate neutralize nominate normalize notify nurture obligate observe obtain occupy occur operate oppose
optimize orchestrate organize originate outperform outsource overcome oversee participate penetrate perform pinpoint
pose possess preclude predict prefer prepare prepay prescribe presell preserve prevail prevent prioritize procure
produce prohibit promote propel propose prosecute protect prove provide publicize publish pursue qualify raise read
realize recall receive reclassify recognize recommend recoup recover recruit rectify recycle redeem redesign redirect
reduce reevaluate refinance refine reflect refocus refrain refurbish regard register reimburse reinforce reinsure
reinvest reject relate relocate rely remain remanufacture remit remodel render renegotiate renew renovate reorganize
repackage repatriate repay replace replenish reposition represent require resell reside resolve respond restructure
resume retain retire revise rotate safeguard satisfy save see seek seize select sell send serve settle shorten simplify
situate solicit solve specialize specify spend stabilize standardize stay stimulate streamline strengthen strive
subcontract submit subscribe succeed suffer suggest supervise surpass surround sustain syndicate synthesize systematize
tailor take tend terminate transact transform translate transmit uncover undergo understand undertake underwrite unify
unleash unlock uphold utilise utilize validate vary verify vet visit widen withdraw write
"""
# Words that are as often nouns.
_ALSO_NOUNS = """
access act address advance appeal approach attempt award balance base bear benefit bid bill blend blog board bond book
brand breed broadcast bundle buyback call care cast cause challenge change charge claim clean close coat collateral
collect combine command complement complete compromise concern contact contract control cost counter cover cross cure
cut cycle damage date deal decline decrease delay demand deposit design desire discharge discount display double draw
drill drive drop effect encounter end engineer estimate evidence exchange exercise exhibit exit experience export
express face factor farm fear feature feel file fill film finance find finish fish fly focus forecast form frame
franchise fuel function fund gain grade grant guarantee guide harness harvest heat hedge help highlight hire honor hope
host house impact import increase influence interest interface invoice issue judge label lack land launch lead lease
leave lend lever leverage license lift light limit link list live load loan log look love machine mail mandate map mark
market match measure merchandise mill mine mix model move name need network note object offer offset open order outline
overhaul own pack package paint partner patent pay permit pioneer place plan plant play police pool position post
practice premise present press price print process profile profit program progress project purchase push quote range
rank rate ration reach record refer refresh regulate release rent repair report repurchase research reserve respect
rest result retail return reuse review reward risk root route rule run sample scale schedule score screen search seat
secure sense separate service set shape share shift ship show showcase sign source speak sponsor spread staff stage
stand start state stock stop store stress structure study subject sublease supplement supply support survey switch talk
target tax test thank think tie tour track trade train transfer transition transport travel treat trust try turn update
upgrade use value view voice volunteer wait want warehouse warrant wash waste watch weigh welcome wholesale win wish
work yield
"""
_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}
VERBS = frozenset(_VERBS.split()) | {"have"}
VERBS_OR_NOUNS = frozenset(_ALSO_NOUNS.split())
# What becomes of an auxiliary when "it" takes the place of "we".
WITH_IT = {
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "aren't": "isn't",
    "don't": "doesn't",
    "haven't": "hasn't",
    "weren't": "wasn't",
}
AUXILIARIES = frozenset(
    "is are was were has have had will would may might can could shall should must do does did am been be".split()
)
MODALS = frozenset("will would may might can could shall should must cannot did".split())
PREPOSITIONS = frozenset(
    "in on at by for with from to of through under into within across among between throughout over against during "
    "upon via per without outside inside near toward towards along around after before since until about as".split()
)
_PARTICIPLES = frozenset(
    "made sold bought built held led won seen paid given taken grown known shown written drawn driven chosen begun "
    "become come done gone kept left lent lost meant met sent set spent split spread understood undertaken "
    "underwritten withdrawn run cut put read told found brought born borne worn thought sought dealt bound fed "
    "used".split()
)

_PAST = frozenset(
    "made sold bought built held led won saw paid gave took grew knew showed wrote drew drove chose began became came "
    "did went kept left lent lost meant met sent set spent split spread understood undertook underwrote withdrew ran "
    "cut put read told found brought bore wore thought sought dealt bound fed had was were got felt fell rose".split()
)

_NO_PAST = frozenset("need feed seed speed exceed proceed succeed breed indeed embed shed hundred".split())
_NOT_WITH_IT = frozenset("are were have do am been be".split())
_NO_VERBAL = frozenset("during regarding concerning nothing something anything everything".split())


def singular(verb: str) -> str:
    """Return the form of a verb that goes with "it": sell -> sells, carry -> carries, have -> has."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if re.search(r"(?:s|sh|ch|x|z|o)$", verb):
        return verb + "es"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + "s"


@cache
def _forms() -> dict[str, str]:
    """Return the base form of each form that goes with "it"."""
    return {singular(verb): verb for verb in sorted(VERBS | VERBS_OR_NOUNS)}


def base(word: str) -> str:
    """Return the base form of a present form (sells -> sell, has -> have); any other word as it is."""
    if word in ("is", "are", "am"):
        return "be"
    if word in ("was", "were"):
        return "was"
    return _forms().get(word, word)


def is_present(word: str) -> bool:
    """Tell whether a word can be a verb in the present tense, singular or plural."""
    return word in VERBS or word in VERBS_OR_NOUNS or word in _forms()


def is_verbal(word: str) -> bool:
    """Tell whether a word can be a form of a verb that wants a complement: sold, located, selling, relies."""
    return (
        word in VERBS
        or word in AUXILIARIES
        or word in _PARTICIPLES
        or (word.endswith(("ed", "ing")) and len(word) > 4 and word not in _NO_VERBAL | _NO_PAST)
        or (word in _forms() and _forms()[word] in VERBS)
    )


def is_past(word: str) -> bool:
    """Tell whether a word can be a verb in the past tense."""
    return word in _PAST or (word.endswith("ed") and len(word) > 3 and word not in _NO_PAST)


def goes_with_it(word: str) -> bool:
    """Tell whether a word can be the verb of "it": sells, sold, is, may."""
    return word not in _NOT_WITH_IT and (word in _forms() or is_past(word) or word in AUXILIARIES | MODALS)
