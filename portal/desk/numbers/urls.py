"""Pages of the numbers and of the business's history; part of the `desk` namespace."""

from django.urls import URLPattern, URLResolver, path

from portal.desk.numbers import helping, history, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("numbers/", views.numbers, name="numbers"),
    path("numbers/export/", views.numbers_csv, name="numbers_csv"),
    path("numbers/moved/", views.number_moved, name="number_moved"),
    path("numbers/<uuid:number_id>/", views.number, name="number"),
    path("numbers/<uuid:number_id>/help/", helping.number_help, name="number_help"),
    path("registrations/<slug:reference>/help/", helping.registration_help, name="registration_help"),
    path("history/", history.business_history, name="business_history"),
    path("numbers/<uuid:number_id>/<slug:act>/", views.number_act, name="number_act"),
]
