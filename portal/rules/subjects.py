"""What the linter judges: frozen facts, never rows and never network handles.

Field names are the flat names of the data model, so that a finding's ``field`` is the name of the form field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from portal.rules.web_facts import WebsiteFacts


@lru_cache(maxsize=256)
def _given(*names: str) -> tuple[str, ...]:
    return tuple(name for name in names if name.strip())


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand as it is filed with the registry. Empty text means the question was not answered."""

    legal_name: str = ""
    dba_name: str = ""
    entity_type: str = ""
    organization_form: str = ""
    ein: str = ""
    duns: str = ""
    vertical: str = ""
    website: str = ""
    social_urls: tuple[str, ...] = ()
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    support_email: str = ""
    support_phone: str = ""
    business_contact_email: str = ""
    mobile_phone: str = ""
    stock_symbol: str = ""
    stock_exchange: str = ""
    organization_category: str = ""
    baa_executed_on: str = ""
    state_of_incorporation: str = ""
    incorporation_date: str = ""
    duns_applied_on: str = ""
    messaging_history_since: str = ""
    tax_exempt_status: str = ""
    # As the letter of the IRS has them, and how the account at the provider is called; no form asks for these.
    irs_name: str = ""
    irs_address: str = ""
    account_name: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that people may know the business by, the DBA first."""
        return _given(self.dba_name, self.legal_name)


@dataclass(frozen=True, slots=True)
class Site:
    """A website with the brand it belongs to and the addresses that were filed for its policy and terms."""

    facts: WebsiteFacts
    brand: Brand


@dataclass(frozen=True, slots=True)
class SampleMessage:
    """One sample message with what is known about its sender."""

    text: str
    brand: Brand | None = None
    use_case: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class CampaignDescription:
    """The description of a campaign with what is known about its sender."""

    text: str
    brand: Brand | None = None
    use_case: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class OptInWording:
    """The words a person agrees to. ``where`` is the field that holds them."""

    text: str
    brand: Brand | None = None
    purpose: str = ""
    use_case: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class VerbalScript:
    """What an employee reads aloud before taking consent."""

    text: str
    brand: Brand | None = None
    purpose: str = ""
    use_case: str = ""


@dataclass(frozen=True, slots=True)
class KeywordReply:
    """An automatic answer. ``keyword`` is STOP, HELP, START or JOIN (the opt-in confirmation)."""

    text: str
    keyword: str = ""
    brand: Brand | None = None


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """A privacy policy: visible text and headings.

    ``levels`` are the ranks of the headings: 1 to 6 as in HTML, 7 for other titles, 8 for bold words at the start of
    a paragraph; without them every heading ranks alike. ``ledger_years`` is how long consent records are really kept.
    """

    text: str
    headings: tuple[str, ...] = ()
    brand: Brand | None = None
    levels: tuple[int, ...] = ()
    ledger_years: int | None = None


@dataclass(frozen=True, slots=True)
class TermsPage:
    """Terms of service or messaging terms: visible text, headings and link targets."""

    text: str
    headings: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    brand: Brand | None = None


@dataclass(frozen=True, slots=True)
class CheckBox:
    """One check box with the words beside it."""

    label: str
    checked: bool
    required: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class FormMarks:
    """How a form is built, beside what it says. ``None`` means that nobody looked or measured.

    ``phone_label`` is label, placeholder or none. ``controls_between`` counts the fields between the phone field and
    the consent box. Sizes are in CSS pixels, ``contrast`` is the WCAG ratio; a browser measures them, the markup's own
    styles stand in where they say it. ``ticked_later`` is what a browser saw after the page's scripts ran.
    ``same_tab`` and ``leading_nowhere`` name links to the policy and the terms. ``age_question`` is date, yes_no or
    empty.
    """

    phone_label: str = ""
    boxes_labelled: bool = True
    controls_between: int | None = None
    distance_px: float | None = None
    font_px: float | None = None
    contrast: float | None = None
    ticked_later: bool | None = None
    ticked_by_script: bool = False
    tucked_away: bool = False
    same_tab: tuple[str, ...] = ()
    leading_nowhere: tuple[str, ...] = ()
    age_question: str = ""


@dataclass(frozen=True, slots=True)
class OptInForm:
    """The form on an opt-in page as its markup states it. ``declared_wording`` is what the registration says."""

    text: str
    wording: str = ""
    found: bool = True
    phone_field: bool = False
    phone_required: bool = False
    boxes: tuple[CheckBox, ...] = ()
    consent_boxes: tuple[CheckBox, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    hidden_consent: bool = False
    brand: Brand | None = None
    marks: FormMarks = FormMarks()
    declared_wording: str = ""
    page_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Campaign:
    """A 10DLC campaign as it is filed."""

    brand: Brand | None = None
    use_case: str = ""
    sub_use_cases: tuple[str, ...] = ()
    description: str = ""
    message_flow: str = ""
    sample_messages: tuple[str, ...] = ()
    opt_in_method: str = ""
    opt_in_url: str = ""
    opt_in_wording: str = ""
    verbal_script: str = ""
    opt_in_message: str = ""
    opt_out_message: str = ""
    help_message: str = ""
    resubscribe_message: str = ""
    opt_in_keywords: tuple[str, ...] = ()
    opt_out_keywords: tuple[str, ...] = ()
    help_keywords: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    frequency: str = ""
    business_licence: str = ""
    privacy_policy_url: str = ""
    privacy_policy_document: str = ""
    terms_url: str = ""
    terms_document: str = ""
    support_phone: str = ""
    message_volume: str = ""
    campaign_verify_token: str = ""
    double_opt_in: bool | None = None
    audience_minors: bool | None = None
    attributes: Mapping[str, bool] = field(default_factory=dict)
    evidence: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class TollFreeBrief:
    """A toll-free verification as it is filed."""

    brand: Brand | None = None
    legal_name: str = ""
    dba_name: str = ""
    website: str = ""
    description: str = ""
    message_type: str = ""
    category: str = ""
    opt_in_method: str = ""
    opt_in_workflow: str = ""
    opt_in_wording: str = ""
    opt_in_message: str = ""
    help_message: str = ""
    sample_messages: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    bulk: bool = False
    multiple_numbers_reason: str = ""
    message_volume: str = ""
    isv_reseller: str = ""
    compliance_contact_name: str = ""
    compliance_contact_email: str = ""
    business_registration_number: str = ""
    privacy_policy_url: str = ""
    terms_url: str = ""
    age_gated: bool = False
    customer_name: str = ""
    compliance_contact_phone: str = ""
    compliance_contact_address: str = ""
    organization_type: str = ""
    state_of_incorporation: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    canadian_traffic: str = ""
    business_registration_type: str = ""
    business_registration_country: str = ""
    opt_in_url: str = ""
    sender_is_reseller: bool = False
    additional_information: str = ""
    notification_email: str = ""
    campaign_verify_token: str = ""
    evidence: tuple[str, ...] | None = None


Subject = (
    Brand
    | Campaign
    | SampleMessage
    | CampaignDescription
    | OptInWording
    | VerbalScript
    | KeywordReply
    | PolicyPage
    | TermsPage
    | OptInForm
    | TollFreeBrief
    | Site
)
