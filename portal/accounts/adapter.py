"""How sign-up and sign-in by allauth behave here."""

from __future__ import annotations

import base64
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common.crypto import open_sealed, seal
from portal.common.errors import WrongPerson

_MFA_CONTEXT: Final = "mfa.secret"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up needs a reseller's address (`/join/<slug>/`) or an invitation; allauth's own form stays closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Nothing but the verbs of ``portal.accounts.services`` makes users."""
        raise WrongPerson(_("Sign up by your reseller's address or by an invitation."))


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second factors encrypted."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal(text, context=_MFA_CONTEXT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return open_sealed(base64.b64decode(encrypted_text), context=_MFA_CONTEXT)
