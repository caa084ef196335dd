"""How sign-up and sign-in by allauth behave here."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up needs a reseller's link or an invitation; see ``portal.accounts.forms``."""
