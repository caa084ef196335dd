"""A run whose opt-in page ticks its box by a script: asked for, drawn by the second slice, judged, shown with proof."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.webchecks.browser.conftest import Draw
from tests.webchecks.test_runs import ask

pytestmark = [pytest.mark.e2e, pytest.mark.django_db]


@pytest.mark.entry("form-checkbox-unchecked", "form-font-size")
def test_a_run_fails_for_a_box_that_only_a_browser_sees_ticked(
    browser_probe: Draw, cast: Cast, demo_world: object, run_jobs: Callable[[], int], settings: Any
) -> None:
    settings.BROWSER = "on"
    run = ask(cast, "quick-bites.test")
    run_jobs()
    run.refresh_from_db()
    rows = {row["check"]: row for row in run.checks}
    assert rows["opt_in.rendered.boxes"]["verdict"] == "error"
    assert rows["opt_in.rendered.print"]["verdict"] in {"warning", "error"}
    seen = run.observations.get(role="browser")
    assert (seen.reason, seen.dialled, seen.status) == ("", "127.0.0.1", 200)
    proofs = " ".join(rows["opt_in.rendered.boxes"]["evidence"])
    assert str(seen.capture_id) in proofs
