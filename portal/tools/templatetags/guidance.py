"""What every page that judges or advises says of itself."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from portal.rules.questions import answer_name
from portal.rules.registry import all_rules
from portal.rules.rule import Rule
from portal.rules.rulebook import load

register = template.Library()


@register.simple_tag
def rulebook_version() -> str:
    """Edition and hash of the rulebook in use."""
    return load().version


@register.filter
def authority_title(authority: object) -> str:
    """Who issues codes under that name, in short."""
    known = load().authorities.get(str(authority))
    return known["title"].split(",")[0] if known else str(authority)


@register.filter
def has_page(rule: object) -> bool:
    """Whether a rule of this id has a page; checks of a website have ids of their own, and rules may have gone."""
    return any(known.id == rule for known in all_rules())


@register.simple_tag
def rules_about(code: str) -> list[Rule]:
    """The rules whose findings carry a code."""
    return [rule for rule in all_rules() if code in rule.codes]


@register.filter
def place(field: object) -> str:
    """The answer that a finding's path names: `campaign.sample_messages[1]` as `Sample messages, no. 2`."""
    name, _bracket, rest = str(field).rpartition(".")[2].partition("[")
    number = rest.partition("]")[0]
    text = answer_name(name)
    return _("%(answer)s, no. %(number)d") % {"answer": text, "number": int(number) + 1} if number.isdigit() else text
