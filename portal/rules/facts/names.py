"""Business names as people write them: suffixes dropped, ``&`` and ``and`` alike, initials understood."""

from __future__ import annotations

import re
from functools import lru_cache

from portal.rules.facts.signs import MOST_KEPT, emails, links
from portal.rules.facts.text import Text, normalize
from portal.rules.subjects import Brand

_SUFFIX = re.compile(
    r"(?:,?\s+(?:llc|l\.l\.c|inc|incorporated|corp|corporation|co|company|ltd|limited|lp|llp|l\.p|pllc|pc|p\.c|plc"
    r"|pbc|foundation inc)\.?)+$"
)
_WORD = re.compile(r"[a-z0-9]+")
_GENERIC = frozenset({"the", "of", "and", "a", "for", "group", "services", "service", "holdings", "company"})


@lru_cache(maxsize=256)
def core_name(name: str) -> str:
    """The name in lower case without its legal suffix: ``Acme Holdings, LLC`` is ``acme holdings``."""
    folded = normalize(name).folded.strip(" .,")
    return _SUFFIX.sub("", folded).strip(" .,") or folded


@lru_cache(maxsize=256)
def _name_pattern(name: str) -> re.Pattern[str] | None:
    words = _WORD.findall(core_name(name).replace("&", " and ").replace("'", ""))
    if not words:
        return None
    # Apostrophes, dots and dashes inside a name come and go; "and" is also written "&" or left out.
    parts = [r"(?:&|and)" if word == "and" else r"[.']?".join(re.escape(c) for c in word) for word in words]
    return re.compile(r"(?<![a-z0-9])" + r"[\s.,'\-_]{0,3}".join(parts) + r"(?![a-z0-9])")


def find_name(text: Text, brand: Brand) -> tuple[int, int] | None:
    """Where the brand's DBA or legal name (with or without suffix) first stands in the folded text.

    A name inside a longer web or e-mail address does not count: ``acme.com/shop`` does not say who is writing.
    """
    return _place_of(text.folded, brand.names)


@lru_cache(maxsize=MOST_KEPT)
def _place_of(folded: str, names: tuple[str, ...]) -> tuple[int, int] | None:
    addresses = [span for span, _ in links(folded)] + emails(folded)
    places = []
    for name in names:
        compiled = _name_pattern(name)
        for match in compiled.finditer(folded) if compiled else ():
            start, end = match.span()
            if not any(first <= start and end <= last and last - first > end - start for first, last in addresses):
                places.append((start, end))
                break
    return min(places, default=None)


def names_brand(text: str, brand: Brand) -> bool:
    """Whether the text names the brand."""
    return find_name(normalize(text), brand) is not None


def domain_label(host: str) -> str:
    """The label a business chose: ``www.acme.co.uk`` is ``acme``."""
    labels = [label for label in host.lower().strip(".").split(".") if label]
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in {"co", "com", "org", "net", "gov", "ac", "edu"}:
        labels = labels[:-1]
    return labels[-2] if len(labels) >= 2 else (labels[0] if labels else "")


def relates(host: str, brand: Brand) -> bool:
    """Whether the domain plainly relates to the *legal* name or the DBA: shared core word, whole name or initials."""
    label = re.sub(r"[^a-z0-9]", "", domain_label(host))
    return bool(label) and any(_label_fits(label, name) for name in brand.names)


def _label_fits(label: str, name: str) -> bool:
    words = _WORD.findall(core_name(name).replace("'", ""))
    joined = "".join(words)
    strong = [word for word in words if word not in _GENERIC]
    if not words:
        return False
    if joined in label or label in joined or "".join(strong) in label:
        return True
    initials = "".join(word[0] for word in words)
    if len(initials) >= 2 and (label == initials or label == "".join(word[0] for word in strong)):
        return True
    return bool(strong) and len(strong[0]) >= 4 and strong[0] in label


def legal_fits_domain(host: str, brand: Brand) -> bool:
    """Whether the whole legal name (without suffix) stands in the domain, which needs no DBA line in the footer."""
    label = re.sub(r"[^a-z0-9]", "", domain_label(host))
    words = _WORD.findall(core_name(brand.legal_name))
    return bool(words) and "".join(words) in label
