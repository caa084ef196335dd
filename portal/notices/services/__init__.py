"""The verbs of the notices room: telling people (`telling`), e-mails (`mailing`), requests for help (`support`)."""

from portal.notices.services.mailing import (
    digests_mail,
    email_queue,
    email_wipe,
    invitations_mail,
)
from portal.notices.services.telling import (
    email_preferences_set,
    emails_stop,
    notices_mark_read,
    notify,
    telling_choose,
)

__all__ = [
    "digests_mail",
    "email_preferences_set",
    "email_queue",
    "email_wipe",
    "emails_stop",
    "invitations_mail",
    "notices_mark_read",
    "notify",
    "telling_choose",
]
