"""Reports: the list, one report, its words, its approval, its number, its files."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hocvuso.base import clock
from hocvuso.base.days import parse_window
from hocvuso.base.text import fold
from hocvuso.insights.forms import MakeReportForm, NarrativeForm, NumberForm
from hocvuso.insights.models import Report
from hocvuso.insights.reports import actions
from hocvuso.insights.reports.files import CONTENT_TYPES, MAKERS
from hocvuso.insights.reports.live import REPORTING_LEVELS
from hocvuso.insights.reports.monthly import drafts, rewritten
from hocvuso.insights.reports.queries import (
    document_of,
    is_whole,
    live_facts,
    moved_since_signed,
    replaced_by,
    report_in,
    reports_of,
    signed_facts,
)
from hocvuso.insights.reports.skeleton import skeleton
from hocvuso.insights.windows import chosen_window, window_title
from hocvuso.people.access import StaffRequest, may, needs
from hocvuso.places.models import Area


@needs("reports.see")
def reports(request: StaffRequest, area: Area) -> HttpResponse:
    choice = chosen_window(request.GET)
    offers = [(window_title(window), window) for _label, window in choice.offers]
    offers += [] if not choice.is_free else [(window_title(choice.window), choice.window)]
    context = {
        "area": area,
        "reports": reports_of(area),
        "choice": choice,
        "offers": offers,
        "may_write": may(request.user, "reports.write", area) and area.level in REPORTING_LEVELS,
        "reports_here": area.level in REPORTING_LEVELS,
    }
    return render(request, "insights/reports.html", context)


@needs("reports.write")
@require_POST
def report_make(request: StaffRequest, area: Area) -> HttpResponse:
    form = MakeReportForm(request.POST)
    if area.level not in REPORTING_LEVELS:
        raise Http404
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["window"]))
        return redirect("reports", area=area.code)
    made = actions.draft_report(area=area, window=form.cleaned_data["window"], by=request.user)
    return redirect("report", area=area.code, report=made.pk)


@needs("reports.see")
def report(request: StaffRequest, area: Area, report: UUID) -> HttpResponse:
    found = report_or_404(area, report)
    facts = signed_facts(found) or live_facts(found)
    context = {
        "area": area,
        "report": found,
        "title": window_title(parse_window(found.window)),
        "document": document_of(found, facts),
        "facts": facts,
        "moved": moved_since_signed(found),
        "is_whole": is_whole(found),
        "replaced_by": replaced_by(found),
        "may_write": may(request.user, "reports.write", area),
        "may_approve": may(request.user, "reports.approve", area),
        "files": [("docx", _("Tải bản Word")), ("pdf", _("Tải bản PDF")), ("xlsx", _("Tải phụ lục Excel"))],
    }
    return render(request, "insights/report.html", context)


@needs("reports.write")
def report_edit(request: StaffRequest, area: Area, report: UUID) -> HttpResponse:
    found = report_or_404(area, report)
    if found.state != Report.State.DRAFT:
        messages.error(request, _("Báo cáo đã duyệt không sửa được. Cần đính chính thì lập báo cáo mới thay cho bản này."))
        return redirect("report", area=area.code, report=found.pk)
    words = skeleton(found.kind)
    form = NarrativeForm(
        request.POST or None, words=words, narrative=found.narrative, drafts=drafts(live_facts(found), found.narrative, words)
    )
    if request.method == "POST" and form.is_valid():
        actions.write_narrative(report=found, texts=form.texts, by=request.user)
        messages.success(request, _("Đã lưu lời báo cáo."))
        return redirect("report", area=area.code, report=found.pk)
    context = {"area": area, "report": found, "form": form, "title": window_title(parse_window(found.window))}
    return render(request, "insights/report_edit.html", context)


@needs("reports.approve")
def report_approve(request: StaffRequest, area: Area, report: UUID) -> HttpResponse:
    """Asks once more, then freezes."""
    found = report_or_404(area, report)
    if found.state != Report.State.DRAFT:
        return redirect("report", area=area.code, report=found.pk)
    if request.method == "POST":
        actions.approve_report(report=found, by=request.user)
        messages.success(request, _("Đã duyệt. Số liệu của báo cáo này từ nay không đổi nữa."))
        return redirect("report", area=area.code, report=found.pk)
    facts = live_facts(found)
    context = {
        "area": area,
        "report": found,
        "facts": facts,
        "title": window_title(parse_window(found.window)),
        "not_over": facts.last_day >= clock.today(),
        "rewritten": rewritten(found.narrative, skeleton(found.kind)),
    }
    return render(request, "insights/report_approve.html", context)


@needs("reports.write")
def report_number(request: HttpRequest, area: Area, report: UUID) -> HttpResponse:
    """The clerk's page: number, date and name, after signing."""
    found = report_or_404(area, report)
    if found.state != Report.State.APPROVED:
        messages.error(request, _("Báo cáo được duyệt rồi mới ghi số và ngày ký."))
        return redirect("report", area=area.code, report=found.pk)
    kept = {"number": found.number, "signed_on": found.signed_on, "signer": found.signer}
    form = NumberForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        actions.give_number(report=found, **form.cleaned_data)
        messages.success(request, _("Đã ghi số và ngày ký. Bác tải lại văn bản nhé."))
        return redirect("report", area=area.code, report=found.pk)
    context = {"area": area, "report": found, "form": form, "title": window_title(parse_window(found.window))}
    return render(request, "insights/report_number.html", context)


@needs("reports.see")
def report_file(request: HttpRequest, area: Area, report: UUID, ending: str) -> HttpResponse:
    found = report_or_404(area, report)
    make = MAKERS.get(f".{ending}")
    if make is None:
        raise Http404
    response = HttpResponse(make(document_of(found)), content_type=CONTENT_TYPES[f".{ending}"])
    response["Content-Disposition"] = f'attachment; filename="{file_name(found)}.{ending}"'
    return response


def file_name(report: Report) -> str:
    """ "bao-cao-binh-dan-hoc-vu-so-phuong-dao-thanh-2025-07": plain letters travel everywhere."""
    return "-".join(f"bao cao binh dan hoc vu so {fold(report.area.name)} {report.window}".replace("..", " ").split())


def report_or_404(area: Area, report_id: UUID) -> Report:
    found = report_in(area, report_id)
    if found is None:
        raise Http404
    return found
