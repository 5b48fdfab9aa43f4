"""All indicators with figure and target; setting a target."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hocvuso.insights.overview import all_cards
from hocvuso.insights.views.behind import indicator_or_404
from hocvuso.insights.windows import chosen_window, window_title
from hocvuso.people.access import may, needs
from hocvuso.places.models import Area
from hocvuso.places.queries import villages_of
from hocvuso.plans.actions import drop_target, set_target
from hocvuso.plans.forms import TargetForm
from hocvuso.plans.queries import target_of


@needs("figures.see")
def targets(request: HttpRequest, area: Area) -> HttpResponse:
    choice = chosen_window(request.GET)
    context = {
        "area": area,
        "choice": choice,
        "window": choice.window,
        "title": window_title(choice.window),
        "cards": all_cards(area, choice.window),
        "may_change": may(request.user, "targets.change", area),
    }
    return render(request, "insights/targets.html", context)


@needs("targets.change")
def target(request: HttpRequest, area: Area, indicator: str) -> HttpResponse:
    """Set, alter or take away the target of an indicator for the area or one of its villages."""
    one = indicator_or_404(indicator)
    choice = chosen_window(request.GET)
    places = [area, *(villages_of(area) if area.level == Area.Level.COMMUNE else [])]
    about = next((place for place in places if place.code == request.GET.get("cho")), area)
    current = target_of(area=about, indicator=one.code, window=choice.window)
    form = TargetForm(request.POST or None, target=current, window=choice.window)
    if request.method == "POST":
        if "drop" in request.POST and current:
            drop_target(target=current)
            messages.success(request, _("Đã bỏ chỉ tiêu."))
            return redirect(back_to(area, choice))
        if form.is_valid():
            set_target(area=about, indicator=one.code, **form.cleaned_data)
            messages.success(request, _("Đã ghi chỉ tiêu cho %(place)s.") % {"place": about.name})
            return redirect(back_to(area, choice))
    context = {
        "area": area,
        "indicator": one,
        "choice": choice,
        "window": choice.window,
        "title": window_title(choice.window),
        "about": about,
        "places": places,
        "current": current,
        "form": form,
    }
    return render(request, "insights/target.html", context)


def back_to(area: Area, choice) -> str:
    return f"{reverse('targets', args=[area.code])}?{choice.query}"
