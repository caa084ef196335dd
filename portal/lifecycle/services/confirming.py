"""What a registry wants to know of a brand's owner, and what it says of the brand.

A sole proprietor answers a code sent to a mobile within 24 hours, else the brand is filed anew; a public company
answers a letter by e-mail, valid 7 days and sent again until day 30, then the brand is filed anew. Only a brand whose
identity is verified carries a campaign. A trust score under 25 means review by people and a longer wait (source 004,
step 7.6).
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.acts import Act
from portal.common.actor import Actor
from portal.common.clock import day_in, now, told_day
from portal.common.errors import WrongInput, WrongState
from portal.lifecycle import selectors
from portal.lifecycle.clocks import ConfirmationEnds, confirmation_ends, is_manual_review, manual_window
from portal.lifecycle.models import Application, Confirmation, RegistryRecord, Submission
from portal.lifecycle.services.acting import News, guard, lock, tell
from portal.lifecycle.snapshot import value_of
from portal.lifecycle.states import (
    CONFIRMATION_OF,
    UNPROVEN,
    ConfirmationKind,
    ConfirmationState,
    IdentityStatus,
    PartStatus,
    possible,
)
from portal.notices.events import NoticeEvent


def await_confirmation(record: RegistryRecord, submission: Submission, at: dt.datetime) -> None:
    """Starts the clock of what a brand's owner has to answer, as the brand goes to its registry; the row is locked.

    A brand that is filed once more is filed anew: what was awaited before no longer counts, nor does the id it had.
    """
    if record.part_kind != "brand":
        return
    kind = CONFIRMATION_OF.get(str(value_of(submission.payload, "entity_type") or ""))
    for before in record.confirmations.filter(state=ConfirmationState.AWAITED):
        before.state = ConfirmationState.ANEW
        before.save(update_fields=["state"])
    confirmed = record.confirmations.filter(state=ConfirmationState.CONFIRMED, kind=kind or "").exists()
    if kind and not confirmed:
        Confirmation.objects.create(record=record, kind=kind, first_sent_at=at, last_sent_at=at)


def guard_confirmed(application: Application, record: RegistryRecord) -> None:
    """Raises WrongState when the code that a brand's owner has to answer is open; its registry cannot approve it."""
    waiting = record.confirmations.filter(state=ConfirmationState.AWAITED, kind=ConfirmationKind.MOBILE_CODE).first()
    if waiting is None:
        return
    sentence = _("The code sent to the mobile of %(record)s is not answered yet.")
    if now() >= confirmation_ends(waiting).until:
        sentence = _(
            "The code sent to the mobile of %(record)s was not answered within 24 hours. Send the brand to the "
            "registry anew."
        )
    raise _refusal(application, "confirmation_open", sentence % {"record": record.label})


def guard_brand_carries(application: Application, record: RegistryRecord, brands: list[RegistryRecord]) -> None:
    """Raises WrongState for a campaign whose brand is suspended or not verified, or whose company owes an answer."""
    if record.part_kind != "campaign":
        return
    for brand in brands:
        if selectors.brand_suspended(brand):
            sentence = _("Brand %(brand)s is suspended. Its campaigns wait until it is reinstated.") % {
                "brand": brand.label
            }
            raise _refusal(application, "brand_suspended", sentence)
        said = selectors.identity_of(brand)
        if said.identity_status in UNPROVEN:
            sentence = _(
                "The registry calls brand %(brand)s %(status)s in %(reference)s. "
                "Only a verified brand carries a campaign: record its standing when the registry says something new."
            ) % {
                "brand": brand.label,
                "status": IdentityStatus(said.identity_status).label.lower(),
                "reference": said.application.reference,
            }
            raise _refusal(application, "brand_unverified", sentence)
        if brand.confirmations.filter(state=ConfirmationState.AWAITED).exists():
            sentence = _("Brand %(brand)s waits for the answer to the letter sent to the company's e-mail address.") % {
                "brand": brand.label
            }
            raise _refusal(application, "confirmation_open", sentence)


@transaction.atomic
def application_record_confirmation(
    *, application_id: uuid.UUID, actor: Actor, sent_again: bool = False
) -> Confirmation:
    """Records that the owner answered, or that the letter went out once more.

    Raises WrongState when nothing is awaited, when its time is over, or when a code would be sent again.
    """
    application = lock(actor, application_id)
    guard(application, actor, "record_confirmation")
    waiting = selectors.confirmation_awaited(application)
    if waiting is None:
        raise _refusal(application, "no_confirmation", _("No confirmation of the brand's owner is awaited."))
    at, ends = now(), confirmation_ends(waiting)
    if sent_again and waiting.kind == ConfirmationKind.MOBILE_CODE:
        raise _refusal(application, "code_once", _("A code is sent once; send the brand to the registry anew."))
    if at >= (ends.anew if sent_again else ends.until):
        raise _too_late(application, ends, at)
    if sent_again:
        waiting.last_sent_at = at
    else:
        waiting.state, waiting.answered_at = ConfirmationState.CONFIRMED, at
    waiting.save(update_fields=["state", "last_sent_at", "answered_at"])
    outcome = "sent again" if sent_again else "answered"
    tell(
        application,
        "record_confirmation",
        Act.CONFIRMATION_RECORDED,
        actor=actor,
        at=at,
        text=f"{ConfirmationKind(waiting.kind).label}: {outcome}.",
        data={"kind": str(waiting.kind), "outcome": outcome},
        news=News(NoticeEvent.BRAND_CONFIRMATION),
    )
    return waiting


@transaction.atomic
def application_record_brand_standing(
    *, application_id: uuid.UUID, actor: Actor, identity_status: str = "", trust_score: int | None = None
) -> RegistryRecord:
    """What the registry says of the brand: its identity status, its trust score from 0 to 100, or both.

    Raises WrongInput when neither is told or the score is out of range, WrongState for an application without a brand.
    """
    application = lock(actor, application_id)
    guard(application, actor, "record_brand_standing")
    record = application.parts.filter(part_kind="brand").exclude(status=PartStatus.NOT_SENT).first()
    if record is None:
        raise _refusal(application, "no_brand", _("No brand of this registration lies with a registry."))
    set_standing(application, record, identity_status=identity_status, trust_score=trust_score)
    said = []
    if identity_status:
        said.append(f"identity {IdentityStatus(identity_status).label.lower()}")
    if trust_score is not None:
        said.append(f"trust score {trust_score}{', so that people review it' if is_manual_review(trust_score) else ''}")
    tell(
        application,
        "record_brand_standing",
        Act.BRAND_STANDING_RECORDED,
        actor=actor,
        at=now(),
        text=f"The registry says of brand {record.label}: {'; '.join(said)}.",
        data={"identity_status": identity_status, "trust_score": trust_score},
        news=News(NoticeEvent.BRAND_CONFIRMATION),
    )
    return record


def set_standing(
    application: Application, record: RegistryRecord, *, identity_status: str, trust_score: int | None
) -> None:
    """Writes the standing to the brand's record and lengthens the windows that a low score lengthens."""
    fields = {}
    if identity_status and identity_status not in IdentityStatus.values:
        fields["identity_status"] = [_("Choose one of the registry's four words.")]
    if trust_score is not None and not 0 <= trust_score <= 100:
        fields["trust_score"] = [_("A trust score lies between 0 and 100.")]
    if not identity_status and trust_score is None:
        fields["identity_status"] = [_("Choose the identity status, or write the trust score.")]
    if fields:
        raise WrongInput(_("The brand's standing is not complete."), code="brand_standing", fields=fields)
    if identity_status:
        record.identity_status, record.standing_at = identity_status, now()
    record.trust_score = trust_score if trust_score is not None else record.trust_score
    record.save(update_fields=["identity_status", "standing_at", "trust_score"])
    stretch_windows(application)


def stretch_windows(application: Application) -> None:
    """A campaign of a brand whose score is under 25 is reviewed by people: its window is never the short one."""
    records = selectors.parts_of(application)
    if not any(is_manual_review(record.trust_score) for record in records if record.part_kind == "brand"):
        return
    for record in records:
        if record.part_kind == "campaign":
            record.window_low, record.window_high = manual_window(record.window_low, record.window_high)
            record.save(update_fields=["window_low", "window_high"])


def _too_late(application: Application, ends: ConfirmationEnds, at: dt.datetime) -> WrongState:
    sentence = _("The time to answer was over on %(until)s. Send the brand to the registry anew.")
    if at < ends.anew:
        sentence = _("The time to answer was over on %(until)s. Have the letter sent again.")
    until = told_day(day_in(application.reseller.time_zone, ends.until))
    return _refusal(application, "confirmation_over", sentence % {"until": until})


def _refusal(application: Application, code: str, sentence: str) -> WrongState:
    return WrongState(sentence, code=code, state=application.state, possible=possible(application.state))
