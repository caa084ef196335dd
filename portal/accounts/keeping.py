"""What people typed into a form that could not be taken: their session had ended, or something was asked of them first.

Such a form is kept, encrypted, in the session of the browser it came from, and offered again once the person is back
(`/kept/`). It is shown to nobody else: a signed cookie remembers who was signed in last in that browser. Passwords and
files are never kept, only the names of the files.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import json
import uuid
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

from portal.accounts.models import User
from portal.common.clock import now
from portal.common.crypto import CannotOpen, open_sealed, seal
from portal.common.forms import has_questions
from portal.common.ids import uuid7

COOKIE: Final = "last_person"
FIELD: Final = "kept_form"
"""Name under which a form that is sent again tells which one it was."""
SESSION_KEY: Final = "kept_forms"
HOURS: Final = 12
YEAR: Final = 365 * 24 * 60 * 60
MOST: Final = 5
MOST_CHARACTERS: Final = 250_000
"""Of all kept forms together; the longest answer that a form takes has 200,000."""
OWN_NAMES: Final = frozenset(
    {"csrfmiddlewaretoken", "version", "base", "then", "mend", "act", "at", "next", "registration", "submission_number"}
)
"""Names that forms add themselves; nobody typed those."""
_CONTEXT: Final = "session.kept_forms"
_CLOSED: Final = ("/accounts/", "/admin/")
_PAIRS = list[tuple[str, str]]


@dataclasses.dataclass(frozen=True, slots=True)
class KeptForm:
    """A form as it was sent: where to, from which page, when, and its fields in their order."""

    id: str
    path: str
    page: str
    at: dt.datetime
    fields: _PAIRS
    files: list[str] = dataclasses.field(default_factory=list)

    @property
    def typed(self) -> _PAIRS:
        """What a person typed or chose: names and values."""
        return [(name, value) for name, value in self.fields if name not in OWN_NAMES and value.strip()]


def keep(request: HttpRequest) -> bool:
    """Keeps the form of this request; false when there is nothing typed in it, or nobody to keep it for.

    A form of the same address replaces the one before it. A save while typing becomes a save that stays on its page.
    A file at an address that asks for no words is nothing without the file.
    """
    person, kept = _person(request), form_of(request)
    if kept.files and not has_questions(request.path):
        return False
    if not person or request.path.startswith(_CLOSED) or not kept.typed:
        return False
    if any("password" in name for name, _value in kept.fields) or _length(kept.fields) > MOST_CHARACTERS:
        return False
    others = [row for row in _rows(request) if row["path"] != kept.path]
    rows = [*others, {**dataclasses.asdict(kept), "at": kept.at.isoformat(), "person": person}][-MOST:]
    while sum(_length(row["fields"]) for row in rows) > MOST_CHARACTERS:
        rows.pop(0)
    _write(request, rows)
    return True


def form_of(request: HttpRequest) -> KeptForm:
    """The form that this request sends."""
    files = [str(file.name) for name in request.FILES for file in request.FILES.getlist(name)]
    return KeptForm(uuid7().hex, request.get_full_path(), page_before(request), now(), _fields(request.POST), files)


def kept_forms(request: HttpRequest) -> list[KeptForm]:
    """What is kept in this browser for the person who is signed in, the newest first; none after half a day."""
    person = _person_of_session(request)
    if not person or SESSION_KEY not in request.session:
        return []
    mine = [row for row in _rows(request) if row["person"] == person]
    forms = [
        KeptForm(
            row["id"],
            row["path"],
            row["page"],
            dt.datetime.fromisoformat(row["at"]),
            [(name, value) for name, value in row["fields"]],
            row.get("files", []),
        )
        for row in mine
    ]
    return forms[::-1]


def put_away(request: HttpRequest, form_id: str) -> None:
    """Forgets one of the kept forms; one that is not there is passed over."""
    _write(request, [row for row in _rows(request) if row["id"] != form_id])


def remember_person(request: HttpRequest, response: HttpResponse) -> None:
    """Writes down in the browser who is signed in, so that a form that comes too late is kept for this person alone."""
    person = _person_of_session(request)
    if not person or _person_of_cookie(request) == person:
        return
    response.set_cookie(
        COOKIE,
        signing.Signer(salt=COOKIE).sign(person),
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def page_before(request: HttpRequest) -> str:
    """The page that the form stood on, if the browser tells and it is one of ours; the start page otherwise."""
    before = urlsplit(request.headers.get("Referer", ""))
    return before.path + (f"?{before.query}" if before.query else "") if before.netloc == request.get_host() else "/"


def _person(request: HttpRequest) -> str:
    return _person_of_session(request) or _person_of_cookie(request)


def _person_of_session(request: HttpRequest) -> str:
    """Empty for visitors and for programs that come with a key."""
    return str(request.user.pk) if isinstance(request.user, User) else ""


def _person_of_cookie(request: HttpRequest) -> str:
    try:
        return str(uuid.UUID(signing.Signer(salt=COOKIE).unsign(request.COOKIES.get(COOKIE, ""))))
    except (signing.BadSignature, ValueError):
        return ""


def _fields(data: QueryDict) -> _PAIRS:
    pairs = [(name, value) for name, values in data.lists() for value in values]
    return [
        (name, "stay" if (name, value) == ("then", "auto") else value)
        for name, value in pairs
        if name not in ("csrfmiddlewaretoken", FIELD)
    ]


def _length(pairs: _PAIRS) -> int:
    return sum(len(name) + len(value) for name, value in pairs)


def _rows(request: HttpRequest) -> list[dict[str, Any]]:
    sealed = request.session.get(SESSION_KEY, "")
    if not sealed:
        return []
    try:
        rows: list[dict[str, Any]] = json.loads(open_sealed(base64.b64decode(sealed), context=_CONTEXT))
    except CannotOpen:
        return []
    oldest = (now() - dt.timedelta(hours=HOURS)).isoformat()
    return [row for row in rows if row["at"] >= oldest]


def _write(request: HttpRequest, rows: list[dict[str, Any]]) -> None:
    if rows:
        request.session[SESSION_KEY] = base64.b64encode(seal(json.dumps(rows), context=_CONTEXT)).decode()
    else:
        request.session.pop(SESSION_KEY, None)
