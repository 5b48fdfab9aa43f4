"""Reading reports: the list, the document of one, what has moved since it was signed."""

from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet

from hocvuso.base import clock
from hocvuso.base.days import Window, parse_window
from hocvuso.insights.models import Report
from hocvuso.insights.reports.actions import digest_of
from hocvuso.insights.reports.document import ReportDocument, document_from_json
from hocvuso.insights.reports.facts import Difference, Facts, differences, facts_from_json
from hocvuso.insights.reports.live import gather
from hocvuso.insights.reports.monthly import build
from hocvuso.insights.reports.skeleton import skeleton
from hocvuso.places.models import Area


def reports_of(area: Area) -> QuerySet[Report]:
    """The area's own reports, newest window first."""
    return Report.objects.filter(area=area).select_related("approved_by", "created_by", "replaces").order_by("-window", "-created_at")


def report_in(area: Area, report_id: UUID) -> Report | None:
    return reports_of(area).select_related("area__parent").filter(pk=report_id).first()


def live_facts(report: Report) -> Facts:
    return gather(report.area, parse_window(report.window))


def signed_facts(report: Report) -> Facts | None:
    return facts_from_json(report.frozen["facts"]) if report.frozen else None


def document_of(report: Report, facts: Facts | None = None) -> ReportDocument:
    """The document: as it was signed, or, for a draft, from `facts` (live when not given); with the clerk's number and date."""
    if report.frozen:
        document = document_from_json(report.frozen["document"])
    else:
        document = build(facts or live_facts(report), report.narrative, skeleton(report.kind), made_on=clock.today())
    return replace(document, number=report.number, signed_on=report.signed_on, signer=report.signer)


def moved_since_signed(report: Report) -> list[Difference]:
    """Live figures that are no longer the signed ones; nothing for a draft."""
    signed = signed_facts(report)
    return differences(signed, live_facts(report)) if signed else []


def is_whole(report: Report) -> bool:
    """Whether what is kept is still what was signed."""
    return not report.frozen or digest_of(report.frozen, report.narrative) == report.digest


def replaced_by(report: Report) -> Report | None:
    """The approved report that corrects this one."""
    return Report.objects.filter(replaces=report, state=Report.State.APPROVED).order_by("approved_at").last()


def latest_report(area: Area, window: Window) -> Report | None:
    """The report that stands for a window: the newest approved one, else the draft."""
    found = Report.objects.filter(area=area, kind="monthly", window=window.code)
    approved = found.filter(state=Report.State.APPROVED).order_by("approved_at").last()
    return approved or found.filter(state=Report.State.DRAFT).first()
