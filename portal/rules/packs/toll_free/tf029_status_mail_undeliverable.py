"""TF029: The address for news about the request cannot take mail."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import TollFreeBrief

_ADDRESS = pattern(r"[a-z0-9.!#$%&'*+/=?^_`{|}~\-]+@(?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+[a-z]{2,24}")
_NOBODY = pattern(
    r"(?:no-?reply|do-?not-?reply|noreply|donotreply|postmaster|mailer-daemon|bounce)[^@]*@.*|.*@(?:example|test|invalid)\.[a-z.]+"
)


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    for name in ("compliance_contact_email", "notification_email"):
        address = normalize(getattr(brief, name)).folded.strip()
        if not address:
            continue
        if not _ADDRESS.fullmatch(address):
            yield Hit(message=f"\u201c{address[:80]}\u201d is not an e-mail address.", field=name)
        elif _NOBODY.fullmatch(address):
            yield Hit(message=f"Nobody reads {address[:80]}.", field=name)


RULE = Rule(
    id="TF029",
    name="status-mail-undeliverable",
    authority="toll_free",
    citation="source 003, how one is notified",
    severity=Verdict.WARNING,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The address for news about the request cannot take mail.",
    why="Questions come as a ticket to the compliance contact’s address; unanswered they end in a denial.",
    fix="Enter a working address that somebody reads.",
    field="compliance_contact_email",
    good=(
        {"kind": "toll_free", "compliance_contact_email": "dana@acme.com"},
        {"kind": "toll_free", "notification_email": "compliance+tf@mail.acme.co.uk"},
        {"kind": "toll_free"},
    ),
    bad=(
        {"kind": "toll_free", "compliance_contact_email": "dana at acme.com"},
        {"kind": "toll_free", "notification_email": "no-reply@acme.com"},
        {"kind": "toll_free", "compliance_contact_email": "dana@acme"},
        {"kind": "toll_free", "compliance_contact_email": "dana@example.com"},
    ),
)
