"""The demo's resellers and people. All demo people share one random password, made for each folder."""

from __future__ import annotations

import dataclasses

from allauth.account.models import EmailAddress

from portal.accounts.models import Membership, Organization, OrganizationKind, User
from portal.accounts.permissions import Role
from portal.accounts.services.people import business_sign_up, user_make
from portal.common.actor import Actor, ActorKind
from portal.management.demo.businesses import Company

VISITOR = Actor(kind=ActorKind.VISITOR, label="Visitor", address="192.0.2.10", request_id="demo")


@dataclasses.dataclass(frozen=True, slots=True)
class House:
    """A reseller with the people who work there."""

    organization: Organization
    reviewer: Membership
    second: Membership
    officer: Membership


@dataclasses.dataclass(slots=True)
class Register:
    """Everybody who can sign in, for the list that is printed."""

    password: str
    sign_ins: list[dict[str, str]] = dataclasses.field(default_factory=list)

    def add(self, user: User, role: str) -> None:
        """Notes a person, whose address counts as verified in the demo."""
        EmailAddress.objects.filter(user=user).update(verified=True)
        self.sign_ins.append({"email": user.email, "name": user.name, "role": role})


def reseller_made(
    register: Register, *, name: str, slug: str, profile: str, zone: str, people: dict[Role, tuple[str, str]]
) -> House:
    """A reseller and its people; two reviewers, because who decides may not always be the same."""
    organization = Organization.objects.create(
        kind=OrganizationKind.RESELLER, name=name, slug=slug, profile=profile, time_zone=zone, sender_name=name
    )
    members = {}
    for role, (person, email) in people.items():
        user = user_make(name=person, email=email, password=register.password, verified=True)
        members[role] = Membership.objects.create(user=user, organization=organization, role=role)
        register.add(user, f"{role.value.replace('_', ' ')} at {name}")
    return House(organization, members[Role.REVIEWER], members[Role.ADMIN], members[Role.COMPLIANCE_OFFICER])


def owner_signed_up(register: Register, house: House, company: Company) -> Membership:
    """A business under the reseller, with its owner, as the sign-up page makes them."""
    membership = business_sign_up(
        actor=VISITOR,
        reseller=house.organization,
        business_name=company.site.name,
        name=company.owner,
        email=company.email,
        password=register.password,
    )
    register.add(membership.user, f"owner of {company.site.name}")
    return Membership.objects.select_related("organization__parent", "user").get(id=membership.id)


def operator_made(register: Register) -> None:
    """The platform's operator, who may enter the admin."""
    user = User.objects.create_superuser("operator@clearline.test", register.password, name="Platform operator")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    register.add(user, "platform operator (/admin/)")
