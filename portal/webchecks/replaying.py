"""Judging a run again from its evidence: the facts are read back from the row and the captures, nothing is fetched.

The regression test of the rules, and the answer to "would it pass today?": ``replay`` judges what was seen then by the
rulebook in use now, or by another one, and ``differences`` says what comes out otherwise.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import dataclasses
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from portal.common.errors import Refusal
from portal.egress.budgets import Budget
from portal.egress.door import Fetched
from portal.egress.reasons import PageReason
from portal.egress.tls.certificates import Leaf, read_leaf
from portal.egress.wire.decoding import decode
from portal.evidence.selectors import capture_bytes
from portal.evidence.storage import BytesAltered
from portal.rules.rulebook import Rulebook, using
from portal.rules.web_facts import PageFacts, RenderedPage, TlsFacts, WebsiteFacts
from portal.webchecks.archive import NotAnArchive, exchanges_in
from portal.webchecks.judging import Judgement, judge
from portal.webchecks.models import CheckRun
from portal.webchecks.questions import brand_of, ledger_years_of
from portal.webchecks.remembering import NO_TEXT, OWN_TEXT, NotFacts, bounded, facts_from_json, seen_at
from portal.webchecks.visiting.reading import read_answer

COMPARED: Final = ("verdict", "reason", "codes", "message", "fix", "facts")
"""What of a check may differ between two judgements; its evidence is the same."""
_READ_AGAIN: Final = ("html", "text", "title", "language", "kind", "reason", "detail")
"""What of a page is read from its capture; the rest says how it was come by."""
_CERTIFICATE: Final = re.compile(rb"-----BEGIN CERTIFICATE-----(.+?)-----END CERTIFICATE-----", re.DOTALL)


class CannotReplay(Refusal):
    """The evidence of a run is not whole, or there is none: nothing is judged."""

    code = "cannot_replay"


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """A check that comes out otherwise. ``before`` or ``after`` is None where it was not made; ``what`` differs."""

    check: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    what: tuple[str, ...]


def replay(
    run: CheckRun,
    *,
    profile: str | None = None,
    at: dt.datetime | None = None,
    rulebook: Rulebook | None = None,
) -> Judgement:
    """What the rules say of what a run saw; by the rulebook in use here, the run's own profile, and at its own moment.

    ``at`` is the moment from which the days of a certificate are counted. Raises CannotReplay, and UnknownProfile.
    """
    facts = facts_of(run)
    chosen = using(lambda: rulebook) if rulebook else contextlib.nullcontext()
    with chosen:
        return judge(
            facts,
            brand_of(run),
            kind=run.subject_kind,
            profile=profile or run.profile,
            at=at or seen_at(run.facts) or run.finished_at or run.queued_at,
            ledger_years=ledger_years_of(run),
        )


def differences(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Difference]:
    """The checks of two judgements that are not the same, in the order of the later one."""
    old, new = ({str(row["check"]): row for row in rows} for rows in (before, after))
    found = []
    for name in [*new, *(name for name in old if name not in new)]:
        was, now_is = old.get(name), new.get(name)
        what = tuple(part for part in COMPARED if (was or {}).get(part) != (now_is or {}).get(part))
        if what:
            found.append(Difference(name, was, now_is, what))
    return found


def facts_of(run: CheckRun) -> WebsiteFacts:
    """The facts that a run was judged on, or that its first stage left behind. Raises CannotReplay.

    Pages are read from the answers as they came in, certificates from the chain as it was sent, drawn pages from the
    document as the browser had it.
    """
    if not run.facts:
        raise CannotReplay("This check has not seen anything yet, so there is nothing to judge again.")
    try:
        facts = facts_from_json(run.facts)
    except NotFacts as error:
        raise CannotReplay(f"The facts of this check cannot be read ({error}); nothing was judged.") from error
    kept, drawn = _Captures(), run.facts.get("rendered") or []
    return bounded(
        dataclasses.replace(
            facts,
            tls=_tls(facts.tls, kept),
            pages=tuple(_page(page, kept) for page in facts.pages),
            rendered=tuple(_drawn(*each, kept) for each in zip(facts.rendered, drawn, strict=True)),
        )
    )


class _Captures:
    """The captures of one run, each read and compared with its hash once."""

    def __init__(self) -> None:
        self._read: dict[str, bytes] = {}

    def __getitem__(self, sha256: str) -> bytes:
        if sha256 not in self._read:
            try:
                self._read[sha256] = capture_bytes(sha256)
            except BytesAltered as error:
                raise CannotReplay(
                    f"Evidence of this check cannot be trusted: {error}. Nothing was judged.", sha256=sha256
                ) from error
        return self._read[sha256]


def _page(page: PageFacts, kept: _Captures) -> PageFacts:
    if page.reason is not None or page.capture_sha256 is None:
        return page
    try:
        exchanges = exchanges_in(kept[page.capture_sha256])
    except NotAnArchive as error:
        raise CannotReplay(f"The evidence of {page.url} cannot be read: {error}. Nothing was judged.") from error
    last = exchanges[-1]
    decoded = decode(last.wire, last.header("content-encoding"), Budget().decoded_bytes)
    reason = PageReason.TOO_LARGE if last.cut else decoded.reason
    answer = Fetched(page.url, last.url, last.status, decoded.body, reason, exchanges)
    again = read_answer(page.role, page.url, answer, page.capture_sha256)
    return dataclasses.replace(page, **{name: getattr(again, name) for name in _READ_AGAIN})


def _tls(tls: TlsFacts | None, kept: _Captures) -> TlsFacts | None:
    if tls is None or tls.pem_sha256 is None:
        return tls
    try:
        chain = [base64.b64decode(found) for found in _CERTIFICATE.findall(kept[tls.pem_sha256])]
    except binascii.Error as error:
        raise CannotReplay(f"The certificates kept of {tls.host} cannot be read: {error}.") from error
    leaf = read_leaf(chain[0]) if chain else None
    known = {field.name for field in dataclasses.fields(TlsFacts)} & {field.name for field in dataclasses.fields(Leaf)}
    read = {name: getattr(leaf, name) for name in known} if leaf else {}
    return dataclasses.replace(tls, chain_length=len(chain), **read)


def _drawn(page: RenderedPage, row: Mapping[str, Any], kept: _Captures) -> RenderedPage:
    """The page as a browser had it: its row names the captures of its document and its words."""
    html, text = (str(row.get(f"{name}_sha256") or NO_TEXT) for name in OWN_TEXT)
    return dataclasses.replace(
        page,
        html="" if html == NO_TEXT else kept[html].decode(),
        text="" if text == NO_TEXT else kept[text].decode(),
    )
