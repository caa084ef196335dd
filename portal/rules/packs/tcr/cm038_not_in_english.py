# ruff: noqa: SIM905 - word lists read better as words
"""CM038: What is submitted is not in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.rules.facts.text import normalize
from portal.rules.kit import GOOD_CARE_SAMPLE, GOOD_DESCRIPTION
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign, CampaignDescription, SampleMessage

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of and to in is for on that with as by are at be this from or have an our your you it not can more all will us "
    "about has new which who when if do so up out they may now get see here been we don reply msg".split()
)
# Words that hold sentences together in Spanish, French, Portuguese, German and Italian and are no English words.
_FOREIGN = frozenset(
    "el los las una del que con para por su sus este esta como pero muy tiene hoy usted responda mensajes tarifas "
    "le les des du une pour avec vous votre vos est sont dans sur aux nous pas et "
    "uma dos das voc\u00ea seu sua n\u00e3o mensagens "
    "der die das und ist nicht f\u00fcr mit sie ihre ein eine einen zur zum "
    "il gli della delle per con sono tua tuo".split()
)
_FEWEST, _KINDS = 4, 2


def _check(subject: Campaign | CampaignDescription | SampleMessage, context: Context) -> Iterator[Hit]:
    text = subject.message_flow if isinstance(subject, Campaign) else subject.text
    field = "message_flow" if isinstance(subject, Campaign) else None
    folded = normalize(text).folded
    if folded.isascii() and len(_FOREIGN.intersection(folded.split())) < _KINDS:
        return
    words = _WORD.findall(folded)
    letters = sum(len(word) for word in words)
    strange = sum(not one.isascii() and not "\u00c0" <= one <= "\u024f" for word in words for one in word)
    foreign = sum(word in _FOREIGN for word in words)
    english = sum(word in _ENGLISH for word in words)
    if letters >= 12 and strange * 2 > letters:
        yield Hit(message="Most of the text is in another script than the Latin one.", field=field)
    elif foreign >= _FEWEST and foreign > 2 * english:
        yield Hit(message="The text reads as another language than English.", field=field)


RULE = Rule(
    id="CM038",
    name="not-in-english",
    authority="tcr",
    citation="second reviewers' code 506; Twilio 30910; source 004, step 3.5 (1004)",
    severity=Verdict.ERROR,
    subjects=(Campaign, CampaignDescription, SampleMessage),
    check=_check,
    what="What is submitted is not in English.",
    why="Reviewers work in English; what they cannot read they refuse.",
    fix="File the English text. If people get another language, add its English translation in brackets or as a sample.",
    codes=("dca2:506", "twilio:30910"),
    field="description",
    good=(
        {"kind": "campaign_description", "text": GOOD_DESCRIPTION},
        {"kind": "sample_message", "text": GOOD_CARE_SAMPLE},
        {"kind": "sample_message", "text": "Caf\u00e9 Los Dos: Your table for two is ready. Reply STOP to opt out."},
        {
            "kind": "campaign",
            "message_flow": "People at El Sol de las Flores enter their number on the form at elsol.com.",
        },
    ),
    bad=(
        {
            "kind": "sample_message",
            "text": "Acme: Su pedido est\u00e1 listo para recoger en la tienda. Responda STOP para cancelar los mensajes.",
        },
        {
            "kind": "campaign_description",
            "text": "Acme envoie des rappels de rendez-vous aux clients pour la gestion de votre agenda avec nous.",
        },
        {
            "kind": "sample_message",
            "text": "Acme: \u0412\u0430\u0448 \u0437\u0430\u043a\u0430\u0437 \u0433\u043e\u0442\u043e\u0432 \u043a \u0432\u044b\u0434\u0430\u0447\u0435. STOP",
        },
        {
            "kind": "campaign",
            "message_flow": "Die Kunden geben ihre Nummer auf der Seite ein und best\u00e4tigen mit einem Klick.",
        },
    ),
)
