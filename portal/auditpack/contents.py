"""What goes into a package, room by room. Each function writes its part and answers what it wrote for the report."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from portal.audit.segment import proofs_of, segment_of
from portal.auditpack.bag import Bag
from portal.common.canonical import canonical_bytes, plain
from portal.evidence.selectors import capture_bytes, document_bytes
from portal.lifecycle.models import Application, Decision, Submission, TimelineEntry
from portal.lifecycle.snapshot import differences
from portal.webchecks.models import CheckRun
from portal.webchecks.selectors import captures_of, observations_of

Tick = Callable[[str], None]
"""Told what is being written; renews the job's lease."""

DECISION_COLUMNS = (
    "number",
    "verb",
    "state_before",
    "state_after",
    "part_kind",
    "part_label",
    "external_reference",
    "external_id",
    "codes",
    "note_to_customer",
    "rejection_number",
    "occurred_at",
    "at",
    "by_label",
    "seconded_by_label",
)
TIMELINE_COLUMNS = ("at", "verb", "text", "state_after", "actor_label", "actor_side")
PART_COLUMNS = (
    "part_kind",
    "label",
    "authority",
    "status",
    "external_reference",
    "external_id",
    "sent_at",
    "answered_at",
)
WORDING_COLUMNS = ("program", "version", "method", "language", "text", "sha256", "published_at", "published_by")
TEMPORARY_COLUMNS = (
    "state",
    "requested_at",
    "requested_by",
    "decided_at",
    "decided_by",
    "decision_reason",
    "issued_at",
    "days",
    "grace_days",
    "ended_at",
    "end_reason",
)

_DECISIONS_TOLD = ("at", "verb", "part_label", "codes", "note_to_customer", "external_id", "by_label")
_TEMPORARY_TOLD = ("requested_by", "state", "issued_at", "decided_by", "ended_at", "end_reason")
CONSENT_TOLD = ("occurred_at", "type", "method", "number", "effect", "wording_version", "keyword", "must_keep_until")


@dataclasses.dataclass(slots=True)
class Table:
    """A data file of the package as the report lists it: how many rows, which hash, and the first 500 rows.

    The report shows the columns ``told``, worded for people; the file holds all ``columns`` exactly.
    """

    title: str
    name: str
    columns: tuple[str, ...]
    told: tuple[str, ...]
    count: int = 0
    sha256: str = ""
    first: list[dict[str, str]] = dataclasses.field(default_factory=list)

    SHOWN = 500

    def watch(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Passes rows on, counting them and keeping the first ones."""
        for row in rows:
            self.count += 1
            if len(self.first) < self.SHOWN:
                self.first.append({column: for_people(row.get(column)) for column in self.told})
            yield {column: _text(row.get(column)) for column in self.columns}


def write_table(
    bag: Bag,
    title: str,
    name: str,
    columns: tuple[str, ...],
    rows: Iterable[Mapping[str, Any]],
    *,
    told: tuple[str, ...] = (),
) -> Table:
    """One table as ``records/<name>.csv``; the report shows the columns ``told``, or all of them."""
    table = Table(title=title, name=f"records/{name}.csv", columns=columns, told=told or columns)
    table.sha256 = bag.add_csv(table.name, columns, table.watch(rows))
    return table


def write_registration(bag: Bag, application: Application, tick: Tick) -> list[Table]:
    """The registration's own tables: registry records, decisions, timeline, temporary registrations."""
    tick("Writing decisions and history")
    parts = _rows(application.parts.all(), PART_COLUMNS)
    decisions = _rows(application.decisions.order_by("number"), DECISION_COLUMNS)
    read_by_both = application.timeline.exclude(verb__in=TimelineEntry.AMONG_REVIEWERS)
    history = _rows(read_by_both.order_by("at", "id"), TIMELINE_COLUMNS)
    temporaries = _rows(application.temporaries.order_by("requested_at"), TEMPORARY_COLUMNS)
    return [
        write_table(bag, "Registry records", "registry", PART_COLUMNS, parts, told=PART_COLUMNS[:2] + PART_COLUMNS[3:]),
        write_table(bag, "Decisions", "decisions", DECISION_COLUMNS, decisions, told=_DECISIONS_TOLD),
        write_table(bag, "History", "history", TIMELINE_COLUMNS, history, told=("at", "text", "actor_label")),
        write_table(bag, "Temporary registrations", "temporary", TEMPORARY_COLUMNS, temporaries, told=_TEMPORARY_TOLD),
    ]


def write_submissions(bag: Bag, application: Application, tick: Tick) -> list[dict[str, Any]]:
    """Every submission as it was judged, with its salt so that its hash can be recomputed, and what changed since."""
    told: list[dict[str, Any]] = []
    before: Submission | None = None
    for submission in application.submissions.order_by("number"):
        tick(f"Writing submission {submission.number}")
        name = f"submissions/{submission.number:02d}.json"
        bag.add(name, [canonical_bytes(_submission(submission))])
        changes = differences(before.payload, submission.payload) if before else []
        if before:
            bag.add(
                f"submissions/{before.number:02d}-to-{submission.number:02d}.json",
                [canonical_bytes([dataclasses.asdict(change) for change in changes])],
            )
        told.append(
            {"submission": submission, "file": name, "changes": changes, "sections": submission.payload["sections"]}
        )
        before = submission
    return told


def write_evidence(bag: Bag, documents: Iterable[Any], tick: Tick) -> Table:
    """The original bytes of every paper, under its hash, and a list that says which paper is which."""
    columns = ("kind", "original_name", "media_type", "size", "sha256", "created_at")
    rows = []
    written: set[str] = set()
    for document in documents:
        digest = _hex(document.sha256)
        if digest not in written:
            tick(f"Copying {document.original_name}")
            bag.add(f"evidence/{digest}", [document_bytes(document)])
            written.add(digest)
        rows.append({column: getattr(document, column, "") for column in columns} | {"sha256": digest})
    return write_table(
        bag, "Evidence files", "evidence", columns, rows, told=("kind", "original_name", "size", "sha256")
    )


def write_checks(bag: Bag, runs: Iterable[CheckRun], tick: Tick) -> Table:
    """Each website check with what it saw and came to, and every capture of it: answers, certificates, pictures.

    A capture is stored under its SHA-256; the check's file says of which kind each is.
    """
    columns = ("id", "url", "trigger", "verdict", "rulebook", "started_at", "finished_at")
    written: set[str] = set()
    listed = []
    for run in runs:
        tick(f"Copying the website check of {run.url}")
        bag.add(
            f"checks/{run.id}.json",
            [canonical_bytes(_check(run))],
        )
        for digest in sorted(captures_of(run) - written):
            bag.add(f"captures/{digest}", [capture_bytes(digest)])
            written.add(digest)
        listed.append({column: getattr(run, column, "") for column in columns})
    return write_table(
        bag, "Website checks", "checks", columns, listed, told=("finished_at", "url", "trigger", "verdict")
    )


def write_dictionary(bag: Bag, tables: Iterable[Table]) -> None:
    """Which file holds what: every table with its columns, rows and hash."""
    bag.add_csv(
        "records/dictionary.csv",
        ("file", "title", "columns", "rows", "sha256"),
        (
            {
                "file": f"data/{table.name}",
                "title": table.title,
                "columns": " ".join(table.columns),
                "rows": table.count,
                "sha256": table.sha256,
            }
            for table in tables
        ),
    )


def write_proofs(
    bag: Bag,
    subject_ids: set[uuid.UUID],
    parties: set[uuid.UUID],
    consent_proofs: Iterable[Mapping[str, Any]],
    tick: Tick,
) -> None:
    """The trail's segment as the parties see it; inclusion proofs of trail and consent events under signed heads."""
    tick("Writing proofs")
    bag.add_jsonl("proofs/trail.jsonl", segment_of(subject_ids, parties=parties))
    heads: dict[str, str] = {}

    def watched(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        for row in rows:
            heads[row["checkpoint"]] = row["log"]
            yield row

    def both() -> Iterator[Mapping[str, Any]]:
        yield from watched(proofs_of(subject_ids, parties=parties))
        yield from watched(consent_proofs)

    bag.add_jsonl("proofs/inclusion.jsonl", both())
    for number, checkpoint in enumerate(heads, 1):
        bag.add_text(f"proofs/checkpoints/{number:02d}.txt", checkpoint)


def _rows(objects: Iterable[Any], columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for thing in objects:
        yield {column: getattr(thing, column) for column in columns}


def _submission(submission: Submission) -> dict[str, Any]:
    return {
        "number": submission.number,
        "at": submission.at,
        "by": submission.by_label,
        "payload": submission.payload,
        "salt": bytes(submission.salt),
        "payload_sha256": bytes(submission.payload_sha256),
        "verdict": submission.verdict,
        "findings": _whole(submission.findings),
        "rulebook": submission.rulebook,
        "profile": submission.profile,
        "overrides": submission.overrides,
        "answers": submission.answers,
        "declaration": submission.declaration,
        "check_run": submission.check_run,
    }


def decision_documents(application: Application) -> set[str]:
    """Ids of the papers that decisions cite."""
    cited: set[str] = set()
    for decision in Decision.objects.filter(application=application).only("evidence"):
        papers = (item.get("document") for item in decision.evidence if isinstance(item, dict))
        cited |= {str(paper) for paper in papers if paper}
    return cited


def _check(run: CheckRun) -> dict[str, Any]:
    """A check as it stands in a package: its result, and each request with the capture that proves it."""
    columns = ("number", "role", "url", "dialled", "status", "reason", "size", "at", "capture_id")
    return {
        "url": run.url,
        "verdict": run.verdict,
        "checks": _whole(run.checks),
        "facts": _whole(run.facts),
        "requests": list(_rows(observations_of(run), columns)),
    }


def _whole(value: Any) -> Any:
    """The value with fractions as text: a package has one byte form."""
    match value:
        case float():
            return str(value)
        case dict():
            return {key: _whole(item) for key, item in value.items()}
        case list() | tuple():
            return [_whole(item) for item in value]
    return value


def _hex(value: Any) -> str:
    return value if isinstance(value, str) else bytes(value).hex()


def for_people(value: Any) -> str:
    """A value as the report says it: times to the minute in UTC, codes by their keys, words without underscores."""
    match value:
        case dt.datetime():
            return f"{value.astimezone(dt.UTC):%Y-%m-%d %H:%M}"
        case [{"key": _key}, *_rest]:
            return ", ".join(str(code["key"]) for code in value)
        case str() if value.isidentifier():
            return value.replace("_", " ")
        case None | [] | {}:
            return ""
    return _text(value)


def _text(value: Any) -> str:
    value = plain(value) if not isinstance(value, float) else str(value)
    if isinstance(value, list | dict):
        return canonical_bytes(value).decode()
    return "" if value is None else str(value)
