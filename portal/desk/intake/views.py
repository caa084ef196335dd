"""From a rejection notice to the rejection: read it, choose among its codes, record."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.common.errors import WrongInput, WrongState
from portal.common.forms import asks
from portal.desk.intake.files import words_of
from portal.desk.intake.forms import NoticeForm, NoticeRejectionForm, reading_of
from portal.desk.remediation.phases import in_order
from portal.desk.review.reading import Review, review_of
from portal.evidence.citing import notice_uses
from portal.evidence.kinds import OF_DECISIONS, DocumentKind
from portal.evidence.limits import MAX_BYTES
from portal.evidence.services import document_store
from portal.evidence.uploading import was_too_large
from portal.lifecycle.codes import code_choices
from portal.lifecycle.models import Application
from portal.lifecycle.states import State, possible
from portal.rules.advice.remediation import group_codes


@require_http_methods(["GET", "POST"])
@asks(NoticeForm)
def notice(request: HttpRequest, reference: str) -> HttpResponse:
    """A notice as codes, text or file; what it names comes back as a rejection to check and record.

    File and text are kept (``notice_field``) even where no code can be read from them. Until a rejection rests on them
    they are the reviewers' alone, who may take them away again.
    """
    actor = actor_of(request)
    review = review_of(actor, reference)
    actor.require(Permission.APPLICATION_DECIDE)
    _guard(review)
    if request.method != "POST":
        return _page(request, review, NoticeForm())
    form = NoticeForm(request.POST, request.FILES)
    if was_too_large(request):
        form.is_valid()
        form.add_error("file", _("The file has more than 10 MB. Paste its text, or upload its pages."))
    if not form.is_valid():
        return _page(request, review, form, status=422)
    text = "\n\n".join(filter(None, [form.cleaned_data["words"], _file_words(request, review, form)]))
    if form.cleaned_data["words"].strip():
        _keep(request, review, SimpleUploadedFile("notice.txt", form.cleaned_data["words"].encode()))
    reading = reading_of(form.cleaned_data["codes"], text)
    if not (reading.found or reading.unknown):
        if not form.errors:
            form.add_error(None, _("No code of the directory is named there. Type it, or record the reason in words."))
        return _page(request, review, form, status=422)
    for sentence in form.errors.get("file", []):
        messages.warning(request, str(sentence))
    return _page(request, review, form, NoticeRejectionForm(review, reading))


def notice_field(application: Application) -> str:
    """Where the notices of the rejection of the present submission are attached to the application."""
    return f"{OF_DECISIONS}{application.submission_count}"


def _guard(review: Review) -> None:
    state = review.application.state
    if state != State.FORWARDED or not review.awaited():
        raise WrongState(
            _("%(reference)s does not lie with a registry, so no rejection of it can be recorded.")
            % {"reference": review.application.reference},
            state=state,
            possible=possible(state),
        )


def _file_words(request: HttpRequest, review: Review, form: NoticeForm) -> str:
    """The words of the uploaded file, which is kept; a refusal is shown at the field."""
    upload: UploadedFile[bytes] | None = form.cleaned_data.get("file")
    if upload is None:
        return ""
    data, name = upload.read(MAX_BYTES + 1), upload.name or ""
    upload.seek(0)
    try:
        words = words_of(data, name, organization_id=actor_of(request).organization_id)
    except WrongInput as refusal:
        kept = _keep(request, review, upload)
        note = _("The file itself is kept for the decision.") if kept else ""
        form.add_error("file", " ".join(filter(None, [refusal.message, note])))
        return ""
    if not _keep(request, review, upload):
        _keep(request, review, SimpleUploadedFile(f"{name[:150]}.txt", words.encode()))
    return words


def _keep(request: HttpRequest, review: Review, upload: UploadedFile[bytes]) -> bool:
    """Keeps a notice for the decision; False where evidence takes no file of this kind."""
    application = review.application
    try:
        document = document_store(
            actor=actor_of(request),
            business_id=application.organization_id,
            kind=DocumentKind.REJECTION_NOTICE,
            upload=upload,
            subject=("application", application.id),
            field=notice_field(application),
        )
    except WrongInput:
        return False
    messages.success(request, _("%(name)s is kept for the decision.") % {"name": document.original_name})
    return True


def _page(
    request: HttpRequest,
    review: Review,
    form: NoticeForm,
    rejection: NoticeRejectionForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    application = review.application
    plan = group_codes(one.key for one in rejection.reading.found) if rejection else None
    facts = {
        "review": review,
        "application": application,
        "form": form,
        "rejection": rejection,
        "plan": plan,
        "read": len(rejection.reading.found) + len(rejection.reading.unlisted) if rejection else 0,
        "groups": in_order(plan.groups) if plan else (),
        "kept": notice_uses(application.id).filter(field=notice_field(application)).order_by("-id"),
        "code_choices": code_choices() if rejection else [],
    }
    return render(request, "desk/review/notice.html", facts, status=status)
