"""What happened to the eight demo businesses, told by the portal's own verbs as of the days they happened on."""

from __future__ import annotations

import datetime as dt
import uuid

from brands.registering import registration_open as brand_open
from campaigns.services import campaign_update
from portal.accounts.models import Membership
from portal.accounts.permissions import Role
from portal.common import clock
from portal.lifecycle import services as verbs
from portal.lifecycle.models import Application
from portal.lifecycle.services import IdentityBlock, PartSending
from portal.management.demo import businesses as who
from portal.management.demo.consenting import consents_recorded
from portal.management.demo.people import House, Register, operator_made, owner_signed_up, reseller_made
from portal.management.demo.stage import (
    acting,
    brand_filled_in,
    campaign_filled_in,
    check_left_to_workers,
    proof_uploaded,
    reasons_for_blockers,
    submitted,
)
from verification.models import TollFreeVerification
from verification.numbering import number_add
from verification.services import registration_open as toll_free_open
from verification.services import verification_update

_NAME = "The legal name on the letter and on the website is the one typed."


def tell(register: Register) -> None:
    """Everything, oldest first."""
    today = clock.now()
    with clock.at(today - dt.timedelta(days=120)):
        lakeside, northgate = _resellers(register)
        operator_made(register)
    _approved_clinic(register, northgate, today)
    _fourth_rejection(register, northgate, today)
    _rejected_twice(register, lakeside, today)
    _toll_free_with_several_numbers(register, lakeside, today)
    _returned(register, lakeside, today)
    _waiting_with_reasons(register, lakeside, today)
    _waiting_again(register, lakeside, today)
    _ready(register, lakeside, today)


def _resellers(register: Register) -> tuple[House, House]:
    lakeside = reseller_made(
        register,
        name="Lakeside Messaging",
        slug="lakeside",
        profile="as_documented",
        zone="America/Chicago",
        people={
            Role.REVIEWER: ("Rae Moreno", "rae@lakeside.test"),
            Role.ADMIN: ("Ada Lind", "ada@lakeside.test"),
            Role.COMPLIANCE_OFFICER: ("Omar Haddad", "omar@lakeside.test"),
        },
    )
    northgate = reseller_made(
        register,
        name="Northgate Telecom",
        slug="northgate",
        profile="current",
        zone="America/New_York",
        people={
            Role.REVIEWER: ("Nils Berg", "nils@northgate.test"),
            Role.ADMIN: ("Uma Stone", "uma@northgate.test"),
            Role.COMPLIANCE_OFFICER: ("Kofi Asante", "kofi@northgate.test"),
        },
    )
    return lakeside, northgate


def _ready(register: Register, house: House, today: dt.datetime) -> None:
    """Everything is filled in and checked; one button is left."""
    with clock.at(today - dt.timedelta(days=1)):
        owner = owner_signed_up(register, house, who.DENTIST)
        application = campaign_filled_in(owner, who.DENTIST)
    with clock.at(today - dt.timedelta(minutes=20)):
        reasons_for_blockers(owner, application, "")
    check_left_to_workers(owner, application)


def _returned(register: Register, house: House, today: dt.datetime) -> None:
    """Submitted with reasons the reviewer did not accept: the policy shares data and the box comes ticked."""
    with clock.at(today - dt.timedelta(days=4)):
        owner = owner_signed_up(register, house, who.SALON)
        application = campaign_filled_in(owner, who.SALON)
        reason = "Our web designer says that this will be changed next week."
        submitted(owner, application, overrides=reasons_for_blockers(owner, application, reason))
    with clock.at(today - dt.timedelta(days=3)):
        reviewer = acting(house.reviewer)
        verbs.application_claim(application_id=application.id, actor=reviewer)
        verbs.application_request_changes(
            application_id=application.id,
            actor=reviewer,
            codes=["tcr:9108", "tcr:9607"],
            field_notes={
                "privacy_policy_url": "The policy says that numbers go to partners. Take that out before we send this.",
                "opt_in_url": "The box on the page is already ticked when it opens.",
            },
            note_to_customer="Two things on your website would be rejected. Fix them, then submit again.",
        )
    check_left_to_workers(owner, application)


def _waiting_with_reasons(register: Register, house: House, today: dt.datetime) -> None:
    """Waits for a reviewer since yesterday; whether its reasons hold is for the reviewer to say."""
    with clock.at(today - dt.timedelta(hours=26)):
        owner = owner_signed_up(register, house, who.HOMES)
        application = campaign_filled_in(owner, who.HOMES)
        reason = "Our shop's software cannot do that yet; its maker has promised it for next month."
        submitted(owner, application, overrides=reasons_for_blockers(owner, application, reason))


def _waiting_again(register: Register, house: House, today: dt.datetime) -> None:
    """Sent back once for a vague description; handed in again this morning with another."""
    with clock.at(today - dt.timedelta(days=2)):
        owner = owner_signed_up(register, house, who.PETS)
        application = campaign_filled_in(owner, who.PETS)
        _described(owner, application, "Harbor Pets sends order updates to customers who opted in, for good service.")
        submitted(owner, application)
    with clock.at(today - dt.timedelta(hours=30)):
        reviewer = acting(house.reviewer)
        verbs.application_claim(application_id=application.id, actor=reviewer)
        verbs.application_request_changes(
            application_id=application.id,
            actor=reviewer,
            field_notes={"description": "Say what the updates tell, delivery times for example, and to whom they go."},
        )
    with clock.at(today - dt.timedelta(hours=3)):
        _described(owner, application, who.campaign_answers(who.PETS)["description"])
        submitted(owner, application)


def _described(owner: Membership, application: Application, words: str) -> None:
    campaign_update(actor=acting(owner), campaign_id=application.subject_id, values={"description": words})


def _rejected_twice(register: Register, house: House, today: dt.datetime) -> None:
    """Two rejections; the temporary registration ends in three days unless the second one is answered."""
    with clock.at(today - dt.timedelta(days=24)):
        owner = owner_signed_up(register, house, who.BAKERY)
        application = campaign_filled_in(owner, who.BAKERY)
        submitted(owner, application)
        verbs.temporary_request(application_id=application.id, actor=acting(owner), note="Holiday orders start now.")
    with clock.at(today - dt.timedelta(days=23)):
        verbs.temporary_grant(application_id=application.id, actor=acting(house.reviewer))
        _forwarded(house, application)
        _approved(house, application, "brand", "BMAPLE7")
        _sent(house, application, "campaign")
    with clock.at(today - dt.timedelta(days=14)):
        _rejected(house, application, ["tcr:2004"], today - dt.timedelta(days=14))
    with clock.at(today - dt.timedelta(days=12)):
        answer = {"tcr:2004": {"text": "The samples now show daily specials only, as the description says."}}
        submitted(owner, application, answers=answer)
        _forwarded(house, application)
    with clock.at(today - dt.timedelta(days=2)):
        _rejected(house, application, ["tcr:9607", "tcr:2101"], today - dt.timedelta(days=2))


def _fourth_rejection(register: Register, house: House, today: dt.datetime) -> None:
    """Four rejections; this application has ended, a new one may be filed once every code is solved."""
    start = today - dt.timedelta(days=75)
    with clock.at(start):
        owner = owner_signed_up(register, house, who.GARAGE)
        application = campaign_filled_in(owner, who.GARAGE)
    codes = ["tcr:2003", "tcr:9001", "tcr:2003", "tcr:2004"]
    for round_number, code in enumerate(codes):
        began = start + dt.timedelta(days=17 * round_number)
        last = codes[round_number - 1] if round_number else ""
        answers = {last: {"text": f"We rewrote the description for round {round_number + 1}."}} if last else {}
        with clock.at(began + dt.timedelta(hours=1)):
            submitted(owner, application, answers=answers)
        with clock.at(began + dt.timedelta(days=1)):
            _forwarded(house, application)
            if not round_number:
                _approved(house, application, "brand", "BNORTH3")
                _sent(house, application, "campaign")
        with clock.at(began + dt.timedelta(days=12)):
            _rejected(house, application, [code], began + dt.timedelta(days=12))


def _approved_clinic(register: Register, house: House, today: dt.datetime) -> None:
    """Approved two months ago; its first 90-day audit comes closer, consents arrive."""
    start = today - dt.timedelta(days=100)
    with clock.at(start):
        owner = owner_signed_up(register, house, who.CLINIC)
        application = campaign_filled_in(owner, who.CLINIC)
        submitted(owner, application)
    with clock.at(start + dt.timedelta(days=1)):
        _forwarded(house, application)
    with clock.at(start + dt.timedelta(days=5)):
        _approved(house, application, "brand", "BLAKEV2")
        _sent(house, application, "campaign")
    with clock.at(start + dt.timedelta(days=16)):
        _approved(house, application, "campaign", "CLAKEV8")
    consents_recorded(owner, application, start + dt.timedelta(days=17), today)


def _toll_free_with_several_numbers(register: Register, house: House, today: dt.datetime) -> None:
    """Three toll-free numbers, one per gym, lie with the aggregator."""
    with clock.at(today - dt.timedelta(days=9)):
        owner = owner_signed_up(register, house, who.GYM)
        actor = acting(owner)
        application = toll_free_open(actor=actor, business=owner.organization)
        brief = TollFreeVerification.objects.get(id=application.subject_id)
        verification_update(actor=actor, verification_id=brief.id, values=who.toll_free_answers(who.GYM))
        for number, label in (
            ("+18885550142", "Front desk, Downtown"),
            ("+18885550143", "Front desk, Highlands"),
            ("+18885550144", "Front desk, Cherry Creek"),
        ):
            number_add(actor=actor, verification_id=brief.id, number=number, label=label)
        proof_uploaded(actor, brief, who.GYM)
        submitted(owner, application)
    with clock.at(today - dt.timedelta(days=8)):
        _forwarded(house, application, every_part=True)
    _brand_alone(owner, house, today)


def _brand_alone(owner: Membership, house: House, today: dt.datetime) -> None:
    """The gym will text from local numbers too: its brand goes ahead and lies with the registry, to be used by then."""
    with clock.at(today - dt.timedelta(days=2)):
        application = brand_open(actor=acting(owner), business=owner.organization)
        brand_filled_in(acting(owner), application.subject_id, who.GYM)
        submitted(owner, application)
    with clock.at(today - dt.timedelta(hours=20)):
        _forwarded(house, application)


def _forwarded(house: House, application: Application, *, every_part: bool = False) -> None:
    """Claims and forwards the next part, or all of them."""
    reviewer = acting(house.reviewer)
    verbs.application_claim(application_id=application.id, actor=reviewer)
    open_parts = [part for part in application.parts.order_by("position") if part.status in ("not_sent", "rejected")]
    chosen = open_parts if every_part else open_parts[:1]
    verbs.application_forward(
        application_id=application.id,
        actor=reviewer,
        parts=[PartSending(part.part_kind, part.part_id, reference="by hand") for part in chosen],
        identity_block=IdentityBlock(
            legal_name=_legal_name(application), irs_letter="matches", website="matches", note=_NAME
        ),
    )


def _sent(house: House, application: Application, kind: str) -> None:
    reviewer = acting(house.reviewer)
    parts = [PartSending(kind, _part_id(application, kind), reference="by hand")]
    verbs.application_forward(application_id=application.id, actor=reviewer, parts=parts)


def _approved(house: House, application: Application, kind: str, external_id: str) -> None:
    part = (kind, _part_id(application, kind))
    verbs.application_record_approval(
        application_id=application.id, actor=acting(house.reviewer), part=part, external_id=external_id
    )


def _rejected(house: House, application: Application, codes: list[str], when: dt.datetime) -> None:
    verbs.application_record_rejection(
        application_id=application.id,
        actor=acting(house.reviewer),
        part=("campaign", _part_id(application, "campaign")),
        codes=codes,
        rejected_at=when,
    )


def _part_id(application: Application, kind: str) -> uuid.UUID:
    return application.parts.get(part_kind=kind).part_id


def _legal_name(application: Application) -> str:
    submission = application.submissions.order_by("number").last()
    assert submission is not None  # only submitted applications are forwarded
    data = submission.payload["data"]
    return str(data.get("brand.legal_name") or data.get("verification.legal_name"))
