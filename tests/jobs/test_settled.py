"""What a worker's process does once it has loaded everything."""

from __future__ import annotations

import gc

from celery.signals import worker_process_init

from portal.celery import app


def test_the_children_of_a_worker_do_not_look_through_what_they_were_born_with() -> None:
    gc.unfreeze()
    assert gc.get_freeze_count() == 0
    worker_process_init.send(sender=app)
    assert gc.get_freeze_count() > 10_000
    assert not gc.get_objects(generation=2)
