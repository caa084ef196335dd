"""`manage.py migrate`: as the owner of the tables, then lets the portal's own role use them."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from psycopg2 import sql

from portal.settings.environment import Environment


class Command(migrate.Command):
    """Migrates with the role of DATABASE_OWNER_URL and grants the role of DATABASE_URL reading and writing rows.

    Without DATABASE_OWNER_URL the role of DATABASE_URL migrates, and nothing is granted.
    """

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Migrates, then grants. Ends with status 2 when DATABASE_OWNER_URL cannot be read."""
        environment = Environment()
        if "DATABASE_OWNER_URL" not in environment.values:
            return super().handle(*args, **options)
        owner = environment.database("DATABASE_OWNER_URL")
        environment.stop_on_faults()
        connection = connections[options["database"]]
        application = dict(connection.settings_dict)
        connection.close()
        connection.settings_dict.update(owner)
        try:
            result = super().handle(*args, **options)
            if application["USER"] != owner["USER"]:
                grant(connection, application["USER"])
        finally:
            connection.close()
            connection.settings_dict.update(application)
        return result


def grant(connection: Any, role: str) -> None:
    """Lets a role read and write rows and draw from sequences, in every table there is and in those to come."""
    name = sql.Identifier(role)
    rights = {"TABLES": "SELECT, INSERT, UPDATE, DELETE", "SEQUENCES": "USAGE, SELECT"}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
        for kind, right in rights.items():
            to = sql.SQL(f"GRANT {right} ON ALL {kind} IN SCHEMA public TO {{}}")
            cursor.execute(to.format(name))
            later = sql.SQL(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {right} ON {kind} TO {{}}")
            cursor.execute(later.format(name))
        cursor.execute(sql.SQL("REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}").format(name))
