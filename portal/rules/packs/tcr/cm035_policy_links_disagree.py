"""CM035: The texts link to another privacy policy or other terms than the ones registered."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import signs
from portal.rules.facts.patterns import Pattern, pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign

_KINDS: dict[str, Pattern] = {
    "privacy_policy_url": pattern(r"privacy|datenschutz|data-policy"),
    "terms_url": pattern(r"\bterms|\btos\b|conditions"),
}
_FIELDS = ("opt_in_wording", "message_flow", "verbal_script", "opt_in_message", "help_message", "opt_out_message")


def plain_address(address: str) -> str:
    """Host and path alone: no scheme, ``www.``, query, fragment or closing slash."""
    rest = address.strip().lower().split("://", 1)[-1].removeprefix("www.")
    return rest.split("#", 1)[0].split("?", 1)[0].rstrip("/.,;:)!")


def _texts(campaign: Campaign) -> Iterator[tuple[str, str]]:
    for field in _FIELDS:
        yield field, str(getattr(campaign, field))
    for place, sample in enumerate(campaign.sample_messages):
        yield f"sample_messages[{place}]", sample


def _check(campaign: Campaign, context: Context) -> Iterator[Hit]:
    for field, text in _texts(campaign):
        plain = normalize(text)
        for span, _host in signs.links(plain.folded):
            address = plain_address(plain.folded[span[0] : span[1]])
            path = address.partition("/")[2]
            for kept, kind in _KINDS.items():
                registered = plain_address(str(getattr(campaign, kept)))
                if registered and kind.search(path) and address != registered:
                    message = f"{address} is not the registered address {registered}."
                    yield Hit(message=message, field=field, span=plain.span(*span))


RULE = Rule(
    id="CM035",
    name="policy-links-disagree",
    authority="tcr",
    citation="source 004, step 4.5",
    severity=Verdict.ERROR,
    subjects=(Campaign,),
    check=_check,
    what="The texts link to another privacy policy or other terms than the ones registered.",
    why="Samples, forms and the registration must all lead to the same two pages.",
    fix="Use the registered address everywhere.",
    codes=("tcr:9108",),
    field="privacy_policy_url",
    applies=lambda campaign, context: bool(campaign.privacy_policy_url.strip() or campaign.terms_url.strip()),
    good=(
        {
            "kind": "campaign",
            "privacy_policy_url": "https://www.acme.com/privacy/",
            "terms_url": "https://acme.com/terms",
            "opt_in_wording": "I agree. Privacy: https://acme.com/privacy?utm_source=form. Terms: ACME.com/terms.",
        },
        {"kind": "campaign", "privacy_policy_url": "https://acme.com/privacy", "opt_in_wording": "See acme.com/help"},
        {"kind": "campaign", "opt_in_wording": "Privacy: https://acme.com/privacy"},
    ),
    bad=(
        {
            "kind": "campaign",
            "privacy_policy_url": "https://acme.com/privacy",
            "opt_in_wording": "I agree. Privacy: https://acme.com/privacy-policy.",
        },
        {
            "kind": "campaign",
            "terms_url": "https://acme.com/terms",
            "message_flow": "The form links to https://forms.example.com/legal/terms-of-service beside the box.",
        },
        {
            "kind": "campaign",
            "privacy_policy_url": "https://acme.com/privacy",
            "sample_messages": ["Acme: Welcome! Privacy: acme.co/privacy Reply STOP to opt out."],
        },
    ),
)
