"""The topics of a campaign's forms, one per page (source 004, sections 4 and 5)."""

from __future__ import annotations

from typing import Final

from brands.topics import Papers, Topic
from portal.evidence.kinds import DocumentKind as Paper

EVIDENCE_FIELD: Final = "opt_in_evidence"
"""Where the proof of consent is kept."""

CAMPAIGN_TOPICS: Final = (
    Topic(
        "purpose",
        "Choose what the messages are for",
        "The use case decides who reviews the campaign, how long that takes and how fast it may send. One campaign "
        "serves one purpose: promotions and service messages are registered apart.",
        (
            "name",
            "one_by_one",
            "sms",
            "mms",
            "use_case",
            "sub_use_cases",
            "message_volume",
            "frequency",
            "audience_minors",
        ),
    ),
    Topic(
        "description",
        "Describe the messages",
        "The description is the field that reviewers read most closely: about 35 of 100 rejections begin here.",
        ("description",),
    ),
    Topic(
        "samples",
        "Write sample messages",
        "Reviewers compare the samples with the use case and look for the name of the business and the way out in "
        "every one of them: about 15 of 100 rejections are for a missing STOP. Two are needed, three are better.",
        ("sample_messages", "mms_samples"),
        (
            Papers(
                "mms_pictures",
                "Pictures of MMS samples",
                "Only for campaigns with pictures: one file for each MMS sample above, in the same order.",
                (Paper.OTHER,),
            ),
        ),
    ),
    Topic(
        "opt_in",
        "Show how people agree",
        "Nobody may be texted without having agreed. The method you choose is a binding declaration: carriers compare "
        "it with the proof you upload and with the page or paper that is really in use.",
        ("opt_in_method", "message_flow", "opt_in_wording", "opt_in_url", "verbal_script", "double_opt_in"),
        (
            Papers(
                EVIDENCE_FIELD,
                "Proof of consent",
                "Web form: a screenshot with the empty box, the wording and the address. Keyword: the poster, the "
                "welcome message and the flow. Spoken: the script, the confirmation and the recording policy. At the "
                "counter or on paper: a scan with the wording and the line to sign. E-mail: the e-mail and the page.",
                (
                    Paper.OPTIN_SCREENSHOT,
                    Paper.LANDING_PAGE_SCREENSHOT,
                    Paper.EMAIL_SCREENSHOT,
                    Paper.WEBSITE_POSTING,
                    Paper.KEYWORD_MATERIAL,
                    Paper.KEYWORD_FLOW_DIAGRAM,
                    Paper.WELCOME_TEMPLATE,
                    Paper.VERBAL_SCRIPT,
                    Paper.CONFIRMATION_TEMPLATE,
                    Paper.CALL_RECORDING_POLICY,
                    Paper.PAPER_FORM,
                    Paper.POS_PHOTO,
                    Paper.IVR_CRM_RECORD,
                    Paper.OTP_SCREENS,
                    Paper.PARENTAL_CONSENT_FORM,
                    Paper.OTHER,
                ),
            ),
        ),
    ),
    Topic(
        "replies",
        "Write the automatic replies",
        "STOP, HELP and START must be answered by machine within five seconds, and every answer names the business.",
        (
            "opt_in_keywords",
            "opt_in_message",
            "opt_out_keywords",
            "opt_out_message",
            "help_keywords",
            "help_message",
            "resubscribe_message",
            "support_phone",
            "support_url",
        ),
    ),
    Topic(
        "policies",
        "Link the privacy policy and the terms",
        "Both are opened during the review: about 12 of 100 rejections are for the privacy policy. They must be public "
        "and say what happens with mobile numbers. A business without a website may hand them out on paper and upload "
        "them here.",
        ("privacy_policy_url", "terms_url", "policies_in_print"),
        (
            Papers("privacy_policy", "Printed privacy policy", "Only without a website.", (Paper.PRIVACY_POLICY,)),
            Papers("terms", "Printed terms", "Only without a website.", (Paper.TERMS,)),
        ),
    ),
    Topic(
        "attributes",
        "Tick what applies",
        "Carriers route by these flags. A flag that does not fit the samples sends the campaign to manual review or "
        "has it refused.",
        (
            "subscriber_opt_in",
            "subscriber_opt_out",
            "subscriber_help",
            "embedded_link",
            "embedded_link_sample",
            "embedded_phone",
            "age_gated",
            "direct_lending",
            "number_pool",
            "affiliate_marketing",
            "business_licence",
            "campaign_verify_token",
        ),
        (
            Papers(
                "attribute_papers",
                "Papers for special cases",
                "Lenders: the licence. Alcohol with an age gate: the carrier's approval and screens of the gate. "
                "Do-not-call exemption: the business licence. Political: the Campaign Verify token.",
                (
                    Paper.LENDER_LICENCE,
                    Paper.CARRIER_PREAPPROVAL,
                    Paper.AGE_GATE_SCREENS,
                    Paper.BUSINESS_LICENCE,
                    Paper.CAMPAIGN_VERIFY,
                    Paper.OTHER,
                ),
            ),
        ),
    ),
)

SHORT_TOPICS: Final = tuple(topic for topic in CAMPAIGN_TOPICS if topic.key in ("purpose",))
"""All that is asked of people who only text one person at a time (source 002, short form)."""


def topics_asked(*, one_by_one: bool) -> tuple[Topic, ...]:
    """The topics a campaign has to answer."""
    return SHORT_TOPICS if one_by_one else CAMPAIGN_TOPICS
