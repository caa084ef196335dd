"""Twenty opt-in pages whose form asks for consent as it should, each built and worded in its own way."""

from __future__ import annotations

from typing import Final

from tests.webchecks.golden.pieces import OWNERS, Owner

_ASK: Final = (
    "I agree to receive {kind} by text message from {name} at the number above.",
    "Yes, {name} may send me {kind} by text message.",
    "By ticking this box I consent to receive text messages with {kind} from {name}.",
    "I want {kind} from {name} by SMS and agree to receive them at my mobile number.",
)
_KINDS: Final = ("appointment reminders", "order updates", "delivery notifications", "appointment reminders and alerts")
_PACE: Final = ("Message frequency varies.", "Up to 4 messages per month.", "You get up to 2 messages a week.")
_RATES: Final = ("Message and data rates may apply.", "Msg & data rates may apply.")
_LEAVE: Final = (
    "Reply STOP to opt out or HELP for help.",
    "Text STOP to unsubscribe, HELP for help.",
    "Reply STOP to cancel at any time. Reply HELP for help.",
)
_FREE: Final = ("Consent is not a condition of purchase.", "Consent is not a condition of any purchase.")


def _wording(owner: Owner, number: int) -> str:
    ask = _ASK[number % 4].format(name=owner.name, kind=_KINDS[number // 4 % 4])
    parts = (ask, _PACE[number % 3], _RATES[number % 2], _LEAVE[number % 3], _FREE[number // 2 % 2])
    return " ".join(parts)


_LINKS: Final = (
    '<a href="/privacy" target="_blank" rel="noopener">Privacy Policy</a> and '
    '<a href="/terms" target="_blank" rel="noopener">Terms of Service</a>'
)
_PHONE: Final = '<label for="phone">Mobile phone number (optional)</label> <input id="phone" name="phone" type="tel">'
_BOX: Final = '<input id="sms" name="sms" type="checkbox">'


def _beside(words: str) -> str:
    return f'<p>{_PHONE}</p><p>{_BOX} <label for="sms">{words}</label></p><p>{_LINKS}</p>'


def _around(words: str) -> str:
    return f"<div>{_PHONE}</div><label>{_BOX} <span>{words}</span></label><p>Read our {_LINKS}.</p>"


def _inside(words: str) -> str:
    return f'<fieldset>{_PHONE}<br>{_BOX} <label for="sms">{words} See our {_LINKS}.</label></fieldset>'


def _table(words: str) -> str:
    rows = f'<tr><td>{_PHONE}</td></tr><tr><td>{_BOX} <label for="sms">{words}</label></td></tr>'
    return f"<table>{rows}<tr><td>{_LINKS}</td></tr></table>"


_LAYOUTS: Final = (_beside, _around, _inside, _table)


def form_page(number: int) -> str:
    """The whole opt-in page, from 0 to 19."""
    owner = OWNERS[number]
    form = _LAYOUTS[number % 4](_wording(owner, number))
    name = '<p><label for="name">Your name</label> <input id="name" name="name"></p>' if number % 3 else ""
    return (
        f'<!doctype html><html lang="en"><head><title>Texts | {owner.name}</title></head><body>'
        f"<header><a href='/'>{owner.name}</a></header><main><h1>Texts from {owner.name}</h1>"
        f'<form method="post">{name}{form}<p><button>Send</button></p></form></main>'
        f"<footer>&copy; 2026 {owner.legal}</footer></body></html>"
    )


FORMS: Final = tuple(form_page(number) for number in range(20))
