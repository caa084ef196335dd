"""Changes to an approved application (source 004, step 6.5); it stays approved, and a refusal does not count.

The subject's room says what changes; the reseller sends it to the registry and records the answer. Once approved, the
room takes the change over and marks it with ``amendment_applied``.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.permissions import Permission
from portal.audit.acts import Act
from portal.common.actor import Actor
from portal.common.clock import now
from portal.common.errors import NotFound, WrongInput, WrongPerson, WrongState
from portal.lifecycle import selectors
from portal.lifecycle.models import Amendment, Application
from portal.lifecycle.services.acting import News, listed, lock, reason_given, require, tell, wrong_state
from portal.lifecycle.states import AMENDMENT_STEPS, State
from portal.notices.events import NoticeEvent

AMENDABLE: Final = frozenset(
    {
        "sample_messages",
        "mms_samples",
        "opt_in_url",
        "opt_in_method",
        "opt_in_wording",
        "privacy_policy_url",
        "privacy_policy_document",
        "terms_url",
        "terms_document",
    }
)
"""Bare names of the fields that change by amendment; a new use case or kind of message is a new campaign."""

_WORDS = {
    "submit": "A change was handed in",
    "forward": "The change was sent to the registry",
    "approve": "The registry approved the change",
    "reject": "The registry refused the change",
    "return": "The reseller refused the change",
}


@transaction.atomic
def amendment_open(
    *, application_id: uuid.UUID, actor: Actor, changes: Sequence[dict[str, Any]], reason: str = ""
) -> Amendment:
    """A draft of changes, each with ``field``, ``label``, ``before`` and ``after``.

    Raises WrongState unless approved or while one is open, WrongInput for a field that needs a new campaign.
    """
    application = lock(actor, application_id)
    if application.state != State.APPROVED:
        raise wrong_state(application, actor, "change what was approved")
    actor.require(Permission.REGISTRATION_EDIT)
    if selectors.amendment_on_its_way(application):
        raise WrongState(
            _("A change is already on its way."), code="amendment_open", state=application.state, possible=[]
        )
    _guard_changes(changes)
    at = now()
    amendment = Amendment.objects.create(
        application=application,
        changes=list(changes),
        reason=reason.strip(),
        opened_by=actor.label,
        opened_by_id=actor.id,
        opened_at=at,
        state_since=at,
    )
    names = [str(change["label"]) for change in changes]
    tell(
        application,
        "open_amendment",
        Act.AMENDMENT_OPENED,
        actor=actor,
        at=at,
        text=f"A change was begun: {listed(names)}.",
        data={"changes": [str(change["field"]) for change in changes]},
    )
    return amendment


@transaction.atomic
def amendment_advance(
    *, amendment_id: uuid.UUID, actor: Actor, verb: str, text: str = "", reference: str = ""
) -> Amendment:
    """Moves an amendment on by a verb of ``AMENDMENT_STEPS``; `reject` and `return` need ``text``.

    `submit` is the customer's; the others are the reseller's, not of the person who opened it.
    """
    found = Amendment.objects.filter(id=amendment_id).first()
    if found is None:
        raise NotFound()
    application = lock(actor, found.application_id)
    amendment = Amendment.objects.select_for_update().get(id=amendment_id)
    before, after = AMENDMENT_STEPS[verb]
    if amendment.state != before or application.state != State.APPROVED:
        raise WrongState(
            _("The change is %(state)s, not %(before)s.") % {"state": amendment.state, "before": before},
            state=amendment.state,
            possible=[],
        )
    require(actor, Permission.REGISTRATION_SUBMIT if verb == "submit" else Permission.APPLICATION_DECIDE)
    if verb != "submit" and actor.id is not None and actor.id == amendment.opened_by_id:
        raise WrongPerson(_("You opened this change, so someone else has to decide on it."), code="own_submission")
    if verb in ("reject", "return"):
        text = reason_given(text, field="text", sentence=_("Say why the change was refused."))
    _write_step(application, amendment, actor, verb, after, text.strip(), reference.strip())
    return amendment


@transaction.atomic
def amendment_applied(*, amendment_id: uuid.UUID) -> None:
    """Marks an approved amendment as taken over by the subject's room; does nothing when it already was."""
    Amendment.objects.filter(id=amendment_id, state="approved", applied_at=None).update(applied_at=now())


def _write_step(
    application: Application, amendment: Amendment, actor: Actor, verb: str, after: str, text: str, reference: str
) -> None:
    at = now()
    amendment.state, amendment.state_since = after, at
    amendment.answer = text or amendment.answer
    amendment.external_reference = reference[:100] or amendment.external_reference
    amendment.save(update_fields=["state", "state_since", "answer", "external_reference"])
    tell(
        application,
        f"{verb}_amendment",
        Act.AMENDMENT_CHANGED,
        actor=actor,
        at=at,
        text=f"{_WORDS[verb]}{': ' + text if text else '.'}",
        data={"state": after},
        news=News(NoticeEvent.AMENDMENT_CHANGED, to_reseller=verb == "submit"),
    )


def _guard_changes(changes: Sequence[dict[str, Any]]) -> None:
    if not changes:
        raise WrongInput(_("Nothing was changed."), code="no_changes")
    fields = {}
    for change in changes:
        name = str(change["field"])
        if name.rpartition(".")[2] not in AMENDABLE:
            fields[name] = [
                _("%(change)s cannot be changed after approval. Register a new campaign for it.")
                % {"change": change["label"]}
            ]
    if fields:
        raise WrongInput(_("A new use case or kind of message is a new campaign."), code="new_campaign", fields=fields)
