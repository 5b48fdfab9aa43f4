"""The words that stand after a figure. Contacts (lượt) and people (người) are always named."""

from django.utils.translation import gettext_noop as _

UNITS = {"people": _("người"), "contacts": _("lượt")}

# What an indicator of things counts.
THINGS = {"gatherings": _("buổi"), "T-A2": _("bài dự thi"), "T-A3": _("thôn, tổ dân phố"), "T-B1": _("gia đình")}
THING = _("việc")


def thing_unit(indicator: str) -> str:
    """The unit in Vietnamese; pages translate it, reports do not."""
    return THINGS.get(indicator, THING)


def unit_of(indicator: str, measure: str) -> str:
    return thing_unit(indicator) if measure == "things" else UNITS[measure]
