"""The papers that a resubmission has to carry (source 004, step 7.1, phase 3), found where they are attached."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.scoping import visible_to
from portal.common.actor import Actor
from portal.evidence.kinds import BUSINESS_PAPERS, DocumentKind
from portal.evidence.models import DocumentUse
from portal.lifecycle import selectors
from portal.lifecycle.codes import doubts_identity
from portal.lifecycle.models import Application, Decision, Kind, RegistryRecord

SUBJECT_KINDS: Final = {Kind.SMS_MMS: "campaign", Kind.TOLL_FREE: "verification", Kind.BRAND: "brand"}
"""What papers and website checks of an application's subject are filed under."""

PROVE_IDENTITY: Final = _(
    "Upload a paper that proves it: the EIN letter (CP-575 or 147C), the business licence or the DBA filing. Without "
    "any of these, attach another official paper to the code itself."
)


def paper_subjects(application: Application, parts: Iterable[RegistryRecord]) -> list[tuple[str, uuid.UUID]]:
    """Where the papers of an application lie: on itself, on what it registers, and on its brand."""
    subjects = [("application", application.id), (SUBJECT_KINDS[Kind(application.kind)], application.subject_id)]
    brands = [(part.part_kind, part.part_id) for part in parts if part.part_kind == "brand"]
    return list(dict.fromkeys([*subjects, *brands]))


def identity_unproven(application: Application) -> list[dict[str, Any]]:
    """The codes of the unresolved rejection that doubt who the business is, while no paper proves it.

    Business verification documents belong to a resubmission after a rejection triggered by entity issues (source 004,
    step 7.1). Not every business has one of them, a sole proprietor for one: any other paper counts that is attached
    to such a code itself.
    """
    doubts = [code for code in selectors.codes_to_answer(application) if doubts_identity(code["key"])]
    if not doubts:
        return []
    where = Q(pk__in=[])
    for kind, subject_id in paper_subjects(application, application.parts.all()):
        where |= Q(subject_kind=kind, subject_id=subject_id)
    to_the_code = Q(document__kind=DocumentKind.OTHER, field__in=[code["key"] for code in doubts])
    papers = DocumentUse.objects.filter(where, detached_at=None)
    return [] if papers.filter(Q(document__kind__in=BUSINESS_PAPERS) | to_the_code).exists() else doubts


def letter_name(actor: Actor, *, brand_id: uuid.UUID, legal_name: str) -> str:
    """The name on a brand's IRS letter as a reviewer last read it, to hold ``legal_name`` against.

    Empty when nobody read it, or when a letter was filed since. What a reviewer called the same name stays the same.
    """
    rows = visible_to(actor, Decision.objects.all(), business="application__organization").filter(
        application__parts__part_kind="brand",
        application__parts__part_id=brand_id,
        identity_block__irs_letter__in=["matches", "differs"],
    )
    read = rows.order_by("-at", "-number").first()
    if read is None:
        return ""
    letters = DocumentUse.objects.filter(subject_kind="brand", subject_id=brand_id, detached_at=None)
    if letters.filter(document__kind=DocumentKind.EIN_LETTER, attached_at__gt=read.at).exists():
        return ""
    typed, on_letter = (str(read.identity_block.get(name, "")) for name in ("legal_name", "irs_letter_name"))
    same = read.identity_block["irs_letter"] == "matches"
    return typed if same and (typed == legal_name or not on_letter) else on_letter
