"""Pages of the desk: the customer's, the reviewer's and the officer's, each listed in a module of its own."""

from django.urls import URLPattern, URLResolver

from portal.desk.branding import urls as branding_urls
from portal.desk.customer import urls as customer_urls
from portal.desk.intake import urls as intake_urls
from portal.desk.numbers import urls as numbers_urls
from portal.desk.officer import urls as officer_urls
from portal.desk.remediation import urls as remediation_urls
from portal.desk.review import urls as review_urls
from portal.desk.review.canned import urls as canned_urls

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
