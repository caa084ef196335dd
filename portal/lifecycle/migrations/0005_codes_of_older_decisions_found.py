"""The search of the review queue finds the codes of decisions that were recorded before it knew them."""

from django.db import migrations

FILL = """
    UPDATE lifecycle_application AS application
    SET search_words = left(concat_ws(E'\\n', nullif(application.search_words, ''), lacking.words), 4000)
    FROM (
        SELECT named.application_id, string_agg(named.word, E'\\n' ORDER BY named.word) AS words
        FROM (
            SELECT DISTINCT decision.application_id,
                CASE WHEN code->>'authority' = 'other' THEN code->>'code' ELSE code->>'key' END AS word
            FROM lifecycle_decision AS decision, jsonb_array_elements(decision.codes) AS code
            WHERE code->>'key' <> 'other:text'
        ) AS named
        JOIN lifecycle_application AS kept ON kept.id = named.application_id
        WHERE named.word <> ALL (string_to_array(kept.search_words, E'\\n'))
        GROUP BY named.application_id
    ) AS lacking
    WHERE lacking.application_id = application.id
"""
"""What ``portal.lifecycle.codes.sought`` says of a decision's codes; the trigger on the application does the rest."""


class Migration(migrations.Migration):

    dependencies = [
        ('lifecycle', '0004_verbs_in_the_database'),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
