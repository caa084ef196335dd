"""Pages of the tools room."""

from django.urls import URLPattern, URLResolver, path

from portal.tools import advice_views, rules, views

app_name = "tools"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tools/", views.tools, name="tools"),
    path("tools/message/", views.MessageTool.as_view(), name="message"),
    path("tools/description/", views.DescriptionTool.as_view(), name="description"),
    path("tools/privacy-policy/", views.PolicyTool.as_view(), name="privacy_policy"),
    path("tools/opt-in-form/", views.OptInTool.as_view(), name="opt_in_form"),
    path("tools/carriers/", views.carriers, name="carriers"),
    path("tools/use-case/", advice_views.UseCaseTool.as_view(), name="use_case"),
    path("tools/build-description/", advice_views.DescribeTool.as_view(), name="describe"),
    path("tools/readiness/", advice_views.ReadinessTool.as_view(), name="readiness"),
    path("tools/trust-score/", advice_views.TrustTool.as_view(), name="trust"),
    path("tools/symptoms/", advice_views.SymptomTool.as_view(), name="symptoms"),
    path("tools/plan/", advice_views.PlanTool.as_view(), name="plan"),
    path("rules/", rules.index, name="rules"),
    path("rules/<slug:rule_id>/", rules.page, name="rule"),
    path("codes/", views.codes, name="codes"),
    path("codes/<slug:authority>/<str:number>/", views.code, name="code"),
]
