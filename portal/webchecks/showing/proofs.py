"""The proof beside a finding: the passage, the header, the certificate, the way of a redirect, the picture."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.dateparse import parse_datetime

from portal.webchecks.models import Observation
from portal.webchecks.showing.words import SEEN, seen_value

_LONGEST_QUOTE: Final = 700
_AROUND: Final = 240
"""Characters kept before and after the marked words of a long passage."""
_CUT_OFF: Final = 250
"""A passage shorter than this is whole, whatever it ends with."""
_MOST_HOPS: Final = 12
_SHA256_LENGTH: Final = 64


@dataclasses.dataclass(frozen=True, slots=True)
class Hop:
    """One request of a redirect's way. ``answer`` is a status, or the word why there was none."""

    url: str
    answer: str


@dataclasses.dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate as a person reads it; ``days_left`` is counted from the moment of the check."""

    host: str
    names: tuple[str, ...]
    subject: str
    issuer: str
    not_before: dt.datetime | None
    not_after: dt.datetime | None
    days_left: int | None
    protocol: str
    key: str
    signature: str
    chain: tuple[str, ...]
    address: str
    sha256: str
    revocation: str

    @property
    def days_over(self) -> int:
        """Days since it ended; 0 while it is valid."""
        return max(0, -(self.days_left or 0))


@dataclasses.dataclass(frozen=True, slots=True)
class Quote:
    """A passage with the pairs of offsets of its marked words."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Proof:
    """What a finding rests on; a part that the run does not have is empty."""

    quote: Quote | None = None
    header: str = ""
    certificate: Certificate | None = None
    hops: tuple[Hop, ...] = ()
    picture: str = ""
    seen: tuple[tuple[str, str], ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is anything to show."""
        return any((self.quote, self.header, self.certificate, self.hops, self.picture, self.seen))


def quote_of(facts: Mapping[str, Any]) -> Quote | None:
    """The passage in ``quote`` with the words of ``span`` marked, shortened around them.

    ``span`` counts in the text of the page, in which the passage begins at ``quote_start``; without that nothing is
    marked.
    """
    text, start = facts.get("quote"), facts.get("quote_start")
    if not isinstance(text, str) or not text.strip():
        return None
    spans = _pairs(facts.get("span"), start, len(text)) if isinstance(start, int) else ()
    return _shortened(text, tuple(span for span in spans if span != (0, len(text))))


def _pairs(span: Any, start: int, length: int) -> tuple[tuple[int, int], ...]:
    """The part of a span that lies within a passage, in the passage's own offsets."""
    if not isinstance(span, list | tuple) or len(span) != 2 or not all(isinstance(each, int) for each in span):
        return ()
    first, last = max(0, span[0] - start), min(length, span[1] - start)
    return ((first, last),) if first < last else ()


def _shortened(text: str, spans: tuple[tuple[int, int], ...]) -> Quote:
    if len(text) <= _LONGEST_QUOTE:
        return Quote(_to_a_word(text), spans)
    first = min((start for start, _end in spans), default=0)
    begin = max(0, first - _AROUND)
    end = min(
        len(text),
        max(begin + _LONGEST_QUOTE, min(first + _LONGEST_QUOTE, max((e for _s, e in spans), default=0) + _AROUND)),
    )
    lead, tail = ("… " if begin else ""), (" …" if end < len(text) else "")
    moved = tuple((s - begin + len(lead), min(e, end) - begin + len(lead)) for s, e in spans if begin <= s < end)
    return Quote(lead + text[begin:end] + tail, moved)


def _to_a_word(text: str) -> str:
    """A passage that was cut off in the middle of a sentence ends with its last whole word and says so."""
    whole = text.rstrip()
    if len(whole) < _CUT_OFF or whole[-1] in '.!?:;)"”’':
        return whole
    return f"{whole.rpartition(' ')[0].rstrip(',')} …"


def header_of(facts: Mapping[str, Any]) -> str:
    """The lines of an answer's head in ``header``: text, a list of lines, or names with values."""
    match facts.get("header"):
        case str(text):
            return text.strip()[:1_000]
        case list() as lines:
            return "\n".join(str(line) for line in lines[:10])[:1_000]
        case dict() as pairs:
            return "\n".join(f"{name}: {value}" for name, value in list(pairs.items())[:10])[:1_000]
    return ""


def picture_of(facts: Mapping[str, Any]) -> str:
    """The SHA-256 of the picture in ``picture``."""
    value = facts.get("picture")
    sha256 = str(value).removeprefix("sha256:") if isinstance(value, str) else ""
    return sha256 if len(sha256) == _SHA256_LENGTH and sha256.isalnum() else ""


def seen_of(facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The plain facts of a check that have words, in their order; what is not known is left out."""
    shown = ((label, facts.get(name)) for name, label in SEEN.items())
    return tuple((str(label), seen_value(value)) for label, value in shown if value not in (None, "", [], {}))


def hops_of(observations: Iterable[Observation], role: str) -> tuple[Hop, ...]:
    """The requests made for one page, in their order, each with its status or the reason why there is none."""
    hops = [Hop(seen.url, str(seen.status or seen.reason)) for seen in observations if seen.role == role]
    return tuple(hops[:_MOST_HOPS])


def certificate_of(
    tls: Mapping[str, Any] | None, at: dt.datetime | None, chain: Iterable[str] = ()
) -> Certificate | None:
    """The certificate in a run's facts, with the days it had left at a moment; None when none was seen."""
    if not tls or not (tls.get("subject") or tls.get("not_after") or tls.get("names")):
        return None
    until = _moment(tls.get("not_after"))
    bits = tls.get("key_bits")
    return Certificate(
        host=str(tls.get("host") or ""),
        names=tuple(str(name) for name in tls.get("names") or ()),
        subject=str(tls.get("subject") or ""),
        issuer=str(tls.get("issuer") or ""),
        not_before=_moment(tls.get("not_before")),
        not_after=until,
        days_left=(until - at).days if until and at else None,
        protocol=str(tls.get("protocol") or ""),
        key=f"{tls.get('key_type') or ''}{f', {bits} bits' if bits else ''}",
        signature=str(tls.get("signature_hash") or "").upper(),
        chain=tuple(chain),
        address=str(tls.get("address") or ""),
        sha256=str(tls.get("pem_sha256") or ""),
        revocation=str(tls.get("revocation") or ""),
    )


def _moment(value: Any) -> dt.datetime | None:
    try:
        return parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
