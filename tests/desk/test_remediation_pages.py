"""A rejection worked off by the business: four phases, the package, the appeal."""

import io
import re
import zipfile
from html import unescape

import pytest
from django.urls import reverse

from campaigns.services import campaign_dossier, campaign_update
from portal.common.errors import WrongInput
from portal.lifecycle import services as lifecycle
from portal.lifecycle.models import Submission
from portal.webchecks.models import CheckRun
from tests.campaigns.scenes import checked, forwarded, hand_in, rejected
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def at(name, application, *rest):
    return reverse(f"desk:{name}", args=[application.reference, *rest])


def page(cast: Cast, name, application, *rest):
    response = cast.client(cast.alice).get(at(name, application, *rest))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def resubmitted(cast: Cast, application, key="tcr:9106"):
    """Handed in again, every code answered with one sentence."""
    checked(campaign_dossier(cast.alice.actor, application))
    answers = {key: {"change": "Sample 2 ends with the way out."}}
    assert isinstance(hand_in(cast, application, answers=answers), Submission)
    application.refresh_from_db()
    return application


@pytest.mark.entry("tool-remediation", "life-diagnosis-one-hour", "life-fine-warning")
@pytest.mark.source(245, 247, 40)
def test_the_page_has_four_phases_with_all_codes_and_warns_of_fines_from_the_first(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106", "tcr:1101", "tcr:2002")
    html = page(cast, "rejection", application)
    places = [html.index(f'id="{phase}"') for phase in ("diagnose", "mend", "prove", "send")]
    assert places == sorted(places)
    assert "Meant to take less than an hour" in html
    for code in ("tcr:9106", "tcr:1101", "tcr:2002"):
        assert f'id="code-{code}"' in html
    assert "Repeated rejections may be fined." in html
    assert "Look at the identity of the business first" in html


@pytest.mark.entry("life-all-codes-before-resubmit")
@pytest.mark.source(247)
def test_each_answer_is_kept_by_itself_and_without_all_nothing_is_sent_again(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106", "tcr:2002")
    client = cast.client(cast.alice)
    data = {"change-tcr:9106": "Added the way out.", "text-tcr:9106": "", "at": "code-tcr:9106"}
    assert client.post(at("rejection", application), data)["Location"].endswith("#code-tcr:9106")
    html = page(cast, "rejection", application)
    assert "Added the way out." in html
    assert "1 of 2" in html
    checked(campaign_dossier(cast.alice.actor, application))
    with pytest.raises(WrongInput) as refusal:
        hand_in(cast, application, answers={"tcr:9106": {"change": "Added the way out."}})
    assert refusal.value.code == "codes_unanswered"


def form_of(cast: Cast, application) -> dict[str, str]:
    """The answers' one form as the page shows it, untouched."""
    page = cast.client(cast.alice).get(at("rejection", application))
    forms = [list(re.finditer(pattern, page.content.decode(), re.DOTALL)) for pattern in (BASE, ANSWER)]
    return {match[1]: unescape(match[2]) for found in forms for match in found}


BASE = '<input type="hidden" name="(base)" value="([^"]*)">'
ANSWER = '<textarea form="answers" name="([^"]+)"[^>]*>(.*?)</textarea>'


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_any_button_keeps_every_answer_that_was_typed(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106", "tcr:2002")
    typed = {"change-tcr:9106": "Added the way out.", "change-tcr:2002": "Named the pickups."}
    data = form_of(cast, application) | typed | {"at": "code-tcr:9106"}
    page = cast.client(cast.alice).post(at("rejection", application), data, follow=True)
    assert all(text in page.content.decode() for text in (*typed.values(), "2 of 2"))
    assert page.content.decode().count("Keep this answer") == 2
    assert "code 9106 (" in told(page)[0]
    assert "code 2002 (" in told(page)[0]


def test_an_answer_left_as_it_was_shown_takes_nothing_away_from_somebody_else_s(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106", "tcr:2002")
    data = form_of(cast, application)
    client = cast.client(cast.alice)
    client.post(at("rejection", application), data | {"change-tcr:9106": "Theirs.", "at": "code-tcr:9106"})
    client.post(at("rejection", application), data | {"change-tcr:2002": "Mine.", "at": "code-tcr:2002"})
    shown = form_of(cast, application)
    assert (shown["change-tcr:9106"], shown["change-tcr:2002"]) == ("Theirs.", "Mine.")


def test_nothing_written_is_not_called_kept_and_a_cleared_answer_is_called_taken_away(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106")
    client, address, button = cast.client(cast.alice), at("rejection", application), {"at": "code-tcr:9106"}
    nothing = client.post(address, form_of(cast, application) | button, follow=True)
    assert told(nothing) == ["Say what you changed for code 9106 (Missing Opt-Out Language)."]
    client.post(address, form_of(cast, application) | button | {"change-tcr:9106": "Added it."}, follow=True)
    cleared = client.post(address, form_of(cast, application) | button | {"change-tcr:9106": " "}, follow=True)
    assert told(cleared) == [
        "Your answer to code 9106 (Missing Opt-Out Language) was taken away. Say what you changed before you submit."
    ]
    assert "Not answered yet" in cleared.content.decode()


def test_a_code_shows_whether_the_answers_still_draw_it(cast: Cast) -> None:
    application, campaign = rejected(cast, "tcr:9106")
    assert "Nothing found there now" in page(cast, "rejection", application)
    samples = [f"GreenLeaf: order {n} is ready." for n in (87234, 87235, 87236)]
    campaign_update(actor=cast.alice.actor, campaign_id=campaign.id, values={"sample_messages": samples})
    assert "Still found in your answers" in page(cast, "rejection", application)


def looked(cast: Cast, application, **verdicts: str) -> str:
    """The rejection's page after one fresh check of the website, which answered these of the opt-in page's checks."""
    CheckRun.objects.all().delete()
    rows = [{"check": f"opt_in.{name.replace('__', '.')}", "verdict": told} for name, told in verdicts.items()]
    if rows:
        checked(campaign_dossier(cast.alice.actor, application), checks=rows)
    return page(cast, "rejection", application)


def test_a_code_about_the_opt_in_page_is_called_clean_only_after_a_look_that_could_see_it(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9607", "tcr:2101")
    unseen = looked(cast, application)
    assert unseen.count("Not looked at") == 2
    assert "Nothing found there now" not in unseen
    blind = looked(cast, application, form="pass", rendered__boxes="could_not_check")
    assert "Nothing found there now" not in blind
    assert blind.count("Are the boxes unticked once") == 2
    seen = looked(cast, application, form="pass", rendered__boxes="pass")
    assert seen.count("Nothing found there now") == 2
    assert "Check the website now" not in seen


def test_the_button_that_has_the_website_checked_keeps_what_was_typed(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9607")
    looked(cast, application)
    data = form_of(cast, application) | {"change-tcr:9607": "The box is empty now.", "act": "look"}
    answer = cast.client(cast.alice).post(at("rejection", application), data)
    assert answer["Location"] == reverse("webchecks:run", args=[CheckRun.objects.get().id])
    assert form_of(cast, application)["change-tcr:9607"] == "The box is empty now."


@pytest.mark.entry("life-same-day-resubmit")
def test_codes_that_the_sender_can_mend_are_sent_again_on_the_same_business_day(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106")
    assert "on the same business day" in page(cast, "rejection", application)


@pytest.mark.entry("life-terminal-stops")
@pytest.mark.source(248)
def test_a_terminal_code_takes_the_way_to_submit_away_until_it_is_recorded_as_solved(cast: Cast) -> None:
    application = rejected_terminal(cast)
    html = page(cast, "rejection", application)
    assert "Stop: do not submit again yet" in html
    assert at("check_answers", application) not in html
    lifecycle.application_resolve_terminal(
        application_id=application.id, actor=cast.rae.actor, text="Content taken out.", evidence=["capture"]
    )
    assert at("check_answers", application) in page(cast, "rejection", application)


def rejected_terminal(cast: Cast):
    application, campaign = forwarded(cast)
    lifecycle.application_record_rejection(
        application_id=application.id,
        actor=cast.rae.actor,
        part=("campaign", campaign.id),
        codes=["tcr:9106"],
        terminal=True,
    )
    application.refresh_from_db()
    return application


@pytest.mark.entry("ev-resubmission-package")
@pytest.mark.source(249)
def test_the_package_says_what_is_there_and_what_is_missing(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:1101")
    html = page(cast, "package", application)
    assert "Upload a paper that proves it: the EIN letter" in html
    assert "Say what you changed for: Code 1101." in html
    assert "I agree to receive order updates" in html
    assert "https://www.greenleafgardens.com/texts" in html
    assert "form.png" in html


@pytest.mark.entry("ev-resubmission-package")
@pytest.mark.source(249)
def test_the_reviewer_takes_the_package_along_as_one_file(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106")
    resubmitted(cast, application)
    answer = cast.client(cast.rae).post(at("package_file", application))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    names = {name.partition("/data/")[2] for name in archive.namelist()}
    assert {"package.html", "samples.txt", "opt_in_wording.txt", "changes.csv", "policy_check.txt"} <= names
    assert any(name.startswith("papers/01-optin_screenshot") for name in names)
    changes = next(archive.read(name) for name in archive.namelist() if name.endswith("changes.csv"))
    assert b"Sample 2 ends with the way out." in changes


def test_the_package_is_not_there_for_other_tenants(cast: Cast) -> None:
    application, _ = rejected(cast, "tcr:9106")
    client = cast.client(cast.charlie)
    assert client.get(at("package", application)).status_code == 404
    assert client.post(at("package_file", application)).status_code == 404
