"""What the page of each state says: what happens now, what to do, and what not; data alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_noop as words

from portal.desk.numbers.rules import RETIRED_BRAND, SUSPENDED_BRAND
from portal.lifecycle.states import State


@dataclasses.dataclass(frozen=True, slots=True)
class Guide:
    """The page of one state."""

    now: str
    do: tuple[str, ...]
    avoid: tuple[str, ...]


IN_GRACE: Final = words(
    "The registry refused it and gave reasons. Your temporary registration ends when its days of grace are over: "
    "submit again before."
)
"""What happens now instead, while a rejected registration's temporary one runs."""
SENT_NEXT: Final = words("The brand is approved. Your provider sends the campaign to the registry next.")
"""What happens now instead, while an approved brand's campaign lies with the provider."""
ASK_TEMPORARY = words("Ask for a temporary registration if you have to send before the answer.")
_WAIT = (
    words("Keep the website, its privacy policy and the opt-in form as they are: reviewers open them at any time."),
    ASK_TEMPORARY,
)
_DO_NOT_SEND = words("Do not send from its numbers unless a temporary registration runs: carriers block them.")
TOLL_FREE: Final = {
    ASK_TEMPORARY: "",
    _DO_NOT_SEND: words("Do not send from its numbers before they are verified: carriers block them."),
}
"""Since 31 January 2024 no temporary registration opens a toll-free number (see the table of what may send)."""
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
        words("The registry refused it and gave reasons."),
        (
            words("Read every reason; several often have one cause."),
            words("Correct what each reason names and write what you changed."),
            words("Submit again once every reason is answered."),
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
        (_DO_NOT_SEND, words("Do not apply anew unchanged: rejections go on counting, and may be fined.")),
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
_STOPPED: Final = (
    words("Stop every send now."),
    words("Ask your provider how the brand can carry campaigns again, and solve what it names."),
)
STOPPED_BY_BRAND: Final[Mapping[str, Guide]] = {
    SUSPENDED_BRAND: Guide(
        words("It is approved, but its brand is suspended: no local number sends until that is lifted."),
        _STOPPED,
        GUIDES[State.SUSPENDED].avoid,
    ),
    RETIRED_BRAND: Guide(
        words("It is approved, but its brand was given up: no local number sends on it."),
        _STOPPED,
        GUIDES[State.SUSPENDED].avoid,
    ),
}
"""The page of an approved campaign whose brand carries none, by the row of the table that says so."""
_NOT_YET: Final = words("Do not send from local numbers yet: they need an approved campaign besides the brand.")
_ONE_BRAND: Final = words("Do not register the business a second time: one legal entity is one brand.")
BRAND_ALONE: Final[Mapping[str, str]] = {
    ASK_TEMPORARY: words("Fill in the campaign meanwhile: it uses this brand as soon as that is approved."),
    _WAIT[0]: words("Keep the website as it is: reviewers open it at any time."),
    _DO_NOT_SEND: _NOT_YET,
    _NO_SECOND: _ONE_BRAND,
    GUIDES[State.DRAFT].do[0]: words("Answer every task; have the IRS letter at hand."),
    GUIDES[State.DRAFT].do[2]: "",
    GUIDES[State.FORWARDED].now: words(
        "The registry and the carriers have it. A brand is mostly answered within one to five business days."
    ),
    GUIDES[State.REJECTED].do[2]: words("Submit again."),
    GUIDES[State.APPROVED].now: words("The registry knows the brand. Every campaign you register uses it."),
    GUIDES[State.APPROVED].do[0]: words("Register the campaign: its messages, how people agree, and its numbers."),
    GUIDES[State.APPROVED].do[1]: words("Tell your provider when the legal name, the EIN or the website changes."),
    GUIDES[State.APPROVED].do[2]: "",
    GUIDES[State.APPROVED].avoid[0]: _NOT_YET,
    GUIDES[State.APPROVED].avoid[1]: _ONE_BRAND,
    GUIDES[State.SUSPENDED].now: words(
        "Your provider or a carrier stopped it. No campaign of this brand sends until it is lifted."
    ),
    GUIDES[State.WITHDRAWN].now: words("You took it back."),
    GUIDES[State.WITHDRAWN].do[0]: words("Start a new application, or register a campaign: it brings its brand along."),
    GUIDES[State.WITHDRAWN].avoid[0]: _NOT_YET,
    GUIDES[State.RETIRED].now: words("The brand was given up. None of its campaigns sends."),
}
"""What is said of a brand alone instead; a sentence about numbers or messages is left out where nothing stands."""
