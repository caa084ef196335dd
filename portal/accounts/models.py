"""People, organizations and how they belong together."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from portal.accounts.permissions import Permission, Role
from portal.common.clock import now
from portal.common.ids import uuid7


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person who signs in by e-mail; without a password the account can only be entered by a reset."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A platform operator: may enter the Django admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What the person may do hangs on memberships, not on the user."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=150)
    time_zone = models.CharField(max_length=50, blank=True, default="", help_text="Empty: the organization's.")
    is_staff = models.BooleanField(default=False, help_text="Platform operator: may enter the admin.")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email


class OrganizationKind(models.TextChoices):
    """The two sides of the desk."""

    RESELLER = "reseller", "Reseller"
    BUSINESS = "business", "Business"


class TemporaryEndsAtFinal(models.TextChoices):
    """What a final rejection does to a running temporary registration."""

    AFTER_GRACE = "after_grace", "After the days of grace"
    AT_ONCE = "at_once", "At once"


class DncScope(models.TextChoices):
    """Which traffic the do-not-call registry covers."""

    ALL = "all", "All application-to-person messages"
    MARKETING = "marketing", "Marketing messages only"


RANGES: Final[dict[str, tuple[int, int]]] = {
    "rejection_cap": (1, 20),
    "temporary_days": (1, 90),
    "temporary_grace_days": (0, 30),
    "retention_years": (4, 20),
}
"""Number -> least and most. Four years of retention is the least that the sources know (source 004, records)."""


class Organization(models.Model):
    """A reseller, or a business under one. Limits are the reseller's; businesses inherit them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=OrganizationKind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="businesses", verbose_name="reseller"
    )
    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=60, unique=True)
    time_zone = models.CharField(max_length=50, default="America/New_York")
    accent_colour = models.CharField(max_length=7, blank=True, default="", help_text="#rrggbb")
    logo_sha256 = models.CharField(
        max_length=64, blank=True, default="", help_text="Of the re-encoded PNG, hex; the picture is a Logo."
    )
    sender_name = models.CharField(max_length=100, blank=True, default="", help_text="Sender of e-mails")
    sender_address = models.EmailField(
        max_length=254, blank=True, default="", help_text="At a domain the operator lists; empty: the portal's own."
    )
    reply_to = models.EmailField(max_length=254, blank=True, default="", help_text="Where answers to e-mails go.")
    rejection_cap = models.PositiveSmallIntegerField(default=4)
    temporary_days = models.PositiveSmallIntegerField(default=30)
    temporary_grace_days = models.PositiveSmallIntegerField(default=5)
    temporary_ends_at_final = models.CharField(
        max_length=12, choices=TemporaryEndsAtFinal.choices, default=TemporaryEndsAtFinal.AFTER_GRACE
    )
    allow_second_temporary = models.BooleanField(default=False)
    second_pair_of_eyes = models.BooleanField(default=False)
    retention_years = models.PositiveSmallIntegerField(default=4)
    mfa_required = models.BooleanField(default=False)
    profile = models.CharField(max_length=20, default="as_documented")
    dnc_scope = models.CharField(max_length=10, choices=DncScope.choices, default=DncScope.ALL)
    dnc_approval_number = models.CharField(max_length=16, default="+12676070000")
    rule_overrides = models.JSONField(default=dict, blank=True)
    public_tools = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="organization_business_has_reseller",
                condition=models.Q(kind="reseller", parent=None) | models.Q(kind="business", parent__isnull=False),
            ),
            *(
                models.CheckConstraint(
                    name=f"organization_{name}_range", condition=models.Q((f"{name}__range", bounds))
                )
                for name, bounds in RANGES.items()
            ),
            models.CheckConstraint(
                name="organization_ends_at_final_known",
                condition=models.Q(temporary_ends_at_final__in=TemporaryEndsAtFinal.values),
            ),
            models.CheckConstraint(
                name="organization_logo_sha256_hex",
                condition=models.Q(logo_sha256="") | models.Q(logo_sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="organization_accent_colour_hex",
                condition=models.Q(accent_colour="") | models.Q(accent_colour__regex=r"^#[0-9a-fA-F]{6}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def reseller(self) -> Organization:
        """The reseller whose limits and settings hold here: itself, or its parent."""
        return self.parent or self


class Logo(models.Model):
    """A reseller's logo as the portal encoded it anew: a PNG, public, named by its hash and never rewritten."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    data = models.BinaryField(editable=False)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=now, editable=False)

    def __str__(self) -> str:
        return f"{self.width} by {self.height}, {self.sha256[:8]}"


class Membership(models.Model):
    """A person's role in an organization."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value.replace("_", " ")) for role in Role])
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ["created_at"]
        constraints = [models.UniqueConstraint(fields=["user", "organization"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} as {self.role} of {self.organization}"


class Invitation(models.Model):
    """An offer of a membership to an e-mail address; the link's token is kept only as a hash."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=20, choices=[(role.value, role.value.replace("_", " ")) for role in Role])
    token_sha256 = models.BinaryField(max_length=32, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organization",
                name="invitation_open_once",
                condition=models.Q(accepted_at=None, revoked_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.organization}"


class ApiKey(models.Model):
    """A key of an organization for the API; only its hash is kept, the prefix tells keys apart."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, unique=True)
    secret_sha256 = models.BinaryField(max_length=32, unique=True)
    permissions = models.JSONField(default=list)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def rights(self) -> list[str]:
        """What the key lets its holder do, in words."""
        return [str(right.label) for right in Permission if right in self.permissions]
