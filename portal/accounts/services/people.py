"""Making users and businesses: sign-up under a reseller."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify

from portal.accounts.models import Membership, Organization, OrganizationKind, User
from portal.accounts.permissions import Role
from portal.audit.acts import Act
from portal.audit.services import Subject, record
from portal.common.actor import Actor
from portal.common.errors import NotFound, WrongInput

HAS_ACCOUNT = "There is an account with this e-mail address. Sign in with it; you can then add the business to it."


def joinable_reseller(slug: str) -> Organization:
    """The reseller whose sign-up address this is. Raises NotFound."""
    reseller = Organization.objects.filter(slug=slug, kind=OrganizationKind.RESELLER).first()
    if reseller is None:
        raise NotFound("No reseller has this sign-up address. Check the link that you were given.")
    return reseller


@transaction.atomic
def business_sign_up(
    *, actor: Actor, reseller: Organization, business_name: str, name: str, email: str, password: str
) -> Membership:
    """A new person with a new business under a reseller, as its owner.

    Raises WrongInput for names, an e-mail address or a password that cannot be used, or an address that has an account.
    """
    user = user_make(name=name, email=email, password=password, verified=False)
    membership = _business_open(actor, reseller, business_name, user)
    record(
        Act.SIGNED_UP,
        actor=actor,
        subject=Subject("user", user.id, user.name),
        organizations=[membership.organization_id, reseller.id],
        data={"reseller": reseller.slug},
    )
    return membership


@transaction.atomic
def business_add(*, actor: Actor, reseller: Organization, business_name: str, user: User) -> Membership:
    """One more business under a reseller for a person who has an account. Raises WrongInput."""
    return _business_open(actor, reseller, business_name, user)


def user_make(*, name: str, email: str, password: str, verified: bool) -> User:
    """A user with one e-mail address. ``verified`` says that a link sent to it was used. Raises WrongInput."""
    name = cleaned_name(name, field="name", question="Enter your full name.")
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        sentence = "Enter an e-mail address, like anna@example.com."
        raise WrongInput(sentence, code="email_not_valid", fields={"email": [sentence]}) from error
    if User.objects.filter(email__iexact=email).exists():
        raise WrongInput(HAS_ACCOUNT, code="email_taken", fields={"email": [HAS_ACCOUNT]})
    user = User(email=email, name=name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WrongInput(
            "Choose another password.", code="password_weak", fields={"password": list(error.messages)}
        ) from error
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=verified)
    return user


def cleaned_name(text: str, *, field: str, question: str) -> str:
    """A name on one line, at most 150 characters. Raises WrongInput with ``question`` when it is empty or too long."""
    name = " ".join("".join(character for character in text if character.isprintable()).split())
    if not name or len(name) > 150:
        sentence = question if not name else "Use at most 150 characters."
        raise WrongInput(sentence, code="name_not_usable", fields={field: [sentence]})
    return name


def free_slug(name: str) -> str:
    """A slug made from a name that no organization has."""
    stem = slugify(name)[:50] or "business"
    slug, number = stem, 2
    while Organization.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug


def _business_open(actor: Actor, reseller: Organization, business_name: str, user: User) -> Membership:
    name = cleaned_name(business_name, field="business_name", question="Enter the name of the business.")
    business = Organization.objects.create(
        kind=OrganizationKind.BUSINESS,
        parent=reseller,
        name=name,
        slug=free_slug(name),
        time_zone=reseller.time_zone,
    )
    membership = Membership.objects.create(user=user, organization=business, role=Role.OWNER)
    record(
        Act.ORGANIZATION_CREATED,
        actor=actor,
        subject=Subject("organization", business.id, business.name),
        organizations=[business.id, reseller.id],
        data={"kind": business.kind},
    )
    return membership
