"""The office's first page and what stands behind a figure: what is on the page adds up to the figure."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hocvuso.base.days import parse_window
from hocvuso.insights.behind import figure_behind
from hocvuso.insights.indicators import indicators
from hocvuso.insights.overview import first_cards, guests, place_table
from hocvuso.insights.queries import figures, people_behind
from hocvuso.insights.views.behind import VERB_WORDS
from hocvuso.insights.windows import chosen_window, window_title
from hocvuso.journal.verbs import VERBS
from hocvuso.plans.actions import set_target
from tests import factories
from tests.insights.report_world import come, hold

pytestmark = pytest.mark.django_db
JULY = parse_window("2025-07")


@pytest.fixture(autouse=True)
def twentieth_of_july(settings):
    settings.SAMPLE_TODAY = date(2025, 7, 20)


@pytest.fixture
def officer(areas, client):
    account = factories.make_account("officer", areas.commune)
    factories.sign_in(client, account)
    return account


@pytest.fixture
def held(areas):
    """Hoa twice, Lan once; Minh without a village; Cúc a guest from the sister ward."""
    areas.other_village = factories.make_village(areas.commune, "Khu phố 2")
    hoa = factories.make_person("Nguyễn Thị Hoa", areas.village, phone="0912345678")
    lan = factories.make_person("Trần Thị Lan", areas.village, birth_year=1990)
    minh = factories.make_person("Lê Văn Minh", areas.commune)
    cuc = factories.make_person("Phạm Thị Cúc", areas.sibling_village)
    first = hold(areas.village, date(2025, 7, 1), hoa, lan)
    hold(areas.village, date(2025, 7, 5), hoa, minh, cuc, skill="G3.1")
    return first, hoa, lan, minh, cuc


def page(client, name, *args, query="?ky=2025-07", status=200):
    answer = client.get(reverse(name, args=["28249", *args]) + query)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_an_empty_commune_is_told_what_to_do(areas, client, officer):
    text = page(client, "overview")
    assert "Chưa có buổi nào được ghi" in text
    assert "Nhập danh sách đầu tiên" in text
    hold(areas.village, date(2025, 7, 1), factories.make_person("Nguyễn Thị Hoa", areas.village))
    assert "Chưa có buổi nào được ghi" not in page(client, "overview")


def test_the_page_shows_the_figures_with_their_units(areas, client, officer, held):
    text = page(client, "overview")
    assert '<p class="value">3 <small>người · 4 lượt</small></p>' in text
    assert '<p class="value">2 <small>buổi</small></p>' in text
    assert "cập nhật lúc" in text
    counted = figures(areas.commune, JULY)["instructed"]
    assert (counted.people, counted.contacts) == (3, 4)


def test_villages_guests_and_the_unknown_each_have_a_line(areas, client, officer, held):
    text = page(client, "overview")
    assert "1/2 khu phố có số liệu" in text
    assert "chưa có danh sách" in text
    assert "Chưa rõ khu phố" in text
    assert "Khách (người nơi khác đến học)" in text
    table = place_table(areas.commune, JULY)
    assert [(row.area.name, row.row.people, row.row.contacts) for row in table.rows] == [("Khu phố 2", None, None), ("Khu phố 1", 2, 3)]
    assert (table.unknown.people, table.unknown.contacts) == (1, 1)
    assert sum(row.row.people or 0 for row in table.rows) + table.unknown.people == figures(areas.commune, JULY)["instructed"].people
    assert (guests(areas.commune, JULY).people, guests(areas.commune, JULY).contacts) == (1, 1)
    assert guests(areas.province, JULY).contacts == 0


def test_places_furthest_from_their_target_come_first(areas, held):
    person = factories.make_person("Vũ Văn Ba", areas.other_village)
    hold(areas.other_village, date(2025, 7, 6), person)
    set_target(area=areas.village, indicator="instructed", window="2025-07", value=2, unit="count")
    set_target(area=areas.other_village, indicator="instructed", window="2025", value=50, unit="percent", denominator=8)
    table = place_table(areas.commune, JULY)
    assert [(row.area.name, row.share, row.is_reached) for row in table.rows] == [("Khu phố 2", 25, False), ("Khu phố 1", 100, True)]


def test_no_column_stands_empty(areas, client, officer, held):
    assert "Tình trạng" in page(client, "overview"), "Khu phố 2 has no list"
    hold(areas.other_village, date(2025, 7, 8), factories.make_person("Lê Thị Tư", areas.other_village))
    full = page(client, "overview")
    assert "Tình trạng" not in full
    assert "chưa có danh sách" not in full
    table = full[full.index('<table class="table cards"') :]
    rows = table[: table.index("</table>")].split("<tr ")[1:]
    assert {row.count("<th ") + row.count("<td ") for row in rows} == {4}


def test_reached_is_said_in_words(areas, client, officer, held):
    set_target(area=areas.commune, indicator="instructed", window="2025-07", value=4, unit="count")
    assert "còn thiếu 1" in page(client, "overview")
    assert "> Đạt</span>" not in page(client, "overview").replace("</svg>", "> ")
    set_target(area=areas.commune, indicator="instructed", window="2025-07", value=3, unit="count")
    card = next(card for card in first_cards(areas.commune, JULY) if card.code == "instructed")
    assert card.is_reached
    assert "Đạt</span>" in page(client, "overview")


def test_what_is_not_measured_is_said_so_and_has_no_bar(areas, client, officer, held):
    set_target(area=areas.commune, indicator="N4", window="2025", value=100, unit="count")
    card = next(card for card in first_cards(areas.commune, JULY) if card.code == "N4")
    assert (card.value, card.done, card.is_reached, card.line.plan_share) == (None, None, False, None)
    text = page(client, "overview")
    assert "chưa có số liệu" in text
    assert text.count('class="goal') == 0


def test_a_window_without_facts_says_so(areas, client, officer, held):
    text = page(client, "overview", query="?ky=2024-03")
    assert "Kỳ này chưa có số liệu" in text
    assert "<small>người" not in text


def test_a_province_sees_its_communes(areas, client, held):
    factories.sign_in(client, factories.make_account("viewer", areas.province))
    text = " ".join(client.get(reverse("overview", args=["82"]) + "?ky=2025-07").content.decode().split())
    assert "Phường Đạo Thạnh" in text
    assert "Từng xã, phường" in text
    assert "chưa nối được giữa các xã: 0 người" in text
    assert '<p class="value">4 <small>người · 5 lượt</small></p>' in text


@pytest.mark.parametrize("indicator", ["instructed", "gatherings", "at_points", "vneid", "N3"])
def test_the_gatherings_behind_add_up_to_the_figure(areas, held, indicator):
    for area in (areas.commune, areas.village, areas.province):
        for window in (JULY, parse_window("2025-07-01..2025-07-05")):
            found = figure_behind(area, indicators()[indicator], window)
            if found.figure.contacts is not None:
                assert found.contacts == found.figure.contacts
            if found.figure.things is not None:
                assert found.contacts == found.figure.things
            if found.figure.people is not None:
                assert found.people == found.figure.people
                assert people_behind(area, indicator, window).count() == found.figure.people


def test_behind_shows_gatherings_then_people_then_entries(areas, client, officer, held):
    first, hoa, *_rest, cuc = held
    text = page(client, "behind", "instructed")
    assert "01/07/2025 · Khu phố 1" in text
    assert "Cộng 2 buổi" in text
    assert "Kế hoạch 01-KH/BCĐTW" in text
    assert "Nguyễn Thị Hoa" not in text
    text = page(client, "behind", "instructed", query="?ky=2025-07&xem=nguoi")
    assert "Nguyễn Thị Hoa" in text
    assert "091•••••78" in text
    assert "0912345678" not in text
    assert "Phạm Thị Cúc" not in text
    text = page(client, "behind_person", "instructed", hoa.pk)
    assert "Được tính là 1 người và 2 lượt" in text
    assert text.count("1 lượt, và là 1 người") == 1
    assert "Kích hoạt" in text or "G3.1" in text
    page(client, "behind_person", "instructed", cuc.pk, status=404)
    page(client, "behind_person", "instructed", uuid.uuid4(), status=404)
    page(client, "behind", "nothing", status=404)


def test_who_may_not_see_people_sees_no_names(areas, client, held):
    factories.sign_in(client, factories.make_account("viewer", areas.province))
    text = page(client, "behind", "instructed", query="?ky=2025-07&xem=nguoi")
    assert "01/07/2025 · Khu phố 1" in text
    assert "Nguyễn Thị Hoa" not in text
    page(client, "behind_person", "instructed", held[1].pk, status=404)
    page(client, "gatherings", status=404)


def test_an_erased_person_stays_counted_and_is_said_to_be_missing(areas, client, officer, held):
    held[2].delete()
    text = page(client, "behind", "instructed", query="?ky=2025-07&xem=nguoi")
    assert "1 người đã được xóa dữ liệu" in text
    assert "Trần Thị Lan" not in text
    assert figures(areas.commune, JULY)["instructed"].people == 3


def test_every_verb_has_its_word():
    assert VERB_WORDS.keys() == VERBS.keys() - {"merged", "voided"}


def test_a_gathering_shows_who_was_there_to_those_who_may(areas, client, held):
    first, hoa, *_ = held
    for role, area, sees in (("officer", areas.commune, True), ("volunteer", areas.commune, True), ("volunteer", areas.province, False)):
        factories.sign_in(client, factories.make_account(role, area))
        assert "01/07/2025 · Khu phố 1" in page(client, "gatherings")
        text = page(client, "gathering", first.pk)
        assert ("Nguyễn Thị Hoa" in text) == sees, (role, area)
        assert "0912345678" not in text
        assert "2 lượt" in text
    factories.sign_in(client, factories.make_account("officer", areas.sibling))
    assert client.get(reverse("gathering", args=["28627", first.pk])).status_code == 404


def test_the_usual_month_is_the_one_being_reported():
    assert chosen_window(QueryDict("")).window == JULY
    assert [window.code for _label, window in chosen_window(QueryDict("")).offers] == ["2025-08", "2025-07", "2025-Q3", "2025"]


def test_later_in_the_month_it_is_the_month_itself(settings):
    settings.SAMPLE_TODAY = date(2025, 7, 25)
    assert chosen_window(QueryDict("")).window.code == "2025-08"


@pytest.mark.parametrize(
    ("query", "code", "problem"),
    [
        ("ky=2025-Q2", "2025-Q2", False),
        ("tu=2025-07-01&den=2025-07-15", "2025-07-01..2025-07-15", False),
        ("tu=2025-07-01", "2025-07-01..2025-07-01", False),
        ("tu=2025-07-15&den=2025-07-01", "2025-07", True),
        ("tu=hom-qua&den=2025-07-01", "2025-07", True),
        ("ky=2025-13", "2025-07", True),
        ("ky=abc", "2025-07", True),
        ("ky=9999", "2025-07", True),
        ("ky=day-9999-12-31", "2025-07", True),
        ("ky=0001-01-01..2025-07-15", "2025-07", True),
        ("ky=2000-01-01..2100-12-31", "2000-01-01..2100-12-31", False),
        ("tu=0001-01-01&den=9999-12-31", "2025-07", True),
        ("tu=2025-07-01&den=9999-12-31", "2025-07", True),
    ],
)
def test_a_window_is_asked_for_in_the_address(query, code, problem):
    choice = chosen_window(QueryDict(query))
    assert choice.window.code == code
    assert bool(choice.problem) == problem


def test_both_days_are_included():
    window = chosen_window(QueryDict("tu=2025-07-01&den=2025-07-15")).window
    assert (window.start, window.end) == (date(2025, 7, 1), date(2025, 7, 16))
    assert window_title(window) == "01/07/2025 – 15/07/2025"


def test_a_problem_with_the_days_is_on_the_page(areas, client, officer, held):
    assert "đứng trước ngày đầu" in page(client, "overview", query="?tu=2025-07-15&den=2025-07-01")


@pytest.mark.parametrize("name", ["overview", "behind", "people", "gatherings", "gathering", "targets"])
def test_lists_ask_the_same_for_few_and_for_many(areas, client, officer, held, name):
    first = held[0]
    query = "?ky=2025-07&xem=nguoi" if name == "people" else "?ky=2025-07"
    target, args = {
        "behind": ("behind", ["instructed"]),
        "people": ("behind", ["instructed"]),
        "gathering": ("gathering", [first.pk]),
    }.get(name, (name, []))

    def queries():
        with CaptureQueriesContext(connection) as seen:
            page(client, target, *args, query=query)
        return len(seen)

    page(client, target, *args, query=query)
    few = queries()
    assert few > 3
    for number in range(3, 6):
        village = factories.make_village(areas.commune, f"Khu phố {number}")
        person = factories.make_person(f"Người thứ {number}", village)
        hold(village, date(2025, 7, number), person)
        come(person, first)
    page(client, target, *args, query=query)  # counts what waits
    assert queries() == few


def test_guests_are_counted_once_however_often_they_come(areas, held):
    hold(areas.village, date(2025, 7, 8), held[4])
    assert (guests(areas.commune, JULY).people, guests(areas.commune, JULY).contacts) == (1, 2)
    assert figures(areas.commune, JULY)["instructed"].people == 3


def test_the_nation_sees_its_provinces_and_a_village_itself(areas, client, held):
    factories.sign_in(client, factories.make_account("viewer", areas.nation))
    nation = client.get(reverse("overview", args=["VN"]) + "?ky=2025-07").content.decode()
    assert "Tỉnh Đồng Tháp" in nation
    assert "4 <small>người · 5 lượt</small>" in nation
    village = client.get(reverse("overview", args=[areas.village.code]) + "?ky=2025-07").content.decode()
    assert "2 <small>người · 3 lượt</small>" in village
    assert "Báo cáo do xã, phường, đặc khu và tỉnh, thành phố lập." in client.get(reverse("reports", args=["VN"])).content.decode()
