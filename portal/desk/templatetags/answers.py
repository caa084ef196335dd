"""What was said to a rejection's codes before."""

from __future__ import annotations

from django import template

from brands.answering import answers_before
from portal.lifecycle.models import Application

register = template.Library()


@register.simple_tag
def said_before(application: Application, code: str) -> str:
    """What was said to a code before a rejection named it again; empty where it is new."""
    return answers_before(application).get(code, "")
