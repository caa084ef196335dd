"""An address somebody typed, parsed once: everything later uses the parts found here and never the text again."""

from __future__ import annotations

import dataclasses
import ipaddress
import re
import unicodedata
from functools import lru_cache
from typing import Final

import httpx

from portal.egress.names.addresses import why_not_public
from portal.egress.reasons import AddressReason, CannotReach

LONGEST_URL: Final = 2_048
"""Characters."""

DEFAULT_PORTS: Final = {"http": 80, "https": 443}

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff\u200b-\u200f]")
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):")
_LABEL = re.compile(r"^(?!-)[a-z0-9_-]{1,63}(?<!-)$")
_NUMBER = re.compile(r"^(0x[0-9a-f]*|[0-9]+)$")
_LOCAL_TLDS = frozenset(
    {"alt", "arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain"}
    | {"localhost", "onion", "private", "svc"}
)
_PORT = re.compile(r"(?:[1-9][0-9]{0,4})?")
_PUNYCODE: Final = "xn--"
_JOINERS = re.compile("[\u200c\u200d]")
_NOT_IN_A_LABEL = re.compile(r"[\x00-,./:-@\[-`{-\x7f\s]")


@dataclasses.dataclass(frozen=True, slots=True)
class Target:
    """A web address in canonical form. ``host`` is lower-case ASCII (IDNA) without a final dot."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The canonical text, without the default port, credentials or fragment."""
        port = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}{self.path}"

    def with_scheme(self, scheme: str) -> Target:
        """The same host and path on the other scheme's own port."""
        return dataclasses.replace(self, scheme=scheme, port=DEFAULT_PORTS[scheme])

    def with_path(self, path: str) -> Target:
        """The same site, another path."""
        return dataclasses.replace(self, path=path)


@lru_cache(maxsize=512)
def parse_target(text: str, *, ports: frozenset[int] = frozenset({80, 443})) -> Target:
    """The target a text names; a text without a scheme means HTTPS.

    Raises CannotReach with an ``AddressReason``: only http and https, no credentials, ports 80 and 443, a name with a
    dot whose last label is not a number (so no spelling of an IP address is ever dialled).
    """
    text = _with_scheme(text.strip(" \t\r\n"))
    if text == "https://" or len(text) > LONGEST_URL or _FORBIDDEN.search(text):
        raise CannotReach(AddressReason.NOT_A_NAME, "This is not a web address such as https://example.com.")
    url = _parsed(text)
    if url.scheme not in DEFAULT_PORTS:
        raise CannotReach(AddressReason.BAD_SCHEME, f"{url.scheme}: is not a website; use https://.")
    if url.userinfo or "@" in _authority(text):
        raise CannotReach(AddressReason.CREDENTIALS_IN_URL, "The address carries a user name or a password.")
    port = DEFAULT_PORTS[url.scheme] if url.port is None else url.port
    if port not in ports or not _PORT.fullmatch(_port_text(text)):
        raise CannotReach(AddressReason.BAD_PORT, f"Port {port} is not a website's port; 80 and 443 are.")
    path = url.raw_path.decode("ascii")
    return Target(url.scheme, _name(url.raw_host.decode("ascii")), port, path or "/")


def join_target(base: Target, location: str) -> Target:
    """The target of a link or redirect found at ``base``. Raises CannotReach like ``parse_target``."""
    location = location.strip(" \t\r\n")
    if _FORBIDDEN.search(location):
        raise CannotReach(AddressReason.NOT_A_NAME, "The link is not a web address.")
    try:
        joined = httpx.URL(base.url).join(location)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise CannotReach(AddressReason.NOT_A_NAME, "The link is not a web address.") from error
    return parse_target(str(joined))


def _with_scheme(text: str) -> str:
    found = _SCHEME.match(text)
    if found and (text[found.end() :].startswith("//") or "." not in found.group(1)):
        is_port = re.match(r"\d+(/|$|\?)", text[found.end() :])
        return f"https://{text}" if is_port else text
    return f"https://{text.removeprefix('//')}"


def _authority(text: str) -> str:
    rest = text.partition("//")[2]
    return re.split(r"[/?#]", rest, maxsplit=1)[0]


def _port_text(text: str) -> str:
    """The port as typed: programs differ in reading signs, leading zeros and digits of other scripts."""
    return _authority(text).rpartition("]")[2].partition(":")[2]


def _parsed(text: str) -> httpx.URL:
    try:
        return httpx.URL(text)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise CannotReach(AddressReason.NOT_A_NAME, "This is not a web address such as https://example.com.") from error


def _name(host: str) -> str:
    host = host.lower().removesuffix(".")
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        pass
    else:
        found = why_not_public(address)
        reason = found[0] if found else AddressReason.NOT_A_NAME
        raise CannotReach(reason, f"{host} is a number, not a website's name.")
    labels = host.split(".")
    if (
        len(labels) < 2
        or len(host) > 253
        or labels[-1] in _LOCAL_TLDS
        or _NUMBER.match(labels[-1])
        or not all(_LABEL.match(label) and _is_sound(label) for label in labels)
        or _unicode(labels[-1]).isnumeric()
    ):
        raise CannotReach(AddressReason.NOT_A_NAME, f"{host or 'This'} is not the name of a public website.")
    return host


def _is_sound(label: str) -> bool:
    """False for punycode that is broken, stands for plain ASCII, or hides a sign that ends a name."""
    if not label.startswith(_PUNYCODE):
        return True
    text = _unicode(label)
    if (
        text.isascii()
        or not _JOINERS.sub("", text).isprintable()
        or _NOT_IN_A_LABEL.search(unicodedata.normalize("NFKC", text))
    ):
        return False
    return text.encode("punycode").decode("ascii") == label.removeprefix(_PUNYCODE)


def _unicode(label: str) -> str:
    """What a label stands for; itself when it is no punycode, empty when that is broken."""
    if not label.startswith(_PUNYCODE):
        return label
    try:
        return label.removeprefix(_PUNYCODE).encode("ascii").decode("punycode")
    except (ValueError, OverflowError):
        return ""
