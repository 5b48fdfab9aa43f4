"""Filters and tags that every template has (settings.TEMPLATES builtins)."""

from collections.abc import Sequence

from django import template
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe

from hocvuso.ui import svg
from hocvuso.ui.icons import icon_svg
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
    return mark_safe(f"<style>{style.text}</style>")  # our own files, never what someone typed


@register.simple_tag
def icon(name: str) -> SafeString | str:
    """A line icon of ui/icons.py; write its word beside it. An empty name draws nothing, so that components may pass theirs on."""
    return mark_safe(icon_svg(name)) if name else ""


@register.simple_tag
def sparkline(values: Sequence[float | None], label: str = "") -> SafeString:
    """The course of a figure; `label` says it in words when nothing beside it does."""
    return mark_safe(svg.sparkline(values, label))


@register.simple_tag
def goal_bar(value: float | None, target: float | None, label: str = "", most: float | None = None) -> SafeString:
    """A bar of `value` with `target` as its mark; nothing when not measured."""
    return mark_safe(svg.goal_bar(value, target, label, most))


@register.simple_tag(takes_context=True)
def page_url(context, page: int, name: str = "trang") -> str:
    """This address with another page of a list, keeping what was searched for."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query[name] = str(page)
    return "?" + query.urlencode()


@register.filter
def control(field):
    """A form's field as its bare control, described by its hint and by what is wrong (Django names only the hint)."""
    ids = [f"{field.auto_id}_helptext"] if field.help_text and field.auto_id else []
    ids += [f"{field.auto_id}_error"] if field.errors and field.auto_id else []
    return field.as_widget(attrs={"aria-describedby": " ".join(ids)} if ids and not field.use_fieldset else None)


@register.filter
def at(items, index: int):
    """The item at `index`; nothing when the list is shorter."""
    return items[index] if index < len(items) else ""
