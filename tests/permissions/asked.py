"""Who may what: every address, what is asked of it, and the status each person gets.

Statuses stand in the order of ``world.INSIDERS`` (alice bob mia olga rae ada omar), then of ``world.OUTSIDERS`` (dora
charlie nora pat); 404 for all outsiders unless written. Over the API each person comes with a key that holds the
person's own rights; pat, who belongs to no organization, has none.

200 shows, 201 makes, 302 leads on after doing it; 403 is seen but not allowed, 404 is not there for this person, 409
is not possible now (ada: rae holds the claim), 422 is allowed but what was sent is not complete.
"""

from __future__ import annotations

import dataclasses
from typing import Any, Final

NOT_THERE: Final = "404 404 404 404"


PUBLIC: Final = {
    "accounts:invitation": {"token": "@token"},
    "accounts:join": {"slug": "@reseller"},
    "accounts:logo": {"sha256": "@logo"},
    "accounts:style": {"slug": "@reseller", "version": "0"},
    "api:docs": {},
    "api:schema": {},
    "auditpack:key": {},
    "auditpack:verifier": {},
    "auditpack:verify": {},
    "common:styleguide": {},
    "consent:hosted": {"slug": "@program_slug"},
    "consent:thanks": {"slug": "@program_slug"},
    "desk:reseller_page": {"slug": "@reseller"},
    "notices:unsubscribe": {"token": "@stop_token"},
    "tools:carriers": {},
    "tools:code": {"authority": "tcr", "number": "9106"},
    "tools:codes": {},
    "tools:describe": {},
    "tools:description": {},
    "tools:message": {},
    "tools:opt_in_form": {},
    "tools:plan": {},
    "tools:privacy_policy": {},
    "tools:readiness": {},
    "tools:rule": {"rule_id": "SM001"},
    "tools:rules": {},
    "tools:symptoms": {},
    "tools:tools": {},
    "tools:trust": {},
    "tools:use_case": {},
}
"""Open to everybody, signed in or not: name -> what its address needs."""


@dataclasses.dataclass(frozen=True)
class Asked:
    """One request; values that begin with ``@`` are names of the world."""

    name: str
    method: str
    insiders: str
    kwargs: dict[str, str] = dataclasses.field(default_factory=dict)
    data: dict[str, Any] = dataclasses.field(default_factory=dict)
    outsiders: str = NOT_THERE

    def __str__(self) -> str:
        return f"{self.method} {self.name}"

    @property
    def by_key(self) -> bool:
        """Whether it is asked with an API key."""
        return self.name.startswith("api:") and self.name not in PUBLIC

    @property
    def names_a_row(self) -> bool:
        """Whether an id of GreenLeaf's stands in it; such a thing is not there for any outsider."""
        return self.outsiders == NOT_THERE
