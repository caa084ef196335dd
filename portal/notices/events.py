"""What people are told about."""

from __future__ import annotations

from typing import Final

from django.db import models


class NoticeEvent(models.TextChoices):
    """An occasion for a notice; the label names it on the preferences page."""

    APPLICATION_SUBMITTED = "application_submitted", "A registration was submitted"
    APPLICATION_RETURNED = "application_returned", "A registration came back for changes"
    APPLICATION_FORWARDED = "application_forwarded", "A registration went to the registry"
    APPLICATION_APPROVED = "application_approved", "A registration was approved"
    APPLICATION_REJECTED = "application_rejected", "A registration was rejected"
    APPLICATION_INELIGIBLE = "application_ineligible", "A registration can no longer be submitted"
    APPLICATION_WITHDRAWN = "application_withdrawn", "A registration was withdrawn"
    APPLICATION_STANDING = "application_standing", "An approved registration was suspended, reinstated or retired"
    AMENDMENT_CHANGED = "amendment_changed", "A change to an approved registration moved on"
    APPEAL_CHANGED = "appeal_changed", "An appeal against a rejection was filed or answered"
    BRAND_CONFIRMATION = "brand_confirmation", "The registry waits for your confirmation, or knows more of your brand"
    DECISION_PROPOSED = "decision_proposed", "A decision waits for a second reviewer"
    DECISION_DECLINED = "decision_declined", "A colleague declined the decision you proposed"
    REVIEW_ASSIGNED = "review_assigned", "A colleague gave you a review"
    INFORMATION_REQUESTED = "information_requested", "The registry asks for information"
    TEMPORARY_REQUESTED = "temporary_requested", "A temporary registration was asked for"
    TEMPORARY_GRANTED = "temporary_granted", "A temporary registration was granted"
    TEMPORARY_REFUSED = "temporary_refused", "A temporary registration was refused"
    TEMPORARY_ENDING = "temporary_ending", "A temporary registration ends soon"
    TEMPORARY_ENDED = "temporary_ended", "A temporary registration ended"
    CHECK_FINISHED = "check_finished", "A website check finished"
    PACKAGE_READY = "package_ready", "An audit package is ready"
    SUPPORT_OPENED = "support_opened", "Somebody asks for help"
    SUPPORT_ANSWERED = "support_answered", "A request for help was answered"
    INVITATION = "invitation", "An invitation"
    EMAIL_REFUSED = "email_refused", "An e-mail could not be delivered"
    DIGEST = "digest", "The day's summary"


class Group(models.TextChoices):
    """What belongs together for people who choose what they are told."""

    REGISTRATIONS = "registrations", "Registrations move on"
    RETURNED = "returned", "A registration came back for changes"
    REVIEW = "review", "Work for reviewers: submissions and temporary registrations asked for"
    TEMPORARY = "temporary", "A temporary registration was granted or refused"
    CHECKS = "checks", "Website checks and audit packages"
    SUPPORT = "support", "Requests for help"


_E = NoticeEvent
GROUPS: Final[dict[Group, tuple[NoticeEvent, ...]]] = {
    Group.REGISTRATIONS: (
        _E.APPLICATION_FORWARDED,
        _E.APPLICATION_APPROVED,
        _E.APPLICATION_WITHDRAWN,
        _E.APPLICATION_STANDING,
        _E.AMENDMENT_CHANGED,
        _E.APPEAL_CHANGED,
        _E.BRAND_CONFIRMATION,
    ),
    Group.RETURNED: (_E.APPLICATION_RETURNED,),
    Group.REVIEW: (
        _E.APPLICATION_SUBMITTED,
        _E.TEMPORARY_REQUESTED,
        _E.DECISION_PROPOSED,
        _E.DECISION_DECLINED,
        _E.REVIEW_ASSIGNED,
    ),
    Group.TEMPORARY: (_E.TEMPORARY_GRANTED, _E.TEMPORARY_REFUSED),
    Group.CHECKS: (_E.CHECK_FINISHED, _E.PACKAGE_READY),
    Group.SUPPORT: (_E.SUPPORT_OPENED, _E.SUPPORT_ANSWERED),
}
"""Group -> its events; an event that stands nowhere counts as one of registrations."""

ALWAYS: Final[dict[NoticeEvent, str]] = {
    _E.INVITATION: "It is the only way in for somebody who has no account yet.",
    _E.APPLICATION_REJECTED: "A rejection starts the days of grace, after which messages are blocked.",
    _E.APPLICATION_INELIGIBLE: "The registration is closed for good, and a temporary registration ends with it.",
    _E.INFORMATION_REQUESTED: "The registry waits for the answer and closes the registration without one.",
    _E.TEMPORARY_ENDING: "After the last day messages are blocked.",
    _E.TEMPORARY_ENDED: "Messages are blocked from this moment.",
}
"""Events that are always told in the portal and by e-mail at once, and why."""

NOT_OPTIONAL: Final = frozenset({*ALWAYS, _E.EMAIL_REFUSED, _E.DIGEST})
"""Events that nobody chooses: those above, and those that speak of e-mails themselves."""


def group_of(event: NoticeEvent) -> Group | None:
    """The group whose choice holds for an event; None where there is no choice."""
    if event in NOT_OPTIONAL:
        return None
    return next((group for group, events in GROUPS.items() if event in events), Group.REGISTRATIONS)


def events_of(group: Group) -> list[NoticeEvent]:
    """Every event that a choice for the group is about."""
    return [event for event in NoticeEvent if group_of(event) == group]
