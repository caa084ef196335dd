"""The topics of a registration's forms, one per page, and what each of them asks."""

from __future__ import annotations

import dataclasses
from typing import Final

from portal.evidence.kinds import DocumentKind as Paper


@dataclasses.dataclass(frozen=True, slots=True)
class Papers:
    """A place on a page where papers are uploaded: the field they are kept under and the kinds that fit."""

    field: str
    title: str
    hint: str
    kinds: tuple[Paper, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Topic:
    """One page of questions. ``title`` is the task, named by a verb; ``lead`` says why a registry asks."""

    key: str
    title: str
    lead: str
    fields: tuple[str, ...]
    papers: tuple[Papers, ...] = ()
    optional: bool = False


def topic_of(topics: tuple[Topic, ...], field: str) -> Topic | None:
    """The topic that asks for a field, given by its bare name, as a finding's path, or with its part in front.

    ``sample_messages[1]``, ``campaign.sample_messages`` and ``attributes.embedded_link`` all find their page.
    """
    bare = field.split("[", maxsplit=1)[0].rpartition(".")[2]
    for topic in topics:
        if bare in topic.fields or any(bare in (papers.field, *papers.kinds) for papers in topic.papers):
            return topic
    return None


BRAND_TOPICS: Final = (
    Topic(
        "identity",
        "Say who the business is",
        "The registry compares these answers with the records of the Internal Revenue Service. A name or number that "
        "differs from the IRS letter is the most common reason why a brand is refused.",
        (
            "legal_name",
            "dba_name",
            "entity_type",
            "organization_form",
            "ein",
            "ein_issuing_country",
            "state_of_incorporation",
            "incorporation_date",
            "vertical",
        ),
        (
            Papers(
                "ein_letter",
                "IRS letter",
                "The CP-575 or the 147C letter. The reviewer compares its name and number with your answers.",
                (Paper.EIN_LETTER, Paper.DBA_FILING),
            ),
        ),
    ),
    Topic(
        "address",
        "Give the address of the business",
        "Reviewers look the address up in public records. It is the place where the business is, not where its mail "
        "goes.",
        ("street", "city", "state", "postal_code", "country"),
    ),
    Topic(
        "website",
        "Show where the business is on the web",
        "The registry opens the website by machine and by hand. It must be public, finished, secured by a certificate "
        "and show the name of the business.",
        ("website", "social_urls", "domain_registered_on", "reviews_count", "reviews_rating"),
    ),
    Topic(
        "contacts",
        "Say how the business is reached",
        "Recipients and carriers use the public contact; the registry writes to the person.",
        (
            "support_email",
            "support_phone",
            "contact_first_name",
            "contact_last_name",
            "business_contact_email",
            "mobile_phone",
        ),
    ),
    Topic(
        "extras",
        "Add what raises trust",
        "Nothing here is required of everybody. Each answer can raise the trust score that decides how fast you may "
        "send, or is needed by some kinds of organization.",
        (
            "duns",
            "duns_applied_on",
            "alt_business_id",
            "alt_business_id_type",
            "stock_symbol",
            "stock_exchange",
            "tax_exempt_status",
            "organization_category",
            "baa_executed_on",
            "messaging_history_since",
        ),
        (
            Papers(
                "licences",
                "Licences and agreements",
                "Healthcare: the business associate agreement (BAA). Lenders: the state licence. Exempt organizations: "
                "the licence that shows it.",
                (Paper.BUSINESS_LICENCE, Paper.BAA, Paper.LENDER_LICENCE, Paper.OTHER),
            ),
        ),
        optional=True,
    ),
)
"""The five topics of a brand (source 004, step 3.2)."""
