"""Pages of the consent room."""

from django.urls import URLPattern, URLResolver, path

from consent import views

app_name = "consent"

urlpatterns: list[URLPattern | URLResolver] = [
    path("o/<slug:slug>/", views.hosted, name="hosted"),
    path("o/<slug:slug>/thanks/", views.thanks, name="thanks"),
    path("consent/", views.programs, name="programs"),
    path("consent/lookup/", views.lookup, name="lookup"),
    path("consent/people/<uuid:subject_id>/", views.person, name="person"),
    path("consent/people/<uuid:subject_id>/full/", views.reveal, name="reveal"),
    path("consent/people/<uuid:subject_id>/hold/", views.hold, name="hold"),
    path("consent/people/<uuid:subject_id>/erasure/", views.erasure, name="erasure"),
    path("consent/programs/<uuid:program_id>/", views.program_page, name="program"),
    path("consent/programs/<uuid:program_id>/code.svg", views.program_code, name="code"),
]
