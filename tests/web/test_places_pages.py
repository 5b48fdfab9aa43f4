"""The page of villages and organisations, as an officer and as others meet it."""

from datetime import date

import pytest
from django.urls import reverse

from hocvuso.base import clock
from hocvuso.people.models import Person
from hocvuso.places.actions import add_organisation, add_villages, split_village
from hocvuso.places.models import Area, Organisation
from hocvuso.places.queries import villages_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2025, 10, 1))


@pytest.fixture
def ward():
    return factories.make_commune("28249")


@pytest.fixture
def officer(client, ward):
    account = factories.make_account("officer", ward)
    factories.sign_in(client, account)
    return account


def url(name: str = "places", *args) -> str:
    return reverse(name, args=["28249", *args])


def text_of(answer) -> str:
    return answer.content.decode()


def test_an_officer_adds_villages_and_sees_who_lives_there(client, officer, ward):
    assert "Chưa có thôn, ấp, khu phố nào" in text_of(client.get(url()))
    answer = client.post(url("village_add"), {"names": "1\nkp 2\nấp Tân Đông"}, follow=True)
    assert "Đã thêm: Khu phố 1, Khu phố 2, Ấp Tân Đông." in text_of(answer)
    factories.make_person("Nguyễn Thị Hoa", Area.objects.get(pk="28249.02"))
    shown = {village.name: people for village, people in client.get(url()).context["villages"]}
    assert shown == {"Khu phố 1": 0, "Khu phố 2": 1, "Ấp Tân Đông": 0}


def test_a_refused_addition_keeps_what_was_typed(client, officer, ward):
    add_villages(commune=ward, names=["4"])
    answer = client.post(url("village_add"), {"names": "13\nkp 4", "basis": "NQ 1"})
    assert "“Khu phố 4” đã có rồi" in text_of(answer)
    assert answer.context["form"]["names"].value() == "13\nkp 4"
    assert villages_of(ward).count() == 1


def test_a_merge_is_shown_first_and_written_at_the_second_press(client, officer, ward):
    one, two, _three = add_villages(commune=ward, names=["1", "2", "3"])
    hoa = factories.make_person("Nguyễn Thị Hoa", one)
    data = {"villages": [one.pk, two.pk], "name": "1", "day": "2025-07-16", "basis": "NQ 2"}
    first = client.post(url("villages_merge"), data)
    assert "Từ ngày 16/07/2025: Khu phố 1, Khu phố 2 sáp nhập thành Khu phố 1." in text_of(first)
    assert villages_of(ward).count() == 3
    client.post(url("villages_merge"), {**data, "sure": "1"})
    assert [village.code for village in villages_of(ward)] == ["28249.04", "28249.03"]
    assert Person.objects.get(pk=hoa.pk).home_id == "28249.04"
    page = text_of(client.get(url()))
    assert "Khu phố 1, Khu phố 2 sáp nhập thành Khu phố 1" in page
    assert "(NQ 2)" in page
    old = text_of(client.get(url("village", "28249.02")))
    assert "Thôi dùng từ ngày 16/07/2025" in old
    assert reverse("village", args=["28249", "28249.04"]) in old


def test_a_refused_merge_says_why_in_both_steps(client, officer, ward):
    one, two = add_villages(commune=ward, names=["1", "2"])
    data = {"villages": [one.pk, two.pk], "name": "1", "day": "2025-07-01", "sure": "1"}
    assert "sau ngày đó" in text_of(client.post(url("villages_merge"), data))
    assert "ít nhất hai" in text_of(client.post(url("villages_merge"), {**data, "villages": [one.pk], "day": "2025-08-01"}))
    assert villages_of(ward).count() == 2


def test_a_split_leaves_its_people_to_be_sorted_and_says_so(client, officer, ward):
    (one,) = add_villages(commune=ward, names=["1"])
    factories.make_person("Nguyễn Thị Hoa", one)
    data = {"names": "1\n2", "day": "2025-08-01"}
    assert "Khu phố 1 tách thành Khu phố 1, Khu phố 2" in text_of(client.post(url("village_split", one.pk), data))
    assert villages_of(ward).count() == 1
    answer = client.post(url("village_split", one.pk), {**data, "sure": "1"}, follow=True)
    assert "Còn người ghi ở nơi đã thôi dùng" in text_of(answer)
    assert [(village.name, people) for village, people in answer.context["left_behind"]] == [("Khu phố 1", 1)]


def test_rename_close_and_remove(client, officer, ward):
    one, two, three = add_villages(commune=ward, names=["1", "2", "3"])
    client.post(url("village_rename", one.pk), {"name": "Bình Tạo", "day": "2025-09-01"})
    client.post(url("village_close", two.pk), {"day": "2025-09-01", "sure": "1"})
    client.post(url("village_remove", three.pk))
    assert [village.name for village in villages_of(ward)] == ["Khu phố Bình Tạo"]
    factories.make_person("Nguyễn Thị Hoa", Area.objects.get(pk=one.pk))
    answer = client.post(url("village_remove", one.pk), follow=True)
    assert "không xóa được" in text_of(answer)
    assert client.get(url("village_remove", one.pk)).status_code == 405


def test_organisations_are_added_renamed_and_closed(client, officer, ward):
    (one,) = add_villages(commune=ward, names=["1"])
    client.post(url("organisations_usual"))
    assert Organisation.objects.filter(area=ward).count() == 8
    assert "Sẽ thêm những gì?" not in text_of(client.get(url()))
    client.post(url("organisation_add"), {"kind": "team", "name": "Tổ công nghệ số", "area": one.pk})
    body = Organisation.objects.get(kind="team")
    assert body.area == one
    client.post(url("organisation", body.pk), {"name": "Tổ số 1", "rename": "1"})
    assert Organisation.objects.get(kind="team").name == "Tổ số 1"
    refused = client.post(url("organisation", body.pk), {"day": "2025-10-02", "close": "1"})
    assert "chưa tới" in text_of(refused)
    client.post(url("organisation", body.pk), {"day": "2025-10-01", "close": "1"})
    client.get(url())  # says it once
    assert "Tổ số 1" not in text_of(client.get(url()))


def test_a_taken_name_of_a_body_is_refused_and_the_old_one_still_shown(client, officer, ward):
    body = add_organisation(area=ward, kind="team", name="Tổ 1")
    add_organisation(area=ward, kind="team", name="Tổ 2")
    answer = client.post(url("organisation", body.pk), {"name": "Tổ 2", "rename": "1"})
    assert "trong danh sách" in text_of(answer)
    assert "<h1>Tổ 1</h1>" in text_of(answer)


def test_a_leader_sees_and_changes_nothing(client, ward):
    (one,) = add_villages(commune=ward, names=["1"])
    factories.sign_in(client, factories.make_account("leader", ward))
    page = text_of(client.get(url()))
    assert "Khu phố 1" in page
    assert reverse("village_add", args=["28249"]) not in page
    assert client.post(url("village_add"), {"names": "2"}).status_code == 404
    assert client.post(url("village_remove", one.pk)).status_code == 404
    assert villages_of(ward).count() == 1


def test_what_is_another_communes_does_not_exist(client, officer, areas):
    body = add_organisation(area=areas.sibling, kind="team", name="Tổ nơi khác")
    assert client.get(reverse("places", args=["28627"])).status_code == 404
    assert client.get(url("village", areas.sibling_village.pk)).status_code == 404
    assert client.get(url("organisation", body.pk)).status_code == 404
    merged = client.post(
        url("villages_merge"), {"villages": [areas.village.pk, areas.sibling_village.pk], "name": "x", "day": "2025-08-01", "sure": "1"}
    )
    assert merged.context["form"].errors["villages"]
    refused = client.post(url("organisation_add"), {"kind": "team", "name": "Tổ", "area": areas.sibling_village.pk})
    assert refused.context["form"].errors["area"]
    assert client.get(url("village", areas.village.pk)).status_code == 200


def test_a_province_sees_its_communes_and_their_villages_counted(client, areas):
    factories.sign_in(client, factories.make_account("viewer", areas.province))
    add_villages(commune=areas.commune, names=["2", "3"])
    split_village(village=areas.village, names=["4", "5"], day=date(2025, 8, 1))
    answer = client.get(reverse("places", args=["82"]))
    assert {unit.name: unit.below for unit in answer.context["units"]} == {"Phường Đạo Thạnh": 4, "Phường Cao Lãnh": 1}


def test_the_public_finder_knows_units_and_no_villages(client, areas):
    page = text_of(client.get("/tim-don-vi/", {"q": "dao thanh"}))
    assert "Phường Đạo Thạnh" in page
    assert reverse("places", args=["28249"]) not in page
    answer = client.get("/tim-don-vi/", {"q": "dao thanh", "dang": "json"}).json()
    assert answer == {"q": "dao thanh", "areas": [{"code": "28249", "name": "Phường Đạo Thạnh", "within": "Tỉnh Đồng Tháp"}]}
    assert client.get("/tim-don-vi/", {"q": "khu pho 1", "dang": "json"}).json()["areas"] == []


def test_who_works_there_gets_the_way_in(client, officer, areas):
    assert 'href="/vp/28249/' in text_of(client.get("/tim-don-vi/", {"q": "dao thanh"}))
    assert 'href="/vp/28627/' not in text_of(client.get("/tim-don-vi/", {"q": "cao lanh"}))


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_as_for_three(client, officer, ward, many, django_assert_num_queries, request):
    villages = add_villages(commune=ward, names=[str(number) for number in range(1, many + 1)])
    for number, one in enumerate(villages):
        factories.make_person(f"Người {number}", one)
        add_organisation(area=one, kind="team", name=f"Tổ {number}")
    client.get(url())
    with django_assert_num_queries(PAGE_QUERIES):
        assert len(client.get(url()).context["villages"]) == many


PAGE_QUERIES = 12
