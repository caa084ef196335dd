"""Codes of decisions that were recorded before the search knew codes are found as well."""

import importlib

import pytest
from django.db import connection

from portal.lifecycle.models import Application
from portal.lifecycle.queue import Asked, queue_page
from tests.lifecycle.scenes import scene

pytestmark = pytest.mark.django_db

FILL = importlib.import_module("portal.lifecycle.migrations.0005_codes_of_older_decisions_found").FILL


def found(cast, text):
    return len(queue_page(cast.rae.actor, Asked(tab="all", text=text), size=25).rows)


def test_the_migration_makes_codes_of_older_decisions_searchable(cast):
    made = scene(cast).rejected("tcr:9106", "other:ZX-77").rejected("tcr:9108").resubmit()
    scene(cast).submit()
    known = made.fresh().search_words
    Application.objects.update(search_words="GreenLeaf Gardens LLC")
    assert (found(cast, "9106"), found(cast, "ZX-77"), found(cast, "9108")) == (0, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute(FILL)
        assert cursor.rowcount == 1
        assert (found(cast, "9106"), found(cast, "ZX-77"), found(cast, "9108")) == (1, 1, 1)
        kept = set(made.fresh().search_words.split("\n"))
        assert {"tcr:9106", "tcr:9108", "ZX-77"} <= kept & set(known.split("\n"))
        cursor.execute(FILL)
        assert cursor.rowcount == 0
