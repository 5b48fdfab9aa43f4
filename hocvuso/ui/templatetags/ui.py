"""Filters and tags that every template has (settings.TEMPLATES builtins)."""

from django import template
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe

from hocvuso.ui.policy import allow_style
from hocvuso.ui.stylesheets import learner_style

register = template.Library()


@register.filter
def number(value) -> str:
    """A figure in the reader's way of writing, "1.234"; not measured is "–", which is not 0."""
    return "–" if value is None else number_format(value, force_grouping=True)


@register.simple_tag(takes_context=True)
def inline_style(context, *more: str) -> SafeString:
    """The one <style> of a learner's page: the learner's style and the static files named; its hash goes into the page's policy."""
    style = learner_style(more)
    request = context.get("request")
    if request is not None:
        allow_style(request, style.source)
    return mark_safe(f"<style>{style.text}</style>")  # noqa: S308  our own files, never what someone typed
