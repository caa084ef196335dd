# ruff: noqa: E501 - a pattern reads better on one line than torn apart
"""Whether a sentence promises that mobile data goes to nobody, or says that data goes to others for marketing.

A fuzzy comparison is useless here: the required sentence without its "not" is 97 % alike. So a sentence is cut into
clauses, and each clause is judged by subject, verb, receiver, negation and aim; an exception turns the clause before
it round where it names partners or marketing, and changes nothing where it names the carrier or the law.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.rules.facts.lines import Grep, Lines
from portal.rules.facts.patterns import Pattern, pattern

_MOBILE = (
    r"\b(?:sms|mms|text messag[a-z]*|text(?:ing)?(?: program| opt[- ]?in| data)?|texts|mobile|phone|telephone|cell(?:ular|phone)?|wireless"
    r"|opt[- ]?in|opted[- ]?in|consent|originator|numbers?|msisdn)\b"
)
_SUBJECT = pattern(_MOBILE)
# Words of a subject that are about something else: a card's number, the consent of the person.
_OTHER_SUBJECT = pattern(
    r"\b(?:credit|debit|card|account|social security|order|policy|ssn|routing|identification|id|licen[sc]e|vin|serial|confirmation|tracking|tax|pin|member|passport) numbers?\b"
    r"|\bmobile (?:apps?|applications?|browsers?|sites?|websites?|games?)\b"
    r"|\b(?:without|with|unless|obtain(?:ed|ing)?|absent|give|given|have|had|get|got|receive|received|upon|prior to|based on|subject to)\b(?: (?:first|us|we|you|have|has|had|your|their|his|her|the|prior|express|explicit|written|affirmative|informed|opt[- ]?in|given|obtained|obtaining|getting|any|user's|customer's|individual's|separate|specific|user|customer|own)){0,6} consent\b"
    r"|\b(?:you|users?|they|customers?)(?: have| has)? (?:consent|opt(?:ed)?[- ]?in)\b"
)
_MOBILE_DATA = pattern(
    r"\bnumbers (?:collected|provided|obtained|given|you|are|will|won't)\b|\b(?:mobile|sms|text(?: messag(?:e|es|ing))?|texting|opt[- ]?in|phone|telephone|cell(?:ular)?|originator)(?: [a-z\-/&]+){0,3} (?:information|info|data|consents?|numbers?|details)\b"
    r"|\b(?:phone|mobile|telephone|cell|your|their|these|those) numbers?\b|\bsms consent\b|\bconsent to (?:receive )?(?:texts?|text messag[a-z]*|sms)\b"
)
_ANY_DATA = pattern(
    r"\b(?:identifiers|information|info|data|details|consent|numbers?|it|them|contacts?|leads?|lists?)\b"
)
_SHARE = pattern(
    r"\b(?:shar(?:e|es|ed|ing)|disclos(?:e|es|ed|ing|ure|ures)|transfer(?:s|red|ring)?|provid(?:e|ed|es|ing) (?:[a-z\-]+ ){0,6}?to|pass(?:ed|es|ing)? (?:[a-z\-]+,? ){0,8}?(?:on|along|to)|g(?:ive|iven|iving|ave) (?:[a-z\-]+,? ){0,6}?(?:to|away)|hand(?:s|ed|ing)? (?:[a-z\-]+ ){0,4}?(?:to|over|out)|releas(?:e|es|ed|ing)|distribut(?:e|es|ed|ing)|exchang(?:e|es|ed|ing)"
    r"|made available|make (?:[a-z\-]+ ){0,6}?available)\b"
)
_SELL = pattern(
    r"\b(?:sell|sells|sold|selling|rent|rents|rented|renting|trad(?:e|es|ed|ing)|leas(?:e|es|ed|ing)|loan(?:s|ed|ing)?|licens(?:es|ed|ing)|monetiz(?:e|es|ed|ing))\b"
)
# Others who take: "no third party receives your number".
_TAKE = pattern(
    r"\b(?:gets?|receiv(?:e|es|ed|ing)|obtain(?:s|ed)?|gain(?:s|ed)? access|(?:have|has|get|gets|given|granted) (?:[a-z]+ )?access|see|sees)\b"
)
_TAKER = pattern(
    r"\bnobody\b|\b(?:no|zero) (?:other |outside )?(?:third[- ]part(?:y|ies)|one|body|affiliates?|partners?|advertisers?|marketers?|company|companies|business(?:es)?)\b"
)
# Others who never get it, or whom nobody lets use it.
_TAKING_DENIED = pattern(
    r"\b(?:third[- ]parties|affiliates|partners|advertisers|marketers|(?:other|outside) companies|others)\b[^.,;]{0,40}(?:\b(?:never|not|cannot)|n't)(?: [a-z]+){0,2} (?:receive|get|obtain|see|access|have access|be given|be granted)\b"
    r"|(?:\b(?:not|never)|n't) (?:let|allow|permit|enable|authori[sz]e)\b[^.;]{0,30}\b(?:third[- ]part|affiliate|other compan|other business|partner|any(?:one|body)|advertiser|marketer)[^.;]{0,60}\b(?:use|access|receive|have|obtain|contact|text|market)"
    r"|\b(?:sharing|disclosure|selling|transfer) of\b[^.;]{0,120}\b(?:is|are) (?:strictly |expressly |absolutely )?(?:prohibited|forbidden|not allowed|not permitted|never permitted)\b"
)
# Others who get it, without a word for sharing: "our partners may contact you about their products".
_OTHERS_MARKET = pattern(
    r"\b(?:third[- ]parties|affiliates|sponsors|advertisers|(?:marketing|business|lending|advertising|trusted|our|selected|promotional|network) partners|lenders|(?:participating|matched|selected|local|partner|up to (?:two|three|four|five|\d)(?: [a-z]+)?) (?:dealers|providers|contractors|companies|businesses|agents))"
    r" (?:who |that )?(?:(?:may|will|can|could|might|to|also) ){0,2}(?:(?:receive|use|get|obtain) (?:your|the|this) [^.;]{0,100})?(?:contact|call|text|market to|e-?mail|solicit|send)(?:,? (?:or |and )?(?:call|text|e-?mail|contact))* you\b"
    r"|\bwith whom we share[^.;]{0,60}\b(?:may|will|can) (?:also )?(?:use|contact|market)\b[^.;]{0,60}\b(?:market|promot|advertis|offer)"
    r"|\b(?:allow|permit|enable)s? [^.;]{0,30}\b(?:advertisers|ad networks|advertising (?:partners|networks|companies))\b[^.;]{0,60}\b(?:collect|use|access|receive)\b[^.;]{0,40}\b(?:information|data)\b"
    r"|\bused by (?:our |the |these |any |other )?(?:[a-z\-]+ )?(?:affiliates|partners|third[- ]parties|sponsors|advertisers)\b"
    r"|\b(?:our|marketing|business|advertising|lending|trusted) (?:partners|affiliates|sponsors) (?:(?:may|will|can|also) )?(?:receive|get|obtain) your\b"
)
_SELLS_LEADS = pattern(r"\b(?:sell|sells|sold|selling) (?:your |these |the |our |those )?leads\b")
_RECEIVER = pattern(
    r"\b(?:third[- ]?part(?:y|ies)|3rd[- ]?part(?:y|ies)|affiliate[sd]?|affiliated (?:companies|entities|businesses|brands)|subsidiar(?:y|ies)|partners?|advertisers?|sponsors?|marketers|lead (?:buyers|generators|sellers)"
    r"|(?:other|outside|external|unaffiliated|selected|participating|sister|like-minded|carefully chosen) (?:[a-z\-]+ )?(?:companies|businesses|organi[sz]ations|providers|parties|entities|brands|merchants|retailers|vendors|individuals|people|persons|properties|marketers|firms|groups)"
    r"|ad(?:vertising)? (?:networks?|platforms?|companies|agencies)|social (?:media|networks?)(?: [a-z]+)?|family of (?:companies|brands|businesses)|network of [a-z]+|lenders|dealers|law firms|non-?affiliated (?:companies|entities|businesses|third parties)|other (?:charities|nonprofits|organi[sz]ations)|data brokers?|facebook|meta|google|anyone|any other|others|outsiders|list brokers?)\b"
)
_BENIGN_RECEIVER = pattern(
    r"\b(?:third[- ]part(?:y|ies)|3rd[- ]party|affiliated|partner)'?s?,? (?:[a-z\-]+ ){0,2}?(?:service providers?|providers?|vendors?|suppliers?|contractors?|processors?|platforms?|tools?|services?|carriers?|aggregators?|hosts?|subprocessors?)\b"
    r"|\b(?:third[- ]parties|companies|partners|others|other companies)(?: [a-z\-]+){0,3}? (?:who|that|which|to) (?:[a-z]+ ){0,2}?(?:help|assist|support|work for|perform|provide services|operate|act on our behalf)[a-z]*\b(?: us| our)?"
    r"|\b(?:messaging|delivery|technology|service|sms|payment|shipping|fulfil?lment|platform|hosting|communications?|infrastructure) partners?\b"
)
_LEAD_BUYERS = pattern(
    r"\b(?:independent|participating|matched|local|selected|up to (?:two|three|four|five|\d)) (?:[a-z\-]+ ){0,3}(?:providers|dealers|lenders|agents|companies|businesses|contractors)\b"
    r"|\blead (?:buyers|sellers|generators|partners)\b"
)
_SUBJECT_OR_CONTACT = pattern(
    r"\b(?:contact information|phone|mobile|leads?|your (?:information|details|request|inquiry))\b"
)
_MARKETING = pattern(
    r"\b(?:market(?:ing|ers?)|market (?:to|their|our|its|products|goods)|cross-market[a-z]*|promot(?:e|ion|ional|ions|ing)|advertis(?:e|ing|ers?|ements?)|ads|solicit[a-z]*|(?:contact|text|call|e-?mail|reach out to) you (?:about|with|regarding|to offer|concerning)"
    r"|special offers|offers (?:that|which|from|you)|send you (?:[a-z]+ ){0,2}offers|products (?:and|or) services (?:that|which|we|they|you)|of interest to you|(?:may|might|could|would) (?:be of )?interest(?: to)? you|interests? you|telemarket[a-z]*|fundrais[a-z]*|offer you (?:[a-z]+ ){0,3}(?:products|services|goods|promotions)|lead generation|retarget[a-z]*|custom audiences?)\b"
)
_NEGATION = pattern(
    r"\b(?:not|never|no|none|nor|neither|without|exclud(?:e|es|ed|ing)|prohibit(?:s|ed)?|forbid(?:s|den)?|nobody|refuse[sd]?|refrain[sd]?|declin(?:e|es|ed)|cannot|nothing|exempt(?:ed|s)?|avoid)\b|n't\b"
)
_DENIED_VERB = pattern(
    r"(?:\b(?:not|never|nor|neither|cannot|without|refrain(?:s|ed)? from|prohibit(?:s|ed)?(?: [a-z]+){0,4} from|forbid(?:s|den)?|avoid|refuse(?:s|d)? to|declin(?:e|es|ed) to|no longer|under no circumstances?|at no (?:time|point)|in no (?:event|case|way))\b|n't\b)"
    r"(?:[ ,:/'\"()\-]*[a-z0-9']+){0,14}?[ ,:/'\"()\-]*\b(?:shar|disclos|transfer|provid|pass|releas|sell|sold|rent|distribut|exchang|trad|giv|leas|loan|hand|made avail|mak)"
)
_DENIED_NOUN = pattern(
    r"\b(?:no|none of|nothing|nor|neither)\b[^.]{0,120}\b(?:shared|disclosed|sold|transferred|given|provided|sharing|passed|released|rented|traded|distributed|exchanged|available)\b"
)
_DENIED_RECEIVER = pattern(
    r"\b(?:shared?|disclosed?|sold|sell|transferred|given|give|provided?|sharing|released?|available)\b[^.]{0,80}\b(?:with|to) (?:no[- ]one|nobody|none|no (?:other |outside )?(?:third[- ]part|one|affiliate|partner|advertiser|compan|business|entit))"
)
_NO_SHARING = pattern(
    r"\b(?:no|without|zero|absolutely no) (?:[a-z]+ ){0,2}?(?:sharing|disclosure|selling|transfer) of\b|\bno[- ](?:third[- ]party[- ])?sharing\b"
)
# A negation word that denies nothing.
_NO_NEGATION = pattern(
    r"\b(?:but )?(?:is |are )?not (?:necessarily )?limited to\b|\bnot (?:only|just|merely|solely|simply)\b|\bwithout limitation\b|\bno (?:later|less|more|longer) than\b|\bnot (?:responsible|liable)\b[^.]{0,60}|\bwhether or not\b|\bdo[- ]not[- ]call (?:list|registry|registries|lists)\b|\bno matter (?:what|how|which)\b"
    r"|\b(?:if|unless|provided|where|as long as) (?:that )?you have(?: not|n't) (?:opted|objected|asked|told|requested|unsubscribed)\b(?: out)?(?: of (?:these|such|this|the|our) (?:disclosures?|sharing))?|\bwithout (?:further|prior|additional|any) (?:notice|notification|notifying)\b|\bnon-"
)
# Rights, requests and conditions: they speak of sharing and state none.
_OF_RIGHTS = pattern(
    r"\b(?:right|rights|entitled|option|choose|choice|you are able|request|ask|tell|direct|instruct|permits?|allows?|you may|you can)\b[^.]{0,60}\b(?:opt[- ]?out|object|limit|restrict|prevent|us (?:not )?to (?:not )?|us from|that we (?:not|stop|do not))\b"
    r"|\b(?:you (?:may|can|could|might|have|also)|residents|consumers (?:may|can|have)|california|civil code|shine the light)\b[^.]{0,90}\b(?:request|ask|inquire|opt[- ]?out of|right to)\b|\bopt[- ]?(?:out|ing out) of (?:the |our |any |such )?(?:sale|sharing|disclosure|sell)"
    r"|\bif you (?:do not|don't|would (?:prefer|rather|like)|prefer|wish|no longer|want)\b|\bto (?:opt out|stop us|prevent us)\b|\b(?:request|ask) that we\b|\bdo not (?:sell|share) my\b"
)
_WE_SHARE = pattern(
    r"\bwe (?:(?:may|will|do|can|also|might|sometimes|occasionally|reserve the right to|could|shall|from time to time|routinely|regularly),? )*(?:share|sell|disclose|rent|provide|transfer|give|trade|pass|exchange|release)\b"
)
_OTHERS_DO = pattern(
    r"\bnot (?:responsible|liable)\b|\bplease do not\b|\bnever ask\b|\bdo not share (?:your |this |the |any )?(?:password|pin|code|verification|login)\b|\b(?:whether|what|which|how|categories of|those|parties|companies)\b[^.]{0,60}\b(?:with|to) whom we\b"
    r"|\bwhether we\b|\bhow we\b|\b(?:other|those|linked|third[- ]party|external) (?:web)?sites?\b[^.]{0,30}\b(?:may|might|can|could)\b"
)
_CONTRAST = re.compile(
    r",? ?\b(except(?:ing|ion)?(?: (?:for|as|that|to|with|where|when))?|unless|other than|aside from|apart from|with the exception of|excluding|save for|outside of|but|however|although|even though|though|while|whereas|nevertheless|notwithstanding)\b,?|[;:] "
    r"|,(?= (?:we|this|these|your|no|nor|mobile|sms|text|phone|all of the above) )"
)
_EXCEPTIONS = (
    "except",
    "unless",
    "other than",
    "aside from",
    "apart from",
    "with the exception",
    "excluding",
    "save for",
    "outside of",
)
_TURNS = pattern(
    r"\b(?:partners?|affiliates?|marketing|advertis[a-z]*|sponsors?|trusted|sister|marketers?|third[- ]part(?:y|ies)|other companies|related companies|brands)\b"
)
_HARMLESS = pattern(
    r"\b(?:help(?:s|ing)?|assist(?:s|ing|ance)?|support(?:s|ing)?|service providers?|providers?|vendors?|carriers?|aggregators?|subcontractors?|contractors?|processors?|twilio|platforms?|deliver(?:s|ing|y)?|send(?:s|ing)?|transmit[a-z]*|law|laws|legal|legally|court|subpoena|regulat[a-z]*|operat[a-z]*|necessary|needed|consent|permission|described|set forth|stated|outlined|facilitat[a-z]*|fulfil[a-z]*|process[a-z]*|complete|comply|protect|agreed?|request(?:ed)?|behalf|administer[a-z]*|perform[a-z]*|host[a-z]*|merger|acquisition|sale of)\b"
)
_FOR_US = pattern(
    r"\b(?:help(?:s|ing)?|assist(?:s|ing)?) (?:us|our)\b|\bon our behalf\b|\bdeliver[a-z]*\b|\bservice providers?\b|\bvendors?\b|\bcarriers?\b|\baggregators?\b|\bas required by\b|\blegal(?:ly)?\b|\bsend(?:ing)? (?:our |the |these |your |you )?(?:text |sms )?(?:messages|texts)\b|\b(?:operate|administer|provide) (?:the|our|this|these)\b"
)
_EXCLUDES_MOBILE = pattern(
    r"\bexclud(?:e|es|ed|ing)\b[^.]{0,30}\b(?:sms|text(?:ing)?|mobile|opt[- ]?in|phone|originator|messag)|\b(?:sms|text(?:s|ing| messag(?:e|ing))?|mobile|opt[- ]?in|phone|originator)\b[^.]{0,80}\b(?:is|are|be|being|remain) (?:always |strictly |expressly )?(?:excluded|exempt(?:ed)?|excepted|not included|never included)"
    r"|\b(?:does|do|will|shall) not (?:include|apply to|cover|extend to)\b[^.]{0,40}\b(?:sms|text(?:ing)?|mobile|opt[- ]?in|phone|originator|messag)|\bnone of (?:this|these|the above)[^.]{0,60}\b(?:sms|text|mobile|opt[- ]?in|phone)"
)
_PRIVATE = pattern(
    r"\b(?:sms|text|mobile|opt[- ]?in|phone|consent)\b[^.]{0,80}\b(?:kept|held|remains?|stays?|treated as|keep) (?:[a-z]+ ){0,3}?(?:confidential|private|in confidence)\b"
)
_ASIDE = re.compile(r"\([^()]{0,200}\)")


@dataclass(frozen=True, slots=True)
class Sharing:
    """What one sentence says. ``mobile`` tells whether it speaks of mobile data in so many words."""

    denies: bool = False
    shares: bool = False
    mobile: bool = False


@dataclass(frozen=True, slots=True)
class _Clause:
    joint: str
    words: str

    @property
    def excepts(self) -> bool:
        return self.joint.startswith(_EXCEPTIONS)

    @property
    def speaks_of_sharing(self) -> bool:
        return _speaks_of_sharing(self.words)


def _speaks_of_sharing(words: str) -> bool:
    return bool(_SHARE.search(words) or _SELL.search(words) or _takes(words) or _OTHERS_MARKET.search(words))


_NOTHING = Sharing()
_ON_SHARING = Grep(_EXCLUDES_MOBILE, _SHARE, _SELL, _TAKER, _TAKING_DENIED, _OTHERS_MARKET)
# A sentence that names nobody who receives and denies nothing says nothing; an aside may hide the words between.
_WITH_WHOM = Grep(
    _EXCLUDES_MOBILE, _OTHERS_MARKET, _RECEIVER, _LEAD_BUYERS, _SELLS_LEADS, _NEGATION, pattern(r"\bzero\b|\(")
)


def on_sharing(sentences: Sequence[str]) -> set[int]:
    """The numbers of the folded sentences that ``judge_sharing`` may have something to say about."""
    return _WITH_WHOM.among(sentences, _ON_SHARING.places(Lines(sentences)))


def judge_sharing(sentence: str, *, mobile: bool = False) -> Sharing:
    """Judge one folded sentence.

    ``mobile`` says that the place it stands at (a section about texts, a sentence before it) makes plain that "your
    information" is mobile data. Selling alone is not sharing (``dca2:805``): a promise not to sell promises nothing.
    """
    if _EXCLUDES_MOBILE.search(sentence):
        return Sharing(denies=True, mobile=True)
    if not _speaks_of_sharing(sentence):
        return _NOTHING
    own = _about_mobile(sentence)
    if _OTHERS_MARKET.search(sentence) and not _NEGATION.search(sentence):
        return Sharing(shares=_gives_away(sentence), mobile=own)
    if _OTHERS_DO.search(sentence) and not _WE_SHARE.search(_without(_OTHERS_DO, sentence)):
        return _NOTHING
    if _OF_RIGHTS.search(sentence) and not _WE_SHARE.search(sentence) and not _denied(sentence):
        return _NOTHING
    if _OF_RIGHTS.search(sentence) and _wishes(sentence):
        return _NOTHING
    denies = shares = False
    for clause in _clauses(_without(_NO_NEGATION, sentence)):
        denies, shares = _weigh(clause, denies, shares, whole=sentence, mobile=mobile or own)
    return Sharing(denies and not shares, shares, own)


def _weigh(clause: _Clause, denies: bool, shares: bool, *, whole: str, mobile: bool) -> tuple[bool, bool]:
    """What the sentence says up to and with this clause."""
    if not clause.speaks_of_sharing:
        never = mobile and clause.joint.startswith("but") and _NEGATION.search(clause.words) is not None
        if never and not shares and _MARKETING.search(clause.words):
            return True, False
        return _excepted(clause, denies, shares)
    if _denied(clause.words):
        if not _promises(clause.words, whole):
            return denies, shares
        specific = _about_mobile(clause.words)
        return denies or (mobile or specific), shares and not specific
    if _gives_away(clause.words):
        return (denies if _names_harmless(clause.words) else False), True
    if denies and (clause.excepts or clause.joint.startswith(("but", "however"))) and _turned(clause.words):
        return False, True
    return denies, shares


def _excepted(clause: _Clause, denies: bool, shares: bool) -> tuple[bool, bool]:
    """A clause without a verb of sharing: an exception to the clause before it, or nothing to the matter."""
    negated = clause.excepts or _NEGATION.search(clause.words) is not None
    if shares and negated and _about_mobile(clause.words):
        return True, False
    if denies and clause.excepts and _turned(clause.words):
        return False, True
    return denies, shares


def _turned(words: str) -> bool:
    """Whether an exception lets partners or marketing in; one for the carrier, the vendor or the law does not."""
    if not _TURNS.search(words) or _FOR_US.search(words):
        return False
    return _MARKETING.search(words) is not None or _HARMLESS.search(words) is None or " trusted " in f" {words} "


def _names_harmless(words: str) -> bool:
    return _FOR_US.search(words) is not None


def _promises(words: str, whole: str) -> bool:
    """Whether a denied clause is about sharing and says with whom, why, or that it is mobile data."""
    shares = _SHARE.search(words) or _takes(words)
    return bool(shares and (_RECEIVER.search(whole) or _MARKETING.search(whole) or _MOBILE_DATA.search(words)))


def _denied(words: str) -> bool:
    return bool(
        _DENIED_VERB.search(words)
        or _DENIED_NOUN.search(words)
        or _DENIED_RECEIVER.search(words)
        or _NO_SHARING.search(words)
        or _takes(words)
    )


def _takes(words: str) -> bool:
    return bool((_TAKE.search(words) and _TAKER.search(words)) or _TAKING_DENIED.search(words))


def _gives_away(words: str) -> bool:
    """Whether a clause without negation says that data goes to others for marketing, or is sold."""
    words = _ASIDE.sub("", words)
    if _NEGATION.search(_without(_OTHER_SUBJECT, words)):
        return False
    if _LEAD_BUYERS.search(words) and _SUBJECT_OR_CONTACT.search(words):
        return True
    if _SELLS_LEADS.search(words):
        return True
    receivers = _without(_BENIGN_RECEIVER, words)
    if _OTHERS_MARKET.search(receivers) and not _FOR_US.search(words):
        return " used by " not in words or _MARKETING.search(words) is not None
    if not _RECEIVER.search(receivers) or not (_ANY_DATA.search(words) or _SUBJECT.search(words)):
        return False
    sold = _SELL.search(words) is not None and _DATA_SOLD.search(words) is not None
    return sold or _MARKETING.search(words) is not None


_DATA_SOLD = pattern(
    r"\b(?:sell|sold|rent|rented|trade|traded|lease|leased|monetiz[a-z]*|licens(?:es|ed|ing))\b[^.]{0,60}\b(?:information|info|data|details|numbers?|contacts?|lists?|leads?)\b"
    r"|\b(?:information|info|data|details|numbers?|contacts?|lists?|leads?)\b[^.]{0,40}\b(?:sold|rented|traded|leased)\b"
)


def _wishes(sentence: str) -> bool:
    """A right or a wish that somebody may state: "if you do not want us to share", "ask us not to share"."""
    return _WISH.search(sentence) is not None


_WISH = pattern(
    r"\bif you (?:do not|don't|would (?:prefer|rather)|prefer|no longer)\b[^.]{0,40}\b(?:want|wish|prefer|rather|like|agree|consent)?\b[^.]{0,30}\b(?:shar|disclos|sell)"
    r"|\b(?:ask|request|tell|direct|instruct|require) (?:that )?(?:us|we)(?: to)? (?:not|stop|never|refrain|do not)\b|\b(?:ask|request|tell|direct|instruct) us (?:not to|to not|to stop|to refrain)\b|\bright to\b[^.]{0,60}\b(?:shar|sell|sale|disclos)"
)


def _about_mobile(words: str) -> bool:
    found = _SUBJECT.search(words)
    return found is not None and _SUBJECT.search(_without(_OTHER_SUBJECT, words)) is not None


def _clauses(sentence: str) -> list[_Clause]:
    """The clauses with the words that join them; a comma begins one only where a verb of sharing follows."""
    found: list[_Clause] = []
    place, joint = 0, ""
    for match in _CONTRAST.finditer(sentence):
        _add(found, _Clause(joint, sentence[place : match.start()].strip()))
        joint, place = (match.group(1) or match.group().strip()), match.end()
    _add(found, _Clause(joint, sentence[place:].strip()))
    return found


def _add(found: list[_Clause], clause: _Clause) -> None:
    """Add a clause, or join it to the one before when only both together speak of sharing."""
    if found and clause.joint in {",", ":"} and not (found[-1].speaks_of_sharing and clause.speaks_of_sharing):
        before = found.pop()
        clause = _Clause(before.joint, f"{before.words}{clause.joint} {clause.words}".strip())
    found.append(clause)


def _without(compiled: Pattern, words: str) -> str:
    """The words without every place where the pattern matches."""
    kept, end = [], 0
    for match in compiled.finditer(words):
        kept.append(words[end : match.start()])
        end = match.end()
    return words if not kept else " ".join([*kept, words[end:]])
