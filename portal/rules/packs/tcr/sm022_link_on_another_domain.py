"""SM022: A link leads to a domain that is not the sender's."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.hosts import host_of, mail_domain, registrable
from portal.rules.facts.reported import shortener_hosts
from portal.rules.facts.text import normalize
from portal.rules.kit import at
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand, SampleMessage

_ACME = {"legal_name": "Acme LLC", "website": "https://www.acme.com"}


def _check(message: SampleMessage, context: Context) -> Iterator[Hit]:
    brand = message.brand or Brand()
    own = {registrable(one) for one in (host_of(brand.website), mail_domain(brand.support_email)) if one}
    text = normalize(message.text)
    short = {span for span, _ in shortener_hosts(text.folded)}
    for span, host in signs.links(text.folded):
        if span not in short and registrable(host) not in own:
            yield at(text, span, f"{host} is not the domain of the registered website ({host_of(brand.website)}).")


RULE = Rule(
    id="SM022",
    name="link-on-another-domain",
    authority="tcr",
    citation="source 004, step 4.3; CTIA 5.3.2",
    severity=Verdict.WARNING,
    subjects=(SampleMessage,),
    check=_check,
    what="A link leads to a domain that is not the sender's.",
    why="A link must show plainly who owns it; strange domains look like phishing. Redirects behind it are not followed.",
    fix="Use your own domain, with a path of its own if another service does the work.",
    codes=("dca2:603",),
    field="sample_messages",
    applies=lambda message, context: message.brand is not None and bool(message.brand.website.strip()),
    needs=lambda: (signs.LINK,),
    good=(
        {
            "kind": "sample_message",
            "text": "Acme: See https://shop.acme.com/sale Reply STOP to opt out.",
            "brand": _ACME,
        },
        {"kind": "sample_message", "text": "Acme: Write to help@acme.com. Reply STOP to opt out.", "brand": _ACME},
        {"kind": "sample_message", "text": "Acme: See otherplace.com/x Reply STOP to opt out.", "brand": "Acme LLC"},
    ),
    bad=(
        {"kind": "sample_message", "text": "Acme: See acme-deals.net/sale Reply STOP to opt out.", "brand": _ACME},
        {
            "kind": "sample_message",
            "text": "Acme: https://acme.com.example.org/a Reply STOP to opt out.",
            "brand": _ACME,
        },
        {"kind": "sample_message", "text": "Acme: Pay at WWW.PAYPORTAL.IO/acme Reply STOP to opt out.", "brand": _ACME},
    ),
)
