"""The pages of a report, as each role meets them."""

from datetime import date

import pytest
from django.urls import reverse

from hocvuso.base.days import parse_window
from hocvuso.insights.models import Report
from hocvuso.insights.reports.actions import approve_report, draft_report
from tests import factories
from tests.insights.report_world import hold

pytestmark = pytest.mark.django_db
JULY = parse_window("2025-07")


@pytest.fixture
def officer(areas, client):
    account = factories.make_account("officer", areas.commune, name="Trần Thị Lan")
    factories.sign_in(client, account)
    return account


@pytest.fixture
def draft(areas):
    hold(areas.village, date(2025, 7, 1), factories.make_person("Nguyễn Thị Hoa", areas.village))
    return draft_report(area=areas.commune, window=JULY, by=None)


def url(name, report=None, *more):
    return reverse(name, args=["28249", *([report.pk] if report else []), *more])


def text_of(response):
    return " ".join(response.content.decode().split())


def test_an_officer_makes_edits_approves_and_numbers_a_report(areas, client, officer):
    hold(areas.village, date(2025, 7, 1), factories.make_person("Nguyễn Thị Hoa", areas.village))
    assert "Chưa có báo cáo nào" in text_of(client.get(url("reports")))
    made = client.post(url("report_make"), {"window": "2025-07"})
    report = Report.objects.get()
    assert made["Location"] == url("report", report)
    page = text_of(client.get(url("report", report)))
    assert "Có 1 người được hướng dẫn, với 1 lượt" in page
    assert "Bản thảo" in page

    edit = client.get(url("report_edit", report))
    assert "Tiếp tục tổ chức các buổi hướng dẫn" in text_of(edit)
    data = {field.html_name: field.value() or "" for field in edit.context["form"]}
    saved = client.post(url("report_edit", report), data | {"V": "Xin máy chiếu.", "typed.bulletins": "12"})
    assert saved["Location"] == url("report", report)
    report.refresh_from_db()
    assert report.narrative == {"V": "Xin máy chiếu.", "typed.bulletins": "12"}
    assert "Xin máy chiếu." in text_of(client.get(url("report", report)))

    asked = client.get(url("report_approve", report))
    assert "không sửa được nữa" in text_of(asked)
    report.refresh_from_db()
    assert report.state == "draft"
    client.post(url("report_approve", report))
    report.refresh_from_db()
    assert (report.state, report.approved_by) == ("approved", officer)

    assert "Chỉ ghi số" in text_of(client.post(url("report_number", report), {"number": "5/BC", "signed_on": "16/07/2025", "signer": "A"}))
    client.post(url("report_number", report), {"number": "5", "signed_on": "16/07/2025", "signer": "Nguyễn Văn Thạnh"})
    report.refresh_from_db()
    assert (report.number, report.signed_on, report.signer) == ("5", date(2025, 7, 16), "Nguyễn Văn Thạnh")
    assert "5/BC-UBND" in text_of(client.get(url("reports")))


def test_a_later_fact_shows_as_a_difference(areas, client, officer, draft):
    approve_report(report=draft, by=officer)
    assert "đã thay đổi sau khi duyệt" not in text_of(client.get(url("report", draft)))
    hold(areas.village, date(2025, 7, 2), factories.make_person("Phạm Thị Mai", areas.village, birth_year=1940))
    page = text_of(client.get(url("report", draft)))
    assert "đã thay đổi sau khi duyệt" in page
    assert "Có 1 người được hướng dẫn" in page
    assert client.get(url("report_edit", draft)).status_code == 302


@pytest.mark.parametrize(("ending", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_the_files_come_down_with_a_plain_name(client, officer, draft, ending, start):
    answer = client.get(url("report_file", draft, ending))
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    name = f'attachment; filename="bao-cao-binh-dan-hoc-vu-so-phuong-dao-thanh-2025-07.{ending}"'
    assert answer["Content-Disposition"] == name
    assert client.get(url("report_file", draft, "doc")).status_code == 404


def test_a_wrong_figure_is_asked_again(client, officer, draft):
    edit = client.get(url("report_edit", draft))
    data = {field.html_name: field.value() or "" for field in edit.context["form"]}
    answer = client.post(url("report_edit", draft), data | {"typed.bulletins": "nhiều"})
    assert "Ghi bằng số" in text_of(answer)
    draft.refresh_from_db()
    assert draft.narrative == {}


def test_a_figure_that_moves_while_the_page_is_open_is_not_taken_for_the_officers_word(areas, client, officer, draft):
    edit = client.get(url("report_edit", draft))
    data = {field.html_name: field.value() or "" for field in edit.context["form"]}
    hold(areas.village, date(2025, 7, 2), factories.make_person("Phạm Thị Mai", areas.village, birth_year=1940))
    client.post(url("report_edit", draft), data | {"V": "Xin máy chiếu. Đã có 1 máy."})
    draft.refresh_from_db()
    assert draft.narrative == {"V": "Xin máy chiếu. Đã có 1 máy."}
    assert "Có 2 người được hướng dẫn" in text_of(client.get(url("report", draft)))
    assert "V. Kiến nghị, đề xuất" in text_of(client.get(url("report_approve", draft)))


def test_approving_before_the_window_is_over_is_warned_of(areas, client, officer, draft, settings):
    settings.SAMPLE_TODAY = date(2025, 7, 14)
    assert "Kỳ này chưa hết: ngày cuối là 14/07/2025" in text_of(client.get(url("report_approve", draft)))
    settings.SAMPLE_TODAY = date(2025, 7, 15)
    assert "Kỳ này chưa hết" not in text_of(client.get(url("report_approve", draft)))


def test_an_unreadable_window_is_said_and_makes_nothing(client, officer):
    answer = client.post(url("report_make"), {"window": "thang-bay"}, follow=True)
    assert "Không có kỳ này" in text_of(answer)
    assert not Report.objects.exists()


MAY = {  # role -> what it may open: list, page, file, edit, approve
    "officer": (True, True, True, True, True),
    "leader": (True, True, True, False, True),
    "viewer": (True, True, True, False, False),
    "volunteer": (False, False, False, False, False),
}


@pytest.mark.parametrize("role", MAY)
def test_each_role_opens_what_is_its_own(areas, client, draft, role):
    factories.sign_in(client, factories.make_account(role, areas.commune))
    pages = [
        url("reports"),
        url("report", draft),
        url("report_file", draft, "pdf"),
        url("report_edit", draft),
        url("report_approve", draft),
    ]
    assert tuple(client.get(page).status_code == 200 for page in pages) == MAY[role]


def test_a_report_of_another_commune_does_not_exist(areas, client, draft):
    factories.sign_in(client, factories.make_account("officer", areas.sibling))
    own = draft_report(area=areas.sibling, window=JULY, by=None)
    assert client.get(reverse("report", args=["28627", own.pk])).status_code == 200
    assert client.get(reverse("report", args=["28627", draft.pk])).status_code == 404
    assert client.get(url("report", draft)).status_code == 404
    assert client.post(reverse("report_approve", args=["28627", draft.pk])).status_code == 404


def test_a_village_reports_nothing(areas, client, officer):
    assert client.post(reverse("report_make", args=[areas.village.code]), {"window": "2025-07"}).status_code == 404
    assert not Report.objects.exists()


def test_the_list_asks_the_same_for_one_and_for_three(areas, client, officer, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url("reports")).status_code == 200
        return len(seen)

    approve_report(report=draft_report(area=areas.commune, window=JULY, by=officer), by=officer)
    client.get(url("reports"))
    one = queries()
    assert one > 3
    for code in ("2025-06", "2025-05"):
        approve_report(report=draft_report(area=areas.commune, window=parse_window(code), by=officer), by=officer)
    assert queries() == one
