"""What changed on a website between two runs: verdicts, wording, certificate, addresses."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.common.clock import told_day
from portal.webchecks.models import CheckRun, Role
from portal.webchecks.showing.proofs import Certificate, certificate_of
from portal.webchecks.showing.run import URGENCY, group_of
from portal.webchecks.titles import TITLES

Texts = Callable[[str], str | None]
"""The visible text of the page in a capture, by the capture's SHA-256; None when it cannot be read any more."""

_WORDED: Final = ("home", "privacy_policy", "terms", "opt_in")
"""Pages whose wording is compared."""
_MOST_LINES: Final = 1_200
_LONGEST_LINE: Final = 2_000
_MOST_ROWS: Final = 60
_MOST_WORDS: Final = 400


@dataclasses.dataclass(frozen=True, slots=True)
class CheckChange:
    """A check that says something else than before. ``direction`` is `worse`, `better` or `other`."""

    check: str
    title: str
    group: str
    before: str
    after: str
    before_reason: str
    after_reason: str
    gone: tuple[str, ...]
    new: tuple[str, ...]
    direction: str


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A passage before and after, as escaped markup in which the words that differ are marked."""

    before: SafeString
    after: SafeString


@dataclasses.dataclass(frozen=True, slots=True)
class PageChange:
    """A page that differs. ``lines`` are label, before, after; ``unknown`` says why the wording was not compared."""

    role: str
    title: str
    lines: tuple[tuple[str, str, str], ...] = ()
    rows: tuple[Row, ...] = ()
    more: int = 0
    unknown: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Drift:
    """Everything that differs from one run to a later one."""

    checks: tuple[CheckChange, ...]
    pages: tuple[PageChange, ...]
    certificate: tuple[tuple[str, str, str], ...]
    addresses_new: tuple[str, ...]
    addresses_gone: tuple[str, ...]
    rulebooks: tuple[str, str] | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing on the website or in the verdicts differs."""
        return not (self.checks or self.pages or self.certificate or self.addresses_new or self.addresses_gone)


def drift_of(before: CheckRun, after: CheckRun, texts: Texts) -> Drift:
    """What differs from the earlier to the later of two finished runs. ``texts`` reads the pages' kept wording."""
    old, new = set(before.addresses), set(after.addresses)
    return Drift(
        checks=check_changes(before, after),
        pages=tuple(_pages(before, after, texts)),
        certificate=_certificate(before, after),
        addresses_new=tuple(sorted(new - old)),
        addresses_gone=tuple(sorted(old - new)),
        rulebooks=(before.rulebook, after.rulebook) if before.rulebook != after.rulebook else None,
    )


def check_changes(before: CheckRun, after: CheckRun) -> tuple[CheckChange, ...]:
    """The checks that say something else, what got worse first."""
    old, new = ({str(row["check"]): row for row in run.checks} for run in (before, after))
    names = [*new, *(name for name in old if name not in new)]
    changes = [_check(name, old.get(name, {}), new.get(name, {})) for name in names]
    order = ("worse", "other", "better")
    return tuple(sorted((each for each in changes if each), key=lambda change: order.index(change.direction)))


def _check(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> CheckChange | None:
    said, says = _messages(old), _messages(new)
    before, after = str(old.get("verdict") or ""), str(new.get("verdict") or "")
    reasons = (str(old.get("reason") or ""), str(new.get("reason") or ""))
    if before == after and reasons[0] == reasons[1] and _without_figures(said) == _without_figures(says):
        return None
    return CheckChange(
        check=name,
        title=str(TITLES.get(name, name)),
        group=group_of(name),
        before=before,
        after=after,
        before_reason=reasons[0] if reasons[0] != "content" else "",
        after_reason=reasons[1] if reasons[1] != "content" else "",
        gone=tuple(text for text in said if text not in says),
        new=tuple(text for text in says if text not in said),
        direction=_direction(before, after, len(says) - len(said)),
    )


def _messages(row: Mapping[str, Any]) -> list[str]:
    found = (row.get("facts") or {}).get("findings") or []
    said = [str(each.get("message") or "") for each in found] or [str(row.get("message") or "")]
    return [text for text in dict.fromkeys(said) if text]


def _without_figures(texts: list[str]) -> list[str]:
    """A count that moved by itself, such as days left, is no news."""
    return [re.sub(r"\d+", "#", text) for text in texts]


def _direction(before: str, after: str, more: int) -> str:
    if before in URGENCY and after in URGENCY and before != after:
        return "worse" if URGENCY.index(after) < URGENCY.index(before) else "better"
    if before == after and more:
        return "worse" if more > 0 else "better"
    return "other"


def _pages(before: CheckRun, after: CheckRun, texts: Texts) -> list[PageChange]:
    old, new = (_by_role(run) for run in (before, after))
    changes = [_page(role, old.get(role), new.get(role), texts) for role in _WORDED if role in old or role in new]
    return [change for change in changes if change]


def _by_role(run: CheckRun) -> dict[str, Mapping[str, Any]]:
    pages: dict[str, Mapping[str, Any]] = {}
    for page in (run.facts or {}).get("pages") or []:
        pages.setdefault(str(page.get("role")), page)
    return pages


def _page(role: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, texts: Texts) -> PageChange | None:
    title = str(Role(role).label)
    if old is None or new is None:
        seen = str((new or old or {}).get("final_url") or (new or old or {}).get("url") or "")
        line = (_("Looked at"), "" if old is None else seen, "" if new is None else seen)
        return PageChange(role, title, (line,))
    lines = _facts(old, new)
    rows, more, unknown = _wording(old, new, texts)
    return PageChange(role, title, lines, rows, more, unknown) if lines or rows or unknown else None


def _facts(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    labels = {
        "final_url": _("Address"),
        "status": _("Status"),
        "title": _("Title"),
        "language": _("Language announced"),
        "reason": _("Why it could not be read"),
    }
    shown = ((label, _plain(old.get(name)), _plain(new.get(name))) for name, label in labels.items())
    return tuple((label, first, second) for label, first, second in shown if first != second)


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _wording(old: Mapping[str, Any], new: Mapping[str, Any], texts: Texts) -> tuple[tuple[Row, ...], int, str]:
    """The passages that differ, how many more there are, and why nothing could be compared."""
    hashes = [page.get("text_sha256") for page in (old, new)]
    captures = [str(page.get("capture_sha256") or "") for page in (old, new)]
    unread = old.get("reason") or new.get("reason")
    if (all(hashes) and hashes[0] == hashes[1]) or captures[0] == captures[1] or unread or not all(captures):
        return (), 0, ""
    read = [texts(sha256) for sha256 in captures]
    if read[0] is None or read[1] is None:
        return (), 0, _("The wording could not be compared: the evidence of one of the checks cannot be read any more.")
    rows, more = compared(read[0], read[1])
    return rows, more, ""


def compared(before: str, after: str) -> tuple[tuple[Row, ...], int]:
    """Two texts line by line: the passages that differ side by side, and how many more there are than are shown."""
    old, new = _lines(before), _lines(after)
    rows: list[Row] = []
    for operation, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation != "equal":
            rows += _paired(old[a:b], new[c:d])
    return tuple(rows[:_MOST_ROWS]), max(0, len(rows) - _MOST_ROWS)


def _lines(text: str) -> list[str]:
    return [line.strip()[:_LONGEST_LINE] for line in text.splitlines() if line.strip()][:_MOST_LINES]


def _paired(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Replaced lines one beside the other; what is only on one side has nothing beside it."""
    rows = []
    for number in range(max(len(old), len(new))):
        first = old[number] if number < len(old) else ""
        second = new[number] if number < len(new) else ""
        rows.append(_row(first, second))
    return rows


def _row(before: str, after: str) -> Row:
    old, new = (re.findall(r"\S+\s*|\s+", text) for text in (before, after))
    if not old or not new or max(len(old), len(new)) > _MOST_WORDS:
        return Row(_marked([(True, before)], "del"), _marked([(True, after)], "ins"))
    left: list[tuple[bool, str]] = []
    right: list[tuple[bool, str]] = []
    for operation, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left.append((operation != "equal", "".join(old[a:b])))
        right.append((operation != "equal", "".join(new[c:d])))
    return Row(_marked(left, "del"), _marked(right, "ins"))


def _marked(pieces: Sequence[tuple[bool, str]], element: str) -> SafeString:
    whole = "".join(
        f"<{element}>{escape(text)}</{element}>" if differs else escape(text) for differs, text in pieces if text
    )
    return mark_safe(whole)  # noqa: S308 - every piece was escaped above


def _certificate(before: CheckRun, after: CheckRun) -> tuple[tuple[str, str, str], ...]:
    old, new = (certificate_of((run.facts or {}).get("tls"), run.finished_at) for run in (before, after))
    if old is None and new is None:
        return ()
    shown = zip(_told(old), _told(new), strict=True)
    return tuple((label, first, second) for (label, first), (_same, second) in shown if first != second)


def _told(certificate: Certificate | None) -> list[tuple[str, str]]:
    """A certificate as lines; what the server sent in the chain may differ though the certificate is the same."""
    one = certificate
    return [
        (_("Issuer"), one.issuer if one else ""),
        (_("Names"), ", ".join(one.names) if one else ""),
        (_("Valid from"), told_day(one.not_before) if one and one.not_before else ""),
        (_("Valid until"), told_day(one.not_after) if one and one.not_after else ""),
        (_("Key"), one.key if one else ""),
        (_("Chain as sent"), one.sha256[:16] if one else ""),
    ]
