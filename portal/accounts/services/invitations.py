"""Invitations: an offer of a role to a mailbox, good for seven days and one use.

The link's token is derived from the row under the deployment's hash key, so the room that sends the e-mail can make it
again; the row itself keeps only the token's hash.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import uuid
from typing import TYPE_CHECKING, Final, TypedDict

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from portal.accounts.models import Invitation, Membership, Organization, User
from portal.accounts.permissions import Permission, Role, roles_of
from portal.accounts.services.people import usable_email, user_make
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.crypto import keyed_hash
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

GOOD_FOR: Final = dt.timedelta(days=7)
MOST_OPEN: Final = 50
"""Open invitations an organization may have at a time."""


class HasAccount(TypedDict):
    """What a look-up by link adds to the invitation: whether its address has an account."""

    has_account: bool


def invitation_token(invitation: Invitation) -> str:
    """The secret part of the invitation's link, 43 characters."""
    return _token(invitation.id)


def invitation_by_token(token: str) -> WithAnnotations[Invitation, HasAccount]:
    """The invitation behind a link, whatever its state, with ``has_account`` set. Raises NotFound.

    One look for both: accepting makes the account and uses the link in one transaction, and who looks twice may see
    the account of an invitation that still seems open.
    """
    digest = hashlib.sha256(token.encode()).digest()
    account = User.objects.filter(email__iexact=OuterRef("email"))
    rows = Invitation.objects.select_related("organization__parent", "invited_by").annotate(has_account=Exists(account))
    found = rows.filter(token_sha256=digest).first()
    if found is None:
        raise NotFound(gettext("No invitation has this link. Open it again from the e-mail, in one piece."))
    return found


@transaction.atomic
def member_invite(*, actor: Actor, email: str, role: str) -> Invitation:
    """Offers a role in the actor's organization to an e-mail address; the e-mail is sent by the notices room.

    An earlier offer that ran out is taken back. Raises WrongPerson, or WrongInput (address, role, member already, open
    invitation already, more than 50 open).
    """
    actor.require(Permission.TEAM_MANAGE)
    organization = own_organization(actor)
    email = usable_email(email)
    known_role = role_for(organization, role)
    if Membership.objects.filter(organization=organization, user__email__iexact=email).exists():
        raise _at_email("This person is a member already. Change the role in the list of members.", "member_already")
    open_ones = Invitation.objects.filter(organization=organization, accepted_at=None, revoked_at=None)
    open_ones.filter(expires_at__lte=now()).update(revoked_at=now())
    if open_ones.filter(email__iexact=email).exists():
        raise _at_email("This address has an open invitation. Take it back first to send another.", "invited_already")
    if open_ones.count() >= MOST_OPEN:
        raise _at_email(f"{MOST_OPEN} invitations are open. Take some back first.", "too_many_invitations")
    assert actor.id is not None  # only a person holds the right
    invitation = Invitation(
        organization=organization, email=email, role=known_role, invited_by_id=actor.id, expires_at=now() + GOOD_FOR
    )
    invitation.token_sha256 = hashlib.sha256(_token(invitation.id).encode()).digest()
    invitation.save()
    _record(Act.MEMBER_INVITED, actor, invitation)
    return invitation


@transaction.atomic
def invitation_revoke(*, actor: Actor, invitation_id: uuid.UUID) -> Invitation:
    """Takes an offer back. Raises WrongPerson, NotFound, or WrongState once it was accepted or taken back."""
    rows = Invitation.objects.select_for_update().select_related("organization")
    invitation = rows.filter(organization=actor.organization_id, id=invitation_id).first()
    if invitation is None:
        raise NotFound()
    actor.require(Permission.TEAM_MANAGE)
    _require_open(invitation, even_expired=True)
    invitation.revoked_at = now()
    invitation.save(update_fields=["revoked_at"])
    _record(Act.INVITATION_REVOKED, actor, invitation)
    return invitation


@transaction.atomic
def invitation_accept(
    *, actor: Actor, token: str, user: User | None = None, name: str = "", password: str = ""
) -> Membership:
    """Makes the membership: for ``user`` if signed in, else for a new user of that name and password.

    Having the link proves the mailbox, so the address counts as verified. Raises NotFound (no such link), WrongState
    (used, taken back or run out), WrongPerson (signed in with another address), WrongInput (name or password).
    """
    invitation_id = invitation_by_token(token).id
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("organization").get(id=invitation_id)
    _require_open(invitation)
    if user is None:
        user = user_make(name=name, email=invitation.email, password=password, verified=True)
    elif user.email.lower() != invitation.email.lower():
        raise WrongPerson(
            gettext(
                "This invitation is for %(email)s, and you are signed in as %(email_2)s. Sign "
                "out, and open the link again."
            )
            % {"email": invitation.email, "email_2": user.email},
            code="invitation_for_another",
        )
    else:
        EmailAddress.objects.filter(user=user, email__iexact=invitation.email).update(verified=True)
    membership, _made = Membership.objects.get_or_create(
        user=user, organization=invitation.organization, defaults={"role": invitation.role}
    )
    invitation.accepted_at = now()
    invitation.save(update_fields=["accepted_at"])
    _record(Act.INVITATION_ACCEPTED, actor, invitation)
    return membership


def own_organization(actor: Actor) -> Organization:
    """The organization acted for, locked until the transaction ends. Raises NotFound without one."""
    if actor.organization_id is None:
        raise NotFound()
    return Organization.objects.select_for_update().get(id=actor.organization_id)


def role_for(organization: Organization, role: str) -> Role:
    """The role, if an organization of this kind has it. Raises WrongInput."""
    known = roles_of(organization.kind)
    if role not in known:
        names = ", ".join(name.replace("_", " ") for name in known)
        sentence = gettext("Choose one of these roles: %(names)s.") % {"names": names}
        raise WrongInput(sentence, code="role_unknown", fields={"role": [sentence]})
    return Role(role)


def _require_open(invitation: Invitation, *, even_expired: bool = False) -> None:
    ask = "Ask for a new invitation."
    if invitation.accepted_at:
        raise WrongState(
            gettext("This invitation was used already. Sign in with your e-mail address."), state="accepted"
        )
    if invitation.revoked_at:
        raise WrongState(gettext("This invitation was taken back. %(ask)s") % {"ask": ask}, state="revoked")
    if invitation.expires_at <= now() and not even_expired:
        raise WrongState(
            gettext("This invitation ran out after %(days)s days. %(ask)s") % {"days": GOOD_FOR.days, "ask": ask},
            state="expired",
        )


def _at_email(sentence: str, code: str) -> WrongInput:
    return WrongInput(sentence, code=code, fields={"email": [sentence]})


def _token(invitation_id: uuid.UUID) -> str:
    digest = keyed_hash(str(invitation_id), purpose="invitation link")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _masked(email: str) -> str:
    name, _, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


def _record(act: Act, actor: Actor, invitation: Invitation) -> None:
    record(
        act,
        actor=actor,
        subject=Subject("invitation", invitation.id, _masked(invitation.email)),
        organizations=[invitation.organization_id, invitation.organization.parent_id],
        data={"role": invitation.role},
    )
