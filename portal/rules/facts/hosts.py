# ruff: noqa: SIM905 - a list of domains reads better as words
"""Hosts of addresses: which one an address names, the domain somebody registered, whether the public can reach it."""

from __future__ import annotations

from portal.rules.facts.patterns import pattern

_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})
_DOTTED_QUAD = pattern(r"\d{1,3}(?:\.\d{1,3}){3}")
# Names that never lead anywhere outside one's own network (RFC 2606, 6761, 6762, 8375).
_PRIVATE = frozenset({"localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "invalid", "onion"})
# Services at which anybody gets an address.
FREE_MAIL = frozenset(
    "gmail.com googlemail.com yahoo.com ymail.com hotmail.com outlook.com live.com msn.com aol.com icloud.com "
    "me.com mac.com proton.me protonmail.com gmx.com mail.com zoho.com yandex.com comcast.net verizon.net "
    "att.net sbcglobal.net bellsouth.net gmx.net email.com inbox.com pm.me duck.com yahoo.ca yahoo.co.uk "
    "hotmail.co.uk outlook.co.uk live.ca ymail.co cox.net charter.net earthlink.net rocketmail.com "
    "fastmail.com hey.com tutanota.com qq.com 163.com".split()
)
# Services below whose domain everybody gets a website.
SITE_BUILDERS = frozenset(
    "wixsite.com wixstudio.io squarespace.com godaddysites.com weebly.com webflow.io vercel.app netlify.app "
    "herokuapp.com github.io gitlab.io pages.dev web.app firebaseapp.com onrender.com myshopify.com wordpress.com "
    "blogspot.com carrd.co framer.website strikingly.com square.site business.site ngrok.io ngrok-free.app".split()
)


def host_of(address: str) -> str:
    """The host of a web address with or without scheme, in lower case, without ``www.``; empty when there is none."""
    rest = address.strip().lower().split("://", 1)[-1]
    for mark in "/?#":
        rest = rest.split(mark, 1)[0]
    rest = rest.rpartition("@")[2]
    if rest.startswith("["):
        return rest.partition("]")[0] + "]"
    return rest.split(":", 1)[0].strip(".").removeprefix("www.")


def mail_domain(address: str) -> str:
    """What stands behind the ``@`` of an e-mail address, in lower case; empty when there is none."""
    before, at, domain = address.strip().lower().rpartition("@")
    return domain.strip(".> ") if before and at else ""


def registrable(host: str) -> str:
    """The domain that somebody registered: ``shop.acme.co.uk`` is ``acme.co.uk``."""
    labels = [label for label in host.lower().split(".") if label]
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-keep:])


def site_of(host: str) -> str:
    """The name under which one party's website is known: the registered domain, or the whole name at a builder."""
    domain = registrable(host)
    return host.lower() if domain in SITE_BUILDERS else domain


def is_address_number(host: str) -> bool:
    """Whether the host is a bare IP address."""
    return host.startswith("[") or bool(_DOTTED_QUAD.fullmatch(host))


def is_public(host: str) -> bool:
    """Whether the host is a domain name that the public can reach, going by its form alone."""
    if is_address_number(host) or "." not in host:
        return False
    top = host.rpartition(".")[2]
    return top not in _PRIVATE and not top.isdigit()
