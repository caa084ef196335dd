"""The verbs on toll-free briefs, and what the linter, a submission and the consent ledger are given of them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from brands.checking import SITE_FIELDS, WebTarget, brand_as_site, check_saved, stated_in
from brands.drafting import Saved, write_draft
from brands.models import Brand
from brands.selectors import paper_kinds_of, papers_of
from brands.services import brand_as_lint, locked
from brands.snapshots import PayloadBuilder
from brands.submitting import Dossier, submit
from consent.services.programs import program_ensure, wording_register
from consent.terms import ProgramTerms
from consent.vocabulary import Purpose
from portal.accounts.models import Organization
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for
from portal.accounts.selectors import business_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import WrongState
from portal.common.ids import next_reference
from portal.common.phone import for_people
from portal.lifecycle.models import Application, Kind, Submission
from portal.lifecycle.services.opening import Part, application_open
from portal.lifecycle.states import possible
from portal.rules.engine import lint
from portal.rules.result import Report
from portal.webchecks.models import CheckRun
from verification.completeness import VERIFICATION_CLEANERS, faults_of
from verification.models import TollFreeVerification
from verification.selectors import (
    class_of,
    denied_for_age,
    numbers_of,
    open_brief_of,
    verification_for,
    verification_lock,
)
from verification.topics import VERIFICATION_TOPICS
from verification.vocabulary import MessageType, what_delays

COMPLETE_TASK = "verification.complete_submit"
"""Sent when the website check of a submit wish has ended."""

_TAKEN_OVER = ("legal_name", "dba_name", "website", "street", "city", "state", "postal_code", "country")
_STATING = {
    "opt_in_workflow": "the way of consent",
    "opt_in_wording": "the consent wording",
    "opt_in_message": "the confirmation",
    "help_message": "the answer to HELP",
    "additional_information": "further information",
}
"""Texts that may name the policies' addresses, and what each is called."""
WEB_FIELDS = frozenset({*SITE_FIELDS, "privacy_policy_url", "terms_url", "opt_in_url", "sample_messages", *_STATING})
"""Answers that a website check looks at."""
_SECTIONS = {
    "sender": "Message sender",
    "contact": "Compliance contact",
    "use_case": "Messages",
    "opt_in": "Consent",
    "volumes": "Volume and numbers",
    "policies": "Privacy policy and terms",
    "more": "Further information",
}
_TEXTS = (
    "legal_name",
    "dba_name",
    "website",
    "description",
    "message_type",
    "category",
    "opt_in_method",
    "opt_in_workflow",
    "opt_in_wording",
    "opt_in_message",
    "help_message",
    "multiple_numbers_reason",
    "message_volume",
    "isv_reseller",
    "compliance_contact_name",
    "compliance_contact_email",
    "business_registration_number",
    "privacy_policy_url",
    "terms_url",
    "additional_information",
    "notification_email",
    "campaign_verify_token",
    "customer_name",
    "compliance_contact_phone",
    "compliance_contact_address",
    "notification_email",
    "organization_type",
    "state_of_incorporation",
    "street",
    "city",
    "state",
    "canadian_traffic",
    "business_registration_type",
    "business_registration_country",
    "opt_in_url",
    "additional_information",
)


@transaction.atomic
def registration_open(*, actor: Actor, business: Organization, kind: str = Kind.TOLL_FREE) -> Application:
    """A draft toll-free verification; what the business's brand says already is taken over.

    Raises WrongPerson, NotFound for another tenant's business, and WrongState naming the open brief when the business
    has one: multiple submissions are one of the four causes of delay that source 003 names.
    """
    assert kind == Kind.TOLL_FREE  # campaigns are opened in their own room
    actor.require(Permission.REGISTRATION_EDIT)
    Organization.objects.select_for_update().get(id=business_for(actor, business.id).id)
    earlier = open_brief_of(business.id)
    if earlier is not None:
        raise WrongState(
            _("%(reference)s is open already. A sender has one brief at a time: %(what_delays)s.")
            % {"reference": earlier.reference, "what_delays": what_delays()},
            code="already_open",
            state=earlier.state,
            possible=possible(earlier.state),
            reference=earlier.reference,
        )
    brief = TollFreeVerification(business=business, reference=next_reference("TF"), updated_by=actor.label[:200])
    _take_over(brief, Brand.objects.filter(business=business).order_by("-id").first())
    brief.customer_name = business.name
    brief.save(force_insert=True)
    return application_open(
        actor=actor, business=business, kind=Kind.TOLL_FREE, subject_id=brief.id, title=title_of(brief)
    )


@transaction.atomic
def verification_update(
    *, actor: Actor, verification_id: uuid.UUID, values: Mapping[str, Any], version: str | None = None
) -> Saved[TollFreeVerification]:
    """Saves answers of a brief; what cannot be used is told in ``problems`` and does not stop the rest.

    Raises WrongPerson, NotFound, WrongState (it lies with the reseller or the aggregator), EditedMeanwhile.
    """
    actor.require(Permission.REGISTRATION_EDIT)
    rows = TollFreeVerification.objects.select_for_update(of=("self",))
    brief = get_for(actor, rows, id=verification_id)
    lock = verification_lock(brief)
    if lock is not None:
        raise locked(lock)
    values, problems = dict(values), {}
    if len(values.get("sample_messages", ())) > 3:
        problems["sample_messages"] = ["Give at most 3."]
        del values["sample_messages"]
    saved = write_draft(brief, actor=actor, values=values, version=version, cleaners=VERIFICATION_CLEANERS)
    saved.problems.update(problems)
    if saved.changed:
        record(
            Act.VERIFICATION_EDITED,
            actor=actor,
            subject=Subject("verification", brief.id, brief.reference),
            organizations=[brief.business_id, brief.business.parent_id],
            data={"fields": sorted(saved.changed)},
        )
    if not WEB_FIELDS.isdisjoint(saved.changed):
        web = verification_web(brief)
        check_saved(actor=actor, business=brief.business, subject=("verification", brief.id), web=web)
    return saved


def verification_web(brief: TollFreeVerification) -> WebTarget:
    """What a website check is asked about the brief; without a website its address is empty."""
    texts = [(f"sample message {number}", text) for number, text in enumerate(brief.sample_messages, start=1)]
    texts += [(label, str(getattr(brief, name))) for name, label in _STATING.items()]
    own = {name: getattr(brief, name) for name in _TAKEN_OVER}
    return WebTarget(
        url=brief.website,
        legal_name=brief.legal_name,
        dba_name=brief.dba_name,
        privacy_policy_url=brief.privacy_policy_url,
        terms_url=brief.terms_url,
        opt_in_url=brief.opt_in_url,
        brand=brand_as_site(brief.brand) | own,
        stated=stated_in(texts),
    )


def title_of(brief: TollFreeVerification) -> str:
    """What lists call the registration."""
    return f"Toll-free: {brief.dba_name or brief.legal_name}" if brief.legal_name else "Toll-free verification"


def verification_as_lint(brief: TollFreeVerification) -> dict[str, Any]:
    """The brief under the linter's flat field names."""
    data: dict[str, Any] = {name: getattr(brief, name) for name in _TEXTS}
    return data | {
        "brand": brand_as_lint(brief.brand) or None,
        "sample_messages": list(brief.sample_messages),
        "numbers": [number.number for number in numbers_of(brief)],
        "age_gated": brief.age_gated,
        "sender_is_reseller": brief.sender_is_reseller,
        "evidence": paper_kinds_of("verification", brief.id),
    }


def verification_findings(brief: TollFreeVerification) -> Report:
    """What the linter says about a brief under its reseller's profile and overrides."""
    reseller = brief.business.reseller
    context = {"today": now().date(), "reseller": reseller.name}
    data = verification_as_lint(brief)
    return lint("toll_free", data, profile=reseller.profile, context=context, overrides=reseller.rule_overrides)


def faults_by_name(brief: TollFreeVerification) -> dict[str, list[str]]:
    """Everything that keeps the brief from being submitted, by full field name (`verification.website`)."""
    papers = papers_of("verification", brief.id)
    found = faults_of(brief, numbers_of(brief), papers)
    if "age_gate" not in papers and denied_for_age(brief):
        found.setdefault("age_gate", ["Upload the screens of the age gate: without them a denial with 507 stands."])
    return {f"verification.{name}": sentences for name, sentences in found.items()}


def verification_dossier(actor: Actor, application: Application) -> Dossier:
    """Everything a submit of this brief consists of. Raises NotFound."""
    brief = verification_for(actor, application.subject_id)
    web = verification_web(brief)
    return Dossier(
        application=application,
        subject=("verification", brief.id),
        title=title_of(brief),
        parts=parts_of(brief),
        faults=faults_by_name(brief),
        report=verification_findings(brief),
        payload=lambda reader: verification_payload(reader, brief),
        web=web if web.url else None,
    )


def parts_of(brief: TollFreeVerification) -> list[Part]:
    """Each number is judged on its own (source 003)."""
    return [
        Part("number", number.id, f"{for_people(number.number)} {number.label}".strip()) for number in numbers_of(brief)
    ]


def verification_payload(actor: Actor, brief: TollFreeVerification) -> dict[str, Any]:
    """The frozen form of a brief with its numbers and papers."""
    builder = PayloadBuilder(Kind.TOLL_FREE)
    for topic in VERIFICATION_TOPICS:
        builder.add(brief, part="verification", key=topic.key, title=_SECTIONS[topic.key], fields=topic.fields)
    numbers = [
        {"number": number.number, "label": number.label, "ported_from": number.ported_from, "class": class_of(number)}
        for number in numbers_of(brief)
    ]
    values = {
        "verification.one_number": ("Sent from one number only", len(numbers) == 1),
        "verification.numbers": ("Toll-free numbers", numbers),
    }
    builder.add_values(key="numbers", title="Numbers", values=values)
    builder.add_papers(actor, part="verification", row=brief, title="Papers")
    return builder.payload()


@transaction.atomic
def registration_submit(
    *,
    actor: Actor,
    application: Application,
    declaration: dict[str, Any],
    overrides: dict[str, str],
    answers: dict[str, dict[str, Any]],
) -> Submission | CheckRun:
    """Hands the brief in, or starts the website check it waits for (see ``brands.submitting.submit``)."""
    outcome = submit(
        actor=actor,
        dossier=verification_dossier(actor, application),
        declaration=declaration,
        overrides=overrides,
        answers=answers,
        then_task=COMPLETE_TASK,
    )
    if isinstance(outcome, Submission):
        push_terms(actor, application)
    return outcome


def push_terms(actor: Actor, application: Application) -> None:
    """Brings the brief's consent program to the wordings that were submitted."""
    brief = verification_for(actor, application.subject_id)
    program = program_ensure(
        actor=actor, business=brief.business, key=("verification", brief.id), terms=program_terms(brief)
    )
    wording_register(actor=actor, program=program)


def program_terms(brief: TollFreeVerification) -> ProgramTerms:
    """What people consent to on these numbers."""
    marketing = brief.message_type == MessageType.MARKETING
    return ProgramTerms(
        name=title_of(brief),
        sender_name=brief.dba_name or brief.legal_name,
        purpose=Purpose.MARKETING if marketing else Purpose.INFORMATIONAL,
        message_types=brief.category.lower(),
        wording=brief.opt_in_wording,
        opt_in_message=brief.opt_in_message,
        help_message=brief.help_message,
        opt_in_keywords=tuple(brief.opt_in_keywords),
        numbers=tuple(number.number for number in numbers_of(brief)),
        privacy_policy_url=brief.privacy_policy_url,
        terms_url=brief.terms_url,
    )


def _take_over(brief: TollFreeVerification, brand: Brand | None) -> None:
    if brand is None:
        return
    brief.brand = brand
    for name in _TAKEN_OVER:
        setattr(brief, name, getattr(brand, name))
    brief.organization_type = brand.entity_type
    brief.state_of_incorporation = brand.state_of_incorporation
    if brand.ein:
        brief.business_registration_number = brand.ein
        brief.business_registration_type = "EIN"
