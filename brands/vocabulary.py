"""The words a brand is described with; the registries' own spellings are mapped in the rulebook's profiles."""

from __future__ import annotations

from typing import Final

from django.db import models


class EntityType(models.TextChoices):
    """What kind of entity the registry files the business under."""

    PRIVATE_PROFIT = "private_profit", "Private company"
    PUBLIC_PROFIT = "public_profit", "Company with shares on an exchange"
    NON_PROFIT = "non_profit", "Nonprofit"
    GOVERNMENT = "government", "Government"
    SOLE_PROPRIETOR = "sole_proprietor", "Sole proprietor"


class OrganizationForm(models.TextChoices):
    """The legal form on the founding papers (source 004, steps 2.1 and 3.2)."""

    LLC = "llc", "Limited liability company (LLC)"
    CORPORATION = "corporation", "Corporation"
    PARTNERSHIP = "partnership", "Partnership"
    COOPERATIVE = "cooperative", "Cooperative"
    NONPROFIT = "nonprofit_corporation", "Nonprofit corporation"
    TRUST = "trust", "Trust or estate"
    GOVERNMENT = "government", "Government body"
    SOLE_PROPRIETORSHIP = "sole_proprietorship", "Sole proprietorship"
    OTHER = "other", "Another form"


class Vertical(models.TextChoices):
    """The 23 industries of the registry."""

    AGRICULTURE = "agriculture", "Agriculture"
    COMMUNICATION = "communication", "Communication and media"
    CONSTRUCTION = "construction", "Construction"
    EDUCATION = "education", "Education"
    ENERGY = "energy", "Energy and utilities"
    ENTERTAINMENT = "entertainment", "Entertainment"
    FINANCIAL = "financial", "Financial services"
    GAMBLING = "gambling", "Gambling and lottery"
    GOVERNMENT = "government", "Government"
    HEALTHCARE = "healthcare", "Healthcare"
    HOSPITALITY = "hospitality", "Hospitality and travel"
    HUMAN_RESOURCES = "human_resources", "Human resources and staffing"
    INSURANCE = "insurance", "Insurance"
    LEGAL = "legal", "Legal services"
    MANUFACTURING = "manufacturing", "Manufacturing"
    NGO = "ngo", "Nonprofit and charity"
    POLITICAL = "political", "Political"
    POSTAL = "postal", "Postal and delivery"
    PROFESSIONAL = "professional", "Professional services"
    REAL_ESTATE = "real_estate", "Real estate"
    RETAIL = "retail", "Retail and consumer products"
    TECHNOLOGY = "technology", "Information technology"
    TRANSPORTATION = "transportation", "Transportation and logistics"


class AlternativeIdType(models.TextChoices):
    """Business identifiers besides EIN and DUNS."""

    GIIN = "giin", "GIIN (global intermediary)"
    LEI = "lei", "LEI (legal entity)"


class OrganizationCategory(models.TextChoices):
    """The four kinds of organization that may be exempt from do-not-call blocking (source 002), or none of them."""

    NONE = "none", "None of these"
    HEALTHCARE_PROVIDER = "healthcare_provider", "Healthcare provider"
    FINANCIAL_INSTITUTION = "financial_institution", "Financial institution"
    NONPROFIT = "nonprofit", "Not-for-profit organization"
    POLITICAL = "political", "Political campaign"


class TaxExemptStatus(models.TextChoices):
    """Exemption under the Internal Revenue Code, for nonprofits and political committees."""

    NONE = "none", "Not tax-exempt"
    C3 = "501c3", "501(c)(3)"
    C4 = "501c4", "501(c)(4)"
    C5 = "501c5", "501(c)(5)"
    C6 = "501c6", "501(c)(6)"
    S527 = "527", "Section 527 political organization"
    OTHER = "other", "Another section"


_EXCHANGES: Final = (
    "NASDAQ NYSE AMEX AMX ASX B3 BME BSE FRA ICEX JPX JSE KRX LON NSE OMX SEHK SGX SSE STO SWX SZSE TSX TWSE VSE"
)
STOCK_EXCHANGES: Final = [*((code, code) for code in _EXCHANGES.split()), ("OTHER", "Another exchange")]
"""Exchanges the registry knows, and one for the rest."""
