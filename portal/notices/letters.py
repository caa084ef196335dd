"""The words of each event's e-mail: subject, first sentence, and what its one button says.

What to do next stands in ``templates/notices/mail/next/<event>.txt``.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final, TypeAlias

from django.utils.translation import gettext_lazy as _

from portal.notices.events import ALWAYS, Group, NoticeEvent, group_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"


@dataclasses.dataclass(frozen=True, slots=True)
class Letter:
    """``subject`` and ``first`` may name the ``{label}`` of what it is about and the ``{organization}``."""

    subject: Words
    first: Words
    button: Words


_E = NoticeEvent
_SEE = _("Open the registration")
LETTERS: Final[dict[NoticeEvent, Letter]] = {
    _E.APPLICATION_SUBMITTED: Letter(
        _("{label} was submitted"), _("{label} was submitted for {organization}."), _("See the submission")
    ),
    _E.APPLICATION_RETURNED: Letter(
        _("{label}: changes needed before it goes out"),
        _("Your registration {label} came back: something has to change before it goes to the registry."),
        _("See what to change"),
    ),
    _E.APPLICATION_FORWARDED: Letter(
        _("{label} went to the registry"), _("Your registration {label} is on its way to the registry."), _SEE
    ),
    _E.APPLICATION_APPROVED: Letter(
        _("{label} is approved"), _("Good news: the registry approved {label}."), _("See when you can send")
    ),
    _E.APPLICATION_REJECTED: Letter(
        _("{label} was rejected: what to change"),
        _("The registry rejected {label}."),
        _("See each code and what to change"),
    ),
    _E.APPLICATION_INELIGIBLE: Letter(
        _("{label} can no longer be submitted"),
        _("{label} is closed: it cannot be submitted again."),
        _("See what can still be done"),
    ),
    _E.APPLICATION_WITHDRAWN: Letter(_("{label} was withdrawn"), _("{label} was withdrawn."), _SEE),
    _E.APPLICATION_STANDING: Letter(
        _("{label}: its standing changed"),
        _("The standing of the approved registration {label} changed."),
        _("See whether you can send"),
    ),
    _E.AMENDMENT_CHANGED: Letter(
        _("{label}: your change moved on"),
        _("A change to the approved registration {label} moved on."),
        _("See the change"),
    ),
    _E.APPEAL_CHANGED: Letter(
        _("{label}: the appeal moved on"),
        _("The appeal against the rejection of {label} moved on."),
        _("See the appeal"),
    ),
    _E.BRAND_CONFIRMATION: Letter(
        _("{label}: the registry has word on your brand"),
        _("The registry waits for your confirmation, or knows more of your brand."),
        _SEE,
    ),
    _E.DECISION_PROPOSED: Letter(
        _("{label}: a decision waits for you"),
        _("A decision on {label} needs a second reviewer."),
        _("Read and confirm or decline"),
    ),
    _E.DECISION_DECLINED: Letter(
        _("{label}: your proposal was declined"),
        _("A colleague read the decision you proposed on {label} and declined it. Nothing was carried out."),
        _("Open it and decide anew"),
    ),
    _E.REVIEW_ASSIGNED: Letter(
        _("{label} given to you"),
        _("A colleague passed {label} on to you."),
        _("Begin the review"),
    ),
    _E.INFORMATION_REQUESTED: Letter(
        _("{label}: the registry asks you something"),
        _("The registry needs more information before it decides on {label}."),
        _("See what is asked"),
    ),
    _E.TEMPORARY_REQUESTED: Letter(
        _("{label}: a temporary registration is asked for"),
        _("{organization} asks for a temporary registration for {label}."),
        _("Grant or refuse it"),
    ),
    _E.TEMPORARY_GRANTED: Letter(
        _("{label}: you can send for now"),
        _("A temporary registration was granted for {label}."),
        _("See until when you can send"),
    ),
    _E.TEMPORARY_REFUSED: Letter(
        _("{label}: no temporary registration"),
        _("The temporary registration you asked for was refused for {label}."),
        _("See the reason"),
    ),
    _E.TEMPORARY_ENDING: Letter(
        _("{label}: your temporary registration ends soon"),
        _("The temporary registration of {label} ends soon."),
        _("See what is missing"),
    ),
    _E.TEMPORARY_ENDED: Letter(
        _("{label}: messages are blocked from now on"),
        _("The temporary registration of {label} has ended."),
        _("See what is missing"),
    ),
    _E.CHECK_FINISHED: Letter(
        _("{label}: the website check is done"),
        _("The website check of {label} has finished."),
        _("See what was found"),
    ),
    _E.PACKAGE_READY: Letter(
        _("{label}: the audit package is ready"), _("The audit package {label} is ready."), _("Open the package")
    ),
    _E.SUPPORT_OPENED: Letter(
        _("{label}: somebody asks for help"), _("{organization} asks for help."), _("Read and answer")
    ),
    _E.SUPPORT_ANSWERED: Letter(
        _("{label}: your question was answered"),
        _("Your request for help {label} has an answer."),
        _("Read the answer"),
    ),
    _E.INVITATION: Letter(
        _("You are invited to {organization}"),
        _("You are invited to work for {organization} in the text messaging portal."),
        _("Accept the invitation"),
    ),
    _E.EMAIL_REFUSED: Letter(
        _("An e-mail could not be delivered"), _("An e-mail to a member could not be delivered."), _("Open the team")
    ),
    _E.DIGEST: Letter(
        _("{organization}: what happened since yesterday"),
        _("This is what happened for {organization}."),
        _("Open the notices"),
    ),
}
_REASONS: Final[dict[Group, Words]] = {
    Group.REGISTRATIONS: _("You get this because you see the registrations of {organization}."),
    Group.RETURNED: _("You get this because you see the registrations of {organization}."),
    Group.REVIEW: _("You get this because you review registrations for {organization}."),
    Group.TEMPORARY: _("You get this because you see the registrations of {organization}."),
    Group.CHECKS: _("You get this because you see website checks and packages of {organization}."),
    Group.SUPPORT: _("You get this because you take part in requests for help of {organization}."),
}


def letter_of(event: NoticeEvent) -> Letter:
    """The words of an event; one without words of its own is told by its name."""
    return LETTERS.get(event) or Letter(f"{{label}}: {event.label}", f"{{label}}: {event.label}.", _("Open it"))


def reason_of(event: NoticeEvent, *, organization: str, outside: bool = False) -> str:
    """Why the receiver gets the e-mail, and whether that can be changed; ``outside``: no person of the portal."""
    if outside and event is not NoticeEvent.INVITATION:
        words = _("You get this because {organization} named this address on its brief for news about it.")
        return words.format(organization=organization)
    if event is NoticeEvent.INVITATION:
        return str(_("You get this because somebody entered this address to invite you; if by mistake, do nothing."))
    if event is NoticeEvent.DIGEST:
        return str(_("You get this because you chose one e-mail a day."))
    group = group_of(event)
    if group is None:
        told = _REASONS[Group.REGISTRATIONS].format(organization=organization)
        return f"{told} {_('It is always sent:')} {ALWAYS.get(event, '')}".strip()
    return _REASONS[group].format(organization=organization)
