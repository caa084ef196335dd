"""What the linter judges: frozen facts, never rows and never network handles.

Field names are the flat names of the data model, so that a finding's ``field`` is the name of the form field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache


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
    """

    label: str
    ticked: bool
    required: bool
    visible: bool
    frame: str = "page"
    font_size: float | None = None
    contrast: float | None = None


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
