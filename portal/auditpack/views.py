"""Pages of packages: list, make, follow, download; and the public page that tells how to verify one."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.permissions import Permission
from portal.accounts.scoping import actor_of
from portal.auditpack import verify
from portal.auditpack.forms import PackageForm
from portal.auditpack.selectors import package_for, packages_for
from portal.auditpack.services import package_hand_out, package_request
from portal.common.errors import WrongInput
from portal.common.forms import asks
from portal.lifecycle.selectors import applications_for
from portal.seal.signing import fingerprint, public_key_pem

PER_PAGE = 25


@require_GET
def package_list(request: HttpRequest) -> HttpResponse:
    """The packages of the actor's businesses, newest first."""
    page = Paginator(packages_for(actor_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "auditpack/list.html", {"page_obj": page})


@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
@asks(PackageForm)
def package_new(request: HttpRequest) -> HttpResponse:
    """The form for a package; a complete one is queued. Asks for the password again: a package leaves the house."""
    actor = actor_of(request)
    actor.require(Permission.PACKAGE_MAKE)
    full = actor.may(Permission.NUMBER_VIEW_FULL)
    initial = {"application": request.GET.get("application")}
    form = PackageForm(request.POST or None, applications=applications_for(actor), full=full, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            package = package_request(
                actor=actor,
                application_id=form.cleaned_data["application"].id,
                purpose=form.cleaned_data["purpose"],
                since=form.cleaned_data["since"],
                until=form.cleaned_data["until"],
                full_numbers=form.cleaned_data.get("full_numbers", False),
            )
        except WrongInput as refusal:
            for field, sentences in refusal.fields.items():
                form.add_error(field, sentences)
        else:
            return redirect("auditpack:detail", id=package.id)
    return render(request, "auditpack/new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def package_detail(request: HttpRequest, id: uuid.UUID) -> HttpResponse:  # noqa: A002 (the address's own word)
    """One package: what it holds, how far it is, and how to check it."""
    package = package_for(actor_of(request), id=id)
    return render(request, "auditpack/detail.html", {"package": package, "key": fingerprint()})


@require_GET
def package_progress(request: HttpRequest, id: uuid.UUID) -> HttpResponse:  # noqa: A002
    """The part of the page that changes while the package is built."""
    package = package_for(actor_of(request), id=id)
    return render(request, "auditpack/_progress.html", {"package": package, "key": fingerprint()})


@require_POST
def package_download(request: HttpRequest, id: uuid.UUID) -> FileResponse:  # noqa: A002
    """The file itself; each download is recorded."""
    actor = actor_of(request)
    package = package_hand_out(actor=actor, package=package_for(actor, id=id))
    file = default_storage.open(str(package.file.name))
    return FileResponse(file, as_attachment=True, filename=f"{package.reference}.zip")


@login_not_required
@require_GET
def verification(request: HttpRequest) -> HttpResponse:
    """How to check a package without us: the verifier, its hash, and the fingerprint of our key."""
    facts = {"key": fingerprint(), "pem": public_key_pem(), "verifier": hashlib.sha256(_verifier()).hexdigest()}
    return render(request, "auditpack/verify.html", facts)


@login_not_required
@require_GET
def verifier_download(request: HttpRequest) -> HttpResponse:
    """The verifier, one file, as it stands in the portal."""
    headers = {"Content-Disposition": 'attachment; filename="verify.py"'}
    return HttpResponse(_verifier(), content_type="text/x-python; charset=utf-8", headers=headers)


@login_not_required
@require_GET
def key_download(request: HttpRequest) -> HttpResponse:
    """The public key of this portal."""
    headers = {"Content-Disposition": 'attachment; filename="clearline-public-key.pem"'}
    return HttpResponse(public_key_pem(), content_type="application/x-pem-file", headers=headers)


def _verifier() -> bytes:
    return Path(verify.__file__).read_bytes()
