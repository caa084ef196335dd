"""The verbs of the notices room: telling people (``telling``), requests for help (``support``)."""

from portal.notices.services.telling import (
    email_preferences_set,
    email_queue,
    email_wipe,
    invitations_mail,
    notices_mark_read,
    notify,
)

__all__ = [
    "email_preferences_set",
    "email_queue",
    "email_wipe",
    "invitations_mail",
    "notices_mark_read",
    "notify",
]
