"""What one visit to a website saw: plain facts, no verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TlsFacts:
    """One TLS probe of one host.

    ``reason`` is ``None`` when the certificate and the protocol are fine; otherwise one of the certificate reasons:
    expired, not_yet_valid, wrong_host, self_signed, untrusted_root, incomplete_chain, weak_key, weak_signature,
    not_a_ca_issuer, no_san, old_protocol, revoked, could_not_negotiate, no_tls.
    ``key_bits`` is in bits; ``pem_sha256`` names the stored chain. ``revocation`` is what a stapled answer of the
    issuer says: good, revoked, or empty when the server sends none that can be believed; ``revocation_detail`` has the
    words. ``detail`` says in words what ``reason`` rests on; ``remarks`` is what is odd though no browser minds.
    """

    host: str
    address: str
    reachable: bool
    reason: str | None
    protocol: str | None
    subject: str
    issuer: str
    names: tuple[str, ...]
    not_before: datetime | None
    not_after: datetime | None
    key_type: str
    key_bits: int | None
    signature_hash: str
    chain_length: int
    pem_sha256: str | None
    revocation: str = ""
    revocation_detail: str = ""
    detail: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page as it was fetched.

    ``role`` is home, privacy_policy, terms, opt_in, http_redirect or social. ``reason`` is ``None`` when the page
    answered, otherwise a page reason or a refusal reason of the website checks. ``kind`` is page, placeholder,
    login_wall, bot_wall, needs_browser or not_found (the server says so in words, with a status that says otherwise).
    ``text`` is the visible text. ``retry_after`` is how many seconds the server asks to wait before coming again.
    ``detail`` says in words what reason or kind rest on; ``canonical`` is the address the page calls its own,
    ``onward`` where a policy says that its whole text stands.
    """

    role: str
    url: str
    final_url: str | None
    status: int | None
    reason: str | None
    title: str
    language: str
    html: str
    text: str
    https: bool
    redirects: tuple[str, ...]
    kind: str
    capture_sha256: str | None
    retry_after: int | None = None
    detail: str = ""
    canonical: str = ""
    onward: str = ""


@dataclass(frozen=True, slots=True)
class RenderedBox:
    """A check box or switch as a browser shows it after the page's scripts ran.

    ``ticked`` is its state before anybody touched it. ``frame`` is where it stands: page, iframe or shadow. Sizes of
    print are in CSS pixels, ``contrast`` is the ratio of WCAG 2.2 between the label's print and what is behind it.
    ``visible`` is about the box alone, ``words_visible`` about the words of its label; ``None`` where nobody noted it.
    """

    label: str
    ticked: bool
    required: bool
    visible: bool
    frame: str = "page"
    font_size: float | None = None
    contrast: float | None = None
    words_visible: bool | None = None


@dataclass(frozen=True, slots=True)
class RenderedPrint:
    """A passage of consent wording or a link beside the form, as printed: size in CSS pixels, contrast as a ratio."""

    text: str
    visible: bool
    font_size: float | None = None
    contrast: float | None = None


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page as a browser showed it.

    ``reason`` is ``None`` when it was drawn, otherwise why it was not (no_browser, browser_refused, timed_out ...).
    ``html`` is the document after scripts, with the insides of frames and shadow trees; ``text`` what is visible.
    ``prints`` are the passages of consent wording near the phone field. ``covered`` says that something lies over it.
    """

    role: str
    url: str
    final_url: str | None
    reason: str | None
    title: str = ""
    html: str = ""
    text: str = ""
    boxes: tuple[RenderedBox, ...] = ()
    prints: tuple[RenderedPrint, ...] = ()
    covered: bool = False
    screenshot_sha256: str | None = None
    capture_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class DomainFacts:
    """When the domain was registered. ``source`` is rdap or owner (the business said so); ``reason`` why it is open."""

    domain: str
    registered: datetime | None
    source: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RobotsFacts:
    """What robots.txt asks of programs: ``turned_away`` are the pages looked at that it does not want them to read.

    ``reason`` is ``None`` when the file could be read or there is none. What it asks is advice: a check that the owner
    asked for is no crawl.
    """

    url: str
    reason: str | None = None
    turned_away: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """An address of a policy as another answer gives it. ``where`` is in words: campaign, sample message 2, form."""

    where: str
    role: str
    url: str


@dataclass(frozen=True, slots=True)
class WebsiteFacts:
    """Everything one run saw of one website. ``refused`` is the reason why the address was never dialled.

    ``rendered`` holds the pages a browser drew; ``stated`` the policies' addresses as other answers give them.
    ``social_links`` are the social pages that the home page links to. ``notes`` are sentences on what the visit did
    otherwise than asked, such as looking at the name with ``www.`` instead.
    """

    url: str
    host: str
    addresses: tuple[str, ...]
    refused: str | None
    tls: TlsFacts | None
    pages: tuple[PageFacts, ...]
    rendered: tuple[RenderedPage, ...] = ()
    domain: DomainFacts | None = None
    stated: tuple[Stated, ...] = ()
    robots: RobotsFacts | None = None
    social_links: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def page(self, role: str) -> PageFacts | None:
        """The first page seen in this role, or ``None``."""
        return next((page for page in self.pages if page.role == role), None)
