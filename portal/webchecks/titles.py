"""What each website check asks, in the words that every page uses for it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

GROUPS: Final = {
    "home": _("The site"),
    "tls": _("Encryption"),
    "redirect": _("Encryption"),
    "identity": _("Who runs it"),
    "contact": _("Who runs it"),
    "social": _("Who runs it"),
    "privacy_policy": _("Privacy policy"),
    "terms": _("Terms"),
    "opt_in": _("Opt-in page"),
}
TITLES: Final = {
    "home.reachable": _("Does the home page open for everybody?"),
    "home.language": _("Is the home page in English?"),
    "home.links": _("Does the home page lead to the privacy policy and the terms?"),
    "home.forms": _("Do forms that demand a phone number speak of texts?"),
    "home.goods": _("Is the site free of goods that no carrier carries?"),
    "home.leads": _("Does the site keep out of the trade in leads?"),
    "home.substance": _("Does the site say enough about the business?"),
    "tls.certificate": _("Do browsers trust the certificate?"),
    "tls.expiry": _("Does the certificate stay valid long enough?"),
    "redirect.https": _("Does the plain address lead to the encrypted one?"),
    "identity.name": _("Does the site name the business?"),
    "identity.address": _("Is the registered address shown?"),
    "contact.visible": _("Is a telephone number or e-mail address shown?"),
    "social.page": _("Is a LinkedIn or Facebook page linked?"),
    "privacy_policy.found": _("Is there a privacy policy that everybody can read?"),
    "privacy_policy.content": _("Does the privacy policy say what it must?"),
    "terms.found": _("Are there terms that everybody can read?"),
    "terms.content": _("Do the terms say what they must?"),
    "opt_in.found": _("Does the opt-in page open for everybody?"),
    "opt_in.form": _("Is the opt-in form sound?"),
}
"""What each check asks."""
