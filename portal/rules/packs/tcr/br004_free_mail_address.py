# ruff: noqa: SIM905 - a word list reads better as words
"""BR004: An e-mail address is at a free mail service."""

from __future__ import annotations

from collections.abc import Iterator

from portal.rules.result import Hit, Verdict
from portal.rules.rule import Context, Rule
from portal.rules.subjects import (
    Brand,
)

_FREE = frozenset(
    "gmail.com googlemail.com yahoo.com ymail.com hotmail.com outlook.com live.com msn.com aol.com icloud.com me.com mac.com "
    "proton.me protonmail.com gmx.com mail.com zoho.com yandex.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net "
    "cox.net charter.net earthlink.net rocketmail.com fastmail.com hey.com tutanota.com qq.com 163.com".split()
)


def _check(brand: Brand, context: Context) -> Iterator[Hit]:
    for field in ("support_email", "business_contact_email"):
        domain = str(getattr(brand, field)).strip().lower().rpartition("@")[2]
        if domain in _FREE:
            yield Hit(message=f"{domain} is a free mail service.", field=field)


RULE = Rule(
    id="BR004",
    name="free-mail-address",
    authority="tcr",
    citation="source 004, step 3.2",
    severity=Verdict.ERROR,
    subjects=(Brand,),
    check=_check,
    what="An e-mail address is at a free mail service.",
    why="Reviewers expect an address at the business's own domain.",
    fix="Use an address such as support@your-domain.com.",
    codes=(
        "dca2:713",
        "twilio:30482",
    ),
    field="support_email",
    good=({"kind": "brand", "support_email": "support@acme.com"},),
    bad=({"kind": "brand", "support_email": "acme.shop@gmail.com"},),
)
