"""CM031: A contact in the replies is not the one that was registered."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.hosts import host_of, mail_domain, registrable
from portal.rules.facts.phones import digits_of
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand, Campaign

_REPLIES = ("help_message", "opt_out_message", "opt_in_message", "resubscribe_message")


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    brand = campaign.brand or Brand()
    phones = {digits_of(number) for number in (campaign.support_phone, brand.support_phone) if number.strip()}
    domains = {registrable(one) for one in (mail_domain(brand.support_email), host_of(brand.website)) if one}
    for field in _REPLIES:
        folded = normalize(str(getattr(campaign, field))).folded
        for start, end in signs.phones(folded):
            number = folded[start:end].strip()
            if phones and digits_of(number) not in phones and digits_of(number).isdigit():
                yield Hit(message=f"{number} is not the registered support number.", field=field)
        for start, end in signs.emails(folded):
            address = folded[start:end]
            if domains and registrable(mail_domain(address)) not in domains:
                yield Hit(message=f"{address} is not at a registered domain.", field=field)


RULE = Rule(
    id="CM031",
    name="contacts-differ",
    authority="tcr",
    citation="second reviewers' code 603; public vetting guides",
    severity=Verdict.WARNING,
    subjects=(Campaign,),
    check=_check,
    what="A contact in the replies is not the one that was registered.",
    why="Name, phone and e-mail are compared across the form, the website and the messages.",
    fix="Use the registered support number and an address at the registered domain.",
    codes=("dca2:603",),
    field="help_message",
    applies=lambda campaign, context: campaign.brand is not None,
    good=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme LLC", "support_phone": "+12175550100", "support_email": "support@acme.com"},
            "help_message": "Acme: call (217) 555-0100 or write to help@mail.acme.com. Reply STOP to opt out.",
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme LLC", "support_phone": "+12175550100"},
            "support_phone": "800-555-0199",
            "help_message": "Acme: call 1-800-555-0199. Reply STOP to opt out.",
        },
        {"kind": "campaign", "brand": {"legal_name": "Acme LLC"}, "help_message": "Acme: call 555-234-5678."},
    ),
    bad=(
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme LLC", "support_phone": "+12175550100"},
            "help_message": "Acme: call 312-555-0144. Reply STOP to opt out.",
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme LLC", "support_email": "support@acme.com"},
            "help_message": "Acme: write to acme.help@gmail.com. Reply STOP to opt out.",
        },
        {
            "kind": "campaign",
            "brand": {"legal_name": "Acme LLC", "website": "https://acme.com", "support_phone": "2175550100"},
            "opt_out_message": "Acme: You are unsubscribed, no more messages. Questions? 312.555.0144",
        },
    ),
)
