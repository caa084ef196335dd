"""The test run's own services behave as the tests rely on."""

from __future__ import annotations

import socket
from http.client import HTTPConnection

import pytest
from django.db import connection

from portal.accounts.models import Organization, OrganizationKind
from tests.guard import NetworkShut


@pytest.mark.django_db
def test_tests_run_as_a_role_that_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("clearline_app", False)
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.committed
@pytest.mark.parametrize("round_number", [1, 2])
def test_a_committed_test_starts_from_an_empty_copy(round_number):
    assert not Organization.objects.exists()
    Organization.objects.create(kind=OrganizationKind.RESELLER, name="Kept", slug="kept")
    assert not connection.in_atomic_block


def test_a_served_portal_sees_what_the_test_committed(live_portal, cast):
    link = HTTPConnection(live_portal.removeprefix("http://"))
    link.request("GET", "/accounts/login/")
    assert link.getresponse().status == 200
    link.close()


def test_nothing_beyond_the_loopback_can_be_reached():
    with socket.socket() as link, pytest.raises(NetworkShut):
        link.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkShut):
        socket.getaddrinfo("example.com", 80)
