# ruff: noqa: E501 - markup and sentences of the samples stay whole
"""Twenty privacy policies that say all a reviewer looks for, each in its own words, order and markup."""

from __future__ import annotations

from typing import Final

from tests.webchecks.golden.pieces import NO_SHARING, OWNERS, Owner

_COLLECT: Final = (
    (
        "We collect your name, e-mail address and mobile phone number when you fill in a form or opt in to our text "
        "message program."
    ),
    (
        "When you sign up for texts, book a visit or order from us, we collect the contact details that you enter, your "
        "mobile number among them."
    ),
    (
        "You give us your name and your mobile phone number when you join our text message program; we collect nothing "
        "about you from anybody else."
    ),
    "We collect mobile numbers only from people who opt in to texts on our website or at our counter.",
)
_USE: Final = (
    "We use these details to answer you, to carry out your order and to tell you when it is ready.",
    "Your details help us to keep appointments, send reminders and write receipts.",
    "We use what you tell us to serve you, to improve our work and to meet the law.",
)
_SHARE: Final = (
    (
        "We share data only with the companies that carry our messages and take payments for us, and they may use it for "
        "nothing else."
    ),
    "Service providers who deliver messages or host our website see data as far as their task needs it.",
)
_KEEP: Final = (
    "Consent records are retained for a minimum of 4 years.",
    "We retain consent records for at least five years after you opt out.",
    "Records of your consent are kept for 48 months or longer.",
    "We keep proof of consent for six (6) years.",
)
_LEAVE: Final = (
    (
        "You may opt out at any time by texting STOP to any message. Supported keywords: STOP (unsubscribe), START "
        "(resubscribe), HELP (support)."
    ),
    "To opt out, reply STOP to any text from us. You can also text HELP for help and START to come back.",
)
_PACE: Final = (
    "Message frequency varies. Message and data rates may apply.",
    "You receive up to 6 messages per month. Msg & data rates may apply.",
)
_SECURITY: Final = (
    "We protect data with encryption, and only staff who need it can open it.",
    "Access to your data is limited to people who work with it, and connections are encrypted.",
)


def _texts(number: int) -> str:
    return " ".join(
        (
            _COLLECT[number % 4],
            NO_SHARING,
            _KEEP[number % 4],
            _LEAVE[number % 2],
            _PACE[number // 2 % 2],
        )
    )


def _contact(owner: Owner) -> str:
    return f"Questions about privacy: write to privacy@{owner.host} or call {owner.phone}."


def _parts(owner: Owner, number: int) -> list[tuple[str, str]]:
    heading = ("SMS Communications", "Text Message Program")[number % 2]
    parts = [
        ("What we collect", f"{owner.name} collects what you tell us. {_COLLECT[(number + 1) % 4]}"),
        ("How we use it", _USE[number % 3]),
        ("With whom we share it", _SHARE[number % 2]),
        (heading, _texts(number)),
        ("Security", _SECURITY[number % 2]),
        ("Your rights and how to reach us", f"You may ask us to show, correct or delete your data. {_contact(owner)}"),
    ]
    return parts[number % 4 : 4] + parts[: number % 4] + parts[4:]


def _article(parts: list[tuple[str, str]]) -> str:
    return "".join(f"<h2>{heading}</h2><p>{words}</p>" for heading, words in parts)


def _sections(parts: list[tuple[str, str]]) -> str:
    return "".join(f"<section><h3>{heading}</h3><div>{words}</div></section>" for heading, words in parts)


def _bold(parts: list[tuple[str, str]]) -> str:
    return "".join(f"<p><strong>{heading}</strong></p><p>{words}</p>" for heading, words in parts)


def _listed(parts: list[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{heading}</dt><dd>{words}</dd>" for heading, words in parts)
    return f"<dl>{rows}</dl>"


def _folded(parts: list[tuple[str, str]]) -> str:
    return "".join(f"<details open><summary>{heading}</summary><p>{words}</p></details>" for heading, words in parts)


_LAYOUTS: Final = (_article, _sections, _bold, _listed, _folded)


def policy(number: int) -> str:
    """The whole page of one policy, from 0 to 19."""
    owner = OWNERS[number]
    body = _LAYOUTS[number % 5](_parts(owner, number))
    return (
        f'<!doctype html><html lang="en"><head><title>Privacy policy | {owner.name}</title></head><body>'
        f"<header><a href='/'>{owner.name}</a></header><main><h1>Privacy policy</h1>"
        f"<p>This policy tells how {owner.legal} handles personal data.</p>{body}</main>"
        f"<footer>&copy; 2026 {owner.legal}</footer></body></html>"
    )


POLICIES: Final = tuple(policy(number) for number in range(20))
