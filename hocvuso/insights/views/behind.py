""" "Từ đâu?": what a figure counts, the gatherings and the people behind it, the entries behind a person."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from hocvuso.insights.behind import entries_of_person, figure_behind
from hocvuso.insights.indicators import indicators
from hocvuso.insights.queries import people_behind
from hocvuso.insights.rules import Indicator
from hocvuso.insights.windows import chosen_window, window_title
from hocvuso.people.access import may, needs
from hocvuso.places.models import Area

PAGE = 40

# What each verb of the journal is called where a figure is opened (tests/insights/test_overview.py: none is missing).
VERB_WORDS = {
    "held": _("buổi đã tổ chức"),
    "attended": _("có mặt ở một buổi"),
    "helped": _("được giúp riêng"),
    "visited": _("được hướng dẫn tại nhà"),
    "completed": _("học xong một bài"),
    "practised": _("luyện xong một bài"),
    "showed": _("tình nguyện viên thấy đã làm được"),
    "confirmed": _("được xác nhận trên VNeID"),
    "recognised": _("được công nhận"),
    "submitted": _("bài dự thi hợp lệ"),
    "reported": _("tin báo lừa đảo"),
}


@needs("figures.see")
def behind(request: HttpRequest, area: Area, indicator: str) -> HttpResponse:
    one = indicator_or_404(indicator)
    choice = chosen_window(request.GET)
    sees_people = one.counts_people and may(request.user, "people.see", area)
    found = figure_behind(area, one, choice.window)
    context = {
        "area": area,
        "indicator": one,
        "choice": choice,
        "window": choice.window,
        "title": window_title(choice.window),
        "found": found,
        "verbs": [gettext(VERB_WORDS[verb]) for verb in VERB_WORDS if verb in one.verbs],
        "sees_people": sees_people,
        "shows_people": sees_people and request.GET.get("xem") == "nguoi",
        "may_see_gatherings": may(request.user, "gatherings.see", area),
    }
    if context["shows_people"]:
        people = people_behind(area, one.code, choice.window)
        page = Paginator(people, PAGE).get_page(request.GET.get("trang"))
        context |= {"page": page, "not_listed": max((found.figure.people or 0) - page.paginator.count, 0)}
    else:
        context["page"] = Paginator(found.rows, PAGE).get_page(request.GET.get("trang"))
    return render(request, "insights/behind.html", context)


@needs("people.see")
def behind_person(request: HttpRequest, area: Area, indicator: str, person: UUID) -> HttpResponse:
    """The entries through which a person counts for a figure; one that the figure does not count is 404."""
    one = indicator_or_404(indicator)
    choice = chosen_window(request.GET)
    found = entries_of_person(area, one, choice.window, person)
    if found is None:
        raise Http404
    context = {
        "area": area,
        "indicator": one,
        "choice": choice,
        "window": choice.window,
        "title": window_title(choice.window),
        "found": found,
    }
    return render(request, "insights/behind_person.html", context)


def indicator_or_404(code: str) -> Indicator:
    found = indicators().get(code)
    if found is None:
        raise Http404
    return found
