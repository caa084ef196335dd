"""What each reason of the website checks means, in sentences for people: the only table of them."""

from __future__ import annotations

from typing import Final

MEANINGS: Final[dict[str, str]] = {
    "private": "The address leads into a private network.",
    "loopback": "The address leads to the asking machine itself.",
    "link_local": "The address leads to one that holds on one cable only.",
    "carrier_nat": "The address leads to one shared inside a provider's network.",
    "embedded_ipv4": "The address leads to an IPv6 address that carries an IPv4 address inside.",
    "multicast": "The address leads to a group, not to one machine.",
    "reserved": "The address leads to one set aside for documentation, tests or nothing yet.",
    "metadata": "The address leads to a cloud provider's metadata service.",
    "mixed_answers": "Some addresses of the name are public, some are not.",
    "bad_port": "The address names a port other than 80 and 443.",
    "bad_scheme": "The address begins with neither http nor https.",
    "credentials_in_url": "The address carries a user name or a password.",
    "redirect_refused": "The page sends its visitors on to an address that the public cannot open.",
    "not_a_name": "This is not the name of a public website: a number, a bare or local name, or no address at all.",
    "expired": "The certificate or an issuer's has expired.",
    "not_yet_valid": "The certificate begins to be valid later.",
    "wrong_host": "The certificate is for other names.",
    "self_signed": "The certificate vouches for itself.",
    "untrusted_root": "The chain ends at an authority that browsers do not know.",
    "incomplete_chain": "The server leaves out the certificate between its own and the root.",
    "weak_key": "RSA or DSA below 2,048 bits, or a curve below 256.",
    "weak_signature": "Signed over SHA-1 or MD5.",
    "not_a_ca_issuer": "Signed by a certificate that may not sign others, or not this one.",
    "no_san": "The certificate lists no names at all.",
    "old_protocol": "Nothing newer than TLS 1.1.",
    "revoked": "The issuer has withdrawn the certificate.",
    "could_not_negotiate": "Server and browser cannot agree: on ciphers, on a kind of certificate, or"
    " because the server wants one of the visitor.",
    "no_tls": "Port 443 is closed or does not speak TLS.",
    "no_address": "The name has no address in DNS.",
    "timed_out": "No whole answer within the time allowed.",
    "connection_reset": "The connection is refused or broken off.",
    "too_large": "Headers or body are larger than the budget, packed or unpacked.",
    "redirect_loop": "Redirects in a circle, or more than five.",
    "bad_redirect": "A redirect that does not say where to.",
    "login_wall": "The page asks to sign in.",
    "bot_wall": "The page keeps programs out; a person may still see it.",
    "placeholder_page": "Coming soon, parked, under maintenance, or a server's default page.",
    "unreadable": "Not a web page, or not HTTP.",
    "needs_browser": "Empty until its scripts run.",
    "page_not_found": "The server says in words that there is no such page, whatever its status.",
    "not_looked_at": "The check itself could not look; nothing is known.",
    "not_said": "Nobody who was asked says it.",
    "no_browser": "When this check ran, no browser was at hand.",
    "browser_refused": "The browser could not start inside its sandbox, or broke off.",
}
"""Each reason in words for people; the lists of reasons are the door's, which knows no words."""
