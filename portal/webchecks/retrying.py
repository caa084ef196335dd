"""A second try: a site that did not answer, or asks to be left alone for a while, is asked once more, later."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from portal.common.clock import now
from portal.egress.reasons import PageReason
from portal.jobs.services import release
from portal.rules.web_facts import PageFacts, WebsiteFacts
from portal.webchecks.models import CheckRun, Wait

LONGEST_WAIT: Final = 600
"""Seconds that a site may ask us to stay away before we come a second time; who asks for more gets its verdict now."""
_PASSING: Final = frozenset({PageReason.TIMED_OUT, PageReason.CONNECTION_RESET})
_ASKED_FOR: Final = frozenset({"home", "privacy_policy", "terms", "opt_in"})
"""Pages for which the site is asked again; a closed port for plain requests, say, is an answer."""
_BUSY: Final = frozenset({429, 503})


@dataclasses.dataclass(frozen=True, slots=True)
class Again:
    """Why the site is asked once more, in words, and after how many seconds."""

    why: str
    seconds: int


def second_try(facts: WebsiteFacts) -> Again | None:
    """Whether what was seen may pass by itself: no answer, a fault of the server (5xx), too many requests (429)."""
    asked = [page for page in facts.pages if page.role in _ASKED_FOR]
    page = next((page for page in asked if _may_pass(page)), None)
    if page is None:
        return None
    waits = [page.retry_after for page in asked if page.status in _BUSY and page.retry_after]
    seconds = max([settings.WEBCHECK_RETRY, *waits])
    return Again(_why(page), int(seconds)) if seconds <= LONGEST_WAIT else None


def ask_again(run: CheckRun, attempt: int, again: Again) -> None:
    """Queues the run for its second and last try. Raises LostLease."""
    later = now() + dt.timedelta(seconds=again.seconds)
    release(
        CheckRun,
        run.id,
        attempt,
        not_before=later,
        waits_for=Wait.RETRY,
        waits_at="",
        retried=True,
        progress=0,
        progress_text=_("%(why)s It is asked once more.") % {"why": again.why},
    )


def _may_pass(page: PageFacts) -> bool:
    return page.reason in _PASSING or (page.status is not None and (page.status == 429 or page.status >= 500))


def _why(page: PageFacts) -> str:
    if page.reason == PageReason.TIMED_OUT:
        return _("The site did not answer in time.")
    if page.reason == PageReason.CONNECTION_RESET:
        return _("The site broke off the connection.")
    return _("The site answered with %(status)s.") % {"status": page.status}
