"""Addresses of insights: the office's first page, what stands behind a figure, targets, gatherings, reports."""

from django.urls import path

from hocvuso.insights.views import behind, gatherings, overview, reports, targets

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("tu-dau/<slug:indicator>/", behind.behind, name="behind"),
    path("tu-dau/<slug:indicator>/<uuid:person>/", behind.behind_person, name="behind_person"),
    path("chi-tieu/", targets.targets, name="targets"),
    path("chi-tieu/<slug:indicator>/", targets.target, name="target"),
    path("buoi/", gatherings.gatherings, name="gatherings"),
    path("buoi/<uuid:gathering>/", gatherings.gathering, name="gathering"),
    path("bao-cao/", reports.reports, name="reports"),
    path("bao-cao/lap/", reports.report_make, name="report_make"),
    path("bao-cao/<uuid:report>/", reports.report, name="report"),
    path("bao-cao/<uuid:report>/sua/", reports.report_edit, name="report_edit"),
    path("bao-cao/<uuid:report>/duyet/", reports.report_approve, name="report_approve"),
    path("bao-cao/<uuid:report>/so/", reports.report_number, name="report_number"),
    path("bao-cao/<uuid:report>/tep/<slug:ending>/", reports.report_file, name="report_file"),
]
