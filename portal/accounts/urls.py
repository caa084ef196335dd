"""Pages of the accounts room."""

from django.urls import URLPattern, URLResolver, path

from portal.accounts.views import branding, entrance, house_rules, kept, organization

app_name = "accounts"

urlpatterns: list[URLPattern | URLResolver] = [
    path("join/<slug:slug>/", entrance.join, name="join"),
    path("invitations/<str:token>/", entrance.invitation, name="invitation"),
    path("team/", organization.team, name="team"),
    path("team/members/<uuid:membership_id>/role/", organization.member_role, name="member_role"),
    path("team/members/<uuid:membership_id>/remove/", organization.member_leave, name="member_remove"),
    path("team/invitations/<uuid:invitation_id>/revoke/", organization.invitation_take_back, name="invitation_revoke"),
    path("switch/", organization.switch, name="switch"),
    path("keys/", organization.keys, name="keys"),
    path("keys/new/", organization.key_new, name="key_new"),
    path("keys/<uuid:key_id>/revoke/", organization.key_revoke, name="key_revoke"),
    path("brand/<slug:slug>-<str:version>.css", branding.style, name="style"),
    path("brand/<str:sha256>.png", branding.logo, name="logo"),
    path("kept/", kept.kept, name="kept"),
    path("kept/put-away/", kept.put_away, name="kept_put_away"),
    path("settings/", organization.settings, name="settings"),
    path("settings/rules/", house_rules.house_rules, name="house_rules"),
]
