"""Telling people what a check found that nobody is waiting for: once, when something changed, with the change."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.permissions import Permission
from portal.audit.services import Subject
from portal.common.actor import SYSTEM
from portal.notices.events import NoticeEvent
from portal.notices.services import notify
from portal.webchecks.drift import Change
from portal.webchecks.models import UNHURRIED, CheckRun, CheckTrigger, CheckVerdict
from portal.webchecks.titles import TITLES

_FINE = (CheckVerdict.PASS, CheckVerdict.ADVICE)
_MOST_NAMED = 3


def tell(run: CheckRun, verdict: str, changes: Sequence[Change] | None) -> None:
    """Tells the business of a scheduled check that found the site worse, or well again; ``changes`` is None without an
    earlier run. While the application is under review its reviewers are told too.
    """
    if run.trigger not in UNHURRIED:
        return
    text = _news(run, verdict, changes)
    if text:
        _notify(run, text, to_reviewers=False)
        if run.trigger == CheckTrigger.REVIEW:
            _notify(run, text, to_reviewers=True)


def _news(run: CheckRun, verdict: str, changes: Sequence[Change] | None) -> str:
    """What to say; empty when there is no news."""
    words = {"host": run.host or run.url, "verdict": CheckVerdict(verdict).label.lower()}
    if changes is None:
        said = _("The scheduled check of %(host)s ended with: %(verdict)s.") % words
        return "" if verdict in _FINE else said
    worse = [change for change in changes if change.is_worse]
    better = [change for change in changes if change.is_better]
    if worse:
        return _("%(host)s got worse since the last check. %(changes)s") % {**words, "changes": named(worse)}
    if better and verdict in _FINE:
        return _("%(host)s is in order again. %(changes)s") % {**words, "changes": named(better)}
    return ""


def named(changes: Sequence[Change]) -> str:
    """The changes in words, the first three by name."""
    told = [_named(change) for change in changes[:_MOST_NAMED]]
    more = len(changes) - len(told)
    return " ".join([*told, _("And %(count)d more.") % {"count": more}] if more > 0 else told)


def _named(change: Change) -> str:
    after = CheckVerdict(change.after).label.lower() if change.after in CheckVerdict.values else _("not looked at")
    why = f" ({change.reason.replace('_', ' ')})" if change.reason and change.reason != "content" else ""
    return f"{TITLES.get(change.check, change.check)} {after}{why}."


def _notify(run: CheckRun, text: str, *, to_reviewers: bool) -> None:
    reseller = run.business.parent_id
    organization_id = reseller if to_reviewers else run.business_id
    if organization_id is None:
        return
    notify(
        NoticeEvent.CHECK_FINISHED,
        organization_id=organization_id,
        subject=Subject(run.subject_kind, run.subject_id, run.url[:200]),
        text=text,
        url=reverse("webchecks:run", args=[run.id]),
        actor=SYSTEM,
        permission=Permission.APPLICATION_REVIEW if to_reviewers else None,
    )
