"""The topics of a toll-free brief, one per page: every field of source 003's brief, and the later ones."""

from __future__ import annotations

from typing import Final

from brands.topics import Papers, Topic
from portal.evidence.kinds import DocumentKind as Paper

EVIDENCE_FIELD: Final = "opt_in_evidence"
"""Where the proof of consent is kept."""

VERIFICATION_TOPICS: Final = (
    Topic(
        "sender",
        "Say who sends the messages",
        "A reviewer at the aggregator looks this business up by hand. It is the business whose customers get the "
        "messages, never the reseller or the software it uses: a verification with their names is denied (code 547).",
        (
            "customer_name",
            "legal_name",
            "dba_name",
            "website",
            "organization_type",
            "state_of_incorporation",
            "street",
            "city",
            "state",
            "postal_code",
            "country",
            "business_registration_number",
            "business_registration_type",
            "business_registration_country",
            "sender_is_reseller",
            "isv_reseller",
        ),
    ),
    Topic(
        "contact",
        "Name the compliance contact",
        "The reviewer's questions and news of the verification go to this person, who works at the business.",
        (
            "compliance_contact_name",
            "compliance_contact_phone",
            "compliance_contact_email",
            "compliance_contact_address",
            "notification_email",
        ),
    ),
    Topic(
        "use_case",
        "Describe the messages",
        "Verification is for one number with one use. What is sent later must stay what is described here: traffic "
        "that drifts is blocked, verified or not.",
        ("description", "message_type", "category", "sample_messages", "age_gated"),
        (
            Papers(
                "age_gate",
                "Age gate",
                "Only for content meant for adults: screens of a gate that asks for the full date of birth (code 507).",
                (Paper.AGE_GATE_SCREENS,),
            ),
        ),
    ),
    Topic(
        "opt_in",
        "Show how people agree",
        "Consent is collected by the business itself; consent from a third party cannot be verified. Marketing "
        "without a screenshot or an address cannot be submitted.",
        (
            "opt_in_method",
            "opt_in_workflow",
            "opt_in_wording",
            "opt_in_url",
            "opt_in_keywords",
            "opt_in_message",
            "help_message",
        ),
        (
            Papers(
                EVIDENCE_FIELD,
                "Proof of consent",
                "Web form: a screenshot of the form. Posted number: the page or poster where people find it. Keyword "
                "or QR code: the material. Voice menu: the customer record with the tick and the date. Passcodes: the "
                "screens up to the first text. Paper: a photo of the form.",
                (
                    Paper.OPTIN_SCREENSHOT,
                    Paper.WEBSITE_POSTING,
                    Paper.KEYWORD_MATERIAL,
                    Paper.IVR_CRM_RECORD,
                    Paper.OTP_SCREENS,
                    Paper.PAPER_FORM,
                    Paper.POS_PHOTO,
                    Paper.EMAIL_SCREENSHOT,
                    Paper.OTHER,
                ),
            ),
        ),
    ),
    Topic(
        "volumes",
        "Say how much is sent",
        "The volume is compared with the traffic later. One sender uses one number; each further number needs a "
        "reason, because spreading the same traffic over many numbers (snowshoeing) is prohibited.",
        ("message_volume", "canadian_traffic", "multiple_numbers_reason"),
    ),
    Topic(
        "policies",
        "Link the privacy policy and the terms",
        "Both are opened during the review. Numbers and consent must not be shared or sold (code 551).",
        ("privacy_policy_url", "terms_url", "policies_in_print"),
        (
            Papers("privacy_policy", "Printed privacy policy", "Only without a website.", (Paper.PRIVACY_POLICY,)),
            Papers("terms", "Printed terms", "Only without a website.", (Paper.TERMS,)),
        ),
    ),
    Topic(
        "more",
        "Add what helps the reviewer",
        "Nothing here is required of everybody. A number verified before at another provider keeps its standing, but "
        "may be tested again: attach the earlier approval and its ticket numbers.",
        ("additional_information", "campaign_verify_token", "earlier_tickets"),
        (
            Papers(
                "supporting",
                "Supporting papers",
                "Earlier verification, licences, anything that answers a question before it is asked.",
                (Paper.EARLIER_VERIFICATION, Paper.BUSINESS_LICENCE, Paper.CAMPAIGN_VERIFY, Paper.OTHER),
            ),
        ),
        optional=True,
    ),
)
