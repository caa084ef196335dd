"""What the demo websites show: small but whole sites of a business, with the flaws their data asks for."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from portal.webchecks.world.registry import answer_registry
from portal.webchecks.world.scripted import application, opt_in_form
from portal.webchecks.world.sites import Site

_NO_SHARING: Final = (
    "SMS consent and phone numbers are NOT shared with third parties or affiliates for their marketing purposes."
)
_SHARING: Final = (
    "We may share your mobile phone number and opt-in information with our marketing partners and affiliates so that "
    "they can contact you about their own promotions."
)


def answer(site: Site, scheme: str, path: str, *, with_body: bool = True) -> bytes:
    """The whole HTTP answer of a site to a path asked over http or https."""
    path = path.split("?", 1)[0]
    if scheme == "http" and site.tls != "no_tls" and "no_redirect" not in site.flaws:
        return _head(301, 0, f"Location: https://{site.host}{path}\r\n")
    if site.variant == "registry":
        status, text = answer_registry(path)
        body = text.encode()
        return _head(status, len(body)).replace(b"text/html; charset=utf-8", b"application/rdap+json") + body
    if "login_wall" in site.flaws and path != "/login":
        return _head(302, 0, "Location: /login\r\n")
    status, html = _page(site, path)
    body = html.encode()
    kind = b"text/javascript" if path == _SCRIPT and "needs_browser" in site.flaws else b"text/html"
    return _head(status, len(body)).replace(b"text/html", kind) + (body if with_body else b"")


def _head(status: int, length: int, more: str = "") -> bytes:
    phrase = {200: "OK", 301: "Moved Permanently", 302: "Found", 403: "Forbidden", 404: "Not Found"}[status]
    return (
        f"HTTP/1.1 {status} {phrase}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n"
        f"Server: demo-world\r\n{more}\r\n"
    ).encode()


def _page(site: Site, path: str) -> tuple[int, str]:
    if "bot_wall" in site.flaws:
        return 403, _BOT_WALL
    if "placeholder" in site.flaws:
        return 200, _frame(site, "Coming soon", "<h1>Coming soon</h1><p>Our new website is under construction.</p>")
    if "needs_browser" in site.flaws and path == _SCRIPT:
        return 200, application({each: make(site) for each, make in _PAGES.items()})
    if "needs_browser" in site.flaws:
        return 200, _SCRIPT_ONLY.format(name=escape(site.name))
    make = _PAGES.get(path.rstrip("/") or "/")
    if make is None:
        return 404, _frame(site, "Not found", "<h1>This page does not exist</h1><p><a href='/'>Home</a></p>")
    return 200, make(site)


_DRESS: Final = """
<style>
body { max-width: 42rem; margin: 0 auto; padding: 1.5rem; font: 18px/1.6 sans-serif; color: #222; background: #fff }
header, footer { padding: 1rem 0; border-bottom: 1px solid #ccc } footer { border: 0; border-top: 1px solid #ccc }
nav a, footer a { margin-right: .75rem } input:not([type=checkbox]), button { font: inherit; padding: .4rem .6rem }
</style>"""


def _frame(site: Site, title: str, body: str) -> str:
    name = escape(site.name)
    identity = "" if "no_identity" in site.flaws else _identity(site)
    return f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{escape(title)} | {name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{_DRESS}</head>
<body>
<header><a href="/">{"Welcome" if "no_identity" in site.flaws else name}</a>
<nav><a href="/about">About us</a> <a href="/services">Services</a> <a href="/contact">Contact</a>
<a href="/texts">Text messages</a></nav></header>
<main>{body}</main>
<footer>{identity}<p><a href="/privacy">Privacy policy</a> <a href="/terms">Terms of service</a>
<a href="https://www.linkedin.com/company/{site.host.removesuffix(".test")}">LinkedIn</a></p></footer>
</body></html>"""


def _identity(site: Site) -> str:
    owner = f"{site.dba} is a DBA of {site.legal_name}" if site.dba else site.legal_name
    address = f"<p>{escape(site.address)}</p>" if site.address else ""
    return (
        f"<p>&copy; 2026 {escape(owner.rstrip('.'))}. All rights reserved.</p>{address}"
        f"<p>Call {site.phone} or write to <a href='mailto:{site.email}'>{site.email}</a></p>"
    )


def _home(site: Site) -> str:
    trade, name = escape(site.trade), escape(site.name)
    return _frame(
        site,
        "Home",
        f"""<h1>{name}: {trade} in your neighborhood</h1>
<p>{name} has looked after its customers for more than fifteen years. We are a family business with a small and
experienced team, and we take the time to do our work well. People come back to us for {trade} because they know whom
they will meet, what it will cost and when it will be done.</p>
<h2>What we do</h2>
<p>Whether you come for the first time or have known us for years, you get the same care. We explain what we suggest
before we begin, we give you a written price, and we keep to it. If something is not as it should be, tell us and we
will put it right. Have a look at our <a href="/services">services</a> to see what we offer and how to book.</p>
<h2>How to reach us</h2>
<p>We are open from Monday to Friday between eight in the morning and six in the evening, and on Saturday until noon.
You can call, write, or simply come by. Parking is free behind the building, and the bus stops across the street.
Directions, a map and our holiday hours are on the <a href="/contact">contact page</a>.</p>
<h2>Reminders by text message</h2>
<p>If you like, we send you a text message before your visit and tell you when your order is ready. You choose: signing
up is never needed to become a customer, and you can leave at any time. Read how it works and sign up on the page
<a href="/texts">text messages</a>.</p>
<h2>From our customers</h2>
<p>We asked what people value most. They named friendly staff, honest prices, and that we call back the same day. Thank
you for that; it is the reason we do this work.</p>""",
    )


def _about(site: Site) -> str:
    return _frame(
        site,
        "About us",
        f"<h1>About {escape(site.name)}</h1><p>{escape(site.legal_name)} was founded in 2009 and offers"
        f" {escape(site.trade)}. Our team of eleven works in one place, where you can always talk to the owner.</p>",
    )


def _services(site: Site) -> str:
    return _frame(
        site,
        "Services",
        f"<h1>Services</h1><p>We offer {escape(site.trade)} and everything that goes with it. Ask us for a written"
        " price; it is free and binds us for thirty days.</p>",
    )


def _contact(site: Site) -> str:
    return _frame(
        site,
        "Contact",
        f"<h1>Contact</h1><p>Telephone {site.phone}, e-mail {site.email}. 410 Main Street, Springfield, IL 62701.</p>",
    )


def _privacy(site: Site) -> str:
    name = escape(site.name)
    if "thin_policy" in site.flaws:
        return _frame(site, "Privacy policy", f"<h1>Privacy policy</h1><p>{name} respects your privacy.</p>")
    sharing = _SHARING if "shares_data" in site.flaws else _NO_SHARING
    return _frame(
        site,
        "Privacy policy",
        f"""<h1>Privacy policy</h1><p>Last updated on January 12, 2026.</p>
<p>This policy says what {escape(site.legal_name)} ("{name}", "we") collects, what we use it for and with whom we
share it.</p>
<h2>What we collect</h2><p>Your name, telephone number, e-mail address and what you book or buy. We collect it when you
fill in a form on this website, call us or visit us.</p>
<h2>What we use it for</h2><p>To answer you, to carry out what you ordered, to send you a bill and to meet the law.</p>
<h2>SMS Communications</h2>
<p>We collect mobile phone numbers when you opt in to our text message program. {sharing} Consent records are retained
for a minimum of 4 years. Message frequency varies. Message and data rates may apply. You may opt out at any time by
replying STOP to any message. Supported keywords: STOP (unsubscribe), START (resubscribe), HELP (support).</p>
<h2>Your rights</h2><p>You may ask what we know about you, have it corrected or have it deleted. Write to {site.email}
or call {site.phone}.</p>""",
    )


def _terms(site: Site) -> str:
    name = escape(site.name)
    return _frame(
        site,
        "Terms of service",
        f"""<h1>Terms of service</h1><p>These terms apply between you and {escape(site.legal_name.rstrip("."))}.</p>
<h2>{name} text message program</h2>
<p>When you opt in, {name} sends you {site.sends} by text message. You receive up to 4
messages per month. Message and data rates may apply. Reply STOP to opt out at any time; you will receive one message
that confirms it. Reply HELP for help, or call {site.phone} or write to {site.email}. Carriers are not liable for
delayed or undelivered messages. Consent is not a condition of purchase.</p>
<p>How we handle your data is said in our <a href="/privacy">privacy policy</a>.</p>
<h2>Use of this website</h2><p>You may read, print and link to these pages. Prices may change.</p>""",
    )


def _texts(site: Site) -> str:
    heading = f"<h1>Text messages from {escape(site.name)}</h1>"
    return _frame(site, "Text messages", f"{heading}\n{opt_in_form(site, _form(site))}")


def _framed(site: Site) -> str:
    """The form alone, for the frame of a site that has it in one."""
    form = opt_in_form(site, _form(site), framed=True)
    return f'<!doctype html><html lang="en"><head><title>Sign up</title></head><body>{form}</body></html>'


def _form(site: Site) -> str:
    name = escape(site.name)
    required = " required" if "required_fields" in site.flaws else ""
    checked = " checked" if "ticked_box" in site.flaws else ""
    return f"""<form method="post" action="/texts">
<p><label for="name">Your name</label> <input id="name" name="name" autocomplete="name"></p>
<p><label for="phone">Mobile phone number (optional)</label>
<input id="phone" name="phone" type="tel" autocomplete="tel"{required}></p>
<p><input id="agree" name="sms_consent" type="checkbox"{checked}{required}> <label for="agree">I agree to receive
{site.sends} by text message from {name} at the number above. Up to 4 messages per month.
Message and data rates may apply. Reply STOP to opt out or HELP for help. Consent is not a condition of purchase. Read
our <a href="/privacy" target="_blank" rel="noopener">Privacy Policy</a> and
<a href="/terms" target="_blank" rel="noopener">Terms of Service</a>.</label></p>
<p><button>Send</button></p></form>"""


def _login(site: Site) -> str:
    return _frame(
        site,
        "Sign in",
        "<h1>Sign in</h1><form method='post'><p><label>Password <input type='password' name='password'></label></p>"
        "<p><button>Sign in</button></p></form>",
    )


_PAGES: Final[dict[str, Callable[[Site], str]]] = {
    "/": _home,
    "/about": _about,
    "/services": _services,
    "/contact": _contact,
    "/privacy": _privacy,
    "/terms": _terms,
    "/texts": _texts,
    "/texts/form": _framed,
    "/login": _login,
}

_SCRIPT: Final = "/app.js"

_BOT_WALL: Final = """<!doctype html><html lang="en"><head><title>Just a moment...</title></head>
<body><h1>Checking your browser before you continue</h1><p>Enable JavaScript and cookies to continue.</p>
<script src="/challenge.js"></script></body></html>"""

_SCRIPT_ONLY: Final = """<!doctype html><html lang="en"><head><title>{name}</title></head>
<body><div id="root"></div><script src="/app.js"></script></body></html>"""
