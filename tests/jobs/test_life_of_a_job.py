"""A job is claimed once, written by its holder alone, and never lost."""

from __future__ import annotations

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from celery import current_app, shared_task
from django.db import connection, transaction
from kombu import Connection, pools

from portal.common import clock
from portal.common.clock import now
from portal.common.errors import WrongInput
from portal.jobs import services
from portal.jobs.models import JobState, ThenState
from portal.jobs.tasks import job_task
from portal.notices.models import EmailMessage

pytestmark = pytest.mark.django_db
followed: list[str] = []


@shared_task(name="tests.follow")
def follow(followed_id: str) -> None:
    followed.append(followed_id)


@shared_task(name="tests.stumble")
def stumble(followed_id: str) -> None:
    raise ConnectionError(followed_id)


def a_job(**fields) -> EmailMessage:
    job = EmailMessage(event="support_opened", title="A job", **fields)
    job.to, job.text, job.html = "a@b.example", "text", "html"
    job.save()
    return job


def run_out(job: EmailMessage, **fields) -> None:
    EmailMessage.objects.filter(pk=job.pk).update(lease_until=now() - dt.timedelta(seconds=1), **fields)


def messages() -> int:
    with Connection(current_app.conf.broker_url) as link:
        return link.default_channel.client.llen("celery")


@pytest.fixture(autouse=True)
def an_empty_broker():
    with Connection(current_app.conf.broker_url) as link:
        link.default_channel.client.flushdb()
    followed.clear()


@pytest.mark.committed
def test_sixteen_workers_claim_a_job_once():
    job = a_job()

    def take(_):
        try:
            return services.claim(EmailMessage, job.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        assert sorted(pool.map(take, range(16)), key=str) == [1] + [None] * 15


def test_a_worker_that_lost_its_lease_cannot_write():
    job = a_job()
    first = services.claim(EmailMessage, job.pk)
    run_out(job)
    second = services.claim(EmailMessage, job.pk)
    assert (first, second) == (1, 2)
    for write in (services.renew, services.finish, services.release):
        with pytest.raises(services.LostLease):
            write(EmailMessage, job.pk, first)
    with pytest.raises(services.LostLease):
        services.fail(EmailMessage, job.pk, first, "no")
    services.finish(EmailMessage, job.pk, second)
    assert services.claim(EmailMessage, job.pk) is None


def test_a_job_that_waits_is_claimed_and_sent_only_when_its_time_has_come(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = a_job(not_before=now() + dt.timedelta(minutes=10))
        services.enqueue(job)
    assert (services.claim(EmailMessage, job.pk), services.sweep(), messages()) == (None, 0, 0)
    EmailMessage.objects.filter(pk=job.pk).update(not_before=now())
    assert (services.sweep(), services.sweep(), messages()) == (1, 0, 1)
    attempt = services.claim(EmailMessage, job.pk)
    job.refresh_from_db()
    assert (attempt, job.not_before) == (1, None)


def test_a_slice_may_be_put_off(django_capture_on_commit_callbacks):
    job = a_job()
    attempt = services.claim(EmailMessage, job.pk)
    later = now() + dt.timedelta(seconds=30)
    with django_capture_on_commit_callbacks(execute=True):
        services.release(EmailMessage, job.pk, attempt, not_before=later)
    job.refresh_from_db()
    assert (job.state, job.not_before, messages()) == (JobState.QUEUED, later, 0)
    with clock.at(later):
        assert services.claim(EmailMessage, job.pk) == 2


def test_renewing_holds_the_job_and_tells_its_progress():
    job = a_job()
    attempt = services.claim(EmailMessage, job.pk)
    run_out(job)
    services.renew(EmailMessage, job.pk, attempt, progress=3, total=9, text="Third of nine", cursor={"row": 3})
    job.refresh_from_db()
    assert (job.progress, job.progress_total, job.progress_text, job.cursor) == (3, 9, "Third of nine", {"row": 3})
    assert services.claim(EmailMessage, job.pk) is None


def test_five_failed_tries_end_a_job_with_a_reason():
    job = a_job()

    @job_task(EmailMessage)
    def work(_job, _attempt):
        raise TimeoutError("the words of the error are not shown")

    for _ in range(5):
        with pytest.raises(TimeoutError):
            work(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 5)
    assert job.failure == "Tried 5 times; the last try stopped with TimeoutError."
    work(str(job.pk))  # a late message changes nothing


def test_a_worker_that_dies_five_times_fails_the_job():
    job = a_job()
    for _ in range(5):
        services.claim(EmailMessage, job.pk)
        run_out(job)
    assert services.claim(EmailMessage, job.pk) is None
    services.sweep()
    job.refresh_from_db()
    assert (job.state, job.failure) == (JobState.FAILED, "Tried 5 times; the last try stopped without a word.")


def test_a_refusal_fails_the_job_with_its_own_words():
    job = a_job()

    @job_task(EmailMessage)
    def work(_job, _attempt):
        raise WrongInput("The list has no column named phone.")

    work(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.failure) == (JobState.FAILED, "The list has no column named phone.")


def test_work_that_forgets_to_end_its_job_is_a_fault():
    job = a_job()
    with pytest.raises(RuntimeError, match="without ending its job"):
        job_task(EmailMessage)(lambda _job, _attempt: None)(str(job.pk))


def test_a_long_job_goes_on_in_slices_without_using_up_its_attempts():
    job = a_job()

    @job_task(EmailMessage)
    def work(job, attempt):
        done = job.cursor.get("done", 0) + 1
        if done == 12:
            services.finish(EmailMessage, job.pk, attempt)
        else:
            services.release(EmailMessage, job.pk, attempt, cursor={"done": done})

    for _ in range(12):
        work(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.attempts, job.attempts_forgiven) == (JobState.DONE, 12, 11)


@pytest.mark.committed
def test_a_job_is_sent_when_its_transaction_is_committed():
    with transaction.atomic():
        services.enqueue(a_job())
        assert messages() == 0
    assert messages() == 1


def test_the_sweep_sends_lost_jobs_once_in_half_a_minute():
    old = a_job(queued_at=now() - dt.timedelta(seconds=31))
    dead = a_job()
    services.claim(EmailMessage, dead.pk)
    run_out(dead)
    a_job()  # young: its message may still be on its way
    assert services.sweep() == 2
    assert services.sweep() == 0
    EmailMessage.objects.filter(pk=old.pk).update(resent_at=now() - dt.timedelta(seconds=31))
    assert services.sweep() == 1
    assert messages() == 3


def reach(broker: str) -> None:
    current_app.conf.broker_url = current_app.conf.broker_read_url = current_app.conf.broker_write_url = broker
    current_app.pool.force_close_all()
    pools.reset()
    current_app._pool = None
    current_app.__dict__.pop("amqp", None)


def test_a_broker_that_is_away_stops_nobody(settings):
    try:
        reach("redis://127.0.0.1:1/0")
        a_job(queued_at=now() - dt.timedelta(seconds=31))
        assert services.sweep() == 0
        assert not EmailMessage.objects.filter(resent_at__isnull=False).exists()
    finally:
        reach(settings.CELERY["broker_url"])


@pytest.mark.parametrize("end", ["finish", "fail"])
def test_what_follows_a_job_runs_however_it_ended(end, run_jobs, django_capture_on_commit_callbacks):
    job = a_job(then_task="tests.follow", then_id=uuid.uuid4())
    attempt = services.claim(EmailMessage, job.pk)
    with django_capture_on_commit_callbacks(execute=True):
        getattr(services, end)(EmailMessage, job.pk, attempt, *(["why"] if end == "fail" else []))
    assert messages() == 1
    run_jobs()
    job.refresh_from_db()
    assert (followed, job.then_state) == ([str(job.then_id)], ThenState.DONE)


def test_a_lost_message_to_the_follower_is_sent_again():
    job = a_job(then_task="tests.follow", then_id=uuid.uuid4())
    services.finish(EmailMessage, job.pk, services.claim(EmailMessage, job.pk))
    EmailMessage.objects.update(finished_at=now() - dt.timedelta(seconds=31))
    assert services.sweep() == 1
    services.run_then(EmailMessage, job.pk)
    services.run_then(EmailMessage, job.pk)  # a second message finds it done
    assert followed == [str(job.then_id)]


def test_a_follower_that_keeps_failing_rests_after_twenty_tries():
    job = a_job(then_task="tests.stumble", then_id=uuid.uuid4())
    services.finish(EmailMessage, job.pk, services.claim(EmailMessage, job.pk))
    for _ in range(20):
        with pytest.raises(ConnectionError):
            services.run_then(EmailMessage, job.pk)
    job.refresh_from_db()
    assert job.then_state == ThenState.FAILED
    EmailMessage.objects.update(finished_at=now() - dt.timedelta(minutes=5))
    assert services.sweep() == 0


def test_the_only_worker_takes_over_what_the_one_before_it_left():
    job = a_job()
    dead = services.claim(EmailMessage, job.pk)
    assert services.let_go() == 1
    taken = services.claim(EmailMessage, job.pk)
    assert (dead, taken) == (1, 2)
    with pytest.raises(services.LostLease):
        services.finish(EmailMessage, job.pk, dead)
