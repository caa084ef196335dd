"""The questions about a brand: each says why a registry asks, shows a good answer and names the common mistake."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.topic_forms import LinesField, TopicForm, choice, day, text
from brands.vocabulary import (
    STOCK_EXCHANGES,
    AlternativeIdType,
    EntityType,
    OrganizationCategory,
    OrganizationForm,
    TaxExemptStatus,
    Vertical,
)
from portal.common.us import STATES


class IdentityForm(TopicForm):
    """Who the business is, as the IRS knows it."""

    needed = frozenset({"legal_name", "entity_type", "organization_form", "ein", "vertical"})

    legal_name = text(
        _("Legal name"),
        _(
            "Exactly as on the IRS letter, with the ending and the punctuation: <q>Northwind Dental Group LLC</q>. "
            "Common mistake: the name on the sign, or a short form."
        ),
        autocomplete="organization",
    )
    dba_name = text(
        _("Trade name (DBA)"),
        _(
            "The name customers know, if it differs: <q>Northwind Smiles</q>. Messages may open with it. Common "
            "mistake: left empty although the website shows another name than the IRS letter."
        ),
    )
    entity_type = choice(
        _("Kind of entity"),
        EntityType.choices,
        _(
            "The registry checks each kind in its own way. A sole proprietor has no EIN of a company and takes a "
            "path of its own with low volume."
        ),
    )
    organization_form = choice(
        _("Legal form"),
        OrganizationForm.choices,
        _("As on the founding papers; a sole proprietor may leave it. Common mistake: corporation chosen for an LLC."),
    )
    ein = text(
        _("EIN (federal tax id)"),
        _(
            "Nine digits from the IRS letter CP-575 or 147C, like <q>12-3456789</q>. Kept encrypted. A sole proprietor "
            "without an EIN leaves it empty. Common mistake: a Social Security number, which is never accepted here."
        ),
        inputmode="numeric",
        autocomplete="off",
    )
    ein_issuing_country = text(
        _("Country that issued the tax id"), _("Two letters: <q>US</q> for an EIN."), max_length=2
    )
    state_of_incorporation = choice(
        _("State where it was founded"),
        list(STATES.items()),
        _("Reviewers look the business up in the records of this state's Secretary of State."),
    )
    incorporation_date = day(
        _("Date it was founded"),
        _("As on the founding papers. A business younger than 90 days is refused more often; it helps to wait."),
    )
    vertical = choice(
        _("Industry"),
        Vertical.choices,
        _(
            "The main activity of the business. Common mistake: a vague choice to avoid questions; it is compared "
            "with the website."
        ),
    )


class AddressForm(TopicForm):
    """Where the business is."""

    needed = frozenset({"street", "city", "state", "postal_code", "country"})

    street = text(
        _("Street address"),
        _(
            "Where people work, like <q>410 Harbor Street, Suite 2</q>. Common mistake: a PO box, a mailbox service "
            "or a registered agent."
        ),
        autocomplete="street-address",
    )
    city = text(_("City"), "", autocomplete="address-level2")
    state = choice(_("State"), list(STATES.items()), "")
    postal_code = text(_("ZIP code"), _("Five digits, like <q>43215</q>."), autocomplete="postal-code")
    country = text(_("Country"), _("Two letters, like <q>US</q>."), max_length=2)


class WebsiteForm(TopicForm):
    """Where the business is on the web."""

    needed = frozenset({"website"})

    website = text(
        _("Website"),
        _(
            "The main page over https, like <q>https://www.northwinddental.com</q>. Show the legal or trade name in "
            "the footer. Common mistake: an http address, a test copy, or a page that says <q>coming soon</q>."
        ),
        inputmode="url",
    )
    social_urls = LinesField(
        label=_("Social pages"),
        help_text=_(
            "One address per line: the LinkedIn or Facebook page of the business. A page counts in place of a website "
            "if there is none, and raises trust if there is one."
        ),
        most=5,
        longest=500,
    )
    domain_registered_on = day(
        _("Date the domain was registered"),
        _("A domain younger than 60 days lowers trust. The registrar's invoice shows the date."),
    )
    reviews_count = forms.IntegerField(
        label=_("Number of public reviews"),
        help_text=_("On Google, Yelp or the like. Three or more raise trust."),
        required=False,
        min_value=0,
        max_value=1_000_000,
    )
    reviews_rating = forms.DecimalField(
        label=_("Average rating"),
        help_text=_("Of five stars, like <q>4.6</q>. Four or more raise trust."),
        required=False,
        min_value=0,
        max_value=5,
        max_digits=2,
        decimal_places=1,
    )


class ContactsForm(TopicForm):
    """How the business is reached."""

    needed = frozenset({"support_email", "support_phone", "contact_first_name", "contact_last_name"})

    support_email = text(
        _("Support e-mail"),
        _(
            "Somebody reads it, and it is at the domain of the website: <q>support@northwinddental.com</q>. Common "
            "mistake: a Gmail or Yahoo address."
        ),
        autocomplete="email",
    )
    support_phone = text(
        _("Support phone"),
        _(
            "A working line of the business, like <q>(614) 555-0142</q>. Common mistake: a personal mobile or a "
            "number that is out of service."
        ),
        autocomplete="tel",
    )
    contact_first_name = text(
        _("First name of the contact"), _("The person the registry asks when something is unclear. Kept encrypted.")
    )
    contact_last_name = text(_("Last name of the contact"), "")
    business_contact_email = text(
        _("E-mail of the contact"),
        _(
            "The person's own address at the business. Companies with shares on an exchange get a link to confirm, so "
            "not a list. Kept encrypted."
        ),
    )
    mobile_phone = text(
        _("Mobile phone of the sole proprietor"),
        _("Sole proprietors need it, nobody else: the registry sends a code that lives 24 hours. Kept encrypted."),
    )


class ExtrasForm(TopicForm):
    """What raises trust, or is asked of some."""

    duns = text(
        _("DUNS number"),
        _(
            "Nine digits from Dun &amp; Bradstreet, free of charge. T-Mobile asks for it for higher limits, and it "
            "adds 10 to 15 points of trust. Common mistake: left empty although the business has one."
        ),
        inputmode="numeric",
    )
    duns_applied_on = day(
        _("Date the DUNS number was applied for"),
        _("It takes about 30 business days, and 7 to 14 days more until the score changes."),
    )
    alt_business_id = text(_("Other business identifier"), _("A GIIN or LEI, if the business has one."))
    alt_business_id_type = choice(_("What identifier that is"), AlternativeIdType.choices, "")
    stock_symbol = text(_("Stock symbol"), _("Only for companies with shares on an exchange."), max_length=10)
    stock_exchange = choice(_("Stock exchange"), STOCK_EXCHANGES, "")
    tax_exempt_status = choice(
        _("Tax-exempt status"), TaxExemptStatus.choices, _("For nonprofits and political committees.")
    )
    organization_category = choice(
        _("Organization exempt from do-not-call blocking"),
        OrganizationCategory.choices,
        _(
            "These four kinds may text numbers on the do-not-call registry once a copy of their licence is here. "
            "Upload it below."
        ),
    )
    baa_executed_on = day(
        _("Date the BAA was signed"),
        _("Healthcare only: the business associate agreement must be signed before registration."),
    )
    messaging_history_since = day(
        _("Date of the first registered messages"),
        _("A compliant history of 90 days or more raises trust."),
    )


BRAND_FORMS: dict[str, type[TopicForm]] = {
    "identity": IdentityForm,
    "address": AddressForm,
    "website": WebsiteForm,
    "contacts": ContactsForm,
    "extras": ExtrasForm,
}
"""The form of each topic."""
