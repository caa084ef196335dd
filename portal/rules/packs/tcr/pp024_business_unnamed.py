"""PP024: The policy does not name the registered business."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.facts import names
from portal.rules.facts.patterns import pattern
from portal.rules.facts.text import Text, normalize
from portal.rules.kit import ACME, GOOD_POLICY, absent
from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import Brand, PolicyPage

_BLANK = pattern(
    r"\[(?:your |insert )?(?:company|business|brand|organization|website|app)[a-z ]{0,20}\]|\byour company name\b|\{\{[^{}]{1,40}\}\}"
)


def _names(text: Text, brand: Brand) -> bool:
    """Whether the text names the brand; the long search is spared where a name's first word stands nowhere."""
    first = [names.core_name(name).split(" ")[0].strip(".,'&-") for name in brand.names]
    return any(word[:3] in text.folded for word in first) and names.find_name(text, brand) is not None


def _check(page: PolicyPage, context: Context) -> Iterator[Hit]:
    text = normalize(page.text)
    blank = _BLANK.search(text.folded)
    if blank:
        yield Hit(message=f"\u201c{blank.group()}\u201d was never filled in.")
    elif page.brand is not None and page.brand.names:
        yield from absent(_names(text, page.brand), f"The policy does not name {page.brand.names[0]}.")


RULE = Rule(
    id="PP024",
    name="business-unnamed",
    authority="tcr",
    citation="carriers' review of policies (code 9108)",
    severity=Verdict.WARNING,
    subjects=(PolicyPage,),
    check=_check,
    what="The policy does not name the registered business.",
    why="A policy that names nobody, or somebody else, was copied; reviewers ask whose it is.",
    fix="Name the legal name or the trade name at the top of the policy.",
    codes=("tcr:9108",),
    field="privacy_policy_url",
    good=(
        {"kind": "privacy_policy", "brand": ACME, "text": "Acme collects your number when you opt in."},
        {"kind": "privacy_policy", "brand": ACME, "text": "This policy is that of Acme Holdings, LLC."},
        {"kind": "privacy_policy", "markdown": GOOD_POLICY},
    ),
    bad=(
        {"kind": "privacy_policy", "brand": ACME, "text": "Best Widgets collects your number when you opt in."},
        {"kind": "privacy_policy", "text": "[Company Name] collects your number when you opt in."},
        {"kind": "privacy_policy", "brand": ACME, "text": "We collect your number. Visit acme.com/privacy."},
    ),
)
