"""One page for each state of a registration: what happens now, what to do, and what not."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as words
from django.views.decorators.http import require_GET

from portal.accounts.scoping import actor_of
from portal.desk.customer_standing import numbers_by_application, standings_of
from portal.desk.numbers_help import kind_for
from portal.lifecycle.clocks import attempt_budget
from portal.lifecycle.selectors import application_for
from portal.lifecycle.states import State
from portal.notices.models import SupportKind


@dataclasses.dataclass(frozen=True, slots=True)
class Guide:
    """The page of one state."""

    now: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]


_WAIT = (
    words("Keep the website, its privacy policy and the opt-in form as they are: reviewers open them at any time."),
    words("Ask for a temporary registration if you have to send before the answer."),
)
_DO_NOT_SEND = words("Do not send from its numbers unless a temporary registration runs: carriers block them.")
_NO_SECOND = words("Do not start a second registration for the same messages: that delays both.")
_SAME = words("Do not submit it unchanged: every rejection counts, and repeated ones may be fined.")

GUIDES: Final[Mapping[State, Guide]] = {
    State.DRAFT: Guide(
        words("You answer the questions; nobody else sees it yet. Answers are judged as you type."),
        (
            words("Answer every task; have the IRS letter and a picture of the opt-in at hand."),
            words("Have your website checked before you submit."),
            words("Name every number of the business."),
        ),
        (_DO_NOT_SEND, words("Do not guess the legal name or the EIN: both must be as on the IRS letter.")),
    ),
    State.PENDING: Guide(
        words("Your provider has it in the queue and looks at it before it goes to the registry."),
        _WAIT,
        (_DO_NOT_SEND, _NO_SECOND),
    ),
    State.UNDER_REVIEW: Guide(
        words("A reviewer of your provider reads it. It comes back with questions, or goes on to the registry."),
        _WAIT,
        (_DO_NOT_SEND, _NO_SECOND),
    ),
    State.CHANGES_REQUESTED: Guide(
        words(
            "Your provider sent it back before it reached the registry. That is not a rejection and counts for nothing."
        ),
        (words("Make the changes that the note names."), words("Check your answers and submit again.")),
        (_DO_NOT_SEND, words("Do not change answers that nobody asked about: they are then read again.")),
    ),
    State.FORWARDED: Guide(
        words("The registry and the carriers have it. They answer in business days or weeks, in order of receipt."),
        _WAIT,
        (_DO_NOT_SEND, _NO_SECOND, words("Do not ask the registry yourself: your provider is told of the answer.")),
    ),
    State.INFORMATION_REQUESTED: Guide(
        words("The registry wants to know more before it decides. That is not a rejection."),
        (words("Answer exactly what is asked, with papers where they help."), words("Submit again.")),
        (_DO_NOT_SEND, words("Do not let it lie: nothing goes on until you answer.")),
    ),
    State.REJECTED: Guide(
        words("The registry refused it and gave reasons. A running temporary registration ends five days later."),
        (
            words("Read every reason; several often have one cause."),
            words("Correct what each reason names and write what you changed."),
            words("Submit again before the days of grace are over."),
        ),
        (_SAME, _NO_SECOND),
    ),
    State.APPROVED: Guide(
        words("It is approved. Local numbers send once they are associated and carriers know them."),
        (
            words("Associate each number and send a test message to each of the three carriers."),
            words("Keep proof of every consent, and honour every STOP at once."),
            words("File a change before samples, opt-in or policy addresses change."),
        ),
        (
            words("Do not send other kinds of messages: a new kind needs a new registration."),
            words("Do not share a number with another business."),
        ),
    ),
    State.SUSPENDED: Guide(
        words("Your provider or a carrier stopped it. Nothing sends until it is lifted."),
        (words("Stop every send now."), words("Ask your provider for the cause and solve it.")),
        (words("Do not move the traffic to other numbers: that is called snowshoeing and is prohibited."),),
    ),
    State.INELIGIBLE: Guide(
        words("It can no longer be submitted: the limit of rejections is reached, or a reason allows no other try."),
        (
            words("Solve every cause that was named and keep proof of it."),
            words("Start a new application, which shows how each was solved."),
        ),
        (_SAME, words("Do not send from its numbers.")),
    ),
    State.WITHDRAWN: Guide(
        words("You took it back. Its numbers stand on no open registration."),
        (words("Start a new application, or put the numbers on another registration."),),
        (words("Do not send from its numbers."),),
    ),
    State.RETIRED: Guide(
        words("It was given up. Its numbers stand on no open registration."),
        (words("Start a new application if you want to send again."),),
        (words("Do not send from its numbers."),),
    ),
}
"""Every state has its page."""


@require_GET
def what_now(request: HttpRequest, reference: str) -> HttpResponse:
    """What happens now, what to do and what not, with the kinds of help that can be asked for from here."""
    application = application_for(actor_of(request), reference=reference)
    guide = GUIDES[State(application.state)]
    first = kind_for(application)
    kinds = sorted(SupportKind.choices, key=lambda choice: choice[0] != first)
    context = {
        "application": application,
        "now": _(guide.now),
        "do": [_(one) for one in guide.do],
        "avoid": [_(one) for one in guide.avoid],
        "answer": standings_of([application])[application.id],
        "numbers": numbers_by_application([application]).get(application.id, [])[:20],
        "budget": attempt_budget(application),
        "kinds": kinds,
    }
    return render(request, "desk/customer/what_now.html", context)
