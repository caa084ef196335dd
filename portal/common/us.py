"""States, ZIP codes and street addresses of the United States."""

from __future__ import annotations

import re
from typing import Final

from portal.common.errors import WrongInput

STATES: Final[dict[str, str]] = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "DC": "District of Columbia",
    "AS": "American Samoa",
    "GU": "Guam",
    "MP": "Northern Mariana Islands",
    "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
}
"""Two-letter code -> name: the states, then the district and the territories."""

_PO_BOX = re.compile(r"\b(p\.?\s*o\.?\s*box|post\s+office\s+box|box\s+\d+|pmb\s+\d+)\b", re.IGNORECASE)
_ZIP = re.compile(r"^\d{5}(-\d{4})?$")


def clean_street(text: str, *, field: str = "street") -> str:
    """The street line, trimmed. Raises WrongInput on a PO box: registries want the place (source 004, step 2.1)."""
    street = " ".join(text.split())
    if _PO_BOX.search(street):
        sentence = "Enter the street address where the business is. Registries refuse PO boxes and mailbox numbers."
        raise WrongInput(sentence, code="po_box", fields={field: [sentence]})
    return street


def clean_zip(text: str, *, field: str = "postal_code") -> str:
    """Five or nine digits of a ZIP code. Raises WrongInput."""
    value = text.strip()
    if not _ZIP.match(value):
        sentence = "Enter the ZIP code as five digits, like 43215."
        raise WrongInput(sentence, code="zip_not_valid", fields={field: [sentence]})
    return value
