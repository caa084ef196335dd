# ruff: noqa: SIM905 - a word list reads better as words
"""The ``facts`` of a report: what was seen, before any rule makes something of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from portal.rules.facts import consent_signs, forms, names, senders, signs
from portal.rules.facts.policy_signs import read_policy
from portal.rules.facts.text import encoding_of, normalize, segments_of
from portal.rules.subjects import OptInForm, PolicyPage, SampleMessage

BRAND_FIRST_WITHIN = 10
SHORTENERS = frozenset(
    "bit.ly bitly.com bitly.ws tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rb.gy rebrand.ly cutt.ly t.ly tiny.cc "
    "shorturl.at soo.gd bit.do s2r.co lnkd.in budurl.com bc.vc clicky.me alturl.com 9qr.de shrtco.de lc.chat linki.la "
    "minm.xyz app.link shorte.st v.gd s.id qr.ae adf.ly x.co tr.im snip.ly t.me wa.me short.io bl.ink dub.sh".split()
)


def shortener_hosts(folded: str) -> list[tuple[tuple[int, int], str]]:
    """Links through public shorteners, with their hosts."""
    return [(span, host) for span, host in signs.links(folded) if host.removeprefix("www.") in SHORTENERS]


def sample_message_facts(message: SampleMessage) -> dict[str, Any]:
    """What one sample message carries."""
    text = normalize(message.text)
    facts: dict[str, Any] = {
        "has_opt_out": signs.stop_line(text.folded) is not None or _opts_out_otherwise(text.folded),
        "placeholders": bool(signs.placeholders(text.folded)),
        "shortener": bool(shortener_hosts(text.folded)),
        "promotional": signs.promotion(text.folded) is not None,
        "has_link": bool(signs.links(text.folded)),
        "has_phone": bool(signs.phones(text.folded)),
        "rates": signs.rates_line(text.folded) is not None,
        "encoding": encoding_of(message.text),
        "segments": segments_of(message.text),
    }
    if message.brand is not None and message.brand.names:
        place = names.find_name(text, message.brand)
        facts["brand_first"] = place is not None and place[0] < BRAND_FIRST_WITHIN
    return facts


def _opts_out_otherwise(folded: str) -> bool:
    """Another word than STOP that ends the messages; any word where it says that it unsubscribes."""
    other = signs.other_opt_out(folded)
    if other is None:
        return False
    (start, end), word = other
    said = folded[start:end]
    return word in _LEAVING or "unsub" in said.split(" to ")[-1] or "opt" in said.split(" to ")[-1]


_LEAVING = frozenset({"quit", "end", "cancel", "unsubscribe", "unsub", "optout", "remove", "leave", "exit"})


def privacy_policy_facts(page: PolicyPage) -> dict[str, Any]:
    """What a privacy policy says about texts."""
    seen = read_policy(page)
    keys = (
        "has_sms_section no_third_party_sharing verbatim_sentence shares_for_marketing mentions_stop mentions_help "
        "rates_may_apply frequency retention_stated"
    )
    return {key: getattr(seen, key) for key in keys.split()}


@lru_cache(maxsize=16)
def opt_in_form_facts(form: OptInForm) -> dict[str, Any]:
    """What an opt-in form shows."""
    words = normalize(form.wording)
    boxes = form.consent_boxes
    return {
        "phone_field": form.phone_field,
        "phone_required": form.phone_required,
        "consent_checkbox": bool(boxes),
        "checkbox_prechecked": form.marks.ticked_by_script or any(box.checked for box in boxes),
        "checkbox_required": any(box.required for box in boxes),
        "brand": names_sender(form),
        "message_type": bool(form.wording) and signs.message_type(words.folded) is not None,
        "frequency": signs.frequency(words.folded) is not None,
        "rates": signs.rates_line(words.folded) is not None,
        "stop": signs.stop_line(words.folded) is not None,
        "help": signs.help_line(words.folded) is not None,
        "privacy_link": forms.has_link(form, "privacy"),
        "terms_link": forms.has_link(form, "terms"),
        "not_condition_of_purchase": signs.condition_denied(words.folded) is not None,
        "bundled_with_email": any(consent_signs.bundled_with_email(s) for s in forms.consent_sentences(form)),
        "bundled_with_calls": any(consent_signs.bundled_with_calls(s) for s in forms.consent_sentences(form)),
    }


def names_sender(form: OptInForm) -> bool:
    """Whether the consent words name the sender; without a known brand the page's owner or any named sender counts."""
    words = normalize(form.wording)
    if form.brand is not None and form.brand.names:
        return names.find_name(words, form.brand) is not None
    if not words.plain:
        return False
    return senders.named_in(form.page_names, words) or senders.somebody_named(words)
