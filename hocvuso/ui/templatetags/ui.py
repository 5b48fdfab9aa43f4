"""Filters and tags that every template has (settings.TEMPLATES builtins)."""

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def number(value) -> str:
    """A figure in the reader's way of writing, "1.234"; not measured is "–", which is not 0."""
    return "–" if value is None else number_format(value, force_grouping=True)
