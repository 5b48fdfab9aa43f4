"""Fields of a form whose choices are known only when the form is made."""

from django import forms


def choices_of(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """The form's own copy of a field that offers choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), name
    return field


def rows_of(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:
    """The form's own copy of a field that offers rows of a table."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField), name
    return field
