"""Who the demo businesses are and what they answer."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, Final

from portal.webchecks.world.sites import Site, site_of

_WAY_OUT: Final = "Reply STOP to opt out. Msg & data rates may apply."


@dataclasses.dataclass(frozen=True, slots=True)
class Company:
    """A demo business: its website in the demo world, its owner, and the words of its texts."""

    host: str
    owner: str
    email: str
    ein: str
    vertical: str
    use_case: str
    audience: str
    purpose: str
    samples: tuple[str, ...]
    frequency: str = "up to 4 messages per month"
    state: str = "IL"
    city: str = "Springfield"
    postal_code: str = "62701"

    @property
    def site(self) -> Site:
        """The website."""
        return site_of(self.host)

    @property
    def what(self) -> str:
        """What its texts are about, as its website says."""
        return self.site.sends


def brand_answers(company: Company) -> dict[str, Any]:
    """The brand's forms, filled in."""
    site = company.site
    first, _, last = company.owner.partition(" ")
    return {
        "legal_name": site.legal_name,
        "dba_name": site.dba,
        "entity_type": "private_profit",
        "organization_form": "llc" if "LLC" in site.legal_name else "corporation",
        "ein": company.ein,
        "state_of_incorporation": company.state,
        "incorporation_date": dt.date(2016, 4, 11),
        "vertical": company.vertical,
        "street": "418 East Adams Street",
        "city": company.city,
        "state": company.state,
        "postal_code": company.postal_code,
        "website": site.url,
        "social_urls": [f"https://www.linkedin.com/company/{site.host.removesuffix('.test')}"],
        "domain_registered_on": dt.date(2017, 2, 1),
        "reviews_count": 46,
        "reviews_rating": "4.7",
        "support_email": site.email,
        "support_phone": site.phone,
        "contact_first_name": first,
        "contact_last_name": last,
        "business_contact_email": f"{first.lower()}@{site.host}",
        "duns": "079512346",
    }


def opt_in_wording(company: Company) -> str:
    """The wording beside the box on the business's opt-in page."""
    site = company.site
    health = company.vertical == "healthcare"
    privacy = "Messages may be about your health. Privacy policy (with HIPAA notice)" if health else "Privacy policy"
    return (
        f"I agree to receive {company.what} by text message from {site.name} at the number above. "
        f"{company.frequency.capitalize()}. Message and data rates may apply. Reply STOP to opt out or HELP for help. "
        f"Consent is not a condition of purchase. {privacy}: {site.privacy_url} Terms: {site.terms_url}"
    )


def _replies(company: Company) -> dict[str, str]:
    site = company.site
    name, phone = site.name, site.phone
    return {
        "opt_in_message": (
            f"{name}: Welcome! You are now subscribed to {company.what}. Expect {company.frequency}. Msg & data rates "
            f"may apply. Reply STOP anytime to opt out, HELP for support. {site.url}"
        ),
        "opt_out_message": (
            f"{name}: You have been unsubscribed. No further messages will be sent. Reply START to resubscribe. "
            f"Questions? Call {phone}."
        ),
        "help_message": (
            f"{name} support: call {phone} or visit {site.url}. Reply STOP to unsubscribe. Msg & data rates may apply."
        ),
        "resubscribe_message": (
            f"{name}: You have resubscribed to {company.what}. Reply STOP anytime to opt out. "
            "Msg & data rates may apply."
        ),
    }


def campaign_answers(company: Company) -> dict[str, Any]:
    """The campaign's forms, filled in."""
    site = company.site
    name = site.name
    return {
        "name": f"{company.what.capitalize()}",
        "use_case": company.use_case,
        "message_volume": "1000",
        "frequency": company.frequency,
        "description": f"{name} sends {company.what} to {company.audience} for {company.purpose}.",
        "sample_messages": [
            f"{name}: {sample} Reply STOP to opt out. Msg & data rates may apply." for sample in company.samples
        ],
        "opt_in_method": "web_form",
        "message_flow": (
            f"People open {site.opt_in_url}, enter a mobile number and tick a box that starts empty, beside which the "
            f"wording stands. Neither is needed to book or buy. {name} confirms by text within five minutes."
        ),
        "opt_in_url": site.opt_in_url,
        "opt_in_wording": opt_in_wording(company),
        **_replies(company),
        "support_phone": site.phone,
        "support_url": site.url,
        "opt_in_keywords": ["START", "JOIN"],
        "embedded_link": any(site.host in sample for sample in company.samples),
        "embedded_link_sample": site.url if any(site.host in sample for sample in company.samples) else "",
        "privacy_policy_url": site.privacy_url,
        "terms_url": site.terms_url,
    }


def toll_free_answers(company: Company) -> dict[str, Any]:
    """The toll-free brief, filled in."""
    site = company.site
    campaign = campaign_answers(company)
    return {
        "customer_name": site.legal_name,
        "compliance_contact_name": company.owner,
        "compliance_contact_phone": site.phone,
        "compliance_contact_email": company.email,
        "compliance_contact_address": f"418 East Adams Street, {company.city}, {company.state} {company.postal_code}",
        "legal_name": site.legal_name,
        "dba_name": site.dba,
        "website": site.url,
        "organization_type": "private_profit",
        "state_of_incorporation": company.state,
        "street": "418 East Adams Street",
        "city": company.city,
        "state": company.state,
        "postal_code": company.postal_code,
        "business_registration_number": company.ein,
        "business_registration_type": "EIN",
        "description": campaign["description"],
        "message_type": "informational",
        "category": "Appointments",
        "sample_messages": campaign["sample_messages"][:3],
        "opt_in_method": "web_form",
        "opt_in_workflow": campaign["message_flow"],
        "opt_in_url": site.opt_in_url,
        "opt_in_wording": campaign["opt_in_wording"],
        "opt_in_message": campaign["opt_in_message"],
        "help_message": campaign["help_message"],
        "multiple_numbers_reason": "Each gym has its own number at its own front desk, so that members reach theirs.",
        "message_volume": "10000",
        "canadian_traffic": "none",
        "privacy_policy_url": site.privacy_url,
        "terms_url": site.terms_url,
        "notification_email": company.email,
    }


DENTIST: Final = Company(
    host="goodleaf-dental.test",
    owner="Alice Hart",
    email="alice@goodleaf-dental.test",
    ein="20-4815162",
    vertical="healthcare",
    use_case="CUSTOMER_CARE",
    audience="active patients who opted in",
    purpose="scheduling and fewer missed visits",
    samples=(
        "Sarah, your cleaning is on Thu Dec 3 at 2:30 PM. Reply C to confirm or R to find another time.",
        "We moved your visit to Fri Dec 4 at 9:00 AM as you asked. See you then, Sarah.",
        "Your 6-month check-up is due, Sarah. Reply B to book a time or call us.",
    ),
)
SALON: Final = Company(
    host="brightside-salon.test",
    owner="Bruno Keller",
    email="bruno@brightside-salon.test",
    ein="36-7712345",
    vertical="professional",
    use_case="MARKETING",
    audience="salon clients who opted in",
    purpose="filling open chairs and rewarding regular clients",
    samples=(
        "This week only, 20% off color with code GLOW20 at brightside-salon.test/book.",
        "Our fall sale starts today: save 15% on any cut booked by Friday.",
        "New this month: a free conditioning treatment with every cut over $60.",
    ),
)
BAKERY: Final = Company(
    host="maple-street-bakery.test",
    owner="Priya Raman",
    email="priya@maple-street-bakery.test",
    ein="39-1548877",
    vertical="retail",
    use_case="MARKETING",
    audience="customers who opted in at the shop's website",
    purpose="marketing of daily specials and customer loyalty",
    samples=(
        "Rye is out of the oven at 4 PM today. Show this text for 10% off a loaf.",
        "Weekend special: two croissants for the price of one until Sunday noon.",
        "Order your holiday pie by Nov 20 at maple-street-bakery.test/pies and save $4.",
    ),
    state="WI",
    city="Madison",
    postal_code="53703",
)
GARAGE: Final = Company(
    host="northside-auto.test",
    owner="Walt Jimenez",
    email="walt@northside-auto.test",
    ein="36-4412098",
    vertical="transportation",
    use_case="CUSTOMER_CARE",
    audience="customers with a car in service who opted in",
    purpose="keeping owners informed about their vehicles",
    samples=(
        "Your 2019 Civic is ready for pick-up until 6 PM today, Dana.",
        "Dana, your oil change is due this month. Reply B to book or call us.",
        "We found worn brake pads on your Civic. Reply OK to approve the $180 repair.",
    ),
    city="Chicago",
    postal_code="60614",
)
CLINIC: Final = Company(
    host="lakeview-clinic.test",
    owner="Ines Vogel",
    email="ines@lakeview-clinic.test",
    ein="36-5520917",
    vertical="healthcare",
    use_case="CUSTOMER_CARE",
    audience="registered patients who opted in",
    purpose="scheduling and patient service",
    samples=(
        "Reminder of your visit on Mon Dec 7 at 10:15 AM. Reply C to confirm.",
        "The office closes at noon on Dec 24. For urgent questions call us.",
        "A form waits for you before your visit, Marcus. Call us and we fill it in together.",
    ),
    city="Chicago",
    postal_code="60657",
)
GYM: Final = Company(
    host="summit-fitness.test",
    owner="Tom Becker",
    email="tom@summit-fitness.test",
    ein="84-3310457",
    vertical="entertainment",
    use_case="CUSTOMER_CARE",
    audience="members who opted in",
    purpose="helping members keep their bookings",
    samples=(
        "Your spin class is tomorrow at 6:30 AM with Lena. Reply N if you cannot come.",
        "Tonight's yoga class moved to studio 2. See you at 7 PM.",
        "A place opened in Saturday's rowing class. Reply Y to take it.",
    ),
    state="CO",
    city="Denver",
    postal_code="80205",
)
PETS: Final = Company(
    host="harbor-pets.test",
    owner="Hana Lim",
    email="hana@harbor-pets.test",
    ein="39-2207741",
    vertical="retail",
    use_case="DELIVERY_NOTIFICATION",
    audience="customers with an order on its way who opted in",
    purpose="telling them when it comes",
    samples=(
        "Order 4471 left our shop and comes tomorrow between 1 and 3 PM.",
        "Your driver Luis is two stops away with order 4471.",
        "Order 4471 was left at the side door as you asked. Thank you, Dana.",
    ),
    state="WI",
    city="Milwaukee",
    postal_code="53202",
)
HOMES: Final = Company(
    host="halfway-homes.test",
    owner="Ben Okafor",
    email="ben@halfway-homes.test",
    ein="37-6650284",
    vertical="retail",
    use_case="MARKETING",
    audience="customers who opted in",
    purpose="marketing of new arrivals and clearing the floor of show pieces",
    samples=(
        "Floor models of all oak tables are 30% off until Sunday. Show this text in the shop.",
        "New arrivals: 12 armchairs at halfway-homes.test/new. Members save $40 this week.",
        "Our winter clearance starts on Fri Dec 11 at 9 AM. The first 50 visitors get a free lamp.",
    ),
)
