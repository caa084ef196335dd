"""Files that take long hold few threads of the web servers, and those of one organization fewer."""

from __future__ import annotations

import concurrent.futures
import contextlib
import queue
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from portal.common.errors import WrongInput
from portal.common.ids import uuid7
from portal.common.locks import unlock
from portal.evidence import rendering
from portal.evidence.models import Document
from portal.evidence.turns import MOST, MOST_OF_ONE, places_of, turn_for
from tests.cast import Cast
from tests.evidence.files import pdf, png
from tests.lifecycle.scenes import scene
from tests.services import ROOT

pytestmark = pytest.mark.django_db

MAIL = (
    b"From: a@registry.example\nDate: Mon, 1 Jan 2026 00:00:00 +0000\nSubject: Rejected\n\nReason 9106: no way out.\n"
)


HOLDING = """
import sys, uuid, django
django.setup()
from portal.evidence.turns import turn_for
with turn_for(uuid.UUID(sys.argv[1])):
    print("taken", flush=True)
    sys.stdin.read()
"""


@contextlib.contextmanager
def another_process(organization: uuid.UUID) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that has a turn until it is killed."""
    command = [sys.executable, "-c", HOLDING, str(organization)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "taken\n"
            yield process
        finally:
            process.kill()


def wait_for_the_first_place(organization: uuid.UUID) -> None:
    """Returns as soon as nobody holds it."""
    with connection.cursor() as cursor:
        for lock in (next(places_of(whose, 1)) for whose in (f"of {organization}", "of all")):
            cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", lock)
            unlock(lock)


@contextlib.contextmanager
def busy(*organizations: Any) -> Iterator[None]:
    """Turns taken by organizations in other threads, all at a time."""
    over = threading.Event()

    def hold(organization: Any, taken: queue.Queue[Exception | None]) -> None:
        try:
            with turn_for(organization):
                taken.put(None)
                over.wait()
        except WrongInput as refusal:
            taken.put(refusal)
        finally:
            connection.close()

    with concurrent.futures.ThreadPoolExecutor(max_workers=max(1, len(organizations))) as threads:
        try:
            for organization in organizations:
                taken: queue.Queue[Exception | None] = queue.Queue()
                threads.submit(hold, organization, taken)
                assert taken.get() is None
            yield
        finally:
            over.set()


def test_one_organization_gets_two_turns_and_all_together_four() -> None:
    one, other, third = uuid7(), uuid7(), uuid7()
    with busy(*[one] * MOST_OF_ONE):
        with pytest.raises(WrongInput, match="Wait a few seconds, and send this one again"), turn_for(one):
            pass
        with busy(other, third), pytest.raises(WrongInput), turn_for(uuid7()):
            pass
    with busy(*(uuid7() for _turn in range(MOST))), pytest.raises(WrongInput), turn_for(one):
        pass
    with busy(one, one, other, third):
        pass


def test_the_bounds_hold_for_all_processes_and_one_that_is_killed_gives_its_turn_back() -> None:
    one, other = uuid7(), uuid7()
    with another_process(one) as first, another_process(one):
        with pytest.raises(WrongInput, match="Wait a few seconds"), turn_for(one):
            pass
        with busy(other, other), pytest.raises(WrongInput, match="Wait a few seconds"), turn_for(uuid7()):
            pass
        first.kill()
        wait_for_the_first_place(one)
        with turn_for(one):
            pass


def test_a_turn_ends_also_where_the_file_is_refused() -> None:
    one = uuid7()
    for _file in range(MOST_OF_ONE + 1):
        with pytest.raises(WrongInput, match="damaged"):
            rendering.render(b"%PDF-1.7 broken", media_type="application/pdf", organization_id=one)


def test_an_upload_out_of_turn_says_so_and_others_upload_meanwhile(cast: Cast) -> None:
    data, address = {"kind": "other", "next": "/"}, reverse("evidence:upload")
    with busy(*[cast.greenleaf.id] * MOST_OF_ONE):
        late = cast.client(cast.alice).post(address, {**data, "file": SimpleUploadedFile("a.png", png())})
        assert late.status_code == 422
        assert "Wait a few seconds, and send this one again" in late.content.decode()
        taken = cast.client(cast.dora).post(address, {**data, "file": SimpleUploadedFile("a.pdf", pdf())})
    assert (taken.status_code, Document.objects.filter(derived_from=None).count()) == (302, 1)


def test_a_notice_out_of_turn_is_kept_with_the_decision_and_the_words_stay_in_the_form(cast: Cast) -> None:
    made = scene(cast).submit().forward()
    file = SimpleUploadedFile("notice.eml", MAIL)
    with busy(*[cast.lakeside.id] * MOST_OF_ONE):
        page = cast.client(cast.rae).post(
            f"/review/{made.application.reference}/notice/", {"words": "As told by phone.", "file": file}
        )
    told = page.content.decode()
    assert page.status_code == 422
    assert "Wait a few seconds, and send this one again. The file itself is kept for the decision." in told
    assert "As told by phone." in told


def test_a_file_that_computes_too_long_is_told_from_a_damaged_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "READ_S", 0)
    with pytest.raises(WrongInput, match="takes too long to open"):
        rendering.text_of(MAIL, "message/rfc822", organization_id=None)
