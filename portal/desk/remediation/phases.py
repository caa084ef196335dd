"""From a rejection to the next submission, in the four phases of source 004, step 7.1: diagnose, mend, prove, send."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brands.answering import code_answers
from brands.submitting import Dossier, fresh_run, judged
from portal.accounts.permissions import Permission
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import NotFound
from portal.desk.kinds import FieldLinks, pages_of
from portal.desk.remediation.looks import NOBODY_LOOKED, Look, Unseen, unseen_of
from portal.desk.remediation.package import Package, package_of, proof_page
from portal.evidence.kinds import BUSINESS_PAPERS, DocumentKind
from portal.evidence.models import Document
from portal.evidence.selectors import documents_for
from portal.lifecycle.clocks import AttemptBudget, Window, attempt_budget, expected_window
from portal.lifecycle.codes import IN_WORDS, doubts_identity, told_of
from portal.lifecycle.models import Application, Decision
from portal.lifecycle.papers import PROVE_IDENTITY, identity_unproven
from portal.lifecycle.selectors import codes_to_answer, live_temporary, temporary_end, terminal_codes_open
from portal.lifecycle.states import State
from portal.rules.advice.remediation import Group, Plan, group_codes
from portal.rules.questions import answer_name
from portal.rules.registry import all_rules
from portal.rules.rulebook import Code, load

_SPEAKING: Final = ("error", "warning", "could_not_check")
_PAPERS: Final = (
    DocumentKind.OPTIN_SCREENSHOT,
    DocumentKind.EIN_LETTER,
    DocumentKind.BUSINESS_LICENCE,
    DocumentKind.PRIVACY_POLICY,
    DocumentKind.TERMS,
    DocumentKind.AGE_GATE_SCREENS,
    DocumentKind.OTHER,
)


@dataclasses.dataclass(frozen=True)
class CodeCard:
    """One code of a rejection with all that helps to answer it.

    ``findings`` are those that still stand against what it names; ``judged`` tells whether all that it names was
    looked at, ``unseen`` what of the website was not. ``looked_for`` is what reviewers go by.
    """

    key: str
    title: str
    resubmittable: bool | None
    severity_class: str
    entry: Code | None
    url: str
    fields: tuple[str, ...]
    answer: Mapping[str, Any]
    documents: list[Document]
    kinds: tuple[str, ...]
    looked_for: tuple[str, ...] = ()
    findings: tuple[Mapping[str, Any], ...] = ()
    judged: bool = False
    unseen: Unseen | None = None

    @property
    def answered(self) -> bool:
        """Whether the next submission has something to say to it."""
        return any(self.answer.get(name) for name in ("change", "text", "evidence"))

    @property
    def asks_papers(self) -> bool:
        """Whether a paper that proves the business is the answer, so that the place for it stands open."""
        return doubts_identity(self.key)


@dataclasses.dataclass(frozen=True)
class CauseGroup:
    """Codes that most likely have one cause."""

    title: str
    cards: list[CodeCard]
    cause: str = ""
    advice: str = ""
    may_follow: str = ""


@dataclasses.dataclass(frozen=True)
class Remediation:
    """A rejection being worked off; ``open`` while it can be answered by this person."""

    application: Application
    decision: Decision
    budget: AttemptBudget
    plan: Plan
    groups: list[CauseGroup]
    terminal: list[str]
    unproven: bool
    open: bool
    package: Package | None
    blocking: int
    faults: Mapping[str, Iterable[str]]
    window: Window
    temporary_ends: Any

    @property
    def cards(self) -> list[CodeCard]:
        """Every code, in the order in which they are worked off."""
        return [card for group in self.groups for card in group.cards]

    @property
    def answered(self) -> int:
        """How many codes have an answer."""
        return sum(card.answered for card in self.cards)

    @property
    def unanswered(self) -> list[CodeCard]:
        """Codes that keep the submission back."""
        return [card for card in self.cards if not card.answered]

    @property
    def identity_first(self) -> bool:
        """Whether a code doubts who the business is, which every other answer is held against."""
        return any(doubts_identity(card.key) for card in self.cards)

    @property
    def same_day(self) -> bool:
        """Whether the sender can put every code right (source 004, steps 7.5 and 7.6)."""
        classes = [card.severity_class for card in self.cards]
        return bool(classes) and all(name == "auto_remediable" for name in classes)

    @property
    def ready(self) -> bool:
        """Whether it can be submitted: every code answered, no cause or answer open, the business proven."""
        return self.open and not (self.unanswered or self.terminal or self.faults or self.unproven)

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The four phases with how far each is."""
        proofs = self.package.needed if self.package else []
        there = sum(item.there for item in proofs)
        ahead = [
            (_("Diagnose"), "diagnose", True, _read(len(self.cards))),
            (_("Mend"), "mend", not self.unanswered, _count(self.answered, len(self.cards))),
            (_("Prove"), "prove", there == len(proofs), _count(there, len(proofs))),
            (_("Send again"), "send", False, _("ready") if self.ready else _("not yet")),
        ]
        first = next(slug for _title, slug, done, _text in ahead if not done)
        return [
            {"title": title, "slug": slug, "done": done, "now": slug == first, "text": text}
            for title, slug, done, text in ahead
        ]


def remediation_of(actor: Actor, application: Application, decision: Decision) -> Remediation:
    """Everything the rejection page shows. Raises NotFound for another tenant's."""
    dossier = pages_of(application).dossier(actor, application)
    is_open = application.state == State.REJECTED
    run = fresh_run(dossier) if is_open else None
    findings = judged(dossier, run) if is_open else []
    look = Look(dossier.web, run)
    cards = code_cards(actor, application, decision.codes, findings=findings if is_open else None, look=look)
    plan = group_codes((code["key"] for code in decision.codes), attempts=max(1, application.rejections))
    temporary = live_temporary(application)
    ends = temporary_end(temporary) if temporary and temporary.issued_at else None
    return Remediation(
        application=application,
        decision=decision,
        budget=attempt_budget(application),
        plan=plan,
        groups=by_cause(cards, plan),
        terminal=[code["key"] for code in terminal_codes_open(application)],
        unproven=bool(identity_unproven(application)),
        open=is_open and actor.may(Permission.REGISTRATION_EDIT),
        package=_package(actor, application, dossier, findings),
        blocking=sum(finding["severity"] == "error" for finding in findings),
        faults=dossier.faults if is_open else {},
        window=expected_window(application.kind, now(), zone=application.reseller.time_zone),
        temporary_ends=ends.at if ends else None,
    )


def held_back(actor: Actor, application: Application) -> list[dict[str, str]]:
    """What of its rejection keeps a resubmission back, as the submit itself would refuse it: sentences with the place
    where each is put right. Nothing while there is no rejection to answer."""
    page = reverse("desk:rejection", args=[application.reference])
    answers = code_answers(actor, application)
    held = [
        (_("Your provider first has to record how the cause of {code} was solved."), code)
        for code in terminal_codes_open(application)
    ]
    held += [
        (_("Say what you changed for {code}."), code)
        for code in codes_to_answer(application)
        if not any(answers[code["key"]].values())
    ]
    told = [{"text": words.format(code=told_of(code)), "href": f"{page}#code-{code['key']}"} for words, code in held]
    if doubts := identity_unproven(application):
        href = proof_page(application, FieldLinks(actor, application), doubts)
        text = _("The rejection doubts who the business is.")
        told.append({"text": text, "href": href, "more": str(PROVE_IDENTITY)})
    return told


def in_order(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Causes as they are worked off: the identity of the business first, for all else is held against it."""
    return tuple(sorted(groups, key=lambda group: group.cause != "brand"))


def code_cards(
    actor: Actor,
    application: Application,
    codes: Iterable[Mapping[str, Any]],
    *,
    findings: Iterable[Mapping[str, Any]] | None = None,
    look: Look = NOBODY_LOOKED,
) -> list[CodeCard]:
    """Codes with what the rulebook says of them, the link to the field, what stands against it, and the answer kept.

    A code that only a look at the website can clear is judged by a fresh check that could see all of it.
    """
    links, answers, known = FieldLinks(actor, application), code_answers(actor, application), load().codes
    told = [finding for finding in findings or () if finding["severity"] in _SPEAKING]
    cards = []
    for code in codes:
        entry = known.get(code["key"])
        fields = [str(name) for name in (entry.fields if entry else code.get("fields") or ())]
        rules = [rule for rule in all_rules() if code["key"] in rule.codes]
        unseen = unseen_of(look, entry, rules) if findings is not None else None
        cards.append(
            CodeCard(
                key=code["key"],
                title=code["title"],
                resubmittable=code["resubmittable"],
                severity_class=code["severity_class"],
                entry=entry,
                url=links.first(fields),
                fields=tuple(answer_name(field) for field in fields),
                answer=answers.get(code["key"], {}),
                documents=list(documents_for(actor, subjects=[("application", application.id)], field=code["key"])),
                kinds=_kinds(entry),
                looked_for=tuple(dict.fromkeys(rule.what for rule in rules)),
                findings=tuple(one for one in told if _speaks_to(one, code["key"], () if rules else fields)),
                judged=findings is not None and bool(rules or fields) and unseen is None,
                unseen=unseen,
            )
        )
    return cards


def by_cause(cards: list[CodeCard], plan: Plan) -> list[CauseGroup]:
    """The codes by their likely root cause: putting one right often resolves its neighbours."""
    by_key = {card.key: card for card in cards}
    groups = [
        CauseGroup(
            title=group.title,
            cards=[by_key.pop(code.key) for code in group.codes],
            cause=group.cause,
            advice=group.advice,
            may_follow=group.may_follow,
        )
        for group in in_order(plan.groups)
    ]
    return [*groups, *(_by_itself(card) for card in by_key.values())]


def _by_itself(card: CodeCard) -> CauseGroup:
    """A reason that no cause is known of: words alone, or a code that the directory does not have."""
    if card.key == IN_WORDS:
        return CauseGroup(_("As your provider wrote it"), [card])
    advice = _("Go by the registry's words in your provider's note; if they are not clear, ask your provider.")
    return CauseGroup(_("A code we do not know"), [card], advice=advice)


def _speaks_to(finding: Mapping[str, Any], key: str, fields: Iterable[str]) -> bool:
    """Whether a finding draws a code, or stands at one of its fields where no rule knows the code."""
    field = re.sub(r"\[.*$|\.\d+$", "", str(finding.get("field") or "")).rpartition(".")[2]
    return key in (finding.get("codes") or ()) or (field != "website" and field in fields)


def _kinds(entry: Code | None) -> tuple[str, ...]:
    """The papers a code asks for first, then those that any code may need."""
    proofs = BUSINESS_PAPERS if entry and doubts_identity(entry.key) else ()
    causes = load().documents["remediation"]["causes"]
    own = [paper for cause in causes if entry and cause["slug"] == entry.category for paper in cause["papers"]]
    return tuple(dict.fromkeys([*(kind.value for kind in proofs), *own, *(kind.value for kind in _PAPERS)]))


def _package(
    actor: Actor, application: Application, dossier: Dossier, findings: list[dict[str, Any]]
) -> Package | None:
    try:
        return package_of(actor, application, dossier=dossier, findings=findings)
    except NotFound:
        return None


def _read(n: int) -> str:
    return ngettext("%(n)s code read", "%(n)s codes read", n) % {"n": n}


def _count(done: int, total: int) -> str:
    return _("%(done)s of %(total)s") % {"done": done, "total": total}
