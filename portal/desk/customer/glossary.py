"""The trade's words, each with the one meaning it has on every page (source 004, lines 47 to 59)."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

GLOSSARY: Final = (
    ("10DLC", _("A local number of ten digits that a business texts from.")),
    ("A2P", _("Messages that a business sends to people, by machine or from a platform.")),
    ("TCR", _("The Campaign Registry, which keeps brands and campaigns for the US carriers.")),
    ("CSP", _("The provider that connects a business with the carriers and files its registration.")),
    (_("Brand"), _("The business as the registry knows it: EIN, legal name, website, contacts. One per legal entity.")),
    (
        _("Campaign"),
        _("One registered program of messages of a brand: its use case, samples, way of consent and numbers."),
    ),
    (
        _("Trust score"),
        _("A figure from 1 to 100 that carriers give a brand; how fast it may send and is approved hangs on it."),
    ),
    ("SHAFT", _("Contents that carriers prohibit or restrict: sex, hate, alcohol, firearms, tobacco.")),
    (_("Throughput"), _("How many messages a minute may be sent; it follows from trust score and use case.")),
    (_("Opt-in"), _("A person's agreement, on record, to get texts of one business for one purpose.")),
)
"""Word and meaning, in the order in which a reader meets them."""
