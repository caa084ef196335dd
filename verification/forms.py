"""The questions of a toll-free brief, each with its reason, a good answer and the common mistake."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.topic_forms import LinesField, TopicForm, choice, long_text, text, yes
from brands.vocabulary import EntityType
from portal.common.messaging import MonthlyVolume, OptInMethod
from portal.common.us import STATES
from verification.vocabulary import CATEGORIES, CanadianTraffic, MessageType, RegistrationType


class SenderForm(TopicForm):
    """The business that sends."""

    needed = frozenset(
        {"customer_name", "legal_name", "organization_type", "street", "city", "state", "postal_code", "country"}
        | {"website", "business_registration_number", "business_registration_type", "business_registration_country"}
    )

    customer_name = text(_("Customer"), _("The customer of your provider that hands this verification in."))
    legal_name = text(
        _("Legal name of the sender"),
        _("As on its papers: <q>Northwind Dental Group LLC</q>. Common mistake: the name of the texting software."),
        autocomplete="organization",
    )
    dba_name = text(_("Trade name (DBA)"), _("The name customers know, if it differs."))
    website = text(
        _("Website of the sender"),
        _("Its official site over https. Common mistake: a site that is not finished or cannot be reached (code 546)."),
        inputmode="url",
    )
    organization_type = choice(_("Kind of organization"), EntityType.choices, "")
    state_of_incorporation = choice(
        _("State where it was founded"), list(STATES.items()), _("As on the founding papers.")
    )
    street = text(
        _("Street address"),
        _("Headquarters or main office. Common mistake: a PO box, or an address no record shows (code 545)."),
        autocomplete="street-address",
    )
    city = text(_("City"), "", autocomplete="address-level2")
    state = choice(_("State"), list(STATES.items()), "")
    postal_code = text(_("ZIP code"), _("Five digits, like <q>43215</q>."), autocomplete="postal-code")
    country = text(_("Country"), _("Two letters, like <q>US</q>."), max_length=2)
    business_registration_number = text(
        _("Business registration number"),
        _("The EIN for a business in the United States. Aggregators require it since 2026. Kept encrypted."),
        autocomplete="off",
    )
    business_registration_type = choice(_("Register it comes from"), RegistrationType.choices, "")
    business_registration_country = text(_("Country of the register"), _("Two letters, like <q>US</q>."), max_length=2)
    sender_is_reseller = yes(
        _("The sender is the provider itself"), _("Only when the provider texts its own customers from these numbers.")
    )
    isv_reseller = text(
        _("Software vendor or reseller"), _("The name of the company whose software sends, if there is one.")
    )


class ContactForm(TopicForm):
    """Who answers for compliance."""

    needed = frozenset(
        {
            "compliance_contact_name",
            "compliance_contact_phone",
            "compliance_contact_email",
            "compliance_contact_address",
        }
    )

    compliance_contact_name = text(_("Name"), _("A person at the business. Kept encrypted."), autocomplete="name")
    compliance_contact_phone = text(
        _("Phone"), _("Where the person is reached, like <q>(614) 555-0142</q>."), autocomplete="tel"
    )
    compliance_contact_email = text(
        _("E-mail"),
        _("News about the verification goes here. Common mistake: an address at the software vendor (code 547)."),
        autocomplete="email",
    )
    compliance_contact_address = text(_("Business address"), _("Where the person works, in one line."))
    notification_email = text(_("Another e-mail for news"), _("If somebody else should hear it too."))


def _sample(number: int) -> forms.CharField:
    hint = (
        _(
            "As it will be sent: <q>Northwind Dental: Sarah, your cleaning is Thursday at 2 PM. Reply STOP to opt "
            "out.</q> Common mistakes: a public short link (code 543), an http link (code 544)."
        )
        if number == 1
        else ""
    )
    field = long_text(_("Sample %(number)d") % {"number": number}, hint, rows=3)
    field.widget.attrs["data-counter"] = "segments"
    return field


class UseCaseForm(TopicForm):
    """What is sent."""

    numbered = {"sample_messages": 3}
    needed = frozenset({"description", "message_type", "category", "sample_messages_0"})

    description = long_text(
        _("Description of the messages"),
        _(
            "The purpose and the occasions: <q>Northwind Dental confirms and reminds patients of their visits.</q> "
            "Common mistake: one word, like <q>notifications</q>."
        ),
        limit=500,
    )
    message_type = choice(
        _("Informational or marketing"),
        MessageType.choices,
        _("One promotion makes it marketing, and marketing needs express consent (code 548)."),
    )
    category = choice(_("Category"), CATEGORIES, _("The one closest to the samples."))
    sample_messages_0 = _sample(1)
    sample_messages_1 = _sample(2)
    sample_messages_2 = _sample(3)
    age_gated = yes(_("The content is only for adults"), _("Then an age gate is needed; upload its screens below."))


class OptInForm(TopicForm):
    """How people agree."""

    needed = frozenset({"opt_in_method", "opt_in_workflow"})

    opt_in_method = choice(_("How people agree"), OptInMethod.choices, _("The way that is really in use."))
    opt_in_workflow = long_text(
        _("The way from the first contact to the first message"),
        _(
            "Thoroughly, step by step: where people find the offer, what they enter, what they read, what they get. "
            "Common mistake: consent that is needed to be served at all (code 549)."
        ),
        rows=6,
        limit=500,
    )
    opt_in_wording = long_text(_("Wording people agree to"), _("Word for word, as the proof shows it."), rows=4)
    opt_in_url = text(_("Address of the opt-in page"), _("Public, without a sign-in."), inputmode="url")
    opt_in_keywords = LinesField(
        label=_("Words that sign people up"), help_text=_("One per line, like <q>JOIN</q>."), most=20, longest=40
    )
    opt_in_message = long_text(_("Confirmation after signing up"), _("The first text people get."), rows=3)
    help_message = long_text(_("Answer to HELP"), _("Names the business and how it is reached."), rows=3)


class VolumesForm(TopicForm):
    """How much is sent, and from how many numbers."""

    needed = frozenset({"message_volume", "canadian_traffic"})

    message_volume = choice(_("Messages in a month"), MonthlyVolume.choices, _("Your best estimate of a usual month."))
    canadian_traffic = choice(
        _("Traffic to Canada"),
        CanadianTraffic.choices,
        _("Messages to Canada are blocked from a number that is neither pending nor verified."),
    )
    multiple_numbers_reason = long_text(
        _("Why more than one number sends"),
        _(
            "Only with two to five numbers: <q>Each of our four locations texts from its own number.</q> Common "
            "mistake: to send more, or faster."
        ),
    )


class PoliciesForm(TopicForm):
    """The two papers that every sender has."""

    needed = frozenset({"privacy_policy_url", "terms_url"})

    privacy_policy_url = text(
        _("Privacy policy"), _("The page itself. It says that numbers are not shared or sold."), inputmode="url"
    )
    terms_url = text(_("Terms of service"), _("The page itself."), inputmode="url")
    policies_in_print = yes(
        _("The business has no website and gives both out on paper"), _("Then upload both papers below.")
    )


class MoreForm(TopicForm):
    """What helps the reviewer."""

    additional_information = long_text(
        _("Anything else the reviewer should know"), _("Answer here what has been asked before.")
    )
    campaign_verify_token = text(_("Campaign Verify token"), _("Political campaigns only."), max_length=200)
    earlier_tickets = text(
        _("Ticket numbers of an earlier verification"), _("For numbers that were ported."), max_length=255
    )


VERIFICATION_FORMS: dict[str, type[TopicForm]] = {
    "sender": SenderForm,
    "contact": ContactForm,
    "use_case": UseCaseForm,
    "opt_in": OptInForm,
    "volumes": VolumesForm,
    "policies": PoliciesForm,
    "more": MoreForm,
}
"""The form of each topic."""


class TollFreeNumberForm(forms.Form):
    """A toll-free number with what it is used for."""

    number = forms.CharField(
        label=_("Toll-free number"),
        max_length=40,
        help_text=_("Like <q>(833) 555-0142</q>. It belongs to one business; a shared number is denied (code 552)."),
        error_messages={"required": _("Enter the toll-free number.")},
    )
    label = forms.CharField(
        label=_("What it is used for"),
        max_length=200,
        required=False,
        help_text=_("Needed with more than one number: the location, or the use, like <q>Columbus office</q>."),
    )
    ported_from = forms.CharField(
        label=_("Provider it was ported from"),
        max_length=100,
        required=False,
        help_text=_("A ported number keeps its standing but may be tested again."),
    )
