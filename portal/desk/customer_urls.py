"""The customer's pages; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk import customer_appeals, customer_public, customer_readiness, customer_submitting, customer_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", customer_views.home, name="home"),
    path("r/<slug:slug>/", customer_public.reseller_page, name="reseller_page"),
    path("registrations/new/", customer_views.start, name="start"),
    path("registrations/<slug:reference>/", customer_views.registration, name="registration"),
    path("registrations/<slug:reference>/check-answers/", customer_views.check_answers, name="check_answers"),
    path("registrations/<slug:reference>/submit/", customer_submitting.submit, name="submit"),
    path("registrations/<slug:reference>/waiting/", customer_submitting.waiting, name="waiting"),
    path("registrations/<slug:reference>/website-check/", customer_views.website_check, name="website_check"),
    path("registrations/<slug:reference>/readiness/", customer_readiness.page, name="readiness"),
    path("registrations/<slug:reference>/apply-again/", customer_submitting.apply_again, name="apply_again"),
    path("registrations/<slug:reference>/history/", customer_views.history, name="history"),
    path("registrations/<slug:reference>/changes/<int:number>/", customer_views.changes, name="changes"),
    path("registrations/<slug:reference>/temporary/", customer_views.temporary, name="temporary"),
    path("registrations/<slug:reference>/appeal/", customer_appeals.appeal, name="appeal"),
    path("registrations/<slug:reference>/withdraw/", customer_views.withdraw, name="withdraw"),
]
