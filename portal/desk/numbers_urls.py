"""Pages of the numbers, of what to do now, and of the business's history; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk import customer_guidance, numbers_help, numbers_history, numbers_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("numbers/", numbers_views.numbers, name="numbers"),
    path("numbers/export/", numbers_views.numbers_csv, name="numbers_csv"),
    path("numbers/moved/", numbers_views.number_moved, name="number_moved"),
    path("numbers/<uuid:number_id>/", numbers_views.number, name="number"),
    path("numbers/<uuid:number_id>/help/", numbers_help.number_help, name="number_help"),
    path("registrations/<slug:reference>/help/", numbers_help.registration_help, name="registration_help"),
    path("registrations/<slug:reference>/what-now/", customer_guidance.what_now, name="what_now"),
    path("history/", numbers_history.business_history, name="business_history"),
    path("numbers/<uuid:number_id>/<slug:act>/", numbers_views.number_act, name="number_act"),
]
