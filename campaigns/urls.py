"""Pages of the campaigns room."""

from django.urls import URLPattern, URLResolver, path

from campaigns.views import Amend, CampaignLint, CampaignTopic, NumberAct, Numbers

app_name = "campaigns"

urlpatterns: list[URLPattern | URLResolver] = [
    path("<uuid:campaign_id>/numbers/", Numbers.as_view(), name="numbers"),
    path("<uuid:campaign_id>/numbers/<uuid:number_id>/", NumberAct.as_view(), name="number"),
    path("<uuid:campaign_id>/change/", Amend.as_view(), name="amend"),
    path("<uuid:draft_id>/lint/<slug:topic>/", CampaignLint.as_view(), name="lint"),
    path("<uuid:draft_id>/<slug:topic>/", CampaignTopic.as_view(), name="topic"),
]
