"""The customer's pages; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk.customer import appeals, guidance, public, readiness, submitting, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("r/<slug:slug>/", public.reseller_page, name="reseller_page"),
    path("registrations/new/", views.start, name="start"),
    path("registrations/<slug:reference>/", views.registration, name="registration"),
    path("registrations/<slug:reference>/check-answers/", views.check_answers, name="check_answers"),
    path("registrations/<slug:reference>/submit/", submitting.submit, name="submit"),
    path("registrations/<slug:reference>/waiting/", submitting.waiting, name="waiting"),
    path("registrations/<slug:reference>/website-check/", views.website_check, name="website_check"),
    path("registrations/<slug:reference>/readiness/", readiness.page, name="readiness"),
    path("registrations/<slug:reference>/apply-again/", submitting.apply_again, name="apply_again"),
    path("registrations/<slug:reference>/history/", views.history, name="history"),
    path("registrations/<slug:reference>/changes/<int:number>/", views.changes, name="changes"),
    path("registrations/<slug:reference>/temporary/", views.temporary, name="temporary"),
    path("registrations/<slug:reference>/appeal/", appeals.appeal, name="appeal"),
    path("registrations/<slug:reference>/withdraw/", views.withdraw, name="withdraw"),
    path("registrations/<slug:reference>/what-now/", guidance.what_now, name="what_now"),
]
