"""Fills a database with applications by ``INSERT … SELECT``: every row a copy of one that the verbs made.

Copies are made of whole rows (``jsonb_populate_record``), so a column that is added later is in them too. Triggers rest
meanwhile, but for the one that writes the search words: those have to be as in life.
"""

from __future__ import annotations

import psycopg2

from tests.cast import Cast
from tests.lifecycle.scenes import Scene
from tests.services import cluster

_NAMES = """
    (ARRAY['Green','Harbor','North','Good','Silver','Maple','Summit','River','Blue','Stone'])[1 + b % 10]
    || (ARRAY['leaf','view','gate','field','brook','ridge','side'])[1 + b / 10 % 7] || ' '
    || (ARRAY['Dental','Gardens','Books','Legal','Plumbing','Bakery','Yoga','Motors','Optics','Travel','Pets'])
        [1 + b / 70 % 11]
    || CASE WHEN b % 2 = 0 THEN ' Services' ELSE ' LLC' END || CASE WHEN b = 7 THEN ' Zeppelin' ELSE '' END
"""
_BUSINESSES = f"""
    INSERT INTO accounts_organization SELECT made.* FROM accounts_organization AS like_row,
        generate_series(1, %(businesses)s) AS b,
        jsonb_populate_record(like_row, jsonb_build_object(
            'id', md5('business' || b), 'slug', 'business-' || b, 'name', {_NAMES},
            'parent_id', CASE WHEN b %% 10 = 0 THEN %(other)s ELSE %(reseller)s END)) AS made
    WHERE like_row.id = %(business)s
"""
_APPLICATIONS = """
    INSERT INTO lifecycle_application SELECT made.* FROM lifecycle_application AS like_row,
        generate_series(1, %(size)s) AS a,
        LATERAL (SELECT 1 + a %% %(businesses)s AS b, (a::bigint * 7919 %% 100)::int AS die,
            (a::bigint * 104729 %% 36000)::int AS minutes) AS thrown,
        LATERAL (SELECT CASE WHEN die < 40 THEN 'pending' WHEN die < 43 THEN 'under_review'
            WHEN die < 68 THEN 'forwarded' WHEN die < 73 THEN 'rejected' WHEN die < 75 THEN 'information_requested'
            WHEN die < 80 THEN 'changes_requested' WHEN die < 95 THEN 'approved'
            WHEN die < 97 THEN 'ineligible' WHEN die < 99 THEN 'withdrawn'
            ELSE 'suspended' END AS now_in) AS stands,
        jsonb_populate_record(like_row, jsonb_build_object(
            'id', md5('application' || a), 'subject_id', md5('subject' || a), 'reference', 'REG-' || (100000 + a),
            'subject_title', (ARRAY['Order updates','Appointments','Delivery notices','Offers','Alerts'])[1 + a %% 5],
            'kind', (ARRAY['sms_mms','sms_mms','toll_free','brand'])[1 + a %% 4],
            'organization_id', md5('business' || b),
            'reseller_id', CASE WHEN b %% 10 = 0 THEN %(other)s ELSE %(reseller)s END,
            'state', now_in, 'submission_count', 1, 'risk', a * 31 %% 100,
            'rejections', CASE WHEN now_in = 'ineligible' THEN 4 WHEN now_in = 'rejected' THEN 1 + a %% 3 ELSE 0 END,
            'due_at', CASE WHEN now_in IN ('pending', 'under_review', 'forwarded')
                THEN now() + make_interval(mins => minutes - 7200) END,
            'submitted_at', now() - make_interval(mins => minutes),
            'assigned_to_id', CASE WHEN now_in = 'under_review' THEN %(holder)s END,
            'claimed_until', CASE WHEN now_in = 'under_review' THEN now() + interval '3 hours' END)) AS made
    WHERE like_row.id = %(like)s
"""
_PARTS = """
    INSERT INTO lifecycle_registryrecord SELECT made.* FROM lifecycle_registryrecord AS like_row,
        generate_series(1, %(size)s) AS a,
        jsonb_populate_record(like_row, jsonb_build_object(
            'id', md5('part' || like_row.position || '-' || a),
            'part_id', md5('piece' || like_row.position || '-' || a),
            'application_id', md5('application' || a), 'external_id', 'B' || upper(left(md5('id' || a), 7)))) AS made
    WHERE like_row.application_id = %(like)s
"""
_HISTORY = """
    INSERT INTO {table} SELECT made.* FROM {table} AS like_row, generate_series(1, %(size)s) AS a,
        jsonb_populate_record(like_row, jsonb_build_object(
            'id', md5(like_row.id::text || a), 'application_id', md5('application' || a), 'submission_id', NULL
        )) AS made
    WHERE like_row.application_id = %(like)s
"""
_TEMPORARY = """
    INSERT INTO lifecycle_temporaryregistration SELECT made.* FROM lifecycle_temporaryregistration AS like_row,
        lifecycle_application AS application,
        jsonb_populate_record(like_row, jsonb_build_object(
            'id', md5(application.id::text), 'application_id', application.id)) AS made
    WHERE like_row.application_id = %(like)s AND application.state = 'pending' AND application.risk = 3
"""


def fill(database: str, cast: Cast, like: Scene, size: int) -> None:
    """Adds ``size`` applications like this one: 90 % of them the cast's reseller's, ten for each business."""
    values = {
        "size": size,
        "businesses": max(10, size // 10),
        "business": str(cast.greenleaf.id),
        "reseller": str(cast.lakeside.id),
        "other": str(cast.northgate.id),
        "holder": str(cast.ada.user.id),
        "like": str(like.id),
    }
    connection = psycopg2.connect(cluster().superuser_url(database))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_application_search%'")
        cursor.execute(f'ALTER TABLE lifecycle_application ENABLE ALWAYS TRIGGER "{cursor.fetchall()[0][0]}"')
        cursor.execute("SET session_replication_role = replica")
        history = [_HISTORY.format(table=f"lifecycle_{name}") for name in ("submission", "timelineentry")]
        businesses = _BUSINESSES.replace(_NAMES, _NAMES.replace("%", "%%"))
        for statement in (businesses, _PARTS, *history, "ANALYZE", _APPLICATIONS):
            cursor.execute(statement, values)
        cursor.execute(_TEMPORARY, values)
        cursor.execute("VACUUM (ANALYZE)")
    connection.close()
