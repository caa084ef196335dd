"""How forms are drawn, and which questions stand behind an address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlsplit

from django.forms import BaseForm, Field
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

from portal.common.errors import Refusal

AskedForms: TypeAlias = Iterable[BaseForm | type[BaseForm]]
_View = TypeVar("_View", bound=Callable[..., Any])


class ClearlineRenderer(TemplatesSetting):
    """Draws forms, fields and error lists with the templates under `templates/components/`."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


def asks(*forms: type[BaseForm], by: Callable[..., AskedForms] | None = None) -> Callable[[_View], _View]:
    """Names the forms that a view reads, so that elsewhere too what was typed is told in their words.

    ``by`` finds them, where they hang on the address: it gets what the view gets.
    """

    def mark(view: _View) -> _View:
        view.asks = by or (lambda request, *args, **kwargs: forms)  # type: ignore[attr-defined]
        return view

    return mark


def has_questions(path: str) -> bool:
    """Whether the view at an address names the forms that it reads."""
    return _found(path) is not None


def questions_at(request: HttpRequest, path: str) -> dict[str, Field]:
    """The questions of the view at an address, by the names that answers have.

    None are known where the view names no forms, or the person may not see the page (any more).
    """
    found = _found(path)
    if found is None:
        return {}
    by, match = found
    try:
        forms = list(by(request, *match.args, **match.kwargs))
    except Refusal:
        return {}
    return {name: field for form in forms for name, field in _fields_of(form).items()}


def _found(path: str) -> tuple[Callable[..., AskedForms], ResolverMatch] | None:
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    by = getattr(match.func, "asks", None) or getattr(getattr(match.func, "view_class", None), "asks", None)
    return (by, match) if by else None


def _fields_of(form: BaseForm | type[BaseForm]) -> dict[str, Field]:
    if isinstance(form, type):
        return form.base_fields  # type: ignore[attr-defined, no-any-return]
    return {form.add_prefix(name): field for name, field in form.fields.items()}
