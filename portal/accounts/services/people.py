"""Making users and businesses: sign-up under a reseller."""

from __future__ import annotations

import unicodedata

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

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
        raise NotFound(_("No reseller has this sign-up address. Check the link that you were given."))
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
    """One more business under a reseller for a person who has an account.

    A second click, or the same name again, answers the business that the person owns there. Raises WrongInput.
    """
    User.objects.select_for_update(no_key=True).get(id=user.id)
    mine = Membership.objects.filter(user=user, role=Role.OWNER, organization__parent=reseller)
    name = _business_name(business_name)
    there = mine.filter(organization__name__iexact=name).select_related("organization").first()
    return there or _business_open(actor, reseller, name, user)


def user_make(*, name: str, email: str, password: str, verified: bool) -> User:
    """A user with one e-mail address. ``verified`` says that a link sent to it was used. Raises WrongInput."""
    name = cleaned_name(name, field="name", question="Enter your full name.")
    email = usable_email(email)
    if User.objects.filter(email__iexact=email).exists():
        raise _taken()
    user = User(email=email, name=name)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise WrongInput(
            _("Choose another password."), code="password_weak", fields={"password": list(error.messages)}
        ) from error
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # somebody with this address came in at the same moment
        raise _taken() from error
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=verified)
    return user


def usable_email(text: str) -> str:
    """The address in lower case, letters of other widths and forms as the plain ones that mail goes to anyway.

    Raises WrongInput.
    """
    email = unicodedata.normalize("NFKC", text).strip().lower()
    try:
        MaxLengthValidator(254)(email)
        validate_email(email)
    except ValidationError as error:
        sentence = _("Enter an e-mail address, like anna@example.com.")
        raise WrongInput(sentence, code="email_not_valid", fields={"email": [sentence]}) from error
    return email


def cleaned_name(text: str, *, field: str, question: str) -> str:
    """A name on one line, at most 150 characters. Raises WrongInput with ``question`` when it is empty or too long."""
    name = " ".join("".join(character for character in text if character.isprintable()).split())
    if not name or len(name) > 150:
        sentence = question if not name else _("Use at most 150 characters.")
        raise WrongInput(sentence, code="name_not_usable", fields={field: [sentence]})
    return name


def free_slug(name: str) -> str:
    """A slug made from a name that no organization has."""
    stem = slugify(name)[:50] or "business"
    slug, number = stem, 2
    while Organization.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug


def _taken() -> WrongInput:
    return WrongInput(HAS_ACCOUNT, code="email_taken", fields={"email": [HAS_ACCOUNT]})


def _business_name(text: str) -> str:
    return cleaned_name(text, field="business_name", question="Enter the name of the business.")


def _business_open(actor: Actor, reseller: Organization, business_name: str, user: User) -> Membership:
    business = _business_row(reseller, _business_name(business_name))
    membership = Membership.objects.create(user=user, organization=business, role=Role.OWNER)
    record(
        Act.ORGANIZATION_CREATED,
        actor=actor,
        subject=Subject("organization", business.id, business.name),
        organizations=[business.id, reseller.id],
        data={"kind": business.kind},
    )
    return membership


def _business_row(reseller: Organization, name: str) -> Organization:
    while True:
        slug = free_slug(name)
        fresh = Organization(kind=OrganizationKind.BUSINESS, parent=reseller, name=name, slug=slug)
        fresh.time_zone = reseller.time_zone
        try:
            with transaction.atomic():
                fresh.save(force_insert=True)
        except IntegrityError:
            if not Organization.objects.filter(slug=slug).exists():
                raise  # else somebody took the slug at the same moment
        else:
            return fresh
