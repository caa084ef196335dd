"""Pages of the notices room."""

from django.urls import URLPattern, URLResolver, path

from portal.notices import previews, views

app_name = "notices"

urlpatterns: list[URLPattern | URLResolver] = [
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/<uuid:notice_id>/", views.follow, name="follow"),
    path("notices/emails/", views.emails, name="emails"),
    path("notices/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("settings/emails/", previews.mail_list, name="mail_list"),
    path("settings/emails/shown/", previews.mail_shown, name="mail_shown"),
    path("support/", views.support, name="support"),
    path("support/new/", views.support_new, name="support_new"),
    path("support/<str:reference>/", views.support_request, name="support_request"),
    path("support/<str:reference>/close/", views.support_end, name="support_close"),
]
