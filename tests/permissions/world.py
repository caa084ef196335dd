"""One world with something under every kind of id that stands in an address, all of it GreenLeaf's."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any

from django.core.files.base import ContentFile

from brands.models import Brand
from campaigns.models import Campaign
from campaigns.numbering import number_add
from consent.models import OutboxMessage
from consent.scope import scope
from consent.services import event_record
from portal.accounts.models import ApiKey, Logo
from portal.accounts.permissions import Role
from portal.accounts.services.invitations import invitation_token, member_invite
from portal.auditpack.models import AuditPackage
from portal.desk.review.bulk.services import RowAsked, run_start
from portal.desk.review.canned.services import canned_save
from portal.desk.review.queue.filters import filter_save
from portal.desk.review.reading import reseller_today
from portal.evidence.models import Document
from portal.evidence.services import capture_store
from portal.jobs.models import JobState
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Application
from portal.notices.composing import stop_url
from portal.notices.events import NoticeEvent
from portal.notices.models import Notice
from portal.notices.services.support import support_open
from portal.webchecks.models import CheckRun, Observation
from tests.api.conftest import make_key
from tests.campaigns import scenes as campaigns
from tests.cast import Cast, Person, make_person
from tests.consent.conftest import make_program, opt_in
from tests.lifecycle.scenes import IDENTITY, scene
from tests.verification import scenes as verification

INSIDERS = ("alice", "bob", "mia", "olga", "rae", "ada", "omar")
"""GreenLeaf's owner, viewer, member and officer; its reseller's reviewer, administrator and officer."""
OUTSIDERS = ("dora", "charlie", "nora", "pat")
"""The owner of another business of the reseller, the owner and the reviewer of other tenants, the operator."""
PEOPLE = (*INSIDERS, *OUTSIDERS)


@dataclasses.dataclass(frozen=True)
class World:
    """The people with the tokens of their keys, and by name the values that stand in addresses and forms."""

    cast: Cast
    people: dict[str, Person]
    tokens: dict[str, str]
    names: dict[str, Any]

    def fill(self, value: Any) -> Any:
        """The value with every text that begins with ``@`` replaced by what it names; a file is made anew each time."""
        match value:
            case dict():
                return {name: self.fill(inner) for name, inner in value.items()}
            case list():
                return [self.fill(inner) for inner in value]
            case "@file":
                return campaigns.picture()
            case str() if value.startswith("@"):
                return self.names[value[1:]]
        return value


def make_world(cast: Cast) -> World:
    """Writes the world into the database, by the verbs wherever one exists."""
    nora = make_person("Nora Blum", "nora@northgate.example", cast.northgate, Role.REVIEWER)
    people = {**cast.people, "nora": nora}
    tokens = {name: make_key(people[name], tuple(people[name].actor.permissions)) for name in PEOPLE if name != "pat"}
    names = {**_registrations(cast), **_toll_free(cast), **_ledger(cast), **_house(cast), **_reviewed(cast)}
    return World(cast, people, tokens, names)


def _registrations(cast: Cast) -> dict[str, Any]:
    over, _campaign = campaigns.opened(cast)
    lifecycle.application_withdraw(application_id=over.id, actor=cast.alice.actor, reason="Not needed.")
    rejected, _campaign = campaigns.rejected(cast, "tcr:9106")
    approved, done = _approved(cast)
    number = number_add(actor=cast.alice.actor, campaign_id=done.id, number="+16142802000")
    draft, campaign = campaigns.opened(cast)
    campaigns.prove(cast, campaign)
    return {
        "over": over.reference,
        "rejected": rejected.reference,
        "approved": approved.reference,
        "approved_campaign": done.id,
        "number": number.id,
        "draft": draft.reference,
        "campaign": campaign.id,
        "brand": Brand.objects.create(business=cast.greenleaf, reseller=cast.lakeside, reference="BR-9001").id,
        "document": Document.objects.filter(derived_from=None).latest("id").id,
        "package": _package(cast, approved.id),
        **_check(cast, campaign.id),
    }


def _approved(cast: Cast) -> tuple[Application, Campaign]:
    """A second campaign of the brand that the registry approved before."""
    application, campaign = campaigns.submitted(cast)
    rae, part = cast.rae.actor, ("campaign", campaign.id)
    lifecycle.application_claim(application_id=application.id, actor=rae)
    lifecycle.application_forward(
        application_id=application.id, actor=rae, parts=[lifecycle.PartSending(*part)], identity_block=IDENTITY
    )
    lifecycle.application_record_approval(application_id=application.id, actor=rae, part=part, external_id="C9LM44")
    return application, campaign


def _reviewed(cast: Cast) -> dict[str, Any]:
    """One submitted twice, one claimed, one whose last rejection waits for a second reviewer."""
    twice, claimed = scene(cast).rejected().resubmit(), scene(cast).submit().claim()
    cast.lakeside.second_pair_of_eyes, cast.lakeside.rejection_cap = True, 1
    cast.lakeside.save()
    proposed = scene(cast)
    proposed.submit().forward()
    arguments = {
        "part": [f"brand:{proposed.brand.id}"],
        "more_codes": ["tcr:9106"],
        "rejected_on": [reseller_today(proposed.application).isoformat()],
    }
    lifecycle.application_propose(
        application_id=proposed.id,
        actor=cast.rae.actor,
        verb="record_rejection",
        arguments=arguments,
        submission_number=1,
    )
    rows = [RowAsked(twice.application.reference)]
    run = run_start(actor=cast.rae.actor, run_id=uuid.uuid4(), action="claim", rows=rows)
    kept = filter_save(actor=cast.rae.actor, name="GreenLeaf", query={"q": "greenleaf"}, shared=True)
    names = {"twice": twice, "claimed": claimed, "proposed": proposed}
    return {
        "bulk_run": run.id,
        "filter": kept.id,
        **{name: made.application.reference for name, made in names.items()},
    }


def _check(cast: Cast, campaign_id: uuid.UUID) -> dict[str, Any]:
    run = CheckRun.objects.create(
        business=cast.greenleaf,
        subject_kind="campaign",
        subject_id=campaign_id,
        trigger="button",
        profile="as_documented",
        url="https://www.greenleafgardens.com",
        legal_name="GreenLeaf Gardens LLC",
        state=JobState.DONE,
        verdict="pass",
    )
    capture = capture_store(data=b"WARC/1.1", media_type="application/warc", kind="page")
    Observation.objects.create(run=run, attempt=1, number=1, role="home", url=run.url, capture=capture)
    return {"run": run.id, "capture": capture.sha256}


def _package(cast: Cast, application_id: uuid.UUID) -> uuid.UUID:
    package = AuditPackage(
        reference="PKG-9001",
        organization=cast.greenleaf,
        business=cast.greenleaf,
        scope="campaign",
        application_id=application_id,
        purpose="Carrier audit",
        asked_by="Alice Moore",
        state=JobState.DONE,
        sha256="0" * 64,
    )
    package.file.save("PKG-9001.zip", ContentFile(b"PK"), save=False)
    package.save()
    return package.id


def _toll_free(cast: Cast) -> dict[str, Any]:
    _application, brief = verification.filled(cast)
    return {"verification": brief.id, "toll_free_number": brief.numbers.get().id}


def _ledger(cast: Cast) -> dict[str, Any]:
    program = make_program(cast)
    receipt = event_record(actor=cast.alice.actor, program=program, event=opt_in(program, occurred_at=None))
    with scope(cast.greenleaf.id):
        owed = OutboxMessage.objects.get(program=program)
    return {
        "program": program.id,
        "program_slug": program.slug,
        "event": receipt.event_id,
        "subject": owed.subject_id,
        "outbox": owed.id,
    }


def _house(cast: Cast) -> dict[str, Any]:
    alice, mia = cast.alice, cast.mia
    assert mia.membership is not None
    offer = member_invite(actor=alice.actor, email="new@greenleaf.example", role="member")
    cast.lakeside.accent_colour = "#0f766e"
    cast.lakeside.save()
    asked = support_open(actor=alice.actor, kind="form_help", title="GreenLeaf asks", text="Which form is it?")
    notice = Notice.objects.create(user=alice.user, organization=cast.greenleaf, event=NoticeEvent.PACKAGE_READY)
    return {
        "membership": mia.membership.id,
        "invitation": offer.id,
        "token": invitation_token(offer),
        "key": ApiKey.objects.filter(organization=cast.greenleaf).latest("id").id,
        "support": asked.reference,
        "notice": notice.id,
        "organization": cast.greenleaf.id,
        "reseller": cast.lakeside.slug,
        "canned": canned_save(actor=cast.rae.actor, title="Site", text="Mend the site.").id,
        "logo": Logo.objects.create(sha256="ab" * 32, data=b"PNG", width=1, height=1).sha256,
        "stop_token": stop_url(alice.user.id, NoticeEvent.PACKAGE_READY).rstrip("/").rpartition("/")[2],
    }
