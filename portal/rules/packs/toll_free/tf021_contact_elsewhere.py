"""TF021: The compliance contact does not work at the business."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand, TollFreeBrief


def _check(brief: TollFreeBrief, context: Context) -> Iterator[Hit]:
    host = brief.compliance_contact_email.strip().rsplit("@", 1)[-1].lower()
    brand = Brand(legal_name=brief.legal_name, dba_name=brief.dba_name)
    reseller = brief.isv_reseller or context.reseller
    site = names.domain_label(brief.website.split("://", 1)[-1].split("/", 1)[0])
    if names.domain_label(host) == site or names.relates(host, brand):
        return
    if reseller and names.relates(host, Brand(legal_name=reseller)):
        yield Hit(message=f"{host} belongs to {reseller}, not to the sender.", severity=Verdict.ERROR)
    else:
        yield Hit(message=f"{host} is neither the domain of the website nor like the name of the business.")


RULE = Rule(
    id="TF021",
    name="contact-elsewhere",
    authority="toll_free",
    citation="source 003, compliance point of contact",
    severity=Verdict.WARNING,
    subjects=(TollFreeBrief,),
    check=_check,
    what="The compliance contact does not work at the business.",
    why="The contact is at the direct customer; the software vendor’s details draw code 547.",
    fix="Name somebody at the business, with an address under its own domain.",
    codes=("toll_free_aggregator:547",),
    field="compliance_contact_email",
    applies=lambda brief, context: "@" in brief.compliance_contact_email and bool(brief.website and brief.legal_name),
    good=(
        {
            "kind": "toll_free",
            "legal_name": "Acme Holdings LLC",
            "website": "https://www.acme.com/us",
            "compliance_contact_email": "dana@acme.com",
        },
        {
            "kind": "toll_free",
            "legal_name": "Acme Holdings LLC",
            "website": "https://shop.example",
            "compliance_contact_email": "dana@acmeholdings.com",
        },
        {"kind": "toll_free", "legal_name": "Acme Holdings LLC", "website": "https://acme.com"},
    ),
    bad=(
        {
            "kind": "toll_free",
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "compliance_contact_email": "dana@gmail.com",
        },
        {
            "kind": "toll_free",
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "compliance_contact_email": "support@textly.io",
            "isv_reseller": "Textly Inc",
        },
        {
            "kind": "toll_free",
            "legal_name": "Acme Holdings LLC",
            "website": "https://acme.com",
            "compliance_contact_email": "dana@otherfirm.org",
        },
    ),
)
