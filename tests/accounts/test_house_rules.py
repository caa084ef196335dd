"""A reseller gives single rules another weight, with a reason that every finding shows."""

import html

import pytest
from django.urls import reverse

from campaigns.models import Campaign
from campaigns.services import campaign_dossier, campaign_findings, campaign_update
from portal.accounts.services.house_rules import house_rule_set
from portal.audit.acts import Act
from portal.audit.models import AuditEvent
from portal.common.errors import WrongInput
from portal.lifecycle.models import Submission
from tests.campaigns.scenes import CAMPAIGN, checked, filled, hand_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db

SMOKE = "GreenLeaf: cigarettes and vapes at half price. Reply STOP to opt out. Msg & data rates may apply."
REASON = "Our lawyers read every text about the old tobacco shop."


def smoking(cast: Cast) -> Campaign:
    _, campaign = filled(cast)
    samples = [SMOKE, *CAMPAIGN["sample_messages"][1:]]
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={"sample_messages": samples})
    return Campaign.objects.get(id=campaign.id)


@pytest.mark.entry("vert-lexicon-word-boundaries")
def test_a_word_list_is_silenced_with_a_reason_that_both_sides_read(cast: Cast) -> None:
    campaign = smoking(cast)
    found = {finding.rule for finding in campaign_findings(campaign).findings} & {"CT001", "CT002"}
    assert found
    page = reverse("accounts:house_rules")
    for rule in found:
        data = {"rule": rule.lower(), "wish": "silenced", "reason": REASON}
        assert cast.client(cast.ada).post(page, data).status_code == 302
    campaign = Campaign.objects.get(id=campaign.id)
    report = campaign_findings(campaign)
    assert not found & {finding.rule for finding in report.findings}
    application = campaign.business.applications.get()
    checked(campaign_dossier(cast.alice.actor, application))
    told = html.unescape(
        cast.client(cast.alice).get(reverse("desk:check_answers", args=[application.reference])).content.decode()
    )
    assert told.count(REASON) >= len(found)
    assert isinstance(hand_in(cast, application), Submission)
    seen = cast.client(cast.rae).get(reverse("desk:review", args=[application.reference])).content.decode()
    assert REASON in html.unescape(seen)


def test_a_wish_without_reason_or_about_no_rule_is_refused_at_its_field(cast: Cast) -> None:
    answer = cast.client(cast.ada).post(reverse("accounts:house_rules"), {"rule": "XX999", "wish": "silenced"})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    with pytest.raises(WrongInput) as refusal:
        house_rule_set(actor=cast.ada.actor, rule="XX999", wish="loud", reason=" ")
    assert set(refusal.value.fields) == {"rule", "wish", "reason"}


def test_a_wish_is_taken_back_and_the_trail_keeps_both(cast: Cast) -> None:
    client, page = cast.client(cast.ada), reverse("accounts:house_rules")
    client.post(page, {"rule": "CT001", "wish": "warning", "reason": REASON})
    assert REASON in html.unescape(client.get(page).content.decode())
    assert client.post(page, {"remove": "CT001"}).status_code == 302
    cast.lakeside.refresh_from_db()
    assert cast.lakeside.rule_overrides == {}
    assert client.post(page, {"remove": "CT001"}).status_code == 404
    assert AuditEvent.objects.filter(act=Act.ORGANIZATION_SETTINGS_CHANGED).count() == 2
