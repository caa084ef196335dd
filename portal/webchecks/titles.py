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
    "domain": _("Who runs it"),
    "consistency": _("Other answers"),
    "robots": _("The site"),
}
TITLES: Final = {
    "home.reachable": _("Does the home page open for everybody?"),
    "home.www": _("Does the address answer as it was entered?"),
    "home.canonical": _("Does the home page call this address its own?"),
    "home.language": _("Is the home page in English?"),
    "home.links": _("Does the home page lead to the privacy policy and the terms?"),
    "home.forms": _("Do forms that demand a phone number speak of texts?"),
    "home.goods": _("Is the site free of goods that no carrier carries?"),
    "home.leads": _("Does the site keep out of the trade in leads?"),
    "home.substance": _("Does the site say enough about the business?"),
    "tls.certificate": _("Do browsers trust the certificate?"),
    "tls.expiry": _("Does the certificate stay valid long enough?"),
    "tls.revocation": _("Does the issuer still stand by the certificate?"),
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
    "opt_in.rendered.boxes": _("Are the boxes unticked once the page has run its scripts?"),
    "opt_in.rendered.visible": _("Can people see the consent words when the page opens?"),
    "opt_in.rendered.print": _("Are the consent words printed large enough?"),
    "opt_in.rendered.contrast": _("Do the consent words stand out from their ground?"),
    "opt_in.rendered.place": _("Does the form stand in the page itself?"),
    "domain.age": _("Is the domain old enough to count for the trust score?"),
    "consistency.policies": _("Do all answers give the same addresses for policy and terms?"),
    "robots.pages": _("May programs read the pages that a review opens?"),
}
"""What each check asks."""
