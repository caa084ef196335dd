"""Parts as the questions of a decision: which were sent, which one the registry answered."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Final

from django import forms
from django.utils.translation import gettext as _

from portal.desk.review.reading import Review, ShownPart
from portal.lifecycle.clocks import told_in
from portal.lifecycle.services import PartSending
from portal.lifecycle.states import PartStatus

_AFTER: Final = re.compile(r":([1-9]\d{0,6})$")
"""The end of a choice that names the sending it comes after."""


class _OfReview:
    """Takes every part of the application, chosen on a page that may be older: its verb says why it does not go."""

    known: Mapping[str, str] = {}
    """Every part of the application by its key, with its name; what was typed is told in these words too."""

    def valid_value(self, value: str) -> bool:
        """Whether the value names a part of the application."""
        return _AFTER.sub("", value) in self.known


class PartField(_OfReview, forms.ChoiceField):
    """One part."""


class PartsField(_OfReview, forms.MultipleChoiceField):
    """One part or several."""


def offer_parts(field: forms.Field, review: Review, parts: Iterable[ShownPart], *, sending: bool = False) -> None:
    """Offers these parts at a field of this module; ``sending`` names the earlier sending of what was sent before."""
    assert isinstance(field, PartField | PartsField)
    field.known = {part.key: _named(part) for part in review.parts}
    field.choices = [
        (_sending_key(part), _again(part, review)) if sending else (part.key, _named(part)) for part in parts
    ]


def sent_first(parts: Iterable[ShownPart]) -> list[str]:
    """The parts that are ticked before anybody does: what lies with no registry, else what a new submission changed."""
    new = [part for part in parts if part.sending is None]
    return [part.key for part in new if part.record.status != PartStatus.SENT] or [part.key for part in new]


def part_of(key: str) -> tuple[str, uuid.UUID]:
    """`brand:<uuid>` as kind and id; the choices of the form have been checked already."""
    kind, _colon, part_id = _AFTER.sub("", key).partition(":")
    return kind, uuid.UUID(part_id)


def sending_of(key: str, reference: str = "", external_id: str = "") -> PartSending:
    """A chosen part on its way; `brand:<uuid>:3` goes once more, after the sending of decision 3."""
    kind, part_id = part_of(key)
    after = _AFTER.search(key)
    return PartSending(kind, part_id, reference, external_id, int(after[1]) if after else None)


def _sending_key(part: ShownPart) -> str:
    return f"{part.key}:{part.sending.number}" if part.sending else part.key


def _again(part: ShownPart, review: Review) -> str:
    if part.sending is None:
        return _named(part)
    return _("%(part)s, once more (recorded as sent by %(who)s on %(at)s)") % {
        "part": _named(part),
        "who": part.sending.by_label,
        "at": told_in(part.sending.at, zone=review.application.reseller.time_zone),
    }


def _named(part: ShownPart) -> str:
    return f"{part.record.part_kind.title()}: {part.record.label}"
