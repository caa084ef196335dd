"""Everything the decision page shows, gathered once: the submission, what speaks for and against it, the ladder."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import Any

from django.db.models import prefetch_related_objects

from portal.accounts.permissions import Permission
from portal.common.actor import Actor
from portal.common.clock import day_in, now
from portal.common.errors import NotFound
from portal.evidence.models import Document
from portal.evidence.selectors import documents_for
from portal.lifecycle import selectors
from portal.lifecycle.clocklist import Clock, clocks_of
from portal.lifecycle.clocks import AttemptBudget, TemporaryEnd, attempt_budget, end_of_day, part_is_late, part_window
from portal.lifecycle.codes import CodeFacts, suggested
from portal.lifecycle.models import (
    Amendment,
    Appeal,
    Application,
    Decision,
    Proposal,
    RegistryRecord,
    Submission,
    TemporaryRegistration,
    TimelineEntry,
)
from portal.lifecycle.papers import paper_subjects
from portal.lifecycle.snapshot import rows_of
from portal.lifecycle.states import WAITS_FOR, PartStatus, State
from portal.lifecycle.turns import told_to_send
from portal.webchecks.models import CheckRun
from portal.webchecks.selectors import run_for

SEVERITIES = ("error", "warning")
SELDOM_DECISIVE = frozenset(
    {
        "Address",
        "Contacts",
        "Compliance contact",
        "Trust and special cases",
        "Attributes",
        "Further information",
        "Numbers and registry",
        "Registry",
        "Papers",
        "Papers of the business",
        "Papers of the campaign",
    }
)
"""Sections that are folded on the decision page as long as nothing in them has a finding or a change."""


@dataclasses.dataclass(frozen=True, slots=True)
class ShownRow:
    """One answer of the submission with what is to be said of it."""

    field: str
    label: str
    value: Any
    findings: list[dict[str, Any]]
    changed: bool

    @property
    def speaks(self) -> bool:
        """Whether there is something to read: an answer, a finding, or that the answer was taken away."""
        return self.value not in (None, "", [], {}) or bool(self.findings) or self.changed


@dataclasses.dataclass(frozen=True, slots=True)
class ShownPart:
    """One rung of the ladder with what is expected of it."""

    record: RegistryRecord
    late: bool
    expected_by: dt.date | None
    waits_for: str
    sending: Decision | None = None
    """The decision that recorded it as sent, where that was for the last submission and no answer came yet."""

    @property
    def key(self) -> str:
        """The part as a form names it."""
        return f"{self.record.part_kind}:{self.record.part_id}"


@dataclasses.dataclass(frozen=True)
class Review:
    """One application as a reviewer reads it."""

    actor: Actor
    application: Application
    submissions: list[Submission]
    parts: list[ShownPart]
    decisions: list[Decision]
    timeline: list[TimelineEntry]
    temporary: TemporaryRegistration | None
    temporary_end: TemporaryEnd | None
    proposal: Proposal | None
    amendment: Amendment | None
    run: CheckRun | None
    documents: list[Document]
    predecessor: Application | None
    kin: list[Application]
    appeal: Appeal | None

    @property
    def submission(self) -> Submission | None:
        """The submission that is decided on: the last one."""
        return self.submissions[-1] if self.submissions else None

    @property
    def previous(self) -> Submission | None:
        """The submission before it."""
        return self.submissions[-2] if len(self.submissions) > 1 else None

    @property
    def budget(self) -> AttemptBudget:
        """Rejections used and left."""
        return attempt_budget(self.application)

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of the submission, worst first, without those that merely passed."""
        rank = {name: place for place, name in enumerate((*SEVERITIES, "advice"))}
        found = self.submission.findings if self.submission else []
        return sorted(found, key=lambda finding: rank.get(str(finding.get("severity")), 9))

    @property
    def blocking(self) -> int:
        """How many findings block, with a written reason or not."""
        return sum(finding.get("severity") == "error" for finding in self.findings)

    @property
    def overrides(self) -> list[tuple[str, str, str]]:
        """What the business keeps against a finding: the finding's words, its rule, and the reason."""
        said = {str(one.get("rule")): str(one.get("message") or one.get("name") or "") for one in self.findings}
        given = self.submission.overrides.items() if self.submission else ()
        return [(said.get(rule, ""), rule, reason) for rule, reason in given]

    @property
    def suggested_codes(self) -> list[CodeFacts]:
        """The codes that the findings name."""
        return suggested(self.findings)

    @property
    def is_mine(self) -> bool:
        """Whether the reader holds the claim."""
        return self.application.assigned_to_id == self.actor.id

    @property
    def answered(self) -> list[dict[str, Any]]:
        """The codes of the last rejection with the answer that the submission gives to each."""
        if not self.submission or not self.submission.answers:
            return []
        titles = {code["key"]: code["title"] for decision in self.decisions for code in decision.codes}
        answers = self.submission.answers.items()
        return [
            {"key": key, "title": titles.get(key, ""), "answer": answer, "papers": self._papers(answer)}
            for key, answer in answers
        ]

    def _papers(self, answer: dict[str, Any]) -> list[Document]:
        """The papers that an answer names, as far as they are still attached."""
        named = {str(key) for key in answer.get("evidence") or ()}
        return [document for document in self.documents if str(document.id) in named]

    def clocks(self) -> list[Clock]:
        """Every clock that runs, with its rule."""
        return clocks_of(self.application)

    @property
    def unsent(self) -> str:
        """What lies with the reseller though the application is at the registry; empty when nothing does."""
        forwarded = self.application.state == State.FORWARDED
        return told_to_send(part.record for part in self.parts) if forwarded else ""

    def sendable(self) -> list[ShownPart]:
        """Parts that may go to their registry now."""
        done = (PartStatus.APPROVED, PartStatus.SUSPENDED)
        return [part for part in self.parts if part.record.status not in done and not part.waits_for]

    def awaited(self) -> list[ShownPart]:
        """Parts that lie with their registry."""
        return [part for part in self.parts if part.record.status == PartStatus.SENT]


def review_of(actor: Actor, reference: str) -> Review:
    """The application for a reviewer. Raises WrongPerson, and NotFound for another tenant's and for a draft."""
    application = selectors.application_for(actor, reference=reference)
    actor.require(Permission.APPLICATION_REVIEW)
    submissions = selectors.submissions_for(actor, application)
    if not submissions and application.state == "draft":
        raise NotFound()
    prefetch_related_objects([application], "parts", "temporaries", "amendments")
    asked = selectors.temporaries_of(application)
    temporary = next((one for one in asked if one.state in selectors.LIVE_TEMPORARY), asked[0] if asked else None)
    parts = selectors.parts_of(application)
    last = submissions[-1] if submissions else None
    decisions = selectors.decisions_for(actor, application)
    return Review(
        actor=actor,
        application=application,
        submissions=submissions,
        parts=[_shown(part, parts, application, decisions) for part in parts],
        decisions=decisions,
        timeline=selectors.timeline_for(actor, application),
        temporary=temporary,
        temporary_end=selectors.temporary_end(temporary) if temporary else None,
        proposal=application.proposals.filter(closed_at=None).select_related("submission").first(),
        amendment=next(iter(application.amendments.all()), None),
        run=_run(actor, last),
        documents=documents_of(actor, application, parts),
        predecessor=application.supersedes,
        kin=selectors.ineligible_kin(application, parts),
        appeal=selectors.appeal_open(application),
    )


def sections_of(review: Review, submission: Submission) -> list[dict[str, Any]]:
    """The submission's sections; each row knows its findings and whether it differs from the submission before."""
    payload = submission.payload
    before = next((s for s in review.submissions if s.number == submission.number - 1), None)
    changed = {change.field for change in selectors.submission_diff(before, submission)} if before else set()
    findings = _by_field(submission.findings)
    shown = [
        (
            section["title"],
            [
                ShownRow(
                    field=row["field"],
                    label=row["label"],
                    value=row["value"],
                    findings=findings.get(bare(row["field"]), []),
                    changed=row["field"] in changed,
                )
                for row in section["rows"]
            ],
        )
        for section in payload["sections"]
    ]
    return [
        {
            "title": title,
            "rows": [row for row in rows if row.speaks],
            "silent": [row for row in rows if not row.speaks],
            "folded": title in SELDOM_DECISIVE and not any(row.findings or row.changed for row in rows),
        }
        for title, rows in shown
    ]


def field_choices(submission: Submission) -> list[tuple[str, str]]:
    """Every field of a submission by its label, for a note on it."""
    return [(row["field"], f"{row['section']}: {row['label']}") for row in rows_of(submission.payload)]


def _by_field(findings: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    fields: dict[str, list[dict[str, Any]]] = {}
    for finding in findings:
        if finding.get("severity") in SEVERITIES:
            fields.setdefault(bare(str(finding.get("field") or "")), []).append(finding)
    return fields


def bare(field: str) -> str:
    """`campaign.sample_messages[1]` as `sample_messages`."""
    name = re.sub(r"\[.*$|\.\d+$", "", field)
    return name.rpartition(".")[2]


def _shown(
    record: RegistryRecord, records: list[RegistryRecord], application: Application, decisions: list[Decision]
) -> ShownPart:
    zone = application.reseller.time_zone
    window = part_window(record, zone=zone)
    first = WAITS_FOR.get(record.part_kind)
    waiting = [r.label for r in records if r.part_kind == first and r.status != PartStatus.APPROVED]
    sent = selectors.sending_of(record, decisions) if record.status == PartStatus.SENT else None
    return ShownPart(
        record=record,
        late=part_is_late(record, now(), zone=zone),
        expected_by=window.latest if window and record.status == PartStatus.SENT else None,
        waits_for=f"{first} {waiting[0]}" if waiting else "",
        sending=sent if sent and sent.submission.number == application.submission_count else None,
    )


def _run(actor: Actor, submission: Submission | None) -> CheckRun | None:
    if submission is None or submission.check_run is None:
        return None
    try:
        return run_for(actor, submission.check_run)
    except NotFound:
        return None


def documents_of(actor: Actor, application: Application, parts: list[RegistryRecord]) -> list[Document]:
    """The papers of an application, of what it registers and of its brand, by kind."""
    papers = documents_for(actor, subjects=paper_subjects(application, parts))
    return sorted(papers, key=lambda document: document.kind)


def reseller_today(application: Application) -> dt.date:
    """The calendar day where the reseller is."""
    return day_in(application.reseller.time_zone)


def told_instant(day: dt.date, application: Application) -> dt.datetime | None:
    """The end of a day that was told; None for today, and an instant that is yet to come for every later day."""
    today = reseller_today(application)
    if day == today:
        return None
    return end_of_day(day, zone=application.reseller.time_zone) if day < today else now() + dt.timedelta(days=1)
