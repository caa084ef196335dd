"""The people and organizations that the tests share.

Lakeside Messaging (reseller)            Northgate Telecom (reseller)
├── GreenLeaf Gardens                    └── Harbor Books: Charlie (owner)
│     Alice (owner), Bob (viewer),
│     Mia (member), Olga (officer)       Pat operates the platform and belongs to nobody.
├── Summit Dental: Dora (owner)
└── Rae (reviewer), Ada (admin), Omar (officer)
"""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.test import Client

from portal.accounts.models import Membership, Organization, OrganizationKind, User
from portal.accounts.permissions import Role
from portal.accounts.scoping import actor_for_membership
from portal.common.actor import Actor, ActorKind

PASSWORD = "correct-horse-battery-staple-7"


@dataclasses.dataclass(frozen=True)
class Person:
    """Someone with one role, ready to act."""

    user: User
    actor: Actor
    membership: Membership | None = None
    organization: Organization | None = None

    @property
    def email(self) -> str:
        return self.user.email


@dataclasses.dataclass(frozen=True)
class Cast:
    """Everyone. ``client(person)`` is a signed-in test client; without a person a visitor's."""

    lakeside: Organization
    northgate: Organization
    greenleaf: Organization
    summit: Organization
    harbor: Organization
    alice: Person
    bob: Person
    mia: Person
    olga: Person
    charlie: Person
    dora: Person
    rae: Person
    ada: Person
    omar: Person
    pat: Person

    @property
    def people(self) -> dict[str, Person]:
        found = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return {name: value for name, value in found.items() if isinstance(value, Person)}

    def client(self, person: Person | None = None, **options: Any) -> Client:
        client = Client(**options)
        if person:
            client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def make_cast() -> Cast:
    """Writes the cast into the database."""
    lakeside = Organization.objects.create(kind=OrganizationKind.RESELLER, name="Lakeside Messaging", slug="lakeside")
    northgate = Organization.objects.create(kind=OrganizationKind.RESELLER, name="Northgate Telecom", slug="northgate")
    greenleaf = make_business("GreenLeaf Gardens", "greenleaf", lakeside)
    summit = make_business("Summit Dental", "summit", lakeside)
    harbor = make_business("Harbor Books", "harbor", northgate)
    operator = User.objects.create_superuser("pat@platform.example", PASSWORD, name="Pat Quill")
    return Cast(
        lakeside=lakeside,
        northgate=northgate,
        greenleaf=greenleaf,
        summit=summit,
        harbor=harbor,
        alice=make_person("Alice Moore", "alice@greenleaf.example", greenleaf, Role.OWNER),
        bob=make_person("Bob Hale", "bob@greenleaf.example", greenleaf, Role.VIEWER),
        mia=make_person("Mia Ortiz", "mia@greenleaf.example", greenleaf, Role.MEMBER),
        olga=make_person("Olga Brandt", "olga@greenleaf.example", greenleaf, Role.COMPLIANCE_OFFICER),
        charlie=make_person("Charlie West", "charlie@harbor.example", harbor, Role.OWNER),
        dora=make_person("Dora Kent", "dora@summit.example", summit, Role.OWNER),
        rae=make_person("Rae Lindqvist", "rae@lakeside.example", lakeside, Role.REVIEWER),
        ada=make_person("Ada Fischer", "ada@lakeside.example", lakeside, Role.ADMIN),
        omar=make_person("Omar Diaz", "omar@lakeside.example", lakeside, Role.COMPLIANCE_OFFICER),
        pat=Person(user=operator, actor=Actor(kind=ActorKind.OPERATOR, id=operator.id, label=str(operator))),
    )


def make_business(name: str, slug: str, reseller: Organization) -> Organization:
    """A business under a reseller."""
    return Organization.objects.create(kind=OrganizationKind.BUSINESS, name=name, slug=slug, parent=reseller)


def make_person(name: str, email: str, organization: Organization, role: Role) -> Person:
    """A user with one membership, and the actor that goes with it."""
    user = User.objects.create_user(email, PASSWORD, name=name)
    membership = Membership.objects.create(user=user, organization=organization, role=role)
    return Person(user=user, actor=actor_for_membership(membership), membership=membership, organization=organization)


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, written for this test alone."""
    return make_cast()
