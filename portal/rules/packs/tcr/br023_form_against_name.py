"""BR023: The suffix of the name speaks of another legal form than the one chosen."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import normalize
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand

# The suffix at the end of the name; "Co." and "Ltd." stand in names of several forms and tell nothing.
_SUFFIX = pattern(
    r"(?:^|[\s,])(l\.?l\.?c|pllc|p\.l\.l\.c|inc|incorporated|corp|corporation|p\.?c|l\.?l\.?p|l\.?p)\.?\s*$"
)
_FORMS = {
    "llc": ("llc",),
    "pllc": ("llc",),
    "inc": ("corporation", "nonprofit_corporation", "cooperative"),
    "incorporated": ("corporation", "nonprofit_corporation", "cooperative"),
    "corp": ("corporation", "nonprofit_corporation", "cooperative"),
    "corporation": ("corporation", "nonprofit_corporation", "cooperative"),
    "pc": ("corporation",),
    "llp": ("partnership",),
    "lp": ("partnership",),
}


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    match = _SUFFIX.search(normalize(brand.legal_name).folded.strip())
    if match is None:
        return
    suffix = match.group(1).replace(".", "")
    form = brand.organization_form.strip().lower()
    if form and form != "other" and form not in _FORMS[suffix]:
        meant = _FORMS[suffix][0].replace("_", " ")
        yield Hit(
            message=f"{suffix.upper()} at the end of the name stands for {meant}; {form.replace('_', ' ')} is chosen."
        )
    if brand.entity_type.strip().lower() == "government":
        yield Hit(message=f"A government body has no {suffix.upper()} in its name.", field="entity_type")


RULE = Rule(
    id="BR023",
    name="form-against-name",
    authority="tcr",
    citation="source 004, step 3.2",
    severity=Verdict.WARNING,
    subjects=(Brand,),
    check=_check,
    what="The suffix of the name speaks of another legal form than the one chosen.",
    why="Choosing LLC for a corporation, or the reverse, is named by the source as a common mistake.",
    fix="Choose the form that the founding papers name.",
    codes=("portal:UNVERIFIED",),
    field="organization_form",
    applies=lambda brand, context: (
        bool(brand.legal_name.strip()) and bool(brand.organization_form.strip() or brand.entity_type.strip())
    ),
    good=(
        {"kind": "brand", "legal_name": "Acme Holdings, L.L.C.", "organization_form": "llc"},
        {"kind": "brand", "legal_name": "River Aid Inc.", "organization_form": "nonprofit_corporation"},
        {"kind": "brand", "legal_name": "Roe Law LLP", "organization_form": "partnership"},
        {"kind": "brand", "legal_name": "Acme Trading Co.", "organization_form": "llc"},
    ),
    bad=(
        {"kind": "brand", "legal_name": "Acme Holdings LLC", "organization_form": "corporation"},
        {"kind": "brand", "legal_name": "Best Widgets, Inc.", "organization_form": "llc"},
        {"kind": "brand", "legal_name": "Roe Partners L.P.", "organization_form": "corporation"},
        {"kind": "brand", "legal_name": "City Works Corp", "entity_type": "government"},
    ),
)
