"""How forms are drawn: Django's own fields with our templates."""

from django.forms.renderers import TemplatesSetting


class ClearlineRenderer(TemplatesSetting):
    """Draws forms, fields and error lists with the templates under `templates/components/`."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
