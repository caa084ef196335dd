"""The public tools: paste a text, see what a reviewer would find; and the directory of codes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.http import require_GET

from portal.common.clock import now
from portal.common.errors import WrongInput
from portal.rules.advice.resubmission import resubmission_text
from portal.rules.rulebook import load
from portal.tools import carriers as carrier_tables
from portal.tools import selectors
from portal.tools.forms import BrandedForm, DescriptionForm, MessageForm, OptInForm, PolicyForm
from portal.tools.limits import TooOften, count_visit
from portal.tools.services import judge_text, mend_text
from portal.tools.templatetags.advice import paper

CODES_PER_PAGE = 30


@method_decorator(login_not_required, name="dispatch")
class TextTool(View):
    """A form with one text and the linter's answer below it, renewed while one types when scripts run."""

    form_class: ClassVar[type[BrandedForm]]
    title: ClassVar[Any]
    lead: ClassVar[Any]
    live: ClassVar[bool] = True

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, self.form_class())

    def post(self, request: HttpRequest) -> HttpResponse:
        live = bool(request.headers.get("HX-Request"))
        form = self.form_class(request.POST)
        try:
            count_visit(request)
            return self.answer(request, form, live=live)
        except TooOften as refusal:
            form.add_error(None, refusal.message)
            return self.page(request, form, live=live, status=429)

    def answer(self, request: HttpRequest, form: BrandedForm, *, live: bool) -> HttpResponse:
        """The page (or, live, its report alone) for what was sent; a mend asked for is applied first."""
        if not form.is_valid():
            return self.page(request, form, live=live, status=200 if live else 422)
        try:
            judgement = judge_text(form.kind, form.lint_input())
            if rule := request.POST.get("mend", ""):
                text = mend_text(form.cleaned_data["text"], judgement.findings, rule)
                form = self.form_class({**request.POST.dict(), "text": text})
                form.is_valid()
                judgement = judge_text(form.kind, form.lint_input())
        except WrongInput as refusal:
            form.add_error("text", refusal.message)
            return self.page(request, form, live=live, status=200 if live else 422)
        return self.page(request, form, judgement=judgement, live=live)

    def page(
        self, request: HttpRequest, form: BrandedForm, *, live: bool = False, status: int = 200, **more: Any
    ) -> HttpResponse:
        """The whole page, or the report's part of it."""
        context = {
            "form": form,
            "title": self.title,
            "lead": self.lead,
            "live": self.live,
            "text": form.data.get("text", ""),
            **more,
        }
        return render(request, "tools/_report.html" if live else "tools/text_tool.html", context, status=status)


class MessageTool(TextTool):
    """Message checker."""

    form_class = MessageForm
    title = _("Message checker")
    lead = _("What a reviewer would find in a sample message, and how many segments it takes.")


class DescriptionTool(TextTool):
    """Campaign description checker and use case finder."""

    form_class = DescriptionForm
    title = _("Campaign description checker")
    lead = _("Whether a description says what reviewers look for, and which use case it describes.")


class PolicyTool(TextTool):
    """Privacy policy checker."""

    form_class = PolicyForm
    title = _("Privacy policy checker")
    lead = _("Which of the sentences that carriers require stand in a privacy policy, and which are missing.")
    live = False


class OptInTool(TextTool):
    """Opt-in form checker."""

    form_class = OptInForm
    title = _("Opt-in form checker")
    lead = _("Whether a web form asks for consent to text messages the way reviewers accept.")
    live = False


@login_not_required
@require_GET
def tools(request: HttpRequest) -> HttpResponse:
    """All tools on one page."""
    return render(request, "tools/index.html")


@login_not_required
@require_GET
def codes(request: HttpRequest) -> HttpResponse:
    """The code directory with search."""
    text, authority = request.GET.get("q", "")[:200], request.GET.get("authority", "")
    names = selectors.authority_names()
    authority = authority if authority in names else ""
    found = selectors.codes_found(text, authority)
    page = Paginator(found, CODES_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "q": text, "authority": authority, "authorities": names, "count": len(found)}
    return render(request, "tools/codes.html", context)


@login_not_required
@require_GET
def code(request: HttpRequest, authority: str, number: str) -> HttpResponse:
    """The permanent page of one code. NotFound for none."""
    entry = selectors.code_named(authority, number)
    names = selectors.authority_names()
    context = {
        "code": entry,
        "authority": names[authority],
        "authorities": names,
        "others": selectors.same_number(entry),
        "related": selectors.related(entry),
        "words": resubmission_text(entry, paper_name=paper),
    }
    return render(request, "tools/code.html", context)


@login_not_required
@require_GET
def carriers(request: HttpRequest) -> HttpResponse:
    """Carriers' policies, charges and rates, approval times, sending hours and changes, with their days and sources."""
    carrier, today = request.GET.get("carrier", ""), now().date()
    documents = load().documents
    context = {
        "carrier": carrier if carrier in carrier_tables.CARRIERS else "",
        "carriers": carrier_tables.CARRIERS,
        "stale": carrier_tables.stale_tables(today),
        "policies": carrier_tables.policies(carrier, today),
        "charges": carrier_tables.charges(carrier, today),
        "fees": documents["approval_times"]["fees"],
        "throughput": documents["throughput"],
        "use_cases": carrier_tables.use_case_rows(),
        "spans": carrier_tables.spans(),
        "hours": carrier_tables.hours(),
        "quiet": documents["quiet_hours"],
        "notices": carrier_tables.notices(today),
        "conflicts": documents["conflicts"]["conflicts"],
    }
    return render(request, "tools/carriers.html", context)
