"""Every change to a model has its migration, and a half-done migration leaves nothing behind."""

from __future__ import annotations

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.architecture.test_layers import HOUSES


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration():
    told = io.StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=told, skip_checks=True)
    except SystemExit:
        pytest.fail(told.getvalue())


def test_every_migration_of_ours_runs_in_a_transaction():
    ours = {config.label for config in apps.get_app_configs() if config.name.split(".")[0] in HOUSES}
    found = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    assert [key for key, migration in found.items() if key[0] in ours and not migration.atomic] == []
