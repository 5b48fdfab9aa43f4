"""The office's first page: where are we, who is not reached."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hocvuso.insights.overview import first_cards, guests, place_table
from hocvuso.insights.queries import updated_at
from hocvuso.insights.reports.live import REPORTING_LEVELS, place_kind, unlinked
from hocvuso.insights.windows import chosen_window, window_title
from hocvuso.people.access import may, needs
from hocvuso.places.models import Area


@needs("figures.see")
def overview(request: HttpRequest, area: Area) -> HttpResponse:
    choice = chosen_window(request.GET)
    window = choice.window
    table = place_table(area, window)
    newest = updated_at(area)
    context = {
        "area": area,
        "choice": choice,
        "window": window,
        "title": window_title(window),
        "cards": first_cards(area, window),
        "table": table,
        "place_kind": place_kind(area, [row.row for row in table.rows]),
        "guests": guests(area, window),
        "updated_at": newest,
        "is_new": newest is None,
        "unlinked": None if area.level in {Area.Level.COMMUNE, Area.Level.VILLAGE} else unlinked(area, window),
        "may_import": may(request.user, "sheets.import", area) and area.level == Area.Level.COMMUNE,
        "may_report": may(request.user, "reports.write", area) and area.level in REPORTING_LEVELS,
        "may_see_gatherings": may(request.user, "gatherings.see", area),
    }
    return render(request, "insights/overview.html", context)
