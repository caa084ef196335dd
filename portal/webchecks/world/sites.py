"""The websites of the demo world, as data: demo businesses point to these, and tests walk through them.

A `good` site passes a reviewer's eye. A `bad` one has the flaws in its ``flaws``. A `hostile` one attacks
whoever visits.
"""

from __future__ import annotations

import dataclasses
from typing import Final

_SENDS: Final = {
    "goodleaf-dental.test": "appointment reminders and schedule changes",
    "brightside-salon.test": "promotional offers and seasonal discounts",
    "maple-street-bakery.test": "promotional offers and news of fresh bread",
    "northside-auto.test": "service reminders and repair updates",
    "lakeview-clinic.test": "appointment reminders and office notices",
    "summit-fitness.test": "class reminders and schedule changes",
    "harbor-pets.test": "order and delivery updates",
    "halfway-homes.test": "promotional offers and news of clearance sales",
}
"""What the demo businesses text about; their forms, their terms and their registrations say the same."""


@dataclasses.dataclass(frozen=True, slots=True)
class Site:
    """One website. ``tls`` is a certificate reason to reproduce, empty for a good certificate, `no_tls` for none.

    ``flaws`` are what the pages do wrong: `shares_data, ticked_box, thin_policy, no_identity, placeholder, login_wall,
    bot_wall, needs_browser, no_redirect, required_fields`, and where only a browser sees it `ticked_by_script,
    tiny_print, hidden_wording, framed_form, shadow_form, cookie_wall`. ``trick`` names what a hostile server does.
    ``registered_days`` is how long ago its domain was registered; None when the registry does not know it. ``address``
    is the street address in its footer.
    """

    host: str
    legal_name: str
    dba: str = ""
    trade: str = ""
    phone: str = "(217) 555-0142"
    variant: str = "good"
    tls: str = ""
    flaws: frozenset[str] = frozenset()
    trick: str = ""
    registered_days: int | None = 4_000
    address: str = ""

    @property
    def name(self) -> str:
        """The name customers know."""
        return self.dba or self.legal_name

    @property
    def sends(self) -> str:
        """What its form and its terms say comes by text."""
        return _SENDS.get(self.host, "appointment reminders and order updates")

    @property
    def email(self) -> str:
        """The support address on the site."""
        return f"hello@{self.host}"

    @property
    def url(self) -> str:
        """The home page."""
        return f"{'http' if self.tls == 'no_tls' else 'https'}://{self.host}/"

    @property
    def privacy_url(self) -> str:
        """The privacy policy."""
        return f"{self.url}privacy"

    @property
    def terms_url(self) -> str:
        """The terms of service."""
        return f"{self.url}terms"

    @property
    def opt_in_url(self) -> str:
        """The page with the opt-in form."""
        return f"{self.url}texts"


def _bad(
    host: str, legal_name: str, trade: str, *flaws: str, tls: str = "", dba: str = "", days: int | None = 4_000
) -> Site:
    return Site(host, legal_name, dba, trade, "(217) 555-0161", "bad", tls, frozenset(flaws), registered_days=days)


def _hostile(trick: str) -> Site:
    return Site(f"{trick.replace('_', '-')}.hostile.test", "Hostile Server LLC", variant="hostile", trick=trick)


GOOD: Final = (
    Site(
        "goodleaf-dental.test",
        "Goodleaf Dental Group LLC",
        "Goodleaf Dental",
        "family dentistry",
        address="418 East Adams Street, Springfield, IL 62701",
    ),
    Site("northside-auto.test", "Northside Auto Care Inc.", "", "car repair and inspection", "(312) 555-0118"),
    Site(
        "maple-street-bakery.test", "Maple Street Foods LLC", "Maple Street Bakery", "bread and cakes", "(608) 555-0173"
    ),
    Site("lakeview-clinic.test", "Lakeview Family Clinic PLLC", "", "family medicine", "(773) 555-0126"),
    Site("summit-fitness.test", "Summit Fitness Holdings Inc.", "Summit Fitness", "gym classes", "(303) 555-0187"),
    Site("harbor-pets.test", "Harbor Pet Supply LLC", "Harbor Pets", "pet food and toys", "(414) 555-0139"),
    Site("riverbend-realty.test", "Riverbend Realty LLC", "", "homes for sale and rent", "(615) 555-0154"),
)

BAD: Final = (
    _bad("brightside-salon.test", "Brightside Beauty LLC", "hair and beauty", "shares_data", "ticked_box"),
    _bad("oldtown-hardware.test", "Oldtown Hardware Co.", "tools and paint", tls="expired"),
    _bad("plainview-plumbing.test", "Plainview Plumbing Inc.", "pipes and drains", "thin_policy", tls="no_tls"),
    _bad("selfmade-crafts.test", "Selfmade Crafts LLC", "yarn and fabric", tls="self_signed"),
    _bad("sunrise-cafe.test", "Sunrise Cafe LLC", "breakfast and coffee", "placeholder", days=20),
    _bad("members-only-club.test", "Members Only Club Inc.", "a private club", "login_wall"),
    _bad("guarded-gifts.test", "Guarded Gifts LLC", "gifts", "bot_wall"),
    _bad("script-studio.test", "Script Studio LLC", "web design", "needs_browser", days=None),
    _bad("quick-bites.test", "Quick Bites Inc.", "catering", "ticked_by_script", "tiny_print"),
    _bad("corner-books.test", "Corner Books LLC", "books", "framed_form", "hidden_wording"),
    _bad("lakeside-yoga.test", "Lakeside Yoga LLC", "yoga classes", "shadow_form", "cookie_wall"),
    _bad("halfway-homes.test", "Halfway Homes LLC", "furniture", "no_redirect", "required_fields", "no_identity"),
    _bad("missing-link.test", "Missing Link Bikes LLC", "bicycles", tls="incomplete_chain"),
    _bad("someone-elses.test", "Someone Else Trading LLC", "second-hand goods", tls="wrong_host"),
)

_TRICKS: Final = """
redirect_loopback redirect_metadata redirect_private redirect_mapped redirect_decimal redirect_localhost
redirect_credentials redirect_port redirect_file redirect_script redirect_backslash redirect_loop redirect_chain
redirect_query redirect_nowhere redirect_empty redirect_long redirect_split redirect_return redirect_bytes
redirect_twice refresh_header refresh_loopback refresh_metadata refresh_loop not_modified slow_headers
slow_status slow_body slow_chunks slow_interim silent silent_head silent_body endless_headers endless_line
endless_status endless_interim many_headers many_cookies name_bytes name_space name_empty value_nul value_bytes
line_ends folded status_999 status_000 status_99 status_word version_9 http_09 http_2 not_http reset reset_head
reset_start closes switches endless_body endless_unmeasured tiny_chunks padded_chunks chunk_lie chunk_negative
chunk_huge chunk_word trailers length_short length_long length_two length_negative length_word length_huge
length_and_chunks transfer_unknown no_content poison poison_bytes sign_in_loop proxy_sign_in other_service bomb
bomb_deflate bomb_nested empty_members packed_twice packed_thrice packed_unasked packed_zstd packed_not
packed_cut packed_more packed_raw many_links links_inside base_inside deep deep_inline deep_lists tables
misnested many_forms long_attribute many_attributes entities xml_entities half_tags long_comment long_title
long_word same_sentence nul_bytes control_bytes bad_encoding utf_7 utf_16 utf_16_odd utf_32 slow_codec binary
image pdf untyped odd_type download empty blank slow_handshake silent_handshake reset_handshake alert_handshake
noise_handshake
"""
HOSTILE: Final = tuple(_hostile(trick) for trick in _TRICKS.split())
"""One server for each trick of `portal.webchecks.world.tricks`."""

REGISTRY: Final = Site("registry.test", "Registry of the World", variant="registry")
"""Knows how old the domains of the world are."""

SITES: Final = (*GOOD, *BAD, *HOSTILE, REGISTRY)


def site_of(host: str) -> Site:
    """The site of a host. Raises KeyError when the world has none."""
    return _BY_HOST[host]


_BY_HOST: Final = {site.host: site for site in SITES}
