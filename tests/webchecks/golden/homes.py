# ruff: noqa: E501 - markup and sentences of the samples stay whole
"""Six home pages and six terms that say what a reviewer looks for."""

from __future__ import annotations

from typing import Final

from tests.webchecks.golden.pieces import OWNERS, Owner

_WELCOME: Final = (
    (
        "{name} offers {trade} to the people of Springfield and all around. We have been here for many years, and we are "
        "glad to answer each question that you have about our work and our prices."
    ),
    (
        "Welcome to {name}. If you are looking for {trade}, you will find them here, with a team that takes the time to do "
        "it well and to tell you what it will cost before we begin."
    ),
    (
        "At {name} we care for our customers as we do for our friends. Come in, have a look at our {trade}, and let us know "
        "what you need; we will find a way to help you with it."
    ),
)


def _footer(owner: Owner) -> str:
    line = f"{owner.dba}. A DBA of {owner.legal}." if owner.dba else f"{owner.legal}. All rights reserved."
    return (
        f"<footer><p>&copy; 2026 {line}</p><p>Call {owner.phone} or write to hello@{owner.host}</p>"
        '<p><a href="/privacy">Privacy policy</a> <a href="/terms">Terms of service</a> '
        f'<a href="https://www.facebook.com/{owner.host.split(".")[0]}">Facebook</a></p></footer>'
    )


def home(number: int) -> str:
    """A home page, from 0 to 5."""
    owner = OWNERS[number]
    words = _WELCOME[number % 3].format(name=owner.name, trade=owner.trade)
    return (
        f'<!doctype html><html lang="en"><head><title>{owner.name}</title></head><body><header>{owner.name}</header>'
        f"<main><h1>{owner.trade.capitalize()} in Springfield</h1><p>{words}</p><p>We are open from Monday to Saturday, "
        f"and you can park in front of the house.</p></main>{_footer(owner)}</body></html>"
    )


def terms(number: int) -> str:
    """Terms of service, from 0 to 5."""
    owner = OWNERS[number + 6]
    heading = ("Text messages", "SMS terms", "Mobile messaging program")[number % 3]
    words = (
        f"{owner.name} sends order updates and appointment reminders by text message to those who opt in. Message "
        "frequency varies. Message and data rates may apply. Reply STOP to opt out or HELP for help, or call "
        f"{owner.phone}. See our <a href='/privacy'>privacy policy</a>."
    )
    return (
        f'<!doctype html><html lang="en"><head><title>Terms</title></head><body><h1>Terms of service</h1>'
        f"<p>These terms apply between you and {owner.legal}.</p><h2>{heading}</h2><p>{words}</p>"
        f"<h2>Use of this website</h2><p>You may read and print these pages.</p>{_footer(owner)}</body></html>"
    )


HOMES: Final = tuple(home(number) for number in range(6))
TERMS: Final = tuple(terms(number) for number in range(6))
