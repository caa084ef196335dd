"""Instants of the digest's vectors, and a temporary registration to live through them."""

import datetime as dt

from portal.lifecycle import services

DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


def utc(text):
    """An instant written without its zone."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def granted(made):
    """A temporary registration asked for and granted; when it was issued."""
    services.temporary_request(application_id=made.id, actor=made.cast.alice.actor)
    return services.temporary_grant(application_id=made.id, actor=made.cast.rae.actor).issued_at
