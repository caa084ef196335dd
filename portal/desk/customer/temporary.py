"""The two clocks of a temporary registration (source 000): its days, and the days of grace after a rejection."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from portal.lifecycle.models import TemporaryRegistration, TemporaryState
from portal.lifecycle.selectors import temporary_history


def clocks_of_temporary(temporary: TemporaryRegistration) -> list[dict[str, Any]]:
    """Both clocks of a running one, each with its rule; nothing for one that was not granted or is over."""
    if temporary.state != TemporaryState.GRANTED:
        return []
    history = temporary_history(temporary)
    whole = {
        "label": _("Ends by itself"),
        "due_at": history.issued + dt.timedelta(days=history.days),
        "tone": "info",
        "hint": _("{days} times 24 hours after it was granted; never extended.").format(days=history.days),
    }
    open_since = max((one.at for one in history.rejections if one.resolved_at is None), default=None)
    grace: dict[str, Any] = {
        "label": _("After a rejection"),
        "hint": _("Submit again within {days} times 24 hours, and only the other date counts.").format(
            days=history.grace_days
        ),
    }
    if open_since is None:
        return [whole, {**grace, "text": _("Not running: no rejection is open."), "tone": "neutral"}]
    return [whole, {**grace, "due_at": open_since + dt.timedelta(days=history.grace_days), "tone": "warn"}]
