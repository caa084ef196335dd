"""The advising tools: a short form, and below or beside it the advice. They store nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View

from portal.common.clock import now
from portal.common.errors import WrongInput
from portal.tools import advice, advice_forms
from portal.tools.limits import TooOften, count_visit


@method_decorator(login_not_required, name="dispatch")
class AdviceTool(View):
    """A form and its advice. An address that carries answers (``?codes=9106``) is answered at once, to be linked to."""

    form_class: ClassVar[type[advice_forms.AdviceForm]]
    advise: ClassVar[Any]
    """The function of ``portal.tools.advice`` that answers this form: (form, today) -> what its page shows."""
    result: ClassVar[str]
    title: ClassVar[Any]
    lead: ClassVar[Any]
    button: ClassVar[Any] = _("Show")
    promise: ClassVar[Any] = ""
    """What will appear, said before anything was asked."""
    asked: ClassVar[bool] = False
    """Whether every answer is optional, which is then said once."""
    folded: ClassVar[str] = ""
    """A field that stands folded below the button."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if set(request.GET) & set(self.form_class().fields):
            return self.answer(request, self.form_class(request.GET))
        return self.page(request, self.form_class())

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request, self.form_class(request.POST))

    def answer(self, request: HttpRequest, form: advice_forms.AdviceForm) -> HttpResponse:
        """The page, or for a live request its advice alone."""
        live = bool(request.headers.get("HX-Request"))
        refused = 200 if live else 422
        try:
            count_visit(request)
            if not form.is_valid():
                return self.page(request, form, live=live, status=refused)
            told = type(self).advise(form, now().date())
        except TooOften as refusal:
            form.add_error(None, refusal.message)
            return self.page(request, form, live=live, status=429)
        except WrongInput as refusal:
            for name, sentences in refusal.fields.items():
                for sentence in sentences:
                    form.add_error(name, sentence)
            return self.page(request, form, live=live, status=refused)
        return self.page(request, form, live=live, told=told)

    def page(
        self,
        request: HttpRequest,
        form: advice_forms.AdviceForm,
        *,
        live: bool = False,
        status: int = 200,
        told: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The whole page, or its advice alone."""
        context = {
            "form": form,
            "title": self.title,
            "lead": self.lead,
            "button": self.button,
            "promise": self.promise,
            "asked": self.asked,
            "folded": form[self.folded] if self.folded else None,
            "result": f"tools/advice/{self.result}.html",
            "advised": told is not None,
            **(told or {}),
        }
        template = "tools/_advice.html" if live else "tools/advice_tool.html"
        return render(request, template, context, status=status)


class UseCaseTool(AdviceTool):
    """Use-case selector."""

    form_class = advice_forms.UseCaseForm
    advise = staticmethod(advice.use_case_advice)
    result = "use_case"
    title = _("Use case selector")
    lead = _("Which use case fits, how long its approval takes, how fast it may send.")
    button = _("Find the use case")
    promise = _("The use cases that fit, best first, with the words that led there.")


class DescribeTool(AdviceTool):
    """Description builder."""

    form_class = advice_forms.DescribeForm
    advise = staticmethod(advice.described)
    result = "describe"
    title = _("Description builder")
    lead = _("Four parts make a campaign description that says what reviewers look for.")
    button = _("Build the description")
    promise = _("A description to copy, which the checker accepts.")


class TrustTool(AdviceTool):
    """Trust-score estimate."""

    form_class = advice_forms.TrustForm
    asked = True
    advise = staticmethod(advice.trust_advice)
    result = "trust"
    title = _("Trust score estimate")
    lead = _("Seven factors, what would raise the score, and the rate that follows.")
    button = _("Estimate the score")
    promise = _("A range, what would raise it most and by when, and what it means for the sending rate.")


class ReadinessTool(AdviceTool):
    """Readiness check."""

    form_class = advice_forms.ReadinessForm
    asked = True
    advise = staticmethod(advice.readiness_advice)
    result = "readiness"
    title = _("Readiness check")
    lead = _("Twelve things to have before a registration is begun. Two minutes.")
    button = _("Check readiness")
    promise = _("Twelve verdicts, and what to do about each that is not there yet.")


class PlanTool(AdviceTool):
    """Remediation plan."""

    form_class = advice_forms.PlanForm
    folded = "pick"
    advise = staticmethod(advice.plan_advice)
    result = "plan"
    title = _("Plan after a rejection")
    lead = _("From codes to causes, what to do in which order, and what to send in.")
    button = _("Make the plan")
    promise = _("The codes by root cause, and four phases with what to do and what to attach.")


class SymptomTool(AdviceTool):
    """Symptom checker."""

    form_class = advice_forms.SymptomForm
    asked = True
    advise = staticmethod(advice.symptom_advice)
    result = "symptoms"
    title = _("Symptom checker")
    lead = _("A minute of questions leads from what you see to the likely cause.")
    button = _("Find the cause")
    promise = _("Likely causes, best first, with their codes and the next steps.")
