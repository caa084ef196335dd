"""What the golden pages are made of. Businesses are invented; no sentence is anybody's."""

from __future__ import annotations

import dataclasses
from typing import Final

NO_SHARING: Final = (
    "SMS consent and phone numbers are NOT shared with third parties or affiliates for their marketing purposes."
)


@dataclasses.dataclass(frozen=True, slots=True)
class Owner:
    """An invented business."""

    legal: str
    dba: str
    host: str
    trade: str
    phone: str

    @property
    def name(self) -> str:
        """The name customers know."""
        return self.dba or self.legal

    @property
    def brand(self) -> dict[str, str]:
        """The flat answers of its brand."""
        return {"legal_name": self.legal, "dba_name": self.dba}


def _owner(legal: str, dba: str, host: str, trade: str, last: int) -> Owner:
    return Owner(legal, dba, host, trade, f"(217) 555-01{last:02d}")


OWNERS: Final = (
    _owner("Larkspur Bicycles LLC", "", "larkspurbicycles.com", "bicycle repairs", 1),
    _owner("Tidewater Optics Inc.", "", "tidewateroptics.com", "glasses and eye tests", 2),
    _owner("Bluebell Holdings LLC", "Bluebell Florist", "bluebellflorist.com", "bouquets", 3),
    _owner("Cedar Ridge Veterinary PLLC", "", "cedarridgeveterinary.com", "care for pets", 4),
    _owner("Juniper Yoga LLC", "", "juniperyoga.com", "yoga classes", 5),
    _owner("Quarry Street Tailors Inc.", "", "quarrystreettailors.com", "alterations", 6),
    _owner("Maplewood Foods LLC", "Maplewood Market", "maplewoodmarket.com", "groceries", 7),
    _owner("Harbor Point Marina LLC", "", "harborpointmarina.com", "boat slips", 8),
    _owner("Silverleaf Spa Inc.", "", "silverleafspa.com", "massages", 9),
    _owner("Granite Peak Outfitters LLC", "", "granitepeakoutfitters.com", "camping gear", 10),
    _owner("Willow Creek Dental PLLC", "", "willowcreekdental.com", "dental care", 11),
    _owner("Northgate Plumbing Co.", "", "northgateplumbing.com", "plumbing", 12),
    _owner("Amberwood Books LLC", "", "amberwoodbooks.com", "books and readings", 13),
    _owner("Stonebridge Roofing Inc.", "", "stonebridgeroofing.com", "roofs and gutters", 14),
    _owner("Fernhill Nursery LLC", "", "fernhillnursery.com", "plants and soil", 15),
    _owner("Copperfield Coffee LLC", "", "copperfieldcoffee.com", "roasted coffee", 16),
    _owner("Redwood Auto Glass Inc.", "", "redwoodautoglass.com", "windshields", 17),
    _owner("Sandpiper Sailing LLC", "", "sandpipersailing.com", "sailing lessons", 18),
    _owner("Elmhurst Music School Inc.", "", "elmhurstmusicschool.com", "music lessons", 19),
    _owner("Foxglove Bakery LLC", "", "foxglovebakery.com", "bread and cakes", 20),
)
