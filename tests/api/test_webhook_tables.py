"""What the tables of webhooks refuse by themselves."""

from __future__ import annotations

import pytest

from portal.api.models import WebhookDelivery, WebhookEndpoint
from portal.common.clock import now
from portal.common.ids import uuid7
from tests.cast import Cast
from tests.database.refusing import refused, refuses

pytestmark = pytest.mark.django_db


def endpoint_of(cast: Cast, secret: str = "whsec_Zm9yIHRlc3Rz") -> WebhookEndpoint:
    row = WebhookEndpoint(organization=cast.greenleaf, url="https://greenleaf.example/hook", made_by=cast.alice.user)
    row.secret = secret
    row.save()
    return row


def test_an_endpoint_is_encrypted_signed_and_asks_for_known_events(cast: Cast) -> None:
    with refused("webhook_endpoint_has_secret"):
        endpoint_of(cast, secret="")
    made = endpoint_of(cast)
    assert (WebhookEndpoint.objects.get().secret, made.secret in str(made.secret_enc)) == ("whsec_Zm9yIHRlc3Rz", False)
    refuses(made, "webhook_endpoint_https", url="http://greenleaf.example/hook")
    refuses(made, "webhook_endpoint_events_known", events=["application.approved", "sun.risen"])
    refuses(made, "webhook_endpoint_previous_ends", previous_until=now())
    refuses(made, "webhook_endpoint_paused_has_time", active=False)
    with refused("webhook_endpoint_once"):
        endpoint_of(cast)


def test_an_event_goes_to_an_endpoint_once_and_ends_one_way(cast: Cast) -> None:
    facts = {"endpoint": endpoint_of(cast), "organization": cast.greenleaf, "event": "test", "event_id": uuid7()}
    made = WebhookDelivery.objects.create(**facts, occurred_at=now(), payload={})
    with refused("webhook_delivery_once"):
        WebhookDelivery.objects.create(**facts, occurred_at=now(), payload={})
    replay = WebhookDelivery.objects.create(**facts, occurred_at=now(), payload={}, replay_of=made)
    assert replay.event_id == made.event_id
    refuses(made, "webhook_delivery_one_end", delivered_at=now(), dead_at=now(), next_try_at=None)
    refuses(made, "webhook_delivery_ended_is_not_due", delivered_at=now())
    refuses(made, "webhook_delivery_status_range", response_status=999)
    refuses(made, "webhook_delivery_event_known", event="sun.risen")


def test_the_operator_sees_endpoints_without_their_secrets(cast: Cast) -> None:
    made = endpoint_of(cast)
    page = cast.client(cast.pat).get(f"/admin/api/webhookendpoint/{made.id}/change/").content.decode()
    assert made.url in page
    assert made.secret not in page
