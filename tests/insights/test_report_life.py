"""Draft, approved, numbered, replaced: what was signed never changes, what is live goes on."""

import json
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from hocvuso.base.days import parse_window
from hocvuso.insights.models import Report
from hocvuso.insights.queries import figures
from hocvuso.insights.reports.actions import CannotChange, approve_report, draft_report, give_number, write_narrative
from hocvuso.insights.reports.annex import make_xlsx
from hocvuso.insights.reports.live import gather, same_last_year, unlinked, year_so_far
from hocvuso.insights.reports.pdf import make_pdf
from hocvuso.insights.reports.queries import document_of, is_whole, latest_report, moved_since_signed, replaced_by, report_in
from hocvuso.plans.actions import set_target
from tests import factories
from tests.insights.report_world import hold

pytestmark = pytest.mark.django_db
JULY = parse_window("2025-07")


@pytest.fixture
def commune(areas):
    areas.commune.parent = areas.province
    return areas.commune


@pytest.fixture
def held(areas):
    """Two gatherings in the window: Hoa at both, Lan at one; Minh, whose village is not known, at the second."""
    hoa, lan = factories.make_person("Nguyễn Thị Hoa", areas.village), factories.make_person("Trần Thị Lan", areas.village, birth_year=1990)
    minh = factories.make_person("Lê Văn Minh", areas.commune)
    hold(areas.village, date(2025, 7, 1), hoa, lan)
    hold(areas.village, date(2025, 7, 5), hoa, minh)
    return hoa, lan, minh


def come_late(areas):
    """A list that comes in after signing."""
    hold(areas.village, date(2025, 7, 10), factories.make_person("Phạm Thị Mai", areas.village, birth_year=1950))


def test_facts_are_the_figures(areas, held):
    found = gather(areas.commune, JULY)
    counted = figures(areas.commune, JULY)
    assert found.line("instructed").now == counted["instructed"]
    assert (found.line("instructed").now.people, found.line("instructed").now.contacts) == (3, 4)
    assert {line.code: line.now for line in found.lines} == counted
    assert [(place.name, place.people, place.contacts) for place in found.places] == [("Khu phố 1", 2, 3), ("Chưa rõ khu phố", 1, 1)]


def test_the_annex_holds_what_figures_says(areas, held):
    report = draft_report(area=areas.commune, window=JULY, by=None)
    book = CalamineWorkbook.from_filelike(BytesIO(make_xlsx(document_of(report))))
    rows = {(row[1], row[2]): row[3] for row in book.get_sheet_by_name("Phụ lục 1").to_python()[5:]}
    counted = figures(areas.commune, JULY)
    assert rows["Người được hướng dẫn", "người"] == counted["instructed"].people
    assert rows["Người được hướng dẫn (tính theo lượt)", "lượt"] == counted["instructed"].contacts
    assert rows["Buổi đã tổ chức", "buổi"] == counted["gatherings"].things == 2


def test_the_year_so_far_and_the_same_window_a_year_ago():
    assert year_so_far(JULY).start == date(2024, 12, 15)
    assert year_so_far(JULY).end == JULY.end
    assert year_so_far(parse_window("2025")) == parse_window("2025")
    assert same_last_year(JULY) == parse_window("2024-07")
    assert same_last_year(parse_window("2025-Q3")) == parse_window("2024-Q3")
    assert same_last_year(parse_window("school-2025")) == parse_window("school-2024")
    assert same_last_year(parse_window("2024-02-28..2024-02-29")) == parse_window("2023-02-28..2023-02-28")


def test_a_plan_for_the_year_is_held_against_the_year(areas, held):
    set_target(area=areas.commune, indicator="instructed", window="2025", value=6, unit="count")
    assert gather(areas.commune, JULY).line("instructed").plan_share == 50
    set_target(area=areas.commune, indicator="instructed", window="2025-07", value=2, unit="count")
    assert gather(areas.commune, JULY).line("instructed").plan_share == 150


def test_one_draft_for_a_window(areas, held):
    first = draft_report(area=areas.commune, window=JULY, by=None)
    assert draft_report(area=areas.commune, window=JULY, by=None) == first
    assert draft_report(area=areas.sibling, window=JULY, by=None) != first
    assert Report.objects.count() == 2


def test_a_draft_follows_the_figures(areas, held):
    report = draft_report(area=areas.commune, window=JULY, by=None)
    assert "Có 3 người" in json.dumps(document_of(report).as_json(), ensure_ascii=False)
    come_late(areas)
    assert "Có 4 người" in json.dumps(document_of(report).as_json(), ensure_ascii=False)
    assert moved_since_signed(report) == []


def test_what_was_signed_never_changes(areas, held, settings, tmp_path):
    officer = factories.make_account("officer", areas.commune)
    report = draft_report(area=areas.commune, window=JULY, by=officer)
    report = approve_report(report=write_narrative(report=report, texts={"V": "Xin máy chiếu."}, by=officer), by=officer)
    signed = make_pdf(document_of(report))
    come_late(areas)
    again = report_in(areas.commune, report.pk)
    assert make_pdf(document_of(again)) == signed
    assert is_whole(again)
    assert (again.approved_by, again.state) == (officer, "approved")
    moved = {(one.name, one.measure): (one.signed, one.live) for one in moved_since_signed(again)}
    assert moved["Người được hướng dẫn", "people"] == (3, 4)
    assert moved["Người được hướng dẫn", "contacts"] == (4, 5)
    assert figures(areas.commune, JULY)["instructed"].people == 4


def test_changed_words_on_the_shelf_do_not_reach_a_signed_report(areas, held, settings, tmp_path):
    from hocvuso.insights.reports import queries

    report = approve_report(report=draft_report(area=areas.commune, window=JULY, by=None), by=None)
    before = document_of(report)
    queries.skeleton.cache_clear()
    assert document_of(report_in(areas.commune, report.pk)) == before


def test_tampering_with_what_is_kept_shows(areas, held):
    report = approve_report(report=draft_report(area=areas.commune, window=JULY, by=None), by=None)
    assert is_whole(report_in(areas.commune, report.pk))
    report.frozen["facts"]["lines"][0]["now"]["people"] = 400
    report.save()
    assert not is_whole(report_in(areas.commune, report.pk))


def test_an_approved_report_cannot_be_edited_or_approved_again(areas, held):
    report = draft_report(area=areas.commune, window=JULY, by=None)
    write_narrative(report=report, texts={"V": "Xin máy chiếu."}, by=None)
    approve_report(report=report, by=None)
    with pytest.raises(CannotChange):
        write_narrative(report=report, texts={"V": "Xin hai máy chiếu."}, by=None)
    with pytest.raises(CannotChange):
        approve_report(report=report, by=None)
    assert report_in(areas.commune, report.pk).narrative == {"V": "Xin máy chiếu."}


def test_a_text_left_as_drafted_is_not_kept(areas, held):
    report = draft_report(area=areas.commune, window=JULY, by=None)
    kept = write_narrative(report=report, texts={"V": "Không.\r\n", "IV": "Mở lớp ở chợ.", "I": "  "}, by=None)
    assert kept.narrative == {"IV": "Mở lớp ở chợ."}


def test_a_correction_is_a_new_report_that_replaces_the_old(areas, held):
    old = draft_report(area=areas.commune, window=JULY, by=None)
    approve_report(report=write_narrative(report=old, texts={"V": "Xin máy chiếu."}, by=None), by=None)
    come_late(areas)
    new = draft_report(area=areas.commune, window=JULY, by=None)
    assert new.pk != old.pk
    assert new.replaces == old
    assert new.narrative == {"V": "Xin máy chiếu."}
    assert latest_report(areas.commune, JULY) == old
    assert replaced_by(old) is None
    approve_report(report=new, by=None)
    assert latest_report(areas.commune, JULY) == new
    assert replaced_by(old) == new
    assert gather(areas.commune, JULY).line("instructed").now.people == 4
    assert report_in(areas.commune, old.pk).frozen["facts"]["lines"][0]["now"]["people"] == 3


def test_the_clerk_numbers_what_was_approved(areas, held):
    report = draft_report(area=areas.commune, window=JULY, by=None)
    with pytest.raises(CannotChange):
        give_number(report=report, number="5", signed_on=date(2025, 7, 16), signer="Nguyễn Văn Thạnh")
    approve_report(report=report, by=None)
    given = give_number(report=report, number="5", signed_on=date(2025, 7, 16), signer="Nguyễn Văn Thạnh")
    document = document_of(given)
    assert (document.number, document.signed_on, document.signer) == ("5", date(2025, 7, 16), "Nguyễn Văn Thạnh")
    assert is_whole(given)


def test_above_a_commune_the_unlinked_are_counted(areas):
    here = factories.make_person("Nguyễn Thị Hoa", areas.village, birth_year=1950)
    there = factories.make_person("Nguyễn Thị Hoa", areas.sibling_village, birth_year=1950)
    other = factories.make_person("Nguyễn Thị Hoa", areas.sibling_village, birth_year=1951)
    hold(areas.village, date(2025, 7, 1), here)
    hold(areas.sibling_village, date(2025, 7, 2), there, other)
    assert unlinked(areas.province, JULY) == 1
    assert gather(areas.province, JULY).unlinked == 1
    assert gather(areas.commune, JULY).unlinked is None
    assert gather(areas.province, JULY).place_kind == "xã, phường"


def test_a_window_without_data_has_no_zeros(areas):
    found = gather(areas.commune, JULY)
    assert found.is_empty
    assert all(getattr(line.now, measure) is None for line in found.lines for measure in line.counts)
    assert [(place.people, place.contacts, place.gatherings) for place in found.places] == [(None, None, None)]
