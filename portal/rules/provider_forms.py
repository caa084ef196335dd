"""What the rules of ``packs/provider`` share: an input held against the form of the profile's provider."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from portal.rules.providers import Field
from portal.rules.questions import answer_name
from portal.rules.result import Hit
from portal.rules.rule import Context
from portal.rules.subjects import Brand, Campaign, TollFreeBrief

_FORMS = {Brand: "brand", Campaign: "campaign", TollFreeBrief: "toll_free"}


def form_of(subject: Any, context: Context) -> Mapping[str, Field]:
    """The provider's form for this kind of input; empty in a profile that is no provider's."""
    return context.profile.forms.get(_FORMS[type(subject)], {})


def has_form(subject: Any, context: Context) -> bool:
    """Whether the profile's provider has a form for this kind of input."""
    return bool(form_of(subject, context))


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """The texts of an answer, each with its field; keywords are one list written with commas."""
    if isinstance(value, str):
        yield name, value.strip()
    elif isinstance(value, tuple) and name.endswith("_keywords"):
        yield name, ",".join(value)
    elif isinstance(value, tuple):
        yield from ((f"{name}[{place}]", text.strip()) for place, text in enumerate(value))


def bounds_hits(subject: Any, context: Context) -> Iterator[Hit]:
    """One hit for each answer that is given and shorter or longer than the provider's form takes."""
    for name, field in form_of(subject, context).items():
        if field.most is None:
            continue
        for place, text in _texts(name, getattr(subject, name)):
            if text and not field.least <= len(text) <= field.most:
                room = f"{field.least} to {field.most:,}" if field.least else f"at most {field.most:,}"
                message = f"{answer_name(name)} has {len(text):,} characters; {context.profile.title} takes {room}."
                yield Hit(message=message, field=place)


def missing_hits(subject: Any, context: Context) -> Iterator[Hit]:
    """One hit for each answer that the provider's form demands on this day and that is not given."""
    entity = subject.entity_type if isinstance(subject, Brand) else getattr(subject.brand, "entity_type", "")
    for name, field in form_of(subject, context).items():
        if not field.is_required(context.on) or getattr(subject, name):
            continue
        if field.unless_entity and entity == field.unless_entity:
            continue
        since = f" since {field.required_from:%-d %B %Y}" if field.required_from else ""
        yield Hit(message=f"{answer_name(name)} is missing; {context.profile.title} demands it{since}.", field=name)


def value_hits(subject: Any, context: Context, *names: str) -> Iterator[Hit]:
    """One hit for each of these answers that is not on the provider's list."""
    form = form_of(subject, context)
    for name in names:
        value = str(getattr(subject, name)).strip().upper()
        field = form.get(name)
        if field is not None and field.values and value and value not in field.values:
            known = ", ".join(field.values)
            message = f"{context.profile.title} has no {answer_name(name).lower()} {value}; it has {known}."
            yield Hit(message=message, field=name)


def offers(subject: Any, context: Context, *names: str) -> bool:
    """Whether the provider has a list for one of these answers."""
    form = form_of(subject, context)
    return any(name in form and form[name].values for name in names)
