"""The check as a worker carries it out, with settings and rules loaded as a worker loads them."""

from __future__ import annotations

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.mypy")
django.setup()

from bench.webchecks.sites import DOMAIN  # noqa: E402
from portal.celery import app  # noqa: E402
from portal.egress.opening import open_door  # noqa: E402
from portal.egress.world import World, load_world  # noqa: E402
from portal.rules.profiles import DEFAULT  # noqa: E402
from portal.webchecks.looking import look_async  # noqa: E402
from portal.webchecks.visiting.order import Order  # noqa: E402

app.loader.import_default_modules()


def world(path: Path) -> World:
    """The sites of the bench."""
    return load_world(path)


async def check(world: World, number: int) -> str:
    """One site from the first look-up to the verdict; gives the verdict."""
    site = f"https://s{number}.{DOMAIN}"
    order = Order(f"{site}/", f"{site}/privacy", f"{site}/terms", f"{site}/texts")
    brand = {"legal_name": f"Bench {number} LLC"}
    _, judgement = await look_async(order, brand, DEFAULT, kind="campaign", door=open_door(world), pause=0)
    return judgement.verdict.value
