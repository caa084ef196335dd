"""What the database says of an application, in one question, so that it can be asked after every step of the model."""

import dataclasses
import datetime as dt

from django.db import connection

_QUESTION = """
SELECT a.state, a.rejections, a.submission_count, a.assigned_to_id,
    (SELECT json_object_agg(part_kind, status) FROM lifecycle_registryrecord WHERE application_id = a.id),
    EXISTS (SELECT FROM lifecycle_proposal WHERE application_id = a.id AND closed_at IS NULL),
    EXISTS (SELECT FROM lifecycle_appeal WHERE application_id = a.id AND state = 'filed'),
    EXISTS (SELECT FROM lifecycle_temporaryregistration WHERE application_id = a.id AND issued_at IS NOT NULL),
    (SELECT count(*) FROM audit_auditevent WHERE subject_kind = 'application' AND subject_id IN (SELECT id FROM lives)),
    (SELECT count(*) FROM lifecycle_timelineentry WHERE application_id IN (SELECT id FROM lives)),
    (SELECT count(*) FROM notices_notice WHERE user_id IN (SELECT user_id FROM people))
FROM lifecycle_application AS a WHERE a.id = %(id)s
"""
_WHOSE = """
WITH its AS (SELECT organization_id, reseller_id FROM lifecycle_application WHERE id = %(id)s),
lives AS (SELECT id FROM lifecycle_application WHERE organization_id = (SELECT organization_id FROM its)),
people AS (SELECT user_id FROM accounts_membership, its WHERE accounts_membership.organization_id IN
    (its.organization_id, its.reseller_id))
"""
"""All that is counted is found by an index: rows of lives that were rolled back stay in the tables and are many."""

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
LAST_ANSWER = {"code": DAY, "letter": 30 * DAY}
"""How long after its first sending a brand's owner may still be asked; then the brand is filed anew."""

UNTOLD = {"claim", "release", "wish", "open_amendment", "reapply"}
"""Verbs that are news to nobody on the other side."""


@dataclasses.dataclass(frozen=True)
class Look:
    """The application as it stands, and how much was told of it and its predecessors: trail, timelines, notices."""

    state: str
    rejections: int
    submissions: int
    holder: object
    parts: dict
    proposed: bool
    appealed: bool
    had_temporary: bool
    trail: int
    timeline: int
    notices: int


def look(application_id):
    """How the application stands in the database now."""
    with connection.cursor() as cursor:
        cursor.execute(_WHOSE + _QUESTION, {"id": application_id})
        return Look(*cursor.fetchone())


def commit():
    """Has the database look for all that it looks for at a commit, within a transaction that goes on."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
