"""Evidence as people see it: told in words, foreign text as text, our own pictures as pictures."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from portal.evidence.models import Capture
from portal.evidence.services import capture_store
from portal.webchecks.models import CheckRun, Observation
from tests.cast import Cast
from tests.webchecks.test_runs import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished(cast: Cast, demo_world: object, run_jobs: Callable[[], int]) -> CheckRun:
    run = ask(cast, "brightside-salon.test")
    run_jobs()
    run.refresh_from_db()
    return run


def kept(run: CheckRun, role: str) -> Capture:
    seen = run.observations.filter(role=role).exclude(capture=None).first()
    assert seen is not None
    assert seen.capture is not None
    return seen.capture


def add(run: CheckRun, data: bytes, media_type: str) -> Capture:
    capture = capture_store(data=data, media_type=media_type, kind="screenshot")
    Observation.objects.create(run=run, attempt=1, number=90, role="browser", url=run.url, capture=capture)
    return capture


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(data, "PNG")
    return data.getvalue()


def lose(capture: Capture) -> None:
    default_storage.delete(f"sha256/{capture.sha256[:2]}/{capture.sha256[2:4]}/{capture.sha256}")


def test_evidence_is_a_file_to_save_that_cannot_run(cast: Cast, finished: CheckRun) -> None:
    answer = cast.client(cast.alice).get(f"/checks/{finished.id}/evidence/{kept(finished, 'home').sha256}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Disposition"].endswith('.warc.gz"')
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_our_own_picture_is_shown_and_nothing_else(cast: Cast, finished: CheckRun) -> None:
    shown = add(finished, picture(), "image/png")
    answer = cast.client(cast.alice).get(f"/checks/{finished.id}/evidence/{shown.sha256}")
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    page = cast.client(cast.alice).get(f"/checks/{finished.id}/evidence/{shown.sha256}/view/").content.decode()
    assert f'<img class="shot" src="/checks/{finished.id}/evidence/{shown.sha256}"' in page


def test_what_only_calls_itself_a_picture_is_saved(cast: Cast, finished: CheckRun) -> None:
    false = add(finished, b"<script>alert(1)</script>", "image/png")
    answer = cast.client(cast.alice).get(f"/checks/{finished.id}/evidence/{false.sha256}")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_request_is_told_with_its_headers_and_first_lines_as_text(cast: Cast, finished: CheckRun) -> None:
    capture = kept(finished, "privacy_policy")
    page = cast.client(cast.alice).get(f"/checks/{finished.id}/evidence/{capture.sha256}/view/").content.decode()
    for words in (capture.sha256, "127.0.0.1", "200 OK", "Content-Type", "demo-world", "https://brightside-salon.test"):
        assert words in page
    assert "&lt;h1&gt;Privacy policy&lt;/h1&gt;" in page
    assert "<h1>Privacy policy</h1>" not in page


def test_certificates_are_told_one_by_one(cast: Cast, finished: CheckRun) -> None:
    capture = kept(finished, "tls")
    page = cast.client(cast.alice).get(f"/checks/{finished.id}/evidence/{capture.sha256}/view/").content.decode()
    assert "The server's own certificate" in page or "The server&#x27;s own certificate" in page
    assert "Certificate 2 of the chain" in page
    assert "Clearline Demo Issuing" in page


def test_lost_bytes_are_said_to_be_lost(cast: Cast, finished: CheckRun) -> None:
    capture = kept(finished, "home")
    lose(capture)
    client = cast.client(cast.alice)
    assert client.get(f"/checks/{finished.id}/evidence/{capture.sha256}").status_code == 410
    page = client.get(f"/checks/{finished.id}/evidence/{capture.sha256}/view/")
    assert page.status_code == 200
    assert "cannot be read any more" in page.content.decode()
    assert client.get(f"/checks/{finished.id}/").status_code == 200


def test_another_tenant_gets_nothing(cast: Cast, finished: CheckRun) -> None:
    sha256 = kept(finished, "home").sha256
    paths = ("", "progress", "compare/", "replay/", f"evidence/{sha256}", f"evidence/{sha256}/view/")
    for path in paths:
        assert cast.client(cast.charlie).get(f"/checks/{finished.id}/{path}").status_code == 404
    own = cast.client(cast.alice)
    assert own.get(f"/checks/{finished.id}/evidence/{'0' * 64}").status_code == 404
    assert own.get(f"/checks/{finished.id}/evidence/{'0' * 64}/view/").status_code == 404
    assert cast.client().get(f"/checks/{finished.id}/").status_code == 302
