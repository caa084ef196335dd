"""Triggers on the numbers of a campaign: the verbs of `campaigns/numbering.py`, in the database."""

from __future__ import annotations

import pgtrigger

from campaigns.vocabulary import NUMBER_MOVES
from portal.lifecycle.guards import while_in
from portal.lifecycle.states import FINAL
from portal.lifecycle.triggers import own_states, quoted

_OF_ITS_CAMPAIGN = """SELECT coalesce(max(state), 'draft') INTO standing FROM lifecycle_application
        WHERE kind = 'sms_mms' AND subject_id = NEW.campaign_id AND state NOT IN ({finals});"""


def number_guard() -> pgtrigger.Trigger:
    """A number is asked for first, stays on its campaign, and once removed never comes back."""
    fixed = ("campaign_id", "business_id", "number", "created_at")
    once = {"OLD.state = 'removed'": ("removed_at", "associated_at", "active_from")}
    thing, allowed = "a number", NUMBER_MOVES
    return own_states("campaign_number", thing, start="requested", allowed=allowed, fixed=fixed, once=once)


def associated_while() -> pgtrigger.Trigger:
    """A number is associated while its campaign is approved (source 004, step 4.7)."""
    when = "(TG_OP = 'UPDATE' AND NEW.state = 'propagating' AND OLD.state <> NEW.state)"
    find = _OF_ITS_CAMPAIGN.format(finals=quoted(FINAL))
    return while_in("campaign_number", "an association", ["approved"], find=find, when=when, updates=True)
