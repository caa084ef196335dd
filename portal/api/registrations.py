"""Registrations over the API: judging a draft, and how applications stand."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.base import ClearlineView
from portal.api.consent import PROBLEMS
from portal.api.paging import page_of, page_shape
from portal.api.serializers import ApplicationShape, LintBody, LintShape
from portal.common.errors import WrongInput
from portal.lifecycle.selectors import application_for, applications_for
from portal.rules.engine import lint
from portal.rules.inputs import UnreadableInput
from portal.rules.profiles import UnknownProfile


class Lint(ClearlineView):
    """The linter, open to every key."""

    @extend_schema(
        operation_id="lint", request=LintBody, responses={200: LintShape, **PROBLEMS}, tags=["registrations"]
    )
    def post(self, request: Request) -> Response:
        """Judges a registration, text, page, consent record or do-not-call practice. Nothing is stored."""
        body = LintBody(data=request.data)
        body.is_valid(raise_exception=True)
        values = body.validated_data
        try:
            report = lint(
                values["kind"],
                values["data"],
                profile=values.get("profile", "as_documented"),
                context=values.get("context"),
            )
        except (UnreadableInput, UnknownProfile) as error:
            raise WrongInput(str(error), code="lint_input", fields={"": [str(error)]}) from error
        return Response(report.as_dict())


class Applications(ClearlineView):
    """Applications of the key's organization."""

    @extend_schema(
        operation_id="applications",
        parameters=[
            OpenApiParameter("state", str, description="Only those in this state."),
            OpenApiParameter("kind", str, description="sms_mms, toll_free or brand."),
            OpenApiParameter("cursor", str, description="next_cursor of the page before."),
        ],
        responses={200: page_shape(ApplicationShape), **PROBLEMS},
        tags=["registrations"],
    )
    def get(self, request: Request) -> Response:
        """Applications, newest first."""
        rows = applications_for(self.actor(request))
        wanted = {name: value for name in ("state", "kind") if (value := request.query_params.get(name))}
        return page_of(request, rows.filter(**wanted), lambda row: ApplicationShape(row).data, newest_first=True)


class Application(ClearlineView):
    """One application."""

    @extend_schema(operation_id="application", responses={200: ApplicationShape, **PROBLEMS}, tags=["registrations"])
    def get(self, request: Request, reference: str) -> Response:
        """How it stands."""
        return Response(ApplicationShape(application_for(self.actor(request), reference=reference)).data)
