# ruff: noqa: E501 - a page reads better on one line than torn apart
"""Golden pages: how a server answers, and what a reviewer would call that. Near misses stand beside what they resemble.

``rows()`` gives them all; `tests/webchecks/test_reading.py` walks them, `docs/webchecks.md` lists them.
"""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from portal.egress.door import Exchange, Fetched

Headers = tuple[tuple[str, str], ...]
HTML: Final[Headers] = (("Content-Type", "text/html; charset=utf-8"),)
SHOP: Final = "<p>We bake bread every morning and sell it until noon in our shop on Main Street.</p>" * 30
SHORT: Final = (
    "<p>We bake bread every morning and sell it until noon in our shop on Main Street. Come by or call us.</p>" * 4
)
MENU: Final = (
    "<nav><a href=/menu>Menu</a> <a href=/about>About</a> <a href=/contact>Contact</a> <a href=/hours>Hours</a></nav>"
)


class Row(NamedTuple):
    """One answer. ``expected`` is a kind of page, or the reason why there is none; ``path`` other than `/` means that
    the visitor asked for `/` and was sent there."""

    name: str
    words: str
    expected: str
    body: str | bytes
    status: int = 200
    headers: Headers = HTML
    path: str = "/"
    host: str = "shop.test"


def answer_of(row: Row) -> Fetched:
    """The row as the door gives it."""
    data = row.body.encode() if isinstance(row.body, str) else row.body
    url, now = f"https://{row.host}{row.path}", dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
    first = Exchange("GET", "https://shop.test/", (), "", 302, "Found", (), b"", False, now, 0.0)
    last = Exchange("GET", url, (), "", row.status, "", row.headers, data, False, now, 0.0)
    sent = (row.path, row.host) != ("/", "shop.test")
    return Fetched("https://shop.test/", url, row.status, data, None, (first, last) if sent else (last,))


def rows() -> tuple[Row, ...]:
    """Every golden page, kind by kind."""
    return (
        *_PLACEHOLDERS,
        *_ALMOST_PLACEHOLDERS,
        *_LOGINS,
        *_ALMOST_LOGINS,
        *_BOTS,
        *_ALMOST_BOTS,
        *_MISSING,
        *_SCRIPTED,
        *_UNREADABLE,
        *_PAGES,
    )


def _with(*more: tuple[str, str], kind: str = "text/html; charset=utf-8") -> Headers:
    return (("Content-Type", kind), *more)


def _page(title: str, body: str = "") -> str:
    return f"<!doctype html><html lang=en><head><title>{title}</title></head><body>{body}</body></html>"


# fmt: off
_P = "placeholder"
_PLACEHOLDERS: Final = (
    Row("coming soon", "title and nothing else", _P, _page("Coming Soon", "<h1>Our site is on its way</h1>")),
    Row("coming soon with a name", "name and two words", _P, _page("Sunrise Cafe | Coming soon", "<h1>Coming soon</h1><p>Our new website is under construction.</p>")),
    Row("coming soon in a heading", "business named before it", _P, _page("Sunrise Cafe", "<h1>Sunrise Cafe is coming soon</h1><p>Follow us.</p>")),
    Row("launching soon", "we're launching soon", _P, _page("Acme", "<h1>We&rsquo;re launching soon!</h1><p>Leave your address and we tell you when.</p>")),
    Row("opening soon shop", "online store opening soon", _P, _page("Opening soon", "<h2>Our online store is opening soon</h2>")),
    Row("website being built", "sentence in the body", _P, _page("Acme", "<p>This website is being built right now. Call us at 217 555 0142.</p>")),
    Row("under construction", "heading alone", _P, _page("Home", "<h1>Under construction</h1>")),
    Row("page under construction", "this page is under construction", _P, _page("Acme", "<h1>This page is currently under construction</h1><p>Come back later.</p>")),
    Row("under maintenance", "site under maintenance", _P, _page("Acme", "<h1>Site under maintenance</h1>")),
    Row("down for maintenance", "status 503 and words", _P, _page("Down for maintenance", "<p>We'll be back shortly.</p>"), 503),
    Row("maintenance with a time", "status 503 and Retry-After", _P, _page("Acme", "<p>Something is being changed.</p>"), 503, _with(("Retry-After", "3600"))),
    Row("maintenance mode", "title of a plugin", _P, _page("Maintenance mode", "<h1>Acme</h1><p>Sorry for the inconvenience.</p>")),
    Row("undergoing scheduled maintenance", "subject and words", _P, _page("Notice", "<h1>Our website is undergoing scheduled maintenance</h1>")),
    Row("be right back", "heading alone", _P, _page("Acme", "<h1>We'll be right back</h1>")),
    Row("domain for sale", "this domain is for sale", _P, _page("This domain is for sale", "<p>Make an offer.</p>")),
    Row("domain may be for sale", "a broker's words", _P, _page("acme-example.com", "<h1>The domain acme-example.com may be for sale</h1><a href=/offer>Get a price</a>")),
    Row("name is for sale", "name itself", _P, _page("acmebakery.com is for sale", "<p>Buy now or lease to own.</p>")),
    Row("buy this domain", "heading", _P, _page("acme.com", "<h1>Buy this domain</h1><p>Related searches: bread, cakes</p>")),
    Row("parked free", "a registrar's courtesy", _P, _page("acme.com", "<h1>This domain is parked free, courtesy of a registrar</h1>")),
    Row("parking script", "short page with a parking service's script", _P, _page("acme.com", "<p>Related searches</p><a href=/a>Bread</a><script src=https://c.parkingcrew.net/a.js></script>")),
    Row("parking host", "sent to a parking service", _P, _page("acme.com", "<p>Related links</p>"), 200, HTML, "/", "www.hugedomains.com"),
    Row("domain expired", "heading", _P, _page("Notice", "<h1>This domain has expired</h1><p>Owner: renew it now.</p>")),
    Row("domain registered", "future home", _P, _page("Welcome", "<h1>Future home of something quite cool</h1>")),
    Row("account suspended", "a hosting company's page", _P, _page("Account Suspended", "<h1>This account has been suspended</h1><p>Contact your hosting provider.</p>")),
    Row("suspended with 403", "words count more than the status", _P, _page("Site suspended", "<p>Contact billing.</p>"), 403),
    Row("bandwidth exceeded", "a hosting company's page", _P, _page("509", "<h1>Bandwidth Limit Exceeded</h1>"), 509),
    Row("store unavailable", "a shop system's page", _P, _page("Acme", "<h1>Sorry, this store is currently unavailable.</h1>")),
    Row("nginx", "server's own page", _P, _page("Welcome to nginx!", "<h1>Welcome to nginx!</h1><p>Further configuration is required.</p>")),
    Row("apache", "server's own page", _P, _page("Apache2 Ubuntu Default Page: It works", "<p>This is the default welcome page used to test the correct operation.</p>")),
    Row("it works", "server's own page", _P, "<html><body><h1>It works!</h1></body></html>"),
    Row("iis", "server's own page", _P, _page("IIS Windows Server", "<img src=iisstart.png alt=IIS>Welcome")),
    Row("test page", "distribution's page", _P, _page("Test Page for the HTTP Server on Rocky Linux", "<p>This page is used to test the proper operation.</p>")),
    Row("control panel", "panel's page", _P, _page("Domain Default page", "<h1>Plesk default page</h1>")),
    Row("index of", "listing of a folder", _P, _page("Index of /", "<h1>Index of /</h1><a href=a.zip>a.zip</a>")),
    Row("fresh wordpress", "nothing but its first post", _P, _page("Acme - Just another WordPress site", "<h1>Acme</h1><h2>Hello world!</h2><p>Welcome to WordPress. This is your first post.</p>")),
    Row("congratulations", "website was just created", _P, _page("Welcome", "<h1>Congratulations! Your website is ready</h1>")),
    Row("not published", "a builder's page", _P, _page("Acme", "<h1>Website is not published</h1>")),
)

_ALMOST_PLACEHOLDERS: Final = (
    Row("new products coming soon", "a shop's news, long page", "page", f"<h1>New cakes coming soon</h1>{SHOP}"),
    Row("new products, short page", "goods are coming, the shop is there", "page", _page("Bakery", f"{MENU}<h1>Bakery on Main Street</h1><h2>New products coming soon</h2>{SHORT}")),
    Row("second location opening soon", "one more shop", "page", _page("Bakery", f"{MENU}<h1>Second location opening soon</h1>{SHORT}")),
    Row("maintenance company", "its trade is maintenance", "page", _page("Smith Property Maintenance", f"{MENU}<h1>Property maintenance in Springfield</h1>{SHORT}")),
    Row("scheduled maintenance of cars", "a service on offer", "page", _page("Northside Auto", f"{MENU}<h1>Scheduled maintenance</h1><p>Oil, brakes and tires for your car.</p>{SHORT}")),
    Row("website maintenance offered", "an agency's service", "page", _page("Web agency", f"{MENU}<h1>Website maintenance from $49</h1>{SHORT}")),
    Row("hotel near a building site", "something nearby is under construction", "page", _page("Hotel Maple", f"{MENU}<h1>Hotel Maple</h1><h2>New museum under construction nearby</h2>{SHORT}")),
    Row("builder", "a house under construction", "page", _page("Miller Homes", f"{MENU}<h1>See our homes under construction</h1>{SHORT}")),
    Row("homes for sale", "an estate agent", "page", _page("Riverbend Realty", f"{MENU}<h1>Homes for sale</h1>{SHORT}")),
    Row("food truck", "where it is parked", "page", _page("Taco truck", f"{MENU}<h1>Where we are parked today</h1>{SHORT}")),
    Row("licence suspended", "a lawyer's page", "page", _page("Law office", f"{MENU}<h1>Driver license suspended? We help.</h1>{SHORT}")),
    Row("article about parking domains", "long text", "page", f"<title>What is a parked domain?</title>{SHOP}"),
    Row("back soon sign", "shop holidays in the text", "page", _page("Bakery", f"{MENU}<h1>Bakery</h1><p>We are on holiday and back soon.</p>{SHORT}")),
    Row("status 503 alone", "no words and no time", "page", _page("Acme", SHORT), 503),
)

_L = "login_wall"
_FORM = "<form><input name=u><input type='password' name=p><button>Go</button></form>"
_LOGINS: Final = (
    Row("status 401", "asks for a password", _L, "no", 401),
    Row("basic authentication", "401 with a realm", _L, _page("401 Authorization Required"), 401, _with(("WWW-Authenticate", 'Basic realm="staging"'))),
    Row("status 407", "a proxy's password", _L, "", 407),
    Row("sent to sign in", "redirect to /login", _L, _page("Sign in", "<h1>Sign in</h1>"), 200, HTML, "/login"),
    Row("wordpress login", "redirect to wp-login.php", _L, _page("Log In", _FORM), 200, HTML, "/wp-login.php?redirect_to=%2F"),
    Row("account login", "redirect to /account/login", _L, _page("Account", f"<h1>Login</h1>{_FORM}"), 200, HTML, "/account/login"),
    Row("shop with a password", "redirect to /password", _L, _page("Acme shop", "<h1>Opening soon to members</h1><p>Enter using password</p><input type=password>"), 200, HTML, "/password"),
    Row("identity provider", "sent to another company's sign-in", _L, _page("Sign in - Accounts", "<p>Use your account</p><input name=identifier>"), 200, HTML, "/signin/v2", "accounts.google.com"),
    Row("company sign-in", "sent to an own sign-in host", _L, _page("Welcome", "<input name=email>"), 200, HTML, "/u/start", "login.shop.test"),
    Row("network's wall", "sent to /authwall", _L, _page("Join", "<p>Join to see who you already know</p>"), 200, HTML, "/authwall?trk=x"),
    Row("password field alone", "no redirect", _L, "<h1>Members</h1><input type='password'>"),
    Row("protected page", "a builder's password page", _L, _page("Protected page", '<h1>This page is password protected</h1><input type="password"><button>Enter</button>')),
    Row("private site", "a builder's words", _L, _page("Private site", "<h1>Private site</h1><p>Enter the password.</p><form><input name=pw></form>")),
    Row("log in to continue", "form without a password field", _L, _page("Acme", "<h1>Log in to continue</h1><form><input type=email name=e></form>"), 200, HTML, "/"),
    Row("members only", "403 and words", _L, _page("Members only", "<h1>Members only</h1>"), 403),
)
_ALMOST_LOGINS: Final = (
    Row("link to sign in", "in the navigation", "page", _page("Bakery", f"{MENU}<a href=/login>Log in</a><h1>Bakery</h1>{SHORT}")),
    Row("login form in the header", "long page with a form for members", "page", f"<form><input type=password></form>{SHOP}"),
    Row("login beside the text", "a whole page", "page", f"{SHOP}<a href=/login>Log in</a><input type=password>"),
    Row("article about logging in", "how to sign in", "page", _page("How to log in to your account", f"<h1>How to log in to your account</h1>{SHOP}")),
    Row("sent to a long page at /auth", "redirect, but all there", "page", _page("Authentic bread", SHOP * 2), 200, HTML, "/auth"),
    Row("sent to another page", "redirect to /home", "page", _page("Bakery", SHORT), 200, HTML, "/home"),
    Row("password manager for sale", "a shop that sells one", "page", _page("Password safe", f"{MENU}<h1>A safe for passwords</h1>{SHORT}")),
)

_B = "bot_wall"
_BOTS: Final = (
    Row("just a moment", "403 and a title", _B, _page("Just a moment..."), 403),
    Row("challenge header", "403 and a header", _B, "<p>denied</p>", 403, _with(("cf-mitigated", "challenge"))),
    Row("attention required", "200, title and script", _B, "<title>Attention Required!</title><script></script>"),
    Row("challenge script", "200, nothing else than a script", _B, _page("shop.test", "<script src=/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1></script>")),
    Row("captcha delivery", "200 and a service's script", _B, _page("shop.test", "<p>One second.</p><script src=https://ct.captcha-delivery.com/c.js></script>")),
    Row("incident number", "a firewall's frame", _B, _page("", "<iframe src='/_Incapsula_Resource?x=1'></iframe><script src=/_Incapsula_Resource></script>")),
    Row("access denied", "403 and title", _B, _page("Access Denied", "<p>You don't have permission. Reference #18.2</p>"), 403),
    Row("403 alone", "forbidden, no other sign", _B, _page("403 Forbidden", "<h1>Forbidden</h1>"), 403),
    Row("403 with text", "whatever it says", _B, _page("Hello", SHORT), 403),
    Row("429", "too many requests", _B, _page("Too Many Requests"), 429, _with(("Retry-After", "120"))),
    Row("429 alone", "no header, no words", _B, "", 429),
    Row("503 with a challenge", "503 and words", _B, _page("DDoS protection by a service", "<p>Checking your browser before accessing shop.test.</p>"), 503),
    Row("503 challenge before maintenance", "Retry-After beside a challenge", _B, _page("Just a moment...", "<script></script>"), 503, _with(("Retry-After", "10"))),
    Row("human verification", "short page, script", _B, _page("Human Verification", "<script src=/awswaf/challenge.js></script>")),
    Row("robot or human", "a big shop's page", _B, _page("Robot or human?", "<p>Activate and hold the button.</p><script></script>")),
    Row("pardon our interruption", "a service's words", _B, _page("Pardon Our Interruption", "<p>As you were browsing something made us think you were a bot.</p><script></script>")),
    Row("unusual traffic", "405 and words", _B, _page("Blocked", "<h1>Unusual traffic from your network</h1>"), 405),
    Row("not acceptable", "406 of a firewall", _B, _page("Not Acceptable!", "<p>An appropriate representation was blocked by Web Application Firewall.</p>"), 406),
    Row("teapot", "418 and words", _B, _page("Access denied"), 418),
    Row("451", "for legal reasons", _B, _page("Unavailable for legal reasons", "<p>Visitors from the EU.</p>"), 451),
    Row("999", "a network's answer to programs", _B, "", 999),
    Row("country blocked", "short page with status 200", _B, _page("Sorry", "<p>This website is not available in your country.</p>")),
    Row("region restricted", "access from your region", _B, _page("Notice", "<p>Access from your region has been blocked by the owner.</p>")),
    Row("location not supported", "unavailable in your location", _B, _page("Notice", "<p>Our service is unavailable in your location.</p>")),
)
_ALMOST_BOTS: Final = (
    Row("captcha on a contact form", "a short page with a form", "page", _page("Contact", "<h1>Contact us</h1><form><input name=name><textarea name=t></textarea></form><script src=https://www.google.com/recaptcha/api.js></script>")),
    Row("captcha mentioned", "contact page, long", "page", f"<h1>Contact</h1><p>This form uses a captcha.</p>{SHOP}"),
    Row("turnstile on a form", "a service's script beside a form", "page", _page("Book a table", "<h1>Book a table</h1><form><input name=tel type=tel></form><script src=https://challenges.cloudflare.com/turnstile/v0/api.js></script>")),
    Row("security company", "sells access control", "page", _page("Access control systems", f"{MENU}<h1>Security check for your building</h1>{SHORT}")),
    Row("product not in your region", "one thing of many", "page", _page("Shop", f"{MENU}<p>Shipping of this oven is not available in your region.</p>{SHOP}")),
    Row("behind a protection service", "200 and its usual header", "page", _page("Bakery", SHORT), 200, _with(("Server", "cloudflare"), ("CF-Ray", "1"))),
    Row("500", "a server's fault is no wall", "page", _page("Internal Server Error", "<h1>Internal Server Error</h1>"), 500),
)

_N = "not_found"
_MISSING: Final = (
    Row("soft 404", "200 and page not found", _N, _page("Page not found", "<h1>Oops</h1><p>Go home.</p>")),
    Row("soft 404 number", "200 and 404 as heading", _N, _page("Acme", "<h1>404</h1><p>Nothing here.</p>")),
    Row("soft 404 in full", "can't be found", _N, _page("Acme", "<h1>The page you are looking for could not be found</h1>")),
    Row("does not exist", "page does not exist", _N, _page("Acme", "<h1>This page does not exist</h1>")),
    Row("error 404", "title only", _N, _page("Error 404", f"<p>Try the menu.</p>{MENU}")),
    Row("nothing found", "a theme's heading", _N, _page("Acme", "<h1>Nothing found</h1><p>Try a search.</p>")),
    Row("true 404", "the status says it", "page", _page("Page not found", "<h1>Page not found</h1>"), 404),
    Row("area code 404", "a telephone number", "page", _page("Atlanta Plumbing", f"{MENU}<h1>Call 404-555-0142</h1>{SHORT}")),
    Row("lost and found", "an office", "page", _page("Lost and found", f"{MENU}<h1>Lost and found</h1>{SHORT}")),
    Row("article about 404", "long text", "page", f"<h1>What a 404 page should say</h1>{SHOP}"),
)

_S = "needs_browser"
_SCRIPTED: Final = (
    Row("single page application", "root and script", _S, "<div id=root></div><script src=a.js></script>"),
    Row("root without script in sight", "root element alone", _S, _page("Acme", '<div id="__next"></div>')),
    Row("element of a framework", "app-root", _S, _page("Acme", "<app-root></app-root><script src=main.js></script>")),
    Row("enable javascript", "note that can be read", _S, _page("Acme", "<p>Please enable JavaScript to view this website.</p><script></script>")),
    Row("noscript note", "note that cannot", _S, _page("Acme", "<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div><script></script>")),
    Row("few words and scripts", "a slogan", _S, _page("Acme", "<p>Loading</p><script src=a.js></script>")),
    Row("frameset", "words stand in frames", _S, "<html><head><title>Acme</title></head><frameset><frame src=/a></frameset></html>"),
    Row("one frame", "address masked by a frame", _S, _page("Acme", "<iframe src=https://acme.builder.test/></iframe>")),
    Row("cookie wall", "nothing but the question", _S, _page("Acme", "<h2>We value your privacy</h2><p>We use cookies to improve your experience and for marketing.</p><button>Accept all</button><button>Reject</button>")),
    Row("cookie banner over a page", "the page can be read", "page", _page("Bakery", f"<p>We use cookies.</p><button>Accept</button>{SHORT}")),
    Row("cookie policy", "a whole policy", "page", _page("Cookie policy", "<h1>Cookie policy</h1>" + "<p>A cookie is a small file. Our site sets three of them.</p>" * 30)),
    Row("short page without scripts", "a visiting card", "page", _page("Acme", "<h1>Acme Bakery</h1><p>410 Main Street, Springfield. Call 217 555 0142.</p>")),
    Row("article about JavaScript", "long text", "page", f"<h1>How to enable JavaScript</h1>{SHOP}<script></script>"),
)

_U = "unreadable"
_UNREADABLE: Final = (
    Row("pdf", "a PDF file", _U, b"%PDF-1.7 ...", 200, _with(kind="application/pdf")),
    Row("pdf called text", "bytes count more than their name", _U, b"%PDF-1.4 ...", 200, HTML),
    Row("pdf to download", "octet stream", _U, b"%PDF-1.4", 200, _with(kind="application/octet-stream")),
    Row("picture", "a scanned policy", _U, b"\x89PNG\r\n\x1a\n", 200, _with(kind="image/png")),
    Row("photograph", "jpeg without a type", _U, b"\xff\xd8\xff\xe0", 200, ()),
    Row("word document", "docx", _U, b"PK\x03\x04..", 200, _with(kind="application/vnd.openxmlformats-officedocument.wordprocessingml.document")),
    Row("json", "data for programs", _U, '{"policy": "..."}', 200, _with(kind="application/json")),
    Row("empty", "no body at all", _U, ""),
    Row("204", "no content", _U, "", 204),
    Row("blank page", "markup without words", _U, "<html><head></head><body></body></html>"),
    Row("picture page", "one picture, no words", _U, _page("", "<img src=flyer.jpg>")),
    Row("white space", "spaces only", _U, "   \n\t  "),
)
_PAGES: Final = (
    Row("plain text policy", "text/plain", "page", "Privacy policy\n\nWe collect your name and number.\nWe do not share them.", 200, _with(kind="text/plain")),
    Row("no content type", "HTML without a name", "page", _page("Bakery", SHORT), 200, ()),
    Row("xhtml", "application/xhtml+xml", "page", _page("Bakery", SHORT), 200, _with(kind="application/xhtml+xml")),
    Row("another language", "panadería", "page", _page("Panadería", "<h1>Panadería en la calle mayor</h1><p>Abrimos cada mañana. Llámenos al 217 555 0142.</p>")),
    Row("410", "the status says it", "page", _page("Gone", "<p>Gone</p>"), 410),
    Row("502", "a gateway's fault", "page", _page("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"), 502),
    Row("reloads itself", "refresh after five minutes", "page", f"<meta http-equiv=refresh content=300>{SHORT}"),
)
