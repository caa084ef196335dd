"""What people are told about."""

from __future__ import annotations

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


NOT_OPTIONAL = frozenset({NoticeEvent.INVITATION})
"""Events whose e-mail cannot be turned off."""
