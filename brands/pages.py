"""The pages every subject's drafts share: one topic, its live findings, and the choice when two people edited.

A room gives its parts in a ``Room``; the pages know nothing of brands, campaigns or briefs.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from brands.drafting import EditedMeanwhile, Saved, base_of, digest_of, read_base, too_long, version_of
from brands.models import Draft
from brands.services import locked
from brands.topic_forms import TopicForm
from brands.topics import Topic, topic_of
from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.actor import Actor
from portal.common.errors import NotFound
from portal.evidence.selectors import documents_for
from portal.lifecycle.models import Application
from portal.lifecycle.selectors import notes_to_answer
from portal.rules.result import Finding, Report

WRITTEN_FOR_YOU = frozenset({"opt_in", "replies", "policies"})
"""Topics of a campaign whose texts the wording builder can write."""
_OWN_NAMES = frozenset({"csrfmiddlewaretoken", "version", "base", "mend", "then"})


@dataclasses.dataclass(frozen=True, slots=True)
class Room:
    """What a subject gives to its pages.

    ``part`` names the subject in papers and snapshots (`campaign`), ``namespace`` its addresses; ``lock`` answers the
    application that keeps a draft closed; ``application`` the one a page belongs to, if any.
    """

    part: str
    namespace: str
    topics: tuple[Topic, ...]
    forms: Mapping[str, type[TopicForm]]
    get: Callable[[Actor, uuid.UUID], Draft]
    update: Callable[..., Saved[Any]]
    findings: Callable[[Any], Report]
    lock: Callable[[Any], Application | None]
    application: Callable[[Actor, Any, str], Application | None]

    def topic(self, key: str) -> Topic:
        """A topic by its key. Raises NotFound."""
        found = next((topic for topic in self.topics if topic.key == key), None)
        if found is None:
            raise NotFound()
        return found

    def url(self, row: Draft, topic: Topic, *, registration: str = "", field: str = "") -> str:
        """The address of a topic's page, at a field of it if one is given."""
        path = reverse(f"{self.namespace}:topic", args=[row.id, topic.key])
        return f"{path}{f'?registration={registration}' if registration else ''}{f'#id_{field}' if field else ''}"

    def url_of_field(self, row: Draft, field: str, *, registration: str = "") -> str:
        """The address at which a field (or a finding's path) is answered; empty when no topic asks for it."""
        topic = topic_of(self.topics, field) if self._is_ours(field) else None
        if topic is None:
            return ""
        name = self.forms[topic.key]().named_by(field)
        return self.url(row, topic, registration=registration, field=name)

    def findings_on(self, topic: Topic, report: Report) -> list[Finding]:
        """The findings about this topic's questions."""
        return [
            finding
            for finding in report.findings
            if self._is_ours(finding.field) and topic_of(self.topics, finding.field) == topic
        ]

    def told_on(self, topic: Topic, row: Draft) -> dict[str, Any]:
        """What a topic's page tells: what is wrong with the answers, and whether a reviewer would miss some.

        A question that nobody has answered yet is no fault of the person: it is not held against them.
        """
        found = self.findings_on(topic, self.findings(row))
        missed = [finding for finding in found if finding.severity == "error" and _is_blank(row, finding.field)]
        return {"findings": [finding for finding in found if finding not in missed], "still": bool(missed)}

    def asked_on(self, topic: Topic, application: Application | None) -> list[tuple[str, str]]:
        """The notes with which the provider returned the registration, by the answers of this topic they are on."""
        notes = notes_to_answer(application) if application else {}
        mine = [field for field in notes if self._is_ours(field) and topic_of((topic,), field)]
        return [(field, notes[field]) for field in mine]

    def blocking_by_topic(self, report: Report) -> dict[str, int]:
        """How many findings keep a submission back, by the key of the topic they are about."""
        blocking = dataclasses.replace(report, findings=tuple(f for f in report.findings if f.severity == "error"))
        counts = {topic.key: len(self.findings_on(topic, blocking)) for topic in self.topics}
        return {key: count for key, count in counts.items() if count}

    def _is_ours(self, field: str) -> bool:
        head, dot, _rest = field.partition(".")
        return not dot or head in (self.part, "attributes", "toll_free")


class TopicPage(View):
    """One topic: GET shows it, POST saves what was typed."""

    room: ClassVar[Room]

    @classmethod
    def asks(cls, request: HttpRequest, draft_id: uuid.UUID, topic: str) -> list[type[TopicForm]]:
        """The questions of a topic. Raises NotFound."""
        return [cls.room.forms[cls.room.topic(topic).key]]

    def get(self, request: HttpRequest, draft_id: uuid.UUID, topic: str) -> HttpResponse:
        actor, row, asked, application = self._open(request, draft_id, topic, request.GET.get("registration", ""))
        form = self.room.forms[asked.key].of(row, asked, registration=_reference(application))
        return self._show(request, actor, row, asked, form, application)

    def post(self, request: HttpRequest, draft_id: uuid.UUID, topic: str) -> HttpResponse:
        actor, row, asked, application = self._open(request, draft_id, topic, request.POST.get("registration", ""))
        form = self.room.forms[asked.key](request.POST)
        form.is_valid()
        kept = {name.removeprefix("keep-") for name, value in request.POST.items() if value == "theirs"}
        values = {name: value for name, value in form.answers(asked.fields).items() if name not in kept}
        is_auto = request.POST.get("then") == "auto"
        mine = _changed(request, row, values)
        try:
            saved = self._save(request, actor, row, asked, values)
        except EditedMeanwhile as conflict:
            answer = self._saved if is_auto else self._choose
            return answer(request, row, asked, conflict)
        base = _base_after(request, saved.row, mine) or base_of(saved.row, asked.fields)
        if is_auto:
            return self._saved(request, saved.row, asked, base=base, unsaved=_unsaved(form, saved, values))
        form.tell(saved.problems)
        if form.errors:
            shown = self._redrawn(form, saved.row, asked, base)
            return self._show(request, actor, saved.row, asked, shown, application, status=422)
        if request.POST.get("mend"):
            self._mend(request, actor, saved.row, asked)
        return self._on(request, saved.row, asked, application)

    def _open(
        self, request: HttpRequest, draft_id: uuid.UUID, topic: str, reference: str
    ) -> tuple[Actor, Draft, Topic, Application | None]:
        actor = actor_of(request)
        row = self.room.get(actor, draft_id)
        actor.require(Permission.REGISTRATION_EDIT)
        lock = self.room.lock(row)
        if lock is not None:
            raise locked(lock)
        return actor, row, self.room.topic(topic), self.room.application(actor, row, reference)

    def _save(self, request: HttpRequest, actor: Actor, row: Draft, topic: Topic, values: dict[str, Any]) -> Saved[Any]:
        """Saves what this person changed. An answer that only somebody else changed stays theirs.

        Raises EditedMeanwhile for answers that both changed, after the others are saved.
        """
        base = read_base(request.POST.get("base", ""))
        if not base:
            return self._update(actor, row, topic, values, request.POST.get("version"))
        mine = _changed(request, row, values)
        free = {name for name in mine if digest_of(row, name, getattr(row, name)) == base.get(name)}
        safe = {name: value for name, value in mine.items() if name in free}
        both = {name: value for name, value in mine.items() if name not in free}
        saved = self.room.update(actor=actor, draft_id=row.id, values=safe, version=version_of(row, safe))
        try:
            if both:
                saved = self.room.update(actor=actor, draft_id=row.id, values=both, version="")
        except EditedMeanwhile as conflict:
            conflict.settled = list(safe)
            raise
        return saved

    def _saved(
        self,
        request: HttpRequest,
        row: Draft,
        topic: Topic,
        conflict: EditedMeanwhile | None = None,
        *,
        base: str = "",
        unsaved: Sequence[tuple[str, str]] = (),
    ) -> HttpResponse:
        """The line that says what became of a save while typing, and what the form is to remember from now on."""
        context: dict[str, Any] = {"row": conflict.row if conflict else row, "conflict": conflict, "unsaved": unsaved}
        context["version"] = version_of(context["row"], topic.fields)
        context["base"] = _base_after(request, conflict.row, conflict.settled) if conflict else base
        return render(request, "brands/_saved.html", context)

    def _update(self, actor: Actor, row: Draft, topic: Topic, values: dict[str, Any], seen: str | None) -> Saved[Any]:
        # The form's digest covers the whole topic; a save may be about fewer answers (some left as they are).
        version = None if seen is None else ""
        if seen == version_of(row, topic.fields):
            version = version_of(row, values)
        return self.room.update(actor=actor, draft_id=row.id, values=values, version=version)

    def _redrawn(self, form: TopicForm, row: Draft, topic: Topic, base: str) -> TopicForm:
        data = QueryDict(mutable=True)
        data.update(form.data)
        data["version"] = version_of(row, topic.fields)
        data["base"] = base
        form.data = data
        return form

    def _show(
        self,
        request: HttpRequest,
        actor: Actor,
        row: Draft,
        topic: Topic,
        form: TopicForm,
        application: Application | None,
        *,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "row": row,
            "topic": topic,
            "form": form,
            "application": application,
            "back": _back(application),
            **self.room.told_on(topic, row),
            "asked": self.room.asked_on(topic, application),
            "lint_url": reverse(f"{self.room.namespace}:lint", args=[row.id, topic.key]),
            "papers": [
                {
                    "asked": papers,
                    "documents": documents_for(actor, subjects=[(self.room.part, row.id)], field=papers.field),
                }
                for papers in topic.papers
            ],
            "subject_kind": self.room.part,
            "written_for_you": WRITTEN_FOR_YOU,
        }
        return render(request, "brands/topic.html", context, status=status)

    def _choose(self, request: HttpRequest, row: Draft, topic: Topic, conflict: EditedMeanwhile) -> HttpResponse:
        mine = [
            (name, value)
            for name, entries in request.POST.lists()
            if name not in _OWN_NAMES and not name.startswith("keep-")
            for value in entries
        ]
        fresh = conflict.row
        context = {"row": fresh, "topic": topic, "conflict": conflict, "mine": mine}
        context["version"] = version_of(fresh, topic.fields)
        shown = [difference.field for difference in conflict.differences]
        context["base"] = _base_after(request, conflict.row, [*shown, *conflict.settled])
        return render(request, "brands/conflict.html", context, status=409)

    def _mend(self, request: HttpRequest, actor: Actor, row: Draft, topic: Topic) -> None:
        rule, _bar, path = request.POST["mend"].partition("|")
        for finding in self.room.findings_on(topic, self.room.findings(row)):
            if (finding.rule, finding.field) == (rule, path) and finding.edit and finding.edit.safe:
                values = mended(row, finding)
                self.room.update(actor=actor, draft_id=row.id, values=values, version=version_of(row, values))
                messages.success(request, _("Mended: %(what)s") % {"what": finding.edit.label})
                return
        messages.info(request, _("Nothing to mend there any more."))

    def _on(self, request: HttpRequest, row: Draft, topic: Topic, application: Application | None) -> HttpResponse:
        reference = _reference(application)
        if request.POST.get("mend") or request.POST.get("then") == "stay":
            return HttpResponseRedirect(self.room.url(row, topic, registration=reference))
        later = self.room.topics[self.room.topics.index(topic) + 1 :]
        if request.POST.get("then") == "next" and later:
            return HttpResponseRedirect(self.room.url(row, later[0], registration=reference))
        return HttpResponseRedirect(_back(application) or self.room.url(row, topic))


class TopicLint(View):
    """The findings about what is typed right now, without saving it: the fragment that stands beside the fields."""

    room: ClassVar[Room]

    def post(self, request: HttpRequest, draft_id: uuid.UUID, topic: str) -> HttpResponse:
        row = self.room.get(actor_of(request), draft_id)
        asked = self.room.topic(topic)
        form = self.room.forms[asked.key](request.POST)
        form.is_valid()
        for name, value in form.answers(asked.fields).items():
            if not too_long(row, name, value):
                setattr(row, name, value)
        return render(request, "brands/_findings.html", {**self.room.told_on(asked, row), "topic": asked})


def _is_blank(row: Draft, field: str) -> bool:
    """Whether the answer that a finding's path names was never given; a path of no answer is never blank."""
    return getattr(row, _name_in(field), True) in (None, "", [])


def _name_in(field: str) -> str:
    """The answer that a finding's path is about: `campaign.sample_messages[1]` is `sample_messages`."""
    return field.rpartition(".")[2].partition("[")[0]


def mended(row: Draft, finding: Finding) -> dict[str, Any]:
    """The answer that a finding's edit makes of the stored one: field of the model -> new value."""
    assert finding.edit is not None  # the caller looked
    name, bracket, rest = finding.field.rpartition(".")[2].partition("[")
    value = getattr(row, name)
    if bracket:
        place = int(rest.rstrip("]"))
        entries = list(value)
        entries[place] = finding.edit.apply(entries[place])
        return {name: entries}
    return {name: finding.edit.apply(value)}


def _unsaved(form: TopicForm, saved: Saved[Any], values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was typed but not stored, since no column takes it or it is never kept so: each label with the reason."""
    row = saved.row
    kept = {
        name
        for name in saved.problems
        if digest_of(row, name, values[name]) == digest_of(row, name, getattr(row, name))
    }
    form.tell({name: sentences for name, sentences in saved.problems.items() if name not in kept})
    return [(str(field.label), str(form.errors[name][0])) for name, field in form.fields.items() if name in form.errors]


def _changed(request: HttpRequest, row: Draft, values: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that this person changed since the form was drawn."""
    base = read_base(request.POST.get("base", ""))
    return {name: value for name, value in values.items() if digest_of(row, name, value) != base.get(name)}


def _base_after(request: HttpRequest, row: Draft, seen: Iterable[str]) -> str:
    """The form's own base, with the answers this person has ``seen`` since as they are stored now.

    What the person never touched is still told from the old base, so that it stays as somebody else gave it: the page
    shows it as it was when it was drawn.
    """
    base = read_base(request.POST.get("base", ""))
    now_stored = {name: digest_of(row, name, getattr(row, name)) for name in seen}
    return " ".join(f"{name}={digest}" for name, digest in (base | now_stored).items()) if base else ""


def _reference(application: Application | None) -> str:
    return application.reference if application else ""


def _back(application: Application | None) -> str:
    return reverse("desk:registration", args=[application.reference]) if application else ""
