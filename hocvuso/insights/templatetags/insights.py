"""Words around figures, for the pages of insights."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hocvuso.base.days import parse_window
from hocvuso.insights import words
from hocvuso.insights.reports.facts import Goal
from hocvuso.insights.windows import window_title
from hocvuso.learn.catalog import catalog
from hocvuso.people.rules.phones import masked_phone

register = template.Library()


@register.filter
def said(texts: dict[str, str]) -> str:
    """The text of a content file in the reader's language."""
    return texts.get("en" if get_language() == "en" else "vi") or texts.get("vi", "")


@register.filter
def unit(line, measure: str = "") -> str:
    """The unit of an indicator's figure, in the reader's language."""
    return _(words.unit_of(line.code, measure or line.measure))


@register.filter
def amount(value: float | None) -> str:
    """A number with at most one decimal: 9600.0 is "9.600", 34.5 is "34,5"."""
    if value is None:
        return "–"
    return number_format(value, decimal_pos=0 if float(value).is_integer() else 1, force_grouping=True)


@register.filter
def goal_words(goal: Goal, what: str) -> str:
    """A target in words: "Chỉ tiêu 80 % của 12.000 · cả năm"."""
    if goal.percent:
        told = _("Chỉ tiêu %(share)s %% của %(whole)s %(unit)s") % {
            "share": amount(goal.value),
            "whole": amount(goal.denominator),
            "unit": what,
        }
    else:
        told = _("Chỉ tiêu %(value)s %(unit)s") % {"value": amount(goal.value), "unit": what}
    whole_year = _("cả năm")
    return f"{told} · {whole_year}" if goal.yearly else told


@register.filter
def change(value: int | None) -> str:
    """A difference with its sign: +3, −2."""
    if value is None:
        return "–"
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{number_format(abs(value), force_grouping=True)}"


@register.filter
def people_word(count: int) -> str:
    return ngettext("%(n)s người", "%(n)s người", count) % {"n": number_format(count, force_grouping=True)}


@register.filter
def contacts_word(count: int) -> str:
    return ngettext("%(n)s lượt", "%(n)s lượt", count) % {"n": number_format(count, force_grouping=True)}


@register.filter
def masked(phone: str) -> str:
    """A phone as lists show it: never whole."""
    return masked_phone(phone)


@register.filter
def window_words(code: str) -> str:
    """A window by its code, as a heading says it."""
    return window_title(parse_window(code))


@register.filter
def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


@register.filter
def starts(path: str, beginning: str) -> bool:
    """Whether a place lies in an area, by their paths."""
    return path.startswith(beginning)


@register.filter
def skill_name(code: str) -> str:
    """A skill, or a group of skills, by code and name; one that is no longer taught by its code alone."""
    known = {one.code: one.name for one in catalog().skills} | {one.code: one.name for one in catalog().clusters}
    name = known.get(code)
    return f"{code} {name.speak(get_language() or 'vi')}" if name else code
