"""What else registers the same brand, and what that means for the registration one looks at."""

from __future__ import annotations

import dataclasses
from typing import Final

from brands.selectors import applications_of_part, keeping_answers
from portal.lifecycle.models import Application, Kind, RegistryRecord
from portal.lifecycle.selectors import parts_of
from portal.lifecycle.states import PartStatus

MOST: Final = 10
"""Registrations of one brand that a page names."""


@dataclasses.dataclass(frozen=True, slots=True)
class Kin:
    """``record`` is what the registry has of the brand that is registered alone here, ``campaigns`` what uses it;
    ``alone`` is the brand's own registration beside a campaign whose brand is not approved; ``keeper`` keeps the
    answers about the business closed.
    """

    record: RegistryRecord | None = None
    campaigns: tuple[Application, ...] = ()
    alone: Application | None = None
    keeper: Application | None = None


def kin_of(application: Application) -> Kin:
    """The open registrations beside this one that carry its brand; none for a toll-free verification."""
    brand = next((part for part in parts_of(application) if part.part_kind == "brand"), None)
    if brand is None or application.is_final:
        return Kin()
    of_brand = list(applications_of_part("brand", brand.part_id).select_related("reseller")[: MOST + 1])
    others = [one for one in of_brand if one.id != application.id]
    keeper = keeping_answers(of_brand)
    alone = next((one for one in others if one.kind == Kind.BRAND and brand.status != PartStatus.APPROVED), None)
    return Kin(
        record=brand if application.kind == Kind.BRAND and brand.external_id else None,
        campaigns=tuple(others) if application.kind == Kind.BRAND else (),
        alone=alone,
        keeper=keeper if keeper and keeper.id != application.id else None,
    )
