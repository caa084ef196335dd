"""From the stable input objects to subjects: every value is checked, every refusal is one clear line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, time
from functools import lru_cache
from typing import Any

from portal.rules import records, subjects, web_facts
from portal.rules.facts.forms import read_form
from portal.rules.facts.pages import Page, read_page
from portal.rules.facts.unfolding import read_unfolded

MAX_TEXT = 2_000_000
_SHORT = 500
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class UnreadableInput(ValueError):
    """The input cannot be judged; the message says which part of it and why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One subject with the field it came from; an empty field means the rule's own field."""

    subject: Any
    field: str


_TEXT_KINDS: Mapping[str, type] = {
    "sample_message": subjects.SampleMessage,
    "campaign_description": subjects.CampaignDescription,
    "opt_in_wording": subjects.OptInWording,
    "keyword_reply": subjects.KeywordReply,
    "verbal_script": subjects.VerbalScript,
}
PAGE_KINDS = ("privacy_policy", "terms", "opt_in_form")
_RECORD_KINDS: Mapping[str, type] = {"consent_record": records.ConsentRecord, "dnc_policy": records.DncPolicy}
KINDS = (*_TEXT_KINDS, "campaign", "brand", "toll_free", *PAGE_KINDS, *_RECORD_KINDS)
_ALSO = ("website",)


def whole_text(text: str) -> str:
    """The text with every half of a surrogate pair replaced, so that it can be written as UTF-8; same length."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def subject_of(kind: str, data: Mapping[str, Any]) -> Any:
    """The subject an input object describes; raises ``UnreadableInput``."""
    if kind not in (*KINDS, *_ALSO):
        raise UnreadableInput(f"There is no kind {kind!r}; there are {', '.join(KINDS)}.")
    if not isinstance(data, Mapping):
        raise UnreadableInput("The input is not an object with fields.")
    if kind in PAGE_KINDS:
        return _page_subject(kind, data)
    if kind == "website":
        return _site(data.get("website"))
    if kind == "brand":
        nested = data.get("brand")
        return build(subjects.Brand, nested if isinstance(nested, Mapping) else data)
    if kind == "campaign":
        return build(subjects.Campaign, data)
    if kind == "toll_free":
        return _toll_free(data)
    if kind in _RECORD_KINDS:
        return build(_RECORD_KINDS[kind], _spread(data))
    if not isinstance(data.get("text"), str):
        raise UnreadableInput(f"A {kind} needs its words in the field text.")
    return build(_TEXT_KINDS[kind], data)


def _site(data: Any) -> subjects.Site:
    """A website from gathered facts written as an object; what is not said is as on a sound site."""
    if not isinstance(data, Mapping) or not isinstance(data.get("pages", []), list):
        raise UnreadableInput("A website needs its facts in the field website.")
    tls = data.get("tls")
    facts = web_facts.WebsiteFacts(
        url=_text("url", data.get("url")),
        host=_text("host", data.get("host")),
        addresses=_texts("addresses", data.get("addresses"), optional=False) or (),
        refused=_text("refused", data.get("refused")) or None,
        tls=_tls(tls) if isinstance(tls, Mapping) else None,
        pages=tuple(_page_facts(page) for page in data.get("pages", []) if isinstance(page, Mapping)),
    )
    return subjects.Site(facts, _value("brand", data.get("brand"), "Brand | None") or subjects.Brand())


def _tls(data: Mapping[str, Any]) -> web_facts.TlsFacts:
    base = web_facts.TlsFacts("", "", True, None, "TLSv1.3", "", "", (), None, None, "", None, "", 2, None)
    return replace(base, reason=_text("reason", data.get("reason")) or None)


def _page_facts(data: Mapping[str, Any]) -> web_facts.PageFacts:
    given = {
        name: _text(name, data[name]) for name in ("role", "text", "html", "language", "kind", "title") if name in data
    }
    url = _text("url", data.get("url"))
    final = _text("final_url", data.get("final_url")) or url
    base = web_facts.PageFacts("home", url, final, 200, None, "", "en", "", "", True, (), "page", None)
    page = replace(base, **given)  # type: ignore[arg-type]
    return page if page.text or not page.html else replace(page, text=read_page(page.html).text)


def _toll_free(data: Mapping[str, Any]) -> subjects.TollFreeBrief:
    brief: subjects.TollFreeBrief = build(subjects.TollFreeBrief, data)
    if brief.brand is None and (brief.legal_name or brief.dba_name):
        names = {"legal_name": brief.legal_name, "dba_name": brief.dba_name, "brand": None}
        values = {one.name: getattr(brief, one.name) for one in fields(brief)}
        values["brand"] = build(subjects.Brand, names)
        return subjects.TollFreeBrief(**values)
    return brief


def page_source(kind: str, data: Mapping[str, Any]) -> str:
    """The source of a page; raises ``UnreadableInput``."""
    source = next((data[key] for key in ("html", "markdown", "text") if isinstance(data.get(key), str)), None)
    if source is None:
        raise UnreadableInput(f"A {kind} needs its page in one of the fields html, markdown or text.")
    if len(source) > MAX_TEXT:
        raise UnreadableInput(f"The page is longer than {MAX_TEXT:,} characters.")
    return whole_text(source)


def _page_subject(kind: str, data: Mapping[str, Any]) -> Any:
    source = page_source(kind, data)
    brand = _value("brand", data.get("brand"), "Brand | None")
    if kind == "opt_in_form":
        return _form(read_form(source, brand), data)
    subject = page_subject(kind, read_unfolded(source), brand)
    if isinstance(subject, subjects.PolicyPage) and data.get("ledger_years") is not None:
        return replace(subject, ledger_years=_number("ledger_years", data["ledger_years"]))
    return subject


def _form(form: subjects.OptInForm, data: Mapping[str, Any]) -> subjects.OptInForm:
    """The form with what a browser measured (``measured``) and what the registration declares."""
    declared = _text("declared_wording", data.get("declared_wording"))
    measured = data.get("measured")
    if not isinstance(measured, Mapping | None):
        raise UnreadableInput("measured is not an object of measures.")
    given: dict[str, Any] = {}
    for name in ("distance_px", "font_px", "contrast"):
        if measured and measured.get(name) is not None:
            given[name] = _measure(name, measured[name])
    if measured and isinstance(measured.get("ticked_later"), bool):
        given["ticked_later"] = measured["ticked_later"]
    return replace(form, declared_wording=declared, marks=replace(form.marks, **given))


def _measure(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1_000_000:
        raise UnreadableInput(f"measured {name} is not a number.")
    return float(value)


def page_subject(kind: str, page: Page, brand: subjects.Brand | None = None) -> Any:
    """The subject for a page that has been read already."""
    if kind == "terms":
        targets = tuple(f"{words} {target}" for words, target in page.links)
        return subjects.TermsPage(page.text, page.headings, targets, brand)
    return subjects.PolicyPage(page.text, page.headings, brand, page.levels)


def build(cls: type, data: Mapping[str, Any]) -> Any:
    """Fill a subject from an object; unknown keys are left alone, wrong types raise ``UnreadableInput``."""
    wanted, needed = _plan(cls)
    values = {name: _value(name, value, wanted[name]) for name, value in data.items() if name in wanted}
    for name in needed:
        if name not in values:
            raise UnreadableInput(f"The field {name} is missing.")
    return cls(**values)


@lru_cache(maxsize=64)
def _plan(cls: type) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The types of a subject's fields by name, and the names of those that must be there."""
    needed = [one.name for one in fields(cls) if one.default is MISSING and one.default_factory is MISSING]
    return {one.name: str(one.type) for one in fields(cls)}, tuple(needed)


def _brand(name: str, value: Any) -> subjects.Brand | None:
    if value is None:
        return None
    if isinstance(value, str):
        return subjects.Brand(legal_name=whole_text(value))
    if not isinstance(value, Mapping):
        raise UnreadableInput(f"{name} is not an object with the fields of a brand.")
    for one in value.values():
        if type(one) is not str or len(one) > _SHORT:
            brand: subjects.Brand = build(subjects.Brand, value)
            return brand
    return _same_brand(tuple(value.items()))


@lru_cache(maxsize=64)
def _same_brand(items: tuple[tuple[str, str], ...]) -> subjects.Brand:
    """The brand of these texts; one brand mostly comes with many messages in a row."""
    brand: subjects.Brand = build(subjects.Brand, dict(items))
    return brand


def _value(name: str, value: Any, wanted: str) -> Any:
    if wanted == "str":
        return _text(name, value)
    if wanted == "Brand | None":
        return _brand(name, value)
    if wanted.startswith("tuple[str"):
        return _texts(name, value, optional="None" in wanted)
    if wanted == "bool":
        return bool(value)
    if wanted == "bool | None":
        return _yes_or_no(name, value)
    if wanted == "int | None":
        return _number(name, value)
    if wanted.startswith("Mapping"):
        if isinstance(value, Mapping):
            return {str(key): bool(flag) for key, flag in value.items()}
        raise UnreadableInput(f"{name} is not an object of yes and no.")
    return _text(name, value)


def _spread(data: Mapping[str, Any]) -> dict[str, Any]:
    """An event as the ledger takes it, with what stands in ``details`` and ``facts`` beside the rest."""
    flat: dict[str, Any] = {"evidence": data["evidence_sha256"]} if "evidence_sha256" in data else {}
    for name in ("facts", "details"):
        if isinstance(data.get(name), Mapping):
            flat |= data[name]
    return flat | dict(data)


def _yes_or_no(name: str, value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    known = {"yes": True, "true": True, "no": False, "false": False, "": None}
    if isinstance(value, str) and value.strip().lower() in known:
        return known[value.strip().lower()]
    raise UnreadableInput(f"{name} is neither yes nor no.")


def _number(name: str, value: Any) -> int | None:
    if value is None or value == "":
        return None
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise UnreadableInput(f"{name} is not a whole number.")
    return int(text)


def _text(name: str, value: Any) -> str:
    if type(value) is str and len(value) <= MAX_TEXT:
        return whole_text(value)
    if value is None:
        return ""
    if isinstance(value, date | time):
        return value.isoformat()  # TOML has days and times of its own
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise UnreadableInput(f"{name} is not text.")
    text = whole_text(str(value))
    if len(text) > MAX_TEXT:
        raise UnreadableInput(f"{name} is longer than {MAX_TEXT:,} characters.")
    return text


def _texts(name: str, value: Any, *, optional: bool) -> tuple[str, ...] | None:
    if value is None:
        return None if optional else ()
    if isinstance(value, str) or not isinstance(value, (list, tuple)):
        raise UnreadableInput(f"{name} is not a list of texts.")
    return tuple(_text(f"{name}[{place}]", one) for place, one in enumerate(value))


def parts_of(subject: Any) -> list[Part]:
    """The subject itself and everything inside it that has rules of its own."""
    if type(subject) in _TEXT_KINDS.values():
        return [Part(subject, "text")]
    if isinstance(subject, subjects.Campaign):
        return [Part(subject, ""), *_campaign_parts(subject)]
    if isinstance(subject, subjects.TollFreeBrief):
        return [Part(subject, ""), *_toll_free_parts(subject)]
    if isinstance(subject, records.ConsentRecord):
        return [Part(subject, ""), *_record_parts(subject)]
    if isinstance(subject, (*_PAGES, records.DncPolicy)):
        return [Part(subject, "")]
    return [Part(subject, "text")]


_PAGES = (subjects.PolicyPage, subjects.TermsPage, subjects.OptInForm, subjects.Brand, subjects.Site)


def _record_parts(record: records.ConsentRecord) -> list[Part]:
    """The words that were shown or read are judged like those of a registration."""
    if not record.gives_consent or not record.wording.strip():
        return []
    if record.method == "verbal":
        return [Part(subjects.VerbalScript(record.wording, record.brand, record.purpose), "wording")]
    return [Part(subjects.OptInWording(record.wording, record.brand, record.purpose, "", record.method), "wording")]


def purpose_of(use_case: str) -> str:
    """Marketing for use cases that promote; otherwise informational; empty for mixed ones."""
    if use_case in {"MARKETING", "POLITICAL", "CHARITY", "SWEEPSTAKE"}:
        return "marketing"
    neither = {"", "MIXED", "LOW_VOLUME", "SOLE_PROPRIETOR", "CONVERSATIONAL", "TRIAL", "UCAAS_HIGH", "UCAAS_LOW"}
    return "" if use_case in neither else "informational"


def _campaign_parts(campaign: subjects.Campaign) -> list[Part]:
    brand, use_case = campaign.brand, campaign.use_case
    purpose = purpose_of(use_case)
    parts = [
        Part(subjects.SampleMessage(text, brand, use_case, purpose), f"sample_messages[{place}]")
        for place, text in enumerate(campaign.sample_messages)
    ]
    if campaign.description:
        parts.append(Part(subjects.CampaignDescription(campaign.description, brand, use_case, purpose), "description"))
    if campaign.opt_in_wording:
        wording = subjects.OptInWording(campaign.opt_in_wording, brand, purpose, use_case, campaign.opt_in_method)
        parts.append(Part(wording, "opt_in_wording"))
    if campaign.verbal_script:
        script = subjects.VerbalScript(campaign.verbal_script, brand, purpose, use_case)
        parts.append(Part(script, "verbal_script"))
    replies = {
        "opt_in_message": "JOIN",
        "opt_out_message": "STOP",
        "help_message": "HELP",
        "resubscribe_message": "START",
    }
    parts += [
        Part(subjects.KeywordReply(getattr(campaign, name), keyword, brand), name)
        for name, keyword in replies.items()
        if getattr(campaign, name)
    ]
    return parts


def _toll_free_parts(brief: subjects.TollFreeBrief) -> list[Part]:
    purpose = brief.message_type.lower()
    parts = [
        Part(subjects.SampleMessage(text, brief.brand, "", purpose), f"sample_messages[{place}]")
        for place, text in enumerate(brief.sample_messages)
    ]
    if brief.opt_in_wording:
        wording = subjects.OptInWording(brief.opt_in_wording, brief.brand, purpose, "", brief.opt_in_method)
        parts.append(Part(wording, "opt_in_wording"))
    for name, keyword in (("opt_in_message", "JOIN"), ("help_message", "HELP")):
        if getattr(brief, name):
            parts.append(Part(subjects.KeywordReply(getattr(brief, name), keyword, brief.brand), name))
    return parts
