"""The task list of an SMS/MMS registration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from brands.tasks_list import anything_answered, brand_group, task_of
from campaigns.models import Campaign
from campaigns.selectors import campaign_for, campaign_lock, numbers_of
from campaigns.services import campaign_findings, faults_by_name
from campaigns.topics import topics_asked
from campaigns.views import CAMPAIGN_ROOM
from portal.common.actor import Actor
from portal.lifecycle.models import Application
from portal.lifecycle.states import State
from portal.lifecycle.tasklist import TaskGroup, TaskItem


def task_list(actor: Actor, application: Application) -> list[TaskGroup]:
    """The tasks of the registration in two groups, business and campaign, then the numbers. Raises NotFound."""
    campaign = campaign_for(actor, application.subject_id)
    faults = faults_by_name(campaign)
    groups = [brand_group(campaign.brand, application), _campaign(campaign, application, faults)]
    return [*groups, TaskGroup("Numbers", [_numbers(campaign, application)])]


def _campaign(campaign: Campaign, application: Application, faults: Mapping[str, Sequence[str]]) -> TaskGroup:
    mine = {name.removeprefix("campaign."): f for name, f in faults.items() if name.startswith("campaign.")}
    topics = topics_asked(one_by_one=campaign.one_by_one)
    counts = CAMPAIGN_ROOM.blocking_by_topic(campaign_findings(campaign))
    shut = campaign_lock(campaign) is not None
    items = [
        task_of(
            topic,
            url=CAMPAIGN_ROOM.url(campaign, topic),
            faults=mine,
            findings=counts,
            answered=anything_answered(campaign, topic.fields),
            locked=shut,
        )
        for topic in topics
    ]
    return TaskGroup("The messages", items)


def _numbers(campaign: Campaign, application: Application) -> TaskItem:
    count = len(numbers_of(campaign))
    approved = application.state == State.APPROVED
    hint = "They can send once the registration is approved." if not approved else "Ready: tell the carriers of each."
    return TaskItem(
        title="Name the numbers that send",
        url=reverse("campaigns:numbers", args=[campaign.id]),
        status="done" if count else "optional",
        hint=hint,
    )
