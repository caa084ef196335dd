"""The verbs on campaigns, and what the linter, a submission and the consent ledger are given of them."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from brands.checking import WebTarget, brand_web, check_saved, stated_in
from brands.completeness import advised_by_name
from brands.completeness import faults_by_name as brand_faults_by_name
from brands.drafting import Saved, write_draft
from brands.selectors import approved_brand_id, paper_kinds_of, papers_of
from brands.services import add_brand, brand_as_lint, brand_open, brand_part, locked
from brands.snapshots import PayloadBuilder
from brands.submitting import Dossier, submit
from campaigns.completeness import CAMPAIGN_CLEANERS, faults_of
from campaigns.models import Campaign
from campaigns.selectors import campaign_for, campaign_lock, live_siblings, numbers_of
from campaigns.topics import topics_asked
from campaigns.vocabulary import UseCase
from consent.services.programs import program_ensure, wording_register
from consent.terms import ProgramTerms
from consent.vocabulary import Purpose
from portal.accounts.models import Organization
from portal.accounts.permissions import Permission
from portal.accounts.scoping import get_for
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.ids import next_reference
from portal.lifecycle.models import Application, Kind, Submission
from portal.lifecycle.services.opening import Part, application_open, application_set_parts
from portal.rules.advice import lookups
from portal.rules.engine import lint
from portal.rules.result import Report
from portal.rules.rulebook import load
from portal.webchecks.models import CheckRun

COMPLETE_TASK = "campaigns.complete_submit"
"""Sent when the website check of a submit wish has ended."""

_LISTS = {"sample_messages": 5, "mms_samples": 5, "sub_use_cases": 5}
_SECTIONS = {
    "purpose": "Purpose",
    "description": "Description",
    "samples": "Sample messages",
    "opt_in": "Consent",
    "replies": "Automatic replies",
    "policies": "Privacy policy and terms",
    "attributes": "Attributes",
}
_FLAGS = (
    "subscriber_opt_in",
    "subscriber_opt_out",
    "subscriber_help",
    "direct_lending",
    "embedded_link",
    "embedded_phone",
    "age_gated",
    "number_pool",
    "affiliate_marketing",
)
_TEXTS = (
    "use_case",
    "description",
    "message_flow",
    "opt_in_method",
    "opt_in_url",
    "opt_in_wording",
    "verbal_script",
    "opt_in_message",
    "opt_out_message",
    "help_message",
    "resubscribe_message",
    "privacy_policy_url",
    "terms_url",
    "support_phone",
    "message_volume",
    "campaign_verify_token",
    "frequency",
    "business_licence",
)
_STATING = {
    "message_flow": "the way of consent",
    "opt_in_wording": "the consent wording",
    "verbal_script": "the words read aloud",
    "opt_in_message": "the confirmation",
    "help_message": "the answer to HELP",
    "opt_out_message": "the answer to STOP",
}
"""Texts that may name the policies' addresses, and what each is called."""
WEB_FIELDS = frozenset({"privacy_policy_url", "terms_url", "opt_in_url", "sample_messages", *_STATING})
"""Answers that a website check looks at."""
_MARKETING = frozenset({UseCase.MARKETING, UseCase.SWEEPSTAKE, UseCase.CHARITY, UseCase.POLITICAL})


@transaction.atomic
def registration_open(*, actor: Actor, business: Organization, kind: str = Kind.SMS_MMS) -> Application:
    """A draft SMS/MMS registration: the brand (used again if the business has one), a campaign, its application.

    Raises WrongPerson, or NotFound for another tenant's business.
    """
    assert kind == Kind.SMS_MMS  # toll-free numbers are opened in their own room
    brand = brand_open(actor=actor, business_id=business.id)
    campaign = Campaign.objects.create(
        business=business, brand=brand, reference=next_reference("CA"), updated_by=actor.label[:200]
    )
    application = application_open(
        actor=actor, business=business, kind=Kind.SMS_MMS, subject_id=campaign.id, title=title_of(campaign)
    )
    application_set_parts(application_id=application.id, actor=actor, parts=parts_of(campaign))
    return application


@transaction.atomic
def campaign_update(
    *, actor: Actor, campaign_id: uuid.UUID, values: Mapping[str, Any], version: str | None = None
) -> Saved[Campaign]:
    """Saves answers about a campaign; what cannot be used is told in ``problems`` and does not stop the rest.

    Raises WrongPerson, NotFound, WrongState (it lies with the reseller or the registry), EditedMeanwhile.
    """
    actor.require(Permission.REGISTRATION_EDIT)
    campaign = get_for(actor, Campaign.objects.select_for_update(of=("self",)), id=campaign_id)
    lock = campaign_lock(campaign)
    if lock is not None:
        raise locked(lock)
    values, problems = dict(values), {}
    for name, most in _LISTS.items():
        if len(values.get(name, ())) > most:
            problems[name] = [f"Give at most {most}."]
            del values[name]
    if not (values.get("sms", campaign.sms) or values.get("mms", campaign.mms)):
        problems["sms"] = ["Choose text messages, messages with pictures, or both."]
        values = {name: value for name, value in values.items() if name not in ("sms", "mms")}
    saved = write_draft(campaign, actor=actor, values=values, version=version, cleaners=CAMPAIGN_CLEANERS)
    saved.problems.update(problems)
    if saved.changed:
        record(
            Act.CAMPAIGN_EDITED,
            actor=actor,
            subject=Subject("campaign", campaign.id, campaign.reference),
            organizations=[campaign.business_id, campaign.business.parent_id],
            data={"fields": sorted(saved.changed)},
        )
    if not WEB_FIELDS.isdisjoint(saved.changed):
        check_saved_campaign(actor, campaign)
    return saved


def check_saved_campaign(actor: Actor, campaign: Campaign) -> None:
    """Has the campaign's pages looked at once its answers have been left alone for a while."""
    web = campaign_web(campaign)
    check_saved(actor=actor, business=campaign.business, subject=("campaign", campaign.id), web=web)


def campaign_web(campaign: Campaign) -> WebTarget:
    """What a website check is asked about the campaign; with neither website nor social page its address is empty."""
    texts = [(f"sample message {number}", text) for number, text in enumerate(campaign.sample_messages, start=1)]
    texts += [(label, str(getattr(campaign, name))) for name, label in _STATING.items()]
    return dataclasses.replace(
        brand_web(campaign.brand),
        privacy_policy_url=campaign.privacy_policy_url,
        terms_url=campaign.terms_url,
        opt_in_url=campaign.opt_in_url,
        stated=stated_in(texts),
    )


def title_of(campaign: Campaign) -> str:
    """What lists call the registration."""
    name = campaign.name or (campaign.get_use_case_display() if campaign.use_case else "")
    return name or "SMS/MMS registration"


def parts_of(campaign: Campaign) -> list[Part]:
    """The rungs of the ladder: the brand goes first (source 004, step 4.1)."""
    return [
        brand_part(campaign.brand),
        Part("campaign", campaign.id, title_of(campaign), *campaign_window(campaign)),
    ]


def campaign_window(campaign: Campaign) -> tuple[int | None, int | None]:
    """Business days until the registry answers about this use case (source 004, step 4.8); unknown for rare ones."""
    known = campaign.use_case in load().use_cases
    return lookups.campaign_window(campaign.use_case) if known else (None, None)


def campaign_as_lint(campaign: Campaign) -> dict[str, Any]:
    """The campaign with its brand under the linter's flat field names."""
    papers = papers_of("campaign", campaign.id)
    data: dict[str, Any] = {name: getattr(campaign, name) for name in _TEXTS}
    return data | {
        "brand": brand_as_lint(campaign.brand),
        "sub_use_cases": list(campaign.sub_use_cases),
        "sample_messages": list(campaign.sample_messages),
        "opt_in_keywords": list(campaign.opt_in_keywords),
        "opt_out_keywords": list(campaign.opt_out_keywords),
        "help_keywords": list(campaign.help_keywords),
        "numbers": [row.number for row in numbers_of(campaign)],
        "privacy_policy_document": "privacy_policy" if "privacy_policy" in papers else "",
        "terms_document": "terms" if "terms" in papers else "",
        "double_opt_in": campaign.double_opt_in,
        "audience_minors": campaign.audience_minors,
        "attributes": {name: getattr(campaign, name) for name in _FLAGS},
        "evidence": paper_kinds_of("campaign", campaign.id),
    }


def campaign_findings(campaign: Campaign) -> Report:
    """What the linter says about a campaign under its reseller's profile and overrides.

    Of people who only text one person at a time nothing but the business is judged (source 002, short form).
    """
    reseller = campaign.business.reseller
    kind, data = "campaign", campaign_as_lint(campaign)
    if campaign.one_by_one:
        kind, data = "brand", brand_as_lint(campaign.brand)
    context = {"campaigns": live_siblings(campaign), "today": now().date(), "reseller": reseller.name}
    return lint(kind, data, profile=reseller.profile, context=context, overrides=reseller.rule_overrides)


def faults_by_name(campaign: Campaign) -> dict[str, list[str]]:
    """Everything that keeps the registration from being submitted, by full field name (`brand.ein`)."""
    own = faults_of(campaign, papers_of("campaign", campaign.id))
    return brand_faults_by_name(campaign.brand) | {f"campaign.{name}": sentences for name, sentences in own.items()}


def campaign_dossier(actor: Actor, application: Application) -> Dossier:
    """Everything a submit of this registration consists of. Raises NotFound."""
    campaign = campaign_for(actor, application.subject_id)
    web = campaign_web(campaign)
    return Dossier(
        application=application,
        subject=("campaign", campaign.id),
        title=title_of(campaign),
        parts=parts_of(campaign),
        faults=faults_by_name(campaign),
        report=campaign_findings(campaign),
        payload=lambda reader: campaign_payload(reader, campaign),
        web=web if web.url else None,
        advised=advised_by_name(campaign.brand),
    )


def campaign_payload(actor: Actor, campaign: Campaign) -> dict[str, Any]:
    """The frozen form of a registration; the brand's id at the registry travels with it (source 004, step 3.5)."""
    builder = PayloadBuilder(Kind.SMS_MMS)
    add_brand(builder, actor, campaign.brand)
    for topic in topics_asked(one_by_one=campaign.one_by_one):
        builder.add(campaign, part="campaign", key=topic.key, title=_SECTIONS[topic.key], fields=topic.fields)
    builder.add_papers(actor, part="campaign", row=campaign, title="Papers of the campaign")
    numbers = [number.number for number in numbers_of(campaign)]
    builder.add_values(
        key="registry",
        title="Numbers and registry",
        values={
            "campaign.numbers": ("Numbers", numbers),
            "brand.external_id": ("Brand id at the registry", approved_brand_id(campaign.brand)),
        },
    )
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
    """Hands the registration in, or starts the website check it waits for (see ``brands.submitting.submit``)."""
    dossier = campaign_dossier(actor, application)
    outcome = submit(
        actor=actor,
        dossier=dossier,
        declaration=declaration,
        overrides=overrides,
        answers=answers,
        then_task=COMPLETE_TASK,
    )
    if isinstance(outcome, Submission):
        push_terms(actor, application)
    return outcome


def push_terms(actor: Actor, application: Application) -> None:
    """Brings the campaign's consent program to the wordings that were submitted."""
    campaign = campaign_for(actor, application.subject_id)
    if not campaign.one_by_one:
        program = program_ensure(
            actor=actor, business=campaign.business, key=("campaign", campaign.id), terms=program_terms(campaign)
        )
        wording_register(actor=actor, program=program)


def program_terms(campaign: Campaign) -> ProgramTerms:
    """What people consent to in this campaign."""
    marketing = campaign.use_case in _MARKETING or UseCase.MARKETING in campaign.sub_use_cases
    return ProgramTerms(
        name=title_of(campaign),
        sender_name=str(campaign.brand),
        purpose=Purpose.MARKETING if marketing else Purpose.INFORMATIONAL,
        message_types=UseCase(campaign.use_case).label.lower(),
        frequency=campaign.frequency,
        wording=campaign.opt_in_wording,
        opt_in_message=campaign.opt_in_message,
        opt_out_message=campaign.opt_out_message,
        help_message=campaign.help_message,
        resubscribe_message=campaign.resubscribe_message,
        opt_in_keywords=tuple(campaign.opt_in_keywords),
        opt_out_keywords=tuple(campaign.opt_out_keywords),
        help_keywords=tuple(campaign.help_keywords),
        numbers=tuple(number.number for number in numbers_of(campaign)),
        double_opt_in=campaign.double_opt_in,
        privacy_policy_url=campaign.privacy_policy_url,
        terms_url=campaign.terms_url,
        support_phone=campaign.support_phone,
        support_url=campaign.support_url,
    )
