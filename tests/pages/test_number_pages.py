"""The numbers of a business: all of them, and one of each standing, judged at both widths and in both themes."""

from __future__ import annotations

import pytest
from django.db.models import F
from django.urls import reverse

from campaigns.models import CampaignNumber
from campaigns.numbering import number_add, number_associate, number_record_failure, number_record_test
from tests.campaigns.scenes import approved
from tests.cast import Cast
from tests.pages.conftest import Opener
from tests.pages.looks import Judge, look
from tests.verification import scenes as toll_free
from verification.models import TollFreeNumber

pytestmark = [pytest.mark.django_db, pytest.mark.e2e]


def local_numbers(cast: Cast) -> list[CampaignNumber]:
    """Named, on its way to the carriers, tested, and not taken over."""
    alice, campaign = cast.alice.actor, approved(cast)[1]
    rows = [number_add(actor=alice, campaign_id=campaign.id, number=f"+161428020{place:02}") for place in range(4)]
    for row in rows[1:]:
        number_associate(actor=alice, number_id=row.id)
    CampaignNumber.objects.filter(id__in=[row.id for row in rows[2:]]).update(active_from=F("associated_at"))
    results = {"att": "delivered", "verizon": "failed"}
    number_record_test(actor=alice, number_id=rows[2].id, results=results, note="Error 30007")
    number_record_failure(actor=cast.rae.actor, number_id=rows[3].id, reason="T-Mobile: error 710")
    return rows


def toll_free_numbers(cast: Cast) -> list[TollFreeNumber]:
    """Pending, without a request, and moved here."""
    pending = toll_free.forwarded(cast)[1].numbers.get()
    bare = TollFreeNumber.objects.create(business=cast.greenleaf, number="+18885550199", label="Front desk, Downtown")
    moved = TollFreeNumber.objects.create(
        business=cast.greenleaf, number="+18885550198", ported_from="Old Telco", retest_due=True
    )
    return [pending, bare, moved]


def _of_subjects(local: CampaignNumber, free: TollFreeNumber) -> list[str]:
    campaign = reverse("campaigns:numbers", args=[local.campaign_id])
    return [campaign, reverse("verification:numbers", args=[free.verification_id])]


def test_the_inventory_and_one_number_of_each_standing(browser_page: Opener, accessible: Judge, cast: Cast) -> None:
    local, free = local_numbers(cast), toll_free_numbers(cast)
    pages = [reverse("desk:number", args=[row.id]) for row in (*local, *free)]
    more = [reverse("desk:number_help", args=[local[0].id]), reverse("desk:number_moved")]
    lists = [reverse("desk:numbers"), reverse("desk:numbers") + "?q=99999", *_of_subjects(local[0], free[0])]
    look(browser_page, accessible, cast.alice, [*lists, *pages, *more])
