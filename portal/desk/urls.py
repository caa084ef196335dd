"""Pages of the desk: the customer's, the reviewer's and the officer's, each listed in a module of its own."""

from django.urls import URLPattern, URLResolver

from portal.desk import (
    branding_urls,
    canned_urls,
    customer_urls,
    intake_urls,
    numbers_urls,
    officer_urls,
    remediation_urls,
    review_urls,
)

app_name = "desk"

urlpatterns: list[URLPattern | URLResolver] = [
    *customer_urls.urlpatterns,
    *remediation_urls.urlpatterns,
    *intake_urls.urlpatterns,
    *numbers_urls.urlpatterns,
    *review_urls.urlpatterns,
    *officer_urls.urlpatterns,
    *branding_urls.urlpatterns,
    *canned_urls.urlpatterns,
]
