"""Django's forms drawn with our components: `{{ form }}` or `{{ form.name.as_field_group }}` is all a template needs."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    form_template_name = "ui/components/form.html"
    field_template_name = "ui/components/field.html"
