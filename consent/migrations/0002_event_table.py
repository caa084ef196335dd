"""The ledger's table: partitioned by ranges of time-led ids, append-only down to every partition.

``consent_event_month(day)`` makes the partition of a month; it runs with its owner's rights, so that the portal's own role
needs none to create tables. What falls into no month lands in the default partition.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

TABLE = """
CREATE TABLE consent_event (
    id uuid NOT NULL PRIMARY KEY,
    schema smallint NOT NULL CHECK (schema > 0),
    business_id uuid NOT NULL,
    program_id uuid NULL REFERENCES consent_program (id) DEFERRABLE INITIALLY DEFERRED,
    subject_id uuid NOT NULL,
    type varchar(24) NOT NULL,
    method varchar(15) NOT NULL,
    purpose varchar(15) NOT NULL,
    scope varchar(7) NOT NULL CHECK (scope IN ('program', 'sender')),
    source varchar(8) NOT NULL,
    occurred_at timestamptz NOT NULL,
    utc_offset smallint NULL CHECK (utc_offset BETWEEN -1080 AND 1080),
    received_at timestamptz NOT NULL,
    time_claimed boolean NOT NULL,
    wording_id uuid NULL REFERENCES consent_wording (id) DEFERRABLE INITIALLY DEFERRED,
    wording_sha256 varchar(64) NOT NULL,
    keyword varchar(40) NOT NULL,
    evidence_sha256 varchar(64)[] NOT NULL,
    facts jsonb NOT NULL,
    chain_id uuid NULL,
    supersedes_id uuid NULL,
    minor boolean NOT NULL,
    parental_event_id uuid NULL,
    needs_confirmation boolean NOT NULL,
    counts boolean NOT NULL,
    effect varchar(12) NOT NULL,
    notes varchar(60)[] NOT NULL,
    keep_until date NOT NULL,
    actor_kind varchar(10) NOT NULL,
    actor_id uuid NULL,
    details bytea NULL,
    body_mac bytea NOT NULL,
    leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32),
    transaction bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    CONSTRAINT consent_event_has_program CHECK (program_id IS NOT NULL OR type = 'erasure')
) PARTITION BY RANGE (id);
CREATE INDEX consent_event_subject ON consent_event (business_id, subject_id, occurred_at);
CREATE INDEX consent_event_program ON consent_event (program_id, id DESC);
CREATE INDEX consent_event_transaction ON consent_event (transaction);

CREATE FUNCTION consent_event_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'consent events are never changed: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER consent_event_append_only BEFORE UPDATE OR DELETE ON consent_event
    FOR EACH ROW EXECUTE FUNCTION consent_event_is_final();
CREATE TRIGGER consent_event_no_truncate BEFORE TRUNCATE ON consent_event
    FOR EACH STATEMENT EXECUTE FUNCTION consent_event_is_final();

CREATE TABLE consent_event_default PARTITION OF consent_event DEFAULT;
CREATE TRIGGER consent_event_default_no_truncate BEFORE TRUNCATE ON consent_event_default
    FOR EACH STATEMENT EXECUTE FUNCTION consent_event_is_final();

CREATE FUNCTION consent_event_month(day date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    first timestamp := date_trunc('month', day);
    name text := 'consent_event_' || to_char(first, 'YYYY_MM');
    lower uuid := (lpad(to_hex((extract(epoch FROM first) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;
    upper uuid := (lpad(to_hex((extract(epoch FROM first + interval '1 month') * 1000)::bigint), 12, '0')
                   || repeat('0', 20))::uuid;
BEGIN
    IF day < DATE '2000-01-01' OR day > current_date + 400 THEN
        RAISE EXCEPTION 'no partition is made for %', day;
    END IF;
    IF to_regclass('public.' || name) IS NOT NULL THEN
        RETURN NULL;
    END IF;
    EXECUTE format('CREATE TABLE public.%I PARTITION OF public.consent_event FOR VALUES FROM (%L) TO (%L)',
                   name, lower, upper);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON public.%I FOR EACH STATEMENT '
                   'EXECUTE FUNCTION public.consent_event_is_final()', name || '_no_truncate', name);
    RETURN name;
END $$;

SELECT consent_event_month((date_trunc('month', current_date) + n * interval '1 month')::date)
FROM generate_series(-12, 3) AS n;
"""

REVERSE = """
DROP FUNCTION consent_event_month(date);
DROP TABLE consent_event;
DROP FUNCTION consent_event_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("consent", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(TABLE, REVERSE)],
            state_operations=[
                migrations.CreateModel(
                    name="ConsentEvent",
                    fields=[
                        ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("schema", models.PositiveSmallIntegerField(default=1)),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("opt_in", "Opt-in"),
                                    ("confirmation_requested", "Confirmation requested"),
                                    ("confirmed", "Confirmed"),
                                    ("welcome_sent", "Welcome sent"),
                                    ("opt_out", "Opt-out"),
                                    ("resubscribe", "Re-subscribed"),
                                    ("keyword", "Keyword without effect"),
                                    ("help", "Help asked"),
                                    ("reply_sent", "Reply sent"),
                                    ("dnc_approval", "Do-not-call approval"),
                                    ("scope_change", "Scope changed"),
                                    ("correction", "Correction"),
                                    ("erasure", "Erasure"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("web_form", "Web form"),
                                    ("sms_keyword", "SMS keyword"),
                                    ("verbal", "Spoken"),
                                    ("point_of_sale", "Point of sale"),
                                    ("paper_form", "Paper form"),
                                    ("ivr", "Phone menu (IVR)"),
                                    ("qr_code", "QR code"),
                                    ("email", "E-mail"),
                                    ("import", "Import"),
                                    ("other", "Other"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                blank=True,
                                choices=[("marketing", "Marketing"), ("informational", "Informational")],
                                default="",
                                max_length=15,
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[("program", "This program"), ("sender", "Every program of the business")],
                                default="program",
                                max_length=7,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("hosted", "Hosted page"),
                                    ("api", "API"),
                                    ("batch", "API, batch"),
                                    ("inbound", "Inbound message"),
                                    ("outbox", "Sending platform"),
                                    ("desk", "Entered by a person"),
                                    ("system", "Clearline"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("occurred_at", models.DateTimeField()),
                        (
                            "utc_offset",
                            models.SmallIntegerField(
                                help_text="Minutes east of UTC, as the client gave the time.", null=True
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("time_claimed", models.BooleanField(help_text="The time is the client's, not this server's.")),
                        ("wording_sha256", models.CharField(blank=True, default="", max_length=64)),
                        ("keyword", models.CharField(blank=True, default="", max_length=40)),
                        (
                            "evidence_sha256",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=64), default=list, size=None
                            ),
                        ),
                        ("facts", models.JSONField(default=dict)),
                        (
                            "chain_id",
                            models.UUIDField(help_text="The opt-in that a double opt-in began with.", null=True),
                        ),
                        ("supersedes_id", models.UUIDField(null=True)),
                        ("minor", models.BooleanField(default=False)),
                        ("parental_event_id", models.UUIDField(null=True)),
                        ("needs_confirmation", models.BooleanField(default=False)),
                        ("counts", models.BooleanField(default=True, help_text="A yes with its evidence.")),
                        (
                            "effect",
                            models.CharField(
                                choices=[
                                    ("activates", "Consent holds"),
                                    ("pending", "Consent waits for confirmation"),
                                    ("ends", "Consent ended"),
                                    ("stored_only", "Stored, without effect"),
                                    ("recorded", "Recorded"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "notes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), default=list, size=None
                            ),
                        ),
                        (
                            "keep_until",
                            models.DateField(
                                help_text="Floor from this event alone; the person's own date is the one that holds."
                            ),
                        ),
                        ("actor_kind", models.CharField(max_length=10)),
                        ("actor_id", models.UUIDField(null=True)),
                        ("details", models.BinaryField(null=True)),
                        ("body_mac", models.BinaryField(max_length=32)),
                        ("leaf_hash", models.BinaryField(max_length=32)),
                        (
                            "transaction",
                            models.BigIntegerField(
                                db_default=django.db.models.functions.comparison.Cast(
                                    django.db.models.functions.comparison.Cast(
                                        models.Func(function="pg_current_xact_id"), models.TextField()
                                    ),
                                    models.BigIntegerField(),
                                ),
                                editable=False,
                            ),
                        ),
                        (
                            "business",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="accounts.organization",
                            ),
                        ),
                        (
                            "program",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="consent.program",
                            ),
                        ),
                        (
                            "subject",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="consent.subject",
                            ),
                        ),
                        (
                            "wording",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="consent.wording",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "consent_event",
                        "ordering": ["-id"],
                    },
                ),
                migrations.AddIndex(
                    model_name="consentevent",
                    index=models.Index(fields=["business", "subject", "occurred_at"], name="consent_event_subject"),
                ),
                migrations.AddIndex(
                    model_name="consentevent",
                    index=models.Index(fields=["program", "-id"], name="consent_event_program"),
                ),
                migrations.AddIndex(
                    model_name="consentevent",
                    index=models.Index(fields=["transaction"], name="consent_event_transaction"),
                ),
            ],
        ),
    ]
