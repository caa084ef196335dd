# ruff: noqa: E501, SIM905 - a pattern reads better on one line than torn apart
"""Signs that a text carries: the STOP line, the rates line, the frequency, links, placeholders, promotion.

Every function takes folded text and answers with a span of it (or ``None``); none of them knows what a rule makes
of the sign.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from portal.rules.facts.patterns import Pattern, pattern

Span = tuple[int, int]

_SAY = r"(?:reply(?:ing)?|replies|text(?:ing)?|txt|send(?:ing)?|respond(?:ing)?|answer(?:ing)?|type|typing|message|use)"
_QUOTED = r"""["'(\[*<]{0,3}"""
_STOP = pattern(
    r"\b" + _SAY + r"(?:\s+(?:us|back|with|the|word|keyword|a|to|this|any|message|messages|at|time|anytime|or|yes|help"
    r"|for|no|number|from|your|phone|continue|info|if|want|you)\b[\s,/]*){0,9}\s*[:,]?\s*" + _QUOTED + r"stop(?:all)?\b"
)
_STOP_PURPOSE = pattern(
    r"\bstop(?:all)?\b[\"')\]*>]{0,3}\s*(?:at any ?time |anytime |any time )?(?:to|2|=|-|if you want to|will)\s*"
    r"(?:opt|unsub|end|cancel|quit|stop|be removed|be unsub|decline|discontinue|no longer|withdraw|revoke)"
    r"|\bstop ?2 ?(?:end|stop|quit|opt|cancel|unsub)|\b(?:opt[- ]?out|unsub(?:scribe)?): ?" + _QUOTED + r"stop\b"
    r"|\b(?:responda|responde|env[ií]e|env[ií]a|escriba|escribe|mande|conteste) (?:con )?(?:la palabra )?"
    + _QUOTED
    + r"stop\b"
)
_STOP_AFTER_AIM = pattern(
    r"\b(?:opt[- ]?out|unsubscribe|cancel|end|stop|quit)(?: at any ?time| anytime)?[,:]?\s*(?:please )?"
    r"(?:reply|text|txt|send)(?: with| back)? " + _QUOTED + r"stop\b"
)
STOP_LINE = (_STOP, _STOP_PURPOSE, _STOP_AFTER_AIM)
_STOP_DENIED = pattern(
    r"\b(?:do not|don't|never|cannot|can't|not able to|unable to)\s+(?:reply|text|send)[^.!?]{0,20}\bstop\b"
)
OTHER_OPT_OUT = pattern(
    r"\b(?:reply|text|txt|send)(?: with)? " + _QUOTED + r"(\d+|[a-z]{1,11})[\"')\]*>]{0,3}"
    r" (?:to|2) (unsub[a-z]*|opt[ -]?out|stop|cancel|end)\b"
)
_ENDS_MESSAGES = pattern(
    r"(?: (?:getting|receiving|all|any|further|future|more|our|your|my|the|these|this|from|for|to|sms|text|marketing"
    r"|promotional|mobile))* ?\b(?:msgs?|messages?|messaging|texts?|texting|sms|subscriptions?|alerts?|notifications?"
    r"|updates?|newsletters?)\b"
)
_ENDS_NOTHING_NAMED = pattern(r"\s*(?:[.!?,;:)]|$|\n|(?:at )?any ?time\b|or\b|and\b)")
_HELP_VERB = pattern(
    r"\b(?:reply|replying|replies|text|texting|txt|send|sending|respond|responding|type|typing|message|messaging|keywords?:?|use|using)"
    r"(?: (?:us|back|with|the|word|keyword|a|to|this|any|message|messages|number|at any time|anytime|stop|or|and|only|term|command|code|our|short code|\d[\d \-]*)\b){0,5}[ :,]*"
    + _QUOTED
    + r"help\b"
)
_HELP_AIM = pattern(
    r"\bhelp\b[\"')\]*>]{0,3} ?(?:(?:at any ?time|anytime),? )?(?:to |for |= ?|- ?|: ?|\(|will )(?:get |more |receive |obtain |request |customer |additional |further |any |return |provide )*\(?(?:help|info|assist|support|customer|contact|details|questions|instructions)"
)
_HELP_LISTED = pattern(
    r"\bstop(?:all)?\b[^.!?]{0,80}(?:[,/&|;:]|\bor\b|\band\b) ?(?:reply |text |txt |send |type |respond |with |the word ){0,3}"
    + _QUOTED
    + r"help\b"
    r"|\bhelp[\"')\]*>]{0,3} ?(?:,|/|\||\bor\b|\band\b|&) ?(?:reply |text |send )?"
    + _QUOTED
    + r"(?:stop|start|info)\b|\bhelp\b[\"')\]*>]{0,3} (?:returns|gets you|gets|keyword|command|response|message)\b"
    r"|\bhelp ?[4=] ?(?:help|info)|\b(?:responda|responde|env[ií]e|env[ií]a|escriba|escribe|mande) (?:con )?(?:la palabra )?"
    + _QUOTED
    + r"(?:help|ayuda)\b"
)
_HELP_IS_VERB = pattern(
    r"^[\"')\]*>]{0,3},? (?:us|you|me|him|her|them|our|your|my|people|customers|users|with|from|protect|improve|keep|make|ensure|prevent|desk|center|centre|page|out)\b"
)
_RATES = pattern(
    r"\b(?:msgs?|messages?|messaging|text|texts|texting|txt|data|carrier|sms|standard|normal|regular|usual|mobile|wireless|network|usage|airtime|phone|provider)\b[a-z&+,/'() \-]{0,40}"
    r"\b(?:rates?|fees?|charges?|costs?)\b[a-z,/'() \-]{0,40}\b(?:appl(?:y|ies|ied|icable)|incurred?)\b"
    r"|\b(?:rates?|fees?|charges?|costs?)\b (?:from|by|imposed by|of|set by|charged by|through) (?:your|the|their|his or her) (?:[a-z/]+ ){0,3}(?:carrier|provider|plan|operator|network)[a-z' ]{0,20}\b(?:may|might|could|will|can)? ?(?:appl(?:y|ies)|be|incur)"
    r"|\b(?:carrier|provider|operator)s?\b[^.]{0,30}\b(?:may|might|could|will|can) (?:also )?(?:charge|bill|impose|apply)\b"
    r"|\b(?:charged|billed|incur[a-z]*|subject to)\b[^.]{0,40}\b(?:by|from|of|to|under)? ?(?:your|their|the|any) (?:[a-z/]+ ){0,3}(?:carrier|provider|operator|plan|rates?|fees?|charges?)\b[^.]{0,40}\b(?:messag|text|sms|data|rates?|fees?|charges?|plan)\b"
    r"|\b(?:msg|message|messaging|text|data)\b[a-z&+,/ \-]{0,30}\b(?:rates?|charges?|fees?)\b[^.]{0,40}\b(?:your|their) (?:[a-z/]+ ){0,3}(?:carrier|provider|plan|operator)"
    r"|(?:^|[.;:,!(] ?)rates (?:may|might|could) apply\b|\b(?:fees?|charges?|rates?|costs?) (?:that )?(?:your|the) (?:[a-z/]+ ){0,2}(?:carrier|provider|operator) (?:may )?(?:charges?|bills?|imposes?)\b"
    r"|\btarifas? (?:est[aá]ndar )?(?:de|por) (?:los )?(?:mensajes?|datos|sms|texto)\b"
)
_COUNT = r"(?:\d+(?: ?(?:-|to) ?\d+)?\+?|one|two|three|four|five|six|eight|ten|twelve|several|a few|\[x(?:-y)?\])"
_NOUN = r"(?:msgs?|messages?|texts?|sms|alerts?|reminders?|notifications?)"
_PERIOD = r"(?:day|daily|week|wk|month|mo|year|yr|order|purchase|request|login|log-in|appointment|visit|trip|event|transaction|booking|shift|session)s?\b"
# As nouns only: "text us daily" tells nothing.
_NOUNS = r"(?:msgs|messages|texts|alerts|reminders|notifications)"
_FREQUENCY = pattern(
    r"\b(?:msg|message|messages|messaging|text|texts|texting|sms|notification|alert|communication)s?\.?[ -]freq(?:uency|uencies|\b)"
    r"|\bfreq(?:uency)? (?:of|for|with which|at which|that|we)\b[a-z ,/()']{0,40}\b(?:msgs?|messages?|messaging|texts?|sms|alerts?|notifications?|reminders?|communications?)\b"
    r"|\bfreq(?:uency)?[ :]{1,2}(?:of [a-z ]{1,30})?(?:may |will |can |is |and |does )*(?:vary|varies|vari(?:able|ed)|varying|differs?|depend[a-z]*|based|up to|approx[a-z.]*|about|\d|one|two|as needed|recurring)"
    r"|\bvarying freq|\bfreq(?:uency)? var"
    r"|\b"
    + _COUNT
    + r"\s?(?:[a-z\-]+ ){0,3}"
    + _NOUN
    + r"\)?\s?(?:/|per|a|an|each|every)\s?(?:[a-z\-]+ )?"
    + _PERIOD
    + r"|\b"
    + _NOUN
    + r"\s?(?:/|per|each|every)\s?(?:[a-z\-]+ )?"
    + _PERIOD
    + r"|\b(?:up to|no more than|at most|about|approximately|approx\.?|not more than|fewer than|less than|maximum of|max\.?|average of) "
    + _COUNT
    + r" (?:[a-z\-]+ )?"
    + _NOUN
    + r"|\b(?:up to|no more than|about|approximately) "
    + _COUNT
    + r" (?:times |messages |msgs )?(?:a|per|each|every) "
    + _PERIOD
    + r"|\b(?:number|volume|amount|quantity) of (?:[a-z]+ )?"
    + _NOUN
    + r" (?:[a-z ]{0,40})?(?:var|depend)[a-z]*"
    r"|\b" + _NOUN + r" (?:[a-z]+ ){0,4}(?:vary|varies) in (?:frequency|number)"
    r"|\b(?:message|messaging|msg|text|sms) (?:volume|cadence|count)s? (?:may |will |can )?(?:var|depend)"
    r"|\b"
    + _NOUNS
    + r" (?:(?:sent|received|you receive|you get) )?(?:may |will |can )?(?:vary|varies) (?:based|depending|by|with|according)\b"
    r"|\bhow (?:often|many|frequently) (?:we|you|messages|texts)[^.]{0,60}\b(?:var|depend)[a-z]*\b|\bfrecuencia (?:de|del|con)\b"
    r"|\b"
    + _NOUNS
    + r"\b[^.;]{0,40}\b"
    + _COUNT
    + r" ?(?:times )?(?:/|per|a|an|each|every) ?"
    + _PERIOD
    + r"|\b(?:"
    + _NOUNS
    + r"|text you|we text|message you|hear from us)\b[^.;]{0,40}\b(?:once|twice) (?:per|a|an|each|every) "
    + _PERIOD
    + r""
    r"|\b(?:daily|weekly|monthly|bi-?weekly|quarterly) (?:[a-z\-]+ ){0,4}"
    + _NOUN
    + r"|\b"
    + _NOUNS
    + r" (?:[a-z]+ ){0,4}(?:daily|weekly|monthly|once a (?:day|week|month)|twice a (?:day|week|month))\b"
)
_RECURRING = pattern(r"\brecurring\b")
PLACEHOLDER = pattern(
    r"\[[^\[\]\n]{1,60}\]|\$?\{\{?[^{}\n]{1,60}\}\}?|<{1,2}[a-z][a-z0-9 _\-.]{0,40}>{1,2}|\bx{3,}\b|#{3,}|_{3,}|\*\|[a-z_: ]{1,40}\|\*"
    r"|\$x{2,}\b|\bxx ?%|\bxx[:/.]xx\b|\$[a-z][a-z_]{2,30}\b|%%?[a-z_]{2,30}%%?|%[sd]\b|\binsert [a-z ]{2,30} here\b|\blorem ipsum\b|~[a-z_]{2,30}~"
    r"|\b(?:hi|hello|hey|dear) \([a-z _]{2,20}\)|\((?:insert [a-z ]{2,30}|(?:first|last|your|full|customer|client|patient|company|business|brand|contact|user|store|agent) ?_?names?|your [a-z]{2,12}|url|link|phone number|dates?/times?)\)"
)
_TLD = (
    r"(?:com|net|org|edu|gov|mil|us|io|co|ai|app|biz|info|me|shop|store|health|healthcare|care|dental|clinic|doctor|fitness|yoga|spa|salon|law|legal|attorney|bank|finance|financial|loan|loans|credit|insure|insurance"
    r"|club|dev|site|online|link|ly|xyz|tv|live|page|pro|news|church|vote|agency|fit|win|gd|gl|cc|to|ws|gg|be|ca|uk|eu|de|fr|mx|au|nz|test|example|realty|realtor|homes|house|rentals|properties|apartments|estate|construction|plumbing|roofing|repair"
    r"|solutions|services|company|group|team|studio|design|media|digital|marketing|tech|software|cloud|systems|network|space|website|web|world|today|express|delivery|auto|cars|tax|cpa|university|school|academy|college|education|foundation|charity|ngo|fund"
    r"|email|support|help|restaurant|cafe|coffee|pizza|bar|beer|wine|farm|garden|pet|vet|travel|tours|events|tickets|party|photo|photos|gallery|art|fashion|clothing|boutique|jewelry|gifts|deals|sale|chat|social|community|center|zone|place|city|nyc|la|vip|inc|llc|ltd|one|st|sh|fm|cx|vc|tel|mobi)"
)
# Ends of addresses that are also words: behind a full stop without a space they rather begin a sentence.
_WORDS_AS_ENDS = frozenset(
    "to me be us help today support live page care health news win fit test one place deals sale team group design repair pet bar art "
    "store shop club link info center city house world space example party email chat social tax pro la de app bank auto law".split()
)
LINK = pattern(
    r"https?://[^\s\"'<>\])]+|www\.[a-z0-9\-]+\.[a-z]{2,}[^\s\"'<>\])]*"
    r"|\b(?:[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?\.)+" + _TLD + r"\b(?:[/?#:][^\s\"'<>\])]*)?"
)
_LEADS_THERE = pattern(
    r"\b(?:at|visit|to|see|on|via|go|click|link|site|website|online|here|from|@|tap|info|details|more|now|policy|terms)[ :\-]*$|[:>]\s*$"
)
_PHONE = pattern(
    r"(?:\+?1[ .\-]?)?(?:\(\d{3}\)|\d{3})[ .\-]{0,3}\d{3}[ .\-]{0,3}\d{4}|\b(?:1[ .\-]?)?\(?8(?:00|33|44|55|66|77|88)\)?[ .\-][a-z0-9\-]{7,9}\b"
    r"|\+\d{1,3}[ .\-]?\(?\d{1,4}\)?(?:[ .\-]?\d{2,4}){2,4}"
)
_EMAIL = pattern(r"[a-z0-9._%+\-]+@[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}")
PROMOTION = pattern(
    r"\$\d+(?:\.\d\d)? (?:off\b|down\b)|\$\d+(?:\.\d\d)? (?:[a-z]+ )?(?:drafts?|drinks?|margaritas?|tacos?|wells|shots|beers?|pints?|appetizers?|burgers?|pizzas?|slices|wings|lattes?)\b"
    r"|\b(?:prices|rates|fares|plans|packages|rooms|tickets) (?:start(?:ing)? )?(?:at|from) (?:just |only )?\$\d|\bstarting at (?:just |only )?\$\d|\bfor (?:just |only )?\$\d+(?:\.\d\d)? ?/ ?mo(?:nth)?\b|\b(?:for|from) (?:just|only) \$\d|\bas low as (?:\$\d|\d+(?:\.\d+)?%)"
    r"|\b0(?:\.0+)? ?% (?:apr|financing|interest|down)\b|\b\d+ ?% de descuento\b|\b(?:descuentos?|ofertas? (?:especial(?:es)?|exclusivas?)|rebajas)\b"
    r"|\b(?:grand opening|first dibs|special financing|ladies'? night|now enrolling|low stock|kids eat free|eats? free|low rates|limited (?:spots|seats|slots|availability|quantities)|(?:spots|seats) (?:are )?(?:limited|filling up|going fast)|only \d+ (?:left|spots|seats|remaining)"
    r"|(?:this week's|today's|tonight's|weekly|daily|lunch|dinner|holiday|our|new|seasonal) specials?|specials (?:this|today|tonight|at|on|all)|new menu|try our new (?:[a-z]+ ){0,2}(?:menu|flavors?|drinks?|burgers?|bowls?|lattes?|pizzas?|sandwich(?:es)?|tacos?|products?|services?|treatments?|classes)|(?:unlock|claim|redeem) (?:your|a|this) (?:[a-z]+ )?(?:rewards?|offer|discount|savings|prize|gift|bonus|deal|coupon)"
    r"|free [a-z]+ (?:w/|with) (?:any|every|your next|purchase|a purchase)|\d+ (?:months?|weeks?) free|free (?:rent|car wash|oil change|inspection|appetizers?|fries|tasting|upgrade|installation|estimates|quotes|consultations)|enjoy (?:a |some )?complimentary"
    r"|new (?:fall|spring|summer|winter|holiday|season) (?:arrivals?|collection|styles|line|menu)|new [a-z0-9 ]{1,30} (?:just |have )?(?:landed|dropped)|thought about (?:refinancing|selling|buying|upgrading|switching|trading)|thinking (?:of|about) (?:refinancing|selling|buying|upgrading|switching)|rates are (?:dropping|falling)"
    r"|giveaways)\b"
    r"|\b(?:sale|sales event|clearance|coupons?|vouchers?|promo(?:s|tion|tions)?|promotional (?:offers?|pric[a-z]+|codes?)|promo ?codes?|bogo|giveaway|sweepstakes|raffle|doorbusters?|black friday|cyber monday"
    r"|discount(?:s|ed)?|limited[- ](?:time|edition|offer)|early access|pre-?order|new arrivals?|new collection|just dropped|back in stock|restocked|free (?:shipping|gift|trial|adjustment|consultation|quote|estimate|sample|delivery|month|week|session|class|coffee|drink|dessert|appetizer)"
    r"|special (?:offers?|deal|promotion|pricing|price)s?|exclusive (?:offer|deal|access|discount|savings|event|perk)s?|(?:big|hot|best|daily|great|weekend|today's|our|new|amazing|special) deals?|deals? (?:of|on|at|inside|end)"
    r"|offer (?:ends|expires|valid|good)|(?:members?|vip|insider)[- ]only|happy hour|(?:2|two)[- ]for[- ](?:1|one)|buy (?:one|two|1|2|\d),? get"
    r"|shop (?:now|today|at|the|our|online)|order (?:now|today|online now)|buy (?:now|one|today)|watch now|act (?:now|fast)|don't miss|hurry|last chance|while supplies last|ends (?:tonight|today|soon|sunday|midnight)|we miss you|treat yourself|come back and"
    r"|sell (?:your|the|this) (?:property|home|house)|cash offer|refer (?:a|your) friends?|earn (?:double|triple|bonus|extra|\d+x)|(?:double|triple|bonus) points|use code [a-z]+\d*|code:? [a-z]+\d+ (?:for|at)"
    r"|save (?:up to|an extra|an additional|big|\$?\d+)|\d+ ?% (?:off|discount|savings)|\$\d+(?:\.\d\d)? off|half[- ](?:off|price)|test drive|upgrade (?:now|today) and save|low(?:est)? (?:rates|prices?)|pre-?approved)\b"
    r"|\d+% off|\b(?:get|take|enjoy) (?:an extra |up to )?\d+ ?%"
)
_NOT_PROMOTION = pattern(
    r"\b(?:no|not|not be|without|never|neither|non-?)(?: be| contain| include| send| receive| get| any| a| for| use| in)*[ -](?:promo[a-z]*|discount[a-z]*|sales?|marketing|offers?|coupons?)\b(?:(?:,|/| or| and|, or)* ?(?:promo[a-z]*|discount[a-z]*|sales?|marketing|offers?|coupons?|messages?))*"
    r"|\b(?:for|on|your|home|property|house|car|vehicle|point of|estate|after|since|of|pending|final|bill of|closing|the|short) sale (?:of|is|has|was|date|price|closed|closing|contract|receipt|team)|\bsale (?:is|has been|was) (?:complete|final|pending|closed)"
    r"|\b(?:hurry|sale) (?:back|report)\b|\bsale of (?:your|this)\b|\bsale of the (?:property|home|house|car|vehicle|business)\b|\byour free (?:trial|month|sample|week)\b[^.!]{0,30}\b(?:ends?|ended|expires?|expired|over|renews?|converts?|started|begins)\b"
)
_BUYING = r"(?:purchas[a-z]*|buy(?:ing)?|services?|orders?|ordering|goods|products?|treatment|care|sale|employment|quote|estimate|do(?:ing)? business|transactions?|loans?|receiv[a-z]* (?:any )?(?:goods|services?|care|treatment|benefits))"
_CONDITION_DENIED = pattern(
    r"\b(?:not|never|isn't) (?:be )?(?:a |an |any |required as a |made a |considered a |given as a |being a |act as a |my )*(?:pre-?)?(?:condition|requirement|requisite|prerequisite)s?\b(?: ?[.!;,)\"]| ?$| [^.]{0,60}\b"
    + _BUYING
    + r"\b)|\bno (?:condition|requirement) (?:of|to) (?:purchase|buy)"
    r"|\b(?:consent|agree(?:ing|ment)?|opt(?:ing)?[- ]?in|enroll(?:ing|ment)?|participation|subscri[a-z]+|sms|texts?|messages|signing up|joining|this)\b[^.]{0,60}(?:\b(?:not|never)|n't|\bin no way)(?: be)? (?:required|necessary|needed|mandatory|conditional)"
    r"(?: (?:to|for|as|in order|upon|on|with)\b| when)[^.]{0,50}\b" + _BUYING + r"\b"
    r"|\bno purchase (?:is )?(?:necessary|required)\b|\bpurchase (?:is )?not (?:required|conditioned|conditional|dependent|contingent)|\bnot (?:required|obligated|obliged|necessary|conditioned|conditional|contingent|dependent)[^.]{0,60}\b"
    + _BUYING
    + r"\b"
    r"|\b(?:are|is|am|be) not required to (?:agree|consent|opt[- ]?in|sign|provide (?:this |my |your )?consent|enroll|give|subscribe)\b[^.]{0,80}\b"
    + _BUYING
    + r"\b"
    r"|(?:\b(?:not|never)|n't) (?:have|need) to (?:agree|consent|opt[- ]?in|sign|enroll|join|give|subscribe|provide consent)\b[^.]{0,80}\b"
    + _BUYING
    + r"\b"
    r"|\b(?:purchas[a-z]*|services?|sales?)\b[^.]{0,12}(?:\b(?:not|never)|n't) (?:require|conditioned|conditional|contingent|dependent)\b|\bno es (?:una )?(?:condici[oó]n|necesario|obligatorio|requisito)\b"
    r"|\b(?:purchase|buy|order|receive (?:goods|services?))\b[^.]{0,60}\bwithout (?:consenting|agreeing|opting in|signing up|giving (?:this )?consent|providing consent)\b"
    r"|\bwithout (?:consenting|agreeing|opting in) to (?:receive )?(?:texts?|sms|messages|these|this)\b[^.]{0,60}\b(?:purchase|buy|order|service)"
)
_PRIVACY = pattern(
    r"\bprivacy(?: (?:policy|policies|notice|statement))?\b|\bprivacy_?policy\b|\bdata (?:protection|privacy)\b"
)
_TERMS = pattern(
    r"\bterms(?:_[a-z_]+|ofservice|ofuse|andconditions)?\b|\b(?:sms|text|mobile|messaging)[-_]?terms\b|\bt ?(?:&|and|\+) ?c'?s?\b|\btos\b|\bconditions of (?:use|service|sale)\b|\buser agreement\b|\bservice agreement\b|\bterms?[ -]of[ -](?:service|use)\b"
)
_MESSAGE_TYPE = pattern(
    r"\b(?:promotional|promotions?|promos?|marketing|offers?|discounts?|deals|sales|coupons?|specials|savings|rewards|news|reminders?|alerts?|updates?|notifications?|notices"
    r"|confirmations?|passcodes?|codes|verification|order|orders|shipping|delivery|deliveries|appointments?|informational"
    r"|transactional|customer (?:care|service|support)|support|scheduling|operational|invitations?|newsletters?|statements"
    r"|receipts|follow[- ]ups?|announcements?|quotes?|estimates?|bookings?|requests?|inquir(?:y|ies)|chores?|communications? about"
    r"|fundrais[a-z]*|donations?|surveys?|properties|property|listings?|job|jobs|interviews?|classes|coaching|health|events?|shows|updated (?:on|about)|about|regarding|closures?|when (?:your|it|the|we)|promocionales|recordatorios|actualizaciones)\b"
)


MOST_KEPT = 48
"""Texts of which each sign is remembered: those of a few registrations. A page is such a text, so more cost megabytes."""


def _first(compiled: Pattern, folded: str) -> Span | None:
    match = compiled.search(folded)
    return match.span() if match else None


def consent_patterns() -> tuple[Pattern, ...]:
    """Patterns of which one matches in every line that holds an element of consent wording."""
    return (*STOP_LINE, _RATES, _FREQUENCY, _HELP_VERB, _HELP_LISTED, _HELP_AIM, _CONDITION_DENIED)


@lru_cache(maxsize=MOST_KEPT)
def stop_line(folded: str) -> Span | None:
    """The instruction to opt out with STOP; a sentence that forbids replying STOP does not count."""
    denied = [match.span() for match in _STOP_DENIED.finditer(folded)]
    ends = [last for _, last in denied]
    spans = []
    for compiled in STOP_LINE:
        for match in compiled.finditer(folded):
            start, end = match.span()
            near = bisect_right(ends, start)
            if near == len(denied) or denied[near][0] >= end:
                spans.append((start, end))
                break
    return min(spans, default=None)


def other_opt_out(folded: str) -> tuple[Span, str] | None:
    """An opt-out by some other word or digit (``Reply 9 to unsubscribe``) and that word.

    What is cancelled, stopped or ended has to be the messages: ``Reply C to cancel your appointment`` is none, and
    neither is ``Reply C to cancel.`` in a message that tells people about STOP.
    """
    for match in OTHER_OPT_OUT.finditer(folded):
        if match.group(1) in {"stop", "stopall", "us", "this", "back", "it"}:
            continue
        rest = folded[match.end() : match.end() + 300]
        unnamed = _ENDS_NOTHING_NAMED.match(rest) is not None and stop_line(folded) is None
        if match.group(2).startswith(("unsub", "opt")) or _ENDS_MESSAGES.match(rest) or unnamed:
            return match.span(), match.group(1)
    return None


@lru_cache(maxsize=MOST_KEPT)
def help_line(folded: str) -> Span | None:
    """The instruction to get help with HELP; "text us for help" and "to help us improve" are none."""
    for compiled in (_HELP_VERB, _HELP_LISTED, _HELP_AIM):
        for match in compiled.finditer(folded):
            if not _HELP_IS_VERB.search(folded[match.end() : match.end() + 20]) or compiled is _HELP_AIM:
                return match.span()
    return None


@lru_cache(maxsize=MOST_KEPT)
def rates_line(folded: str) -> Span | None:
    """Message and data rates may apply, in any of its usual wordings."""
    return _first(_RATES, folded)


@lru_cache(maxsize=MOST_KEPT)
def frequency(folded: str) -> Span | None:
    """How often messages come, or that it varies. ``recurring`` alone names no frequency."""
    return _first(_FREQUENCY, folded)


def recurring(folded: str) -> Span | None:
    """The bare word ``recurring``."""
    return _first(_RECURRING, folded)


@lru_cache(maxsize=MOST_KEPT)
def placeholders(folded: str) -> tuple[Span, ...]:
    """Bracketed fields, template marks and runs of X; a bracketed number such as ``[1]`` is none, ``{{1}}`` is one."""
    return tuple(m.span() for m in PLACEHOLDER.finditer(folded) if not m.group().strip("[]<>").isdigit())


@lru_cache(maxsize=MOST_KEPT)
def links(folded: str) -> tuple[tuple[Span, str], ...]:
    """Web addresses with or without scheme, not the domains of e-mail addresses; each with its host."""
    found = []
    for match in LINK.finditer(folded):
        start, end = match.span()
        if (start and folded[start - 1] in "@-.") or folded[end : end + 1] == "@":
            continue
        address = match.group().rstrip(".,;:!?")
        if _begins_a_sentence(folded, start, address):
            continue
        host = address.split("://", 1)[-1].split("/", 1)[0].split("?", 1)[0].split(":", 1)[0]
        found.append(((start, start + len(address)), host))
    return tuple(found)


def _begins_a_sentence(folded: str, start: int, address: str) -> bool:
    """``confirmed.to cancel``: two sentences without the space between them, not an address."""
    labels = address.split(".")
    if len(labels) != 2 or labels[1] not in _WORDS_AS_ENDS or address.startswith("http"):
        return False
    return not _LEADS_THERE.search(folded[max(0, start - 12) : start]) and folded[start + len(address) :].startswith(
        " "
    )


@lru_cache(maxsize=MOST_KEPT)
def phones(folded: str) -> tuple[Span, ...]:
    """Phone numbers of ten digits in NANP shape; example numbers count, order numbers behind ``#`` do not."""
    found = []
    for match in _PHONE.finditer(folded):
        start, end = match.span()
        before, after = folded[max(0, start - 1) : start], folded[end : end + 1]
        if before not in {"#", "/", "."} and not before.isalnum() and not after.isdigit():
            found.append((start, end))
    return tuple(found)


def emails(folded: str) -> list[Span]:
    """E-mail addresses."""
    return [match.span() for match in _EMAIL.finditer(folded)] if "@" in folded else []


@lru_cache(maxsize=MOST_KEPT)
def promotion(folded: str) -> Span | None:
    """The first promotional word; ``no promotional messages`` does not count."""
    denied = [match.span() for match in _NOT_PROMOTION.finditer(folded)]
    for match in PROMOTION.finditer(folded):
        if not any(start <= match.start() < end for start, end in denied):
            return match.span()
    return None


@lru_cache(maxsize=MOST_KEPT)
def condition_denied(folded: str) -> Span | None:
    """Consent is not a condition of purchase (or service)."""
    return _first(_CONDITION_DENIED, folded)


@lru_cache(maxsize=MOST_KEPT)
def privacy_mention(folded: str) -> Span | None:
    """The privacy policy is named."""
    return _first(_PRIVACY, folded)


@lru_cache(maxsize=MOST_KEPT)
def terms_mention(folded: str) -> Span | None:
    """The terms are named."""
    return _first(_TERMS, folded)


@lru_cache(maxsize=MOST_KEPT)
def message_type(folded: str) -> Span | None:
    """What kind of messages come."""
    return _first(_MESSAGE_TYPE, folded)
