"""CM056: The address given as proof of opt-in is that of the terms or of the policy."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Campaign, TollFreeBrief


def _plain(url: str) -> str:
    bare = url.strip().lower().split("#", 1)[0].split("?", 1)[0].split("://", 1)[-1]
    return bare.removeprefix("www.").rstrip("/")


def _check(subject: Campaign | TollFreeBrief, context: Context) -> Iterator[Hit]:
    toll_free = isinstance(subject, TollFreeBrief)
    codes = ("toll_free_aggregator:548", "toll_free_aggregator:550") if toll_free else ("tcr:9607", "dca2:803")
    for field, what in (("privacy_policy_url", "privacy policy"), ("terms_url", "terms")):
        other = _plain(str(getattr(subject, field)))
        if other and other == _plain(subject.opt_in_url):
            yield Hit(message=f"The address of the opt-in page is that of the {what}.", codes=codes)


RULE = Rule(
    id="CM056",
    name="opt-in-page-is-agreement",
    authority="toll_free",
    citation="toll-free reviewers' guidance; source 000, opt-in must not 1",
    severity=Verdict.ERROR,
    subjects=(Campaign, TollFreeBrief),
    check=_check,
    what="The address given as proof of opt-in is that of the terms or of the policy.",
    why="Wording inside an agreement is no evidence of consent.",
    fix="Give the address of the page with the form.",
    codes=("tcr:9607", "dca2:803", "toll_free_aggregator:548", "toll_free_aggregator:550"),
    field="opt_in_url",
    applies=lambda subject, context: bool(subject.opt_in_url.strip()),
    good=(
        {"kind": "campaign", "opt_in_url": "https://acme.com/join", "terms_url": "https://acme.com/terms"},
        {"kind": "campaign", "opt_in_url": "https://acme.com/join", "privacy_policy_url": ""},
        {
            "kind": "campaign",
            "opt_in_url": "https://acme.com/sms",
            "privacy_policy_url": "https://acme.com/sms/privacy",
        },
    ),
    bad=(
        {"kind": "toll_free", "opt_in_url": "https://acme.com/legal", "terms_url": "https://acme.com/legal/"},
        {"kind": "campaign", "opt_in_url": "https://acme.com/terms", "terms_url": "https://acme.com/terms"},
        {
            "kind": "campaign",
            "opt_in_url": "https://www.acme.com/privacy/#sms",
            "privacy_policy_url": "https://acme.com/privacy",
        },
        {"kind": "campaign", "opt_in_url": "HTTPS://ACME.COM/Terms?x=1", "terms_url": "http://acme.com/terms"},
    ),
)
