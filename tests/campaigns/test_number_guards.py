"""Plain SQL against the numbers of a campaign: what no verb does is refused by the database."""

from __future__ import annotations

import pytest
from django.db import Error, connection, transaction

from campaigns.models import CampaignNumber
from campaigns.numbering import number_add, number_associate, number_remove
from campaigns.vocabulary import NUMBER_MOVES, NumberState
from tests.campaigns.scenes import approved, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def said(change: str) -> str:
    """What the database answers to a change of the one number there is."""
    with pytest.raises(Error) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE campaigns_campaignnumber SET {change}")
    return str(refusal.value).splitlines()[0]


def a_number(cast: Cast, *, of_approved: bool) -> CampaignNumber:
    _, campaign = approved(cast) if of_approved else opened(cast)
    return number_add(actor=cast.alice.actor, campaign_id=campaign.id, number="(614) 280-2001")


def test_a_number_of_a_campaign_that_is_not_approved_is_not_associated(cast: Cast) -> None:
    a_number(cast, of_approved=False)
    associated = said("state = 'propagating', associated_at = now(), active_from = now()")
    assert associated == "no verb writes an association while its application is draft"


def test_a_number_leads_from_state_to_state_by_its_verbs_alone(cast: Cast) -> None:
    number = a_number(cast, of_approved=True)
    for state in set(NumberState) - {target for source, target in NUMBER_MOVES if source == number.state}:
        if state != number.state:
            change = f"state = '{state}', associated_at = now(), active_from = now()"
            assert said(change) == f"no verb takes a number from requested to {state}"
    number_associate(actor=cast.alice.actor, number_id=number.id)
    assert said("state = 'requested'") == "no verb takes a number from propagating to requested"
    assert said("number = '+16142802002'") == "what a number is about never changes"


def test_a_number_that_was_removed_never_comes_back(cast: Cast) -> None:
    number = a_number(cast, of_approved=True)
    number_remove(actor=cast.alice.actor, number_id=number.id)
    for state in set(NumberState) - {NumberState.REMOVED}:
        assert said(f"state = '{state}'") == f"no verb takes a number from removed to {state}"
    assert said("removed_at = NULL") == "what was written of a number stays as it was"
