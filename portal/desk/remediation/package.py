"""What goes out with a resubmission (source 004, step 7.1, phase 3): samples, consent, policy, papers, changes."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from brands.answering import code_answers
from brands.submitting import Dossier
from portal.auditpack.bag import Bag
from portal.common.actor import Actor
from portal.common.clock import day_in, now, told_day
from portal.common.templatetags.parts import code_text
from portal.desk.kinds import FieldLinks, pages_of
from portal.desk.review.reading import documents_of
from portal.evidence.kinds import BUSINESS_PAPERS, DocumentKind
from portal.evidence.models import Document
from portal.evidence.selectors import document_bytes
from portal.evidence.services import document_viewed
from portal.lifecycle.codes import doubts_identity
from portal.lifecycle.models import Application, Decision, Kind, Submission
from portal.lifecycle.papers import PROVE_IDENTITY, identity_unproven
from portal.lifecycle.selectors import last_rejection, last_submission, parts_of, rejection_before
from portal.lifecycle.snapshot import value_of
from portal.lifecycle.states import State
from portal.webchecks.models import CheckRun
from portal.webchecks.selectors import latest_finished, run_for
from portal.webchecks.titles import TITLES

SAMPLES: Final = 3
"""Sample messages that a resubmission carries (source 004, step 7.1)."""
MOST_BYTES: Final = 60 * 1024 * 1024
"""Papers of one package; what goes beyond is named, and stays in the portal."""
_PICTURES: Final = (DocumentKind.OPTIN_SCREENSHOT, DocumentKind.LANDING_PAGE_SCREENSHOT, DocumentKind.PAPER_FORM)
_WITHOUT_PAGE: Final = frozenset({"sms_keyword", "verbal", "point_of_sale", "paper_form", "ivr", "other"})
"""Ways to agree that need no page on the web; each has papers of its own (source 004, step 4.4)."""
_ENDINGS: Final = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "text/csv": ".csv",
    "message/rfc822": ".eml",
}


@dataclasses.dataclass(frozen=True)
class Item:
    """One thing that a resubmission carries; ``lacks`` says in words what is missing, ``lines`` what is there."""

    slug: str
    title: str
    lines: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    lacks: str = ""
    url: str = ""
    needed: bool = True

    @property
    def there(self) -> bool:
        """Whether nothing of it is missing."""
        return not self.lacks


@dataclasses.dataclass(frozen=True)
class ChangeRow:
    """A code with what was changed for it and what proves the change."""

    key: str
    title: str
    change: str
    text: str
    papers: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Package:
    """A resubmission as a reviewer sends it on. ``submission`` is None while the business still works on it."""

    application: Application
    submission: Submission | None
    items: tuple[Item, ...]
    changes: tuple[ChangeRow, ...]
    documents: tuple[Document, ...]

    @property
    def needed(self) -> list[Item]:
        """The things this resubmission has to carry."""
        return [item for item in self.items if item.needed]

    @property
    def missing(self) -> list[Item]:
        """Those that are not complete yet."""
        return [item for item in self.needed if not item.there]


@dataclasses.dataclass(frozen=True)
class _Facts:
    """What the items are read from: answers by bare name, links, papers, the website check, open findings."""

    payload: dict[str, Any]
    links: FieldLinks
    documents: Sequence[Document]
    run: CheckRun | None
    findings: Sequence[Mapping[str, Any]]
    zone: str

    def told(self, field: str) -> str:
        """An answer as text."""
        return str(value_of(self.payload, field) or "").strip()

    def papers(self, kinds: Iterable[str]) -> tuple[Document, ...]:
        """The papers of these kinds."""
        return tuple(document for document in self.documents if document.kind in kinds)


def package_of(
    actor: Actor,
    application: Application,
    *,
    dossier: Dossier | None = None,
    findings: Sequence[Mapping[str, Any]] = (),
) -> Package:
    """The package of the last submission, or of the answers as they stand while the business works on them.

    Raises NotFound for another tenant's.
    """
    sent = last_submission(application)
    working = application.state in (State.DRAFT, State.REJECTED, State.CHANGES_REQUESTED, State.INFORMATION_REQUESTED)
    submission = None if working else sent
    dossier = dossier or pages_of(application).dossier(actor, application)
    payload = submission.payload if submission else dossier.payload(actor)
    run = run_for(actor, submission.check_run) if submission and submission.check_run else None
    facts = _Facts(
        payload=payload,
        links=FieldLinks(actor, application),
        documents=documents_of(actor, application, parts_of(application)),
        run=run or (latest_finished(dossier.subject) if submission is None else None),
        findings=submission.findings if submission else findings,
        zone=application.reseller.time_zone,
    )
    answers = submission.answers if submission else code_answers(actor, application)
    decision = rejection_before(submission) if submission else last_rejection(application)
    changes = tuple(_changes(decision, answers, facts.documents))
    items = (*_messages(facts, dossier), _business(decision, facts), _answers(changes))
    return Package(application, submission, items, changes, tuple(facts.documents))


def write_zip(actor: Actor, package: Package, target: IO[bytes]) -> None:
    """Packs the package as a signed bag, papers and all; each paper in it is recorded as seen."""
    application = package.application
    number = package.submission.number if package.submission else application.submission_count + 1
    with tempfile.TemporaryDirectory(prefix="resubmission-") as folder:
        bag = Bag(Path(folder) / f"{application.reference}-resubmission-{number}")
        names, left_out = _write_papers(actor, bag, package.documents)
        facts = {"package": package, "application": application, "names": names, "left_out": left_out, "made": now()}
        bag.add_text("package.html", render_to_string("desk/remediation/printed.html", facts))
        for item in package.items:
            if item.lines:
                bag.add_text(f"{item.slug}.txt", "\n\n".join(item.lines) + "\n")
        rows = [dataclasses.asdict(row) | {"papers": "; ".join(row.papers)} for row in package.changes]
        bag.add_csv("changes.csv", ("key", "title", "change", "text", "papers"), rows)
        bag.close(_info(package))
        bag.zip_to(target)  # type: ignore[arg-type]


def _write_papers(
    actor: Actor, bag: Bag, documents: Iterable[Document]
) -> tuple[list[tuple[Document, str]], list[Document]]:
    """Writes the papers up to ``MOST_BYTES``; answers what each is called there, and which did not fit."""
    names: list[tuple[Document, str]] = []
    left_out: list[Document] = []
    size = 0
    for document in documents:
        size += document.size
        if size > MOST_BYTES:
            left_out.append(document)
            continue
        name = f"papers/{len(names) + 1:02d}-{document.kind}{_ENDINGS.get(document.media_type, '.txt')}"
        bag.add(name, [document_bytes(document)])
        document_viewed(actor=actor, document=document)
        names.append((document, name))
    return names, left_out


def _info(package: Package) -> dict[str, str]:
    application = package.application
    return {
        "Source-Organization": application.organization.name.replace("\n", " "),
        "External-Identifier": application.reference,
        "External-Description": "Resubmission package",
        "Bagging-Date": now().date().isoformat(),
        "Bag-Software-Agent": "Clearline",
    }


def _messages(facts: _Facts, dossier: Dossier) -> Iterable[Item]:
    """What goes out about the messages and the consent to them; a brand alone sends none."""
    if dossier.application.kind != Kind.BRAND:
        yield from (_samples(facts), *_consent(facts), _policy(facts, dossier))


def _samples(facts: _Facts) -> Item:
    value = value_of(facts.payload, "sample_messages") or value_of(facts.payload, "sample_message") or []
    texts = [str(text).strip() for text in (value if isinstance(value, list) else [value]) if str(text).strip()]
    wrong = [f for f in facts.findings if f["severity"] == "error" and "sample_message" in str(f.get("field"))]
    lacks = ""
    if len(texts) < SAMPLES:
        lacks = _("%(n)s of %(wanted)s sample messages are written.") % {"n": len(texts), "wanted": SAMPLES}
    elif wrong:
        lacks = str(wrong[0].get("message") or _("A finding stands against the samples."))
    url = facts.links.first(["sample_messages", "sample_message"])
    return Item("samples", _("Three sample messages"), tuple(texts), lacks=lacks, url=url)


def _consent(facts: _Facts) -> Iterable[Item]:
    """The live picture of the form, its words verbatim, its address."""
    asked = facts.told("opt_in_method") not in _WITHOUT_PAGE
    pictures, url = facts.papers(_PICTURES), facts.links.first(["opt_in_method", "message_flow"])
    lacks = "" if pictures else _("Upload a live picture of the form, with the box empty and the words visible.")
    yield Item("optin_screenshot", _("Picture of the opt-in form"), (), pictures, lacks if asked else "", url, asked)
    for slug, title, lacks in (
        ("opt_in_wording", _("Opt-in wording, verbatim"), _("Copy the words of the form as they stand there.")),
        ("opt_in_url", _("Address of the opt-in form"), _("Write the full https address of the form.")),
    ):
        told = facts.told(slug)
        needed = asked or slug == "opt_in_wording"
        lines = (told,) if told else ()
        yield Item(slug, title, lines, (), "" if told or not needed else lacks, facts.links[slug], needed)


def _policy(facts: _Facts, dossier: Dossier) -> Item:
    """The policy's address with what the last website check saw there."""
    address = facts.told("privacy_policy_url")
    checks = [check for check in (facts.run.checks if facts.run else []) if "polic" in str(check["check"])]
    failed = [check for check in checks if check["verdict"] == "error"]
    lines = [address] if address else []
    if facts.run and facts.run.finished_at:
        lines.append(_("Checked on %(day)s.") % {"day": told_day(day_in(facts.zone, facts.run.finished_at))})
    lines += [_check_line(check) for check in checks]
    lacks = ""
    if not address:
        lacks = _("Write the address of the privacy policy.")
    elif failed:
        lacks = str(failed[0].get("message") or _("The website check finds an error in the policy."))
    elif facts.run is None and dossier.web is not None:
        lacks = _("The website was not checked since. The check runs when you submit, or start it now.")
    return Item(
        "policy_check", _("Privacy policy and its check"), tuple(lines), (), lacks, facts.links["privacy_policy_url"]
    )


def _check_line(check: Mapping[str, Any]) -> str:
    """A check of the website in words: what it found, or that it found nothing."""
    found = str(check.get("message") or "")
    if found:
        return found
    title = TITLES.get(str(check["check"]), str(check["check"]))
    return _("%(check)s In order.") % {"check": title} if check["verdict"] == "pass" else str(title)


def _business(decision: Decision | None, facts: _Facts) -> Item:
    """Papers that prove the business, asked for when the brand's identity was the reason."""
    needed = any(doubts_identity(code["key"]) for code in (decision.codes if decision else []))
    papers = facts.papers(BUSINESS_PAPERS)
    doubts = identity_unproven(decision.application) if decision else []
    lacks, url = "", facts.links["ein"]
    if decision and doubts:
        lacks, url = str(PROVE_IDENTITY), proof_page(decision.application, facts.links, doubts)
    return Item("business_papers", _("Papers that prove the business"), (), papers, lacks, url, needed)


def proof_page(application: Application, links: FieldLinks, doubts: Sequence[Mapping[str, Any]]) -> str:
    """Where a paper that proves the business is uploaded: beside its EIN, or to the code where no page has papers.

    A toll-free brief asks for a registration number, and for no paper with it.
    """
    return links["ein"] or f"{reverse('desk:rejection', args=[application.reference])}#code-{doubts[0]['key']}"


def _changes(
    decision: Decision | None, answers: Mapping[str, Mapping[str, Any]], documents: Iterable[Document]
) -> Iterable[ChangeRow]:
    names = {str(document.id): document.original_name for document in documents}
    for code in decision.codes if decision else []:
        answer = answers.get(code["key"], {})
        papers = tuple(names[key] for key in answer.get("evidence") or () if key in names)
        told = (str(answer.get("change") or ""), str(answer.get("text") or ""))
        yield ChangeRow(code["key"], code["title"], *told, papers)


def _answers(changes: Sequence[ChangeRow]) -> Item:
    open_codes = [code_text(row.key) for row in changes if not (row.change or row.text or row.papers)]
    lacks = _("Say what you changed for: %(codes)s.") % {"codes": ", ".join(open_codes)} if open_codes else ""
    return Item("change_table", _("What was changed for each code"), lacks=lacks, url="#mend", needed=bool(changes))
