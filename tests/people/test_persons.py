"""The list of people, a person's own page, correcting, copying, erasing."""

import json

import pytest
from django.urls import reverse

from hocvuso.base import clock
from hocvuso.base.ids import uuid7
from hocvuso.journal.actions import record, void
from hocvuso.journal.models import Entry
from hocvuso.people.actions import consent as consents
from hocvuso.people.actions import persons_edit, rights
from hocvuso.people.actions.persons import merge_persons
from hocvuso.people.models import Consent, Look, Mention, Merge, Person, RightsRequest
from hocvuso.people.queries import persons
from tests import factories

LIST = "/vp/28249/nguoi/"


@pytest.fixture
def officer(areas, client):
    account = factories.make_account("officer", areas.commune, name="Chị Lan")
    factories.sign_in(client, account)
    return account


@pytest.fixture
def hoa(areas):
    return factories.make_person("Nguyễn Thị Hoa", areas.village, birth_year=1950, phone="0912345678", groups=["elderly"])


def page_of(person: Person, what: str = "person") -> str:
    return reverse(what, kwargs={"area": "28249", "person": person.pk})


def mention(person: Person, **fields) -> Mention:
    common = {"name": person.name, "name_key": person.name_key, "birth_year": person.birth_year, "home": person.home}
    return Mention.objects.create(person=person, commune=person.commune, created_at=clock.now(), **{**common, **fields})


def attend(person: Person, place) -> Entry:
    now = clock.now()
    (entry,) = record(
        [
            Entry(
                verb="attended",
                happened_at=now,
                received_at=now,
                counts_at=now,
                person=person.pk,
                home=person.home_id,
                place=place.pk,
                within=uuid7(),
            )
        ]
    )
    return entry


class TestList:
    @pytest.mark.parametrize("typed", ["hoa", "Hoa", "nguyen hoa", "NGUYỄN THỊ HOA", "thị ngu"])
    def test_a_name_is_found_with_or_without_marks_in_any_order(self, client, officer, hoa, areas, typed):
        factories.make_person("Trần Văn Bình", areas.village)
        page = client.get(LIST, {"ten": typed}).content.decode()
        assert "Nguyễn Thị Hoa" in page
        assert "Trần Văn Bình" not in page

    def test_a_phone_is_never_whole(self, client, officer, hoa):
        page = client.get(LIST).content.decode()
        assert "091•••••78" in page
        assert "0912345678" not in page

    def test_by_village_and_by_group(self, client, officer, hoa, areas):
        other = factories.make_village(areas.commune, "Khu phố 2")
        factories.make_person("Trần Văn Bình", other, groups=["trader", "elder"])
        assert persons.find_people(areas.commune, village=other.pk).get().name == "Trần Văn Bình"
        assert persons.find_people(areas.commune, group="elderly").get() == hoa
        assert not persons.find_people(areas.commune, group="eld").exists()

    def test_only_the_commune_itself_and_everyone_once(self, client, officer, hoa, areas):
        factories.make_person("Người xã bên", areas.sibling)
        factories.make_person("Nguyễn T Hoa", areas.village, merged_into=hoa)
        page = client.get(LIST).content.decode()
        assert "Người xã bên" not in page
        assert "Nguyễn T Hoa" not in page

    def test_forty_a_page(self, client, officer, areas):
        for number in range(41):
            factories.make_person(f"Người {number:02d}", areas.village)
        first, second = client.get(LIST).content.decode(), client.get(LIST, {"trang": "2"}).content.decode()
        assert "Người 39" in first
        assert "Người 40" not in first
        assert "Người 40" in second
        assert 'rel="next"' in first
        assert 'rel="next"' not in second

    @pytest.mark.parametrize("number", ["", "x", "0", "-1", "99999999999999999999"])
    def test_a_strange_page_number_is_the_first(self, client, officer, hoa, number):
        assert "Nguyễn Thị Hoa" in client.get(LIST, {"trang": number}).content.decode()

    def test_as_many_questions_for_three_as_for_one(self, client, officer, areas, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        factories.make_person("Một", areas.village)
        client.get(LIST)
        with CaptureQueriesContext(
            connection,
        ) as one:
            client.get(LIST)
        for name in ("Hai", "Ba"):
            factories.make_person(name, factories.make_village(areas.commune, f"Khu phố {name}"))
        with django_assert_num_queries(len(one)):
            client.get(LIST)

    def test_nobody_yet_and_nobody_found_say_what_to_do(self, client, officer):
        assert "nhập danh sách" in client.get(LIST).content.decode()
        assert "ít chữ hơn" in client.get(LIST, {"ten": "zzz"}).content.decode()

    def test_above_the_communes_no_names(self, client, areas, hoa):
        factories.sign_in(client, factories.make_account("officer", areas.province))
        page = client.get("/vp/82/nguoi/").content.decode()
        assert "Hoa" not in page
        assert "Nguyễn Thị Hoa" in client.get(LIST).content.decode(), "but on the commune's page"

    def test_what_someone_typed_is_text_and_nothing_else(self, client, officer, areas):
        factories.make_person("<script>alert(1)</script>", areas.village)
        page = client.get(LIST, {"ten": "<script>"}).content.decode()
        assert "<script>alert" not in page


class TestPage:
    def test_only_here_the_phone_is_whole_and_the_look_is_noted(self, client, officer, hoa):
        page = client.get(page_of(hoa)).content.decode()
        assert "0912345678" in page
        assert [(look.person, look.what, look.by) for look in Look.objects.all()] == [(hoa.pk, "page", officer)]
        assert "Chị Lan" in page

    def test_the_form_for_correcting_shows_it_too_and_is_noted_too(self, client, officer, hoa):
        assert "0912345678" in client.get(page_of(hoa, "person_edit")).content.decode()
        assert Look.objects.get().person == hoa.pk

    def test_a_leader_reads_and_does_not_change(self, client, areas, hoa):
        factories.sign_in(client, factories.make_account("leader", areas.commune))
        page = client.get(page_of(hoa)).content.decode()
        assert "0912345678" in page
        assert page_of(hoa, "person_edit") not in page
        assert client.get(page_of(hoa, "person_edit")).status_code == 404

    def test_someone_of_another_commune_is_nobody(self, client, officer, areas):
        other = factories.make_person("Người xã bên", areas.sibling_village)
        for what in ("person", "person_edit", "person_copy", "person_erase"):
            assert client.get(page_of(other, what)).status_code == 404
        assert not Look.objects.exists()

    def test_gatherings_attended_stand_by_what_the_journal_says(self, client, officer, hoa, areas):
        there = factories.make_village(areas.commune, "Khu phố 9")
        attend(hoa, there)
        taken_back = attend(hoa, factories.make_village(areas.commune, "Khu phố 8"))
        void([taken_back], at=clock.now())
        page = client.get(page_of(hoa)).content.decode()
        assert "Khu phố 9" in page
        assert "Khu phố 8" not in page

    def test_who_turned_out_to_be_another_leads_there_with_all_that_was_theirs(self, client, officer, hoa, areas):
        other = factories.make_person("Nguyễn T Hoa", areas.village, created_at=hoa.created_at.replace(year=2026))
        attend(other, factories.make_village(areas.commune, "Khu phố 9"))
        merge_persons(kept=hoa, absorbed=other, by=officer)
        assert client.get(page_of(other))["Location"] == page_of(hoa)
        assert "Khu phố 9" in client.get(page_of(hoa)).content.decode()

    def test_an_unknown_person_is_404(self, client, officer):
        assert client.get(reverse("person", kwargs={"area": "28249", "person": uuid7()})).status_code == 404


class TestEditing:
    def data(self, person: Person, **change) -> dict:
        return {
            "name": person.name,
            "birth_year": person.birth_year or "",
            "sex": person.sex,
            "home": person.home_id,
            "phone": person.phone,
            "groups": person.groups,
            **change,
        }

    def test_the_officer_corrects_everything(self, client, officer, hoa, areas):
        village = factories.make_village(areas.commune, "Khu phố 2")
        change = {
            "name": " Nguyễn  Thị Hoà ",
            "birth_year": "1951",
            "sex": "",
            "home": village.pk,
            "phone": "+84 987 654 321",
            "groups": ["trader"],
        }
        assert client.post(page_of(hoa, "person_edit"), self.data(hoa, **change)).status_code == 302
        hoa.refresh_from_db()
        assert (hoa.name, hoa.name_key, hoa.birth_year, hoa.sex, hoa.home, hoa.phone) == (
            "Nguyễn Thị Hoà",
            "nguyen thi hoa",
            1951,
            "",
            village,
            "0987654321",
        )
        assert hoa.groups == ["trader"]

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [("birth_year", "1800", "Năm sinh từ"), ("birth_year", "2999", "Năm sinh từ"), ("phone", "12345", "10 số"), ("name", "", "")],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost_or_written(self, client, officer, hoa, field, value, said):
        page = client.post(
            page_of(hoa, "person_edit"),
            self.data(hoa, name="Tên Mới" if field != "name" else "", **({field: value} if field != "name" else {})),
        ).content.decode()
        assert said in page
        assert "Còn một chỗ cần sửa" in page
        hoa.refresh_from_db()
        assert hoa.name == "Nguyễn Thị Hoa"

    def test_a_home_in_another_commune_is_not_on_offer(self, client, officer, hoa, areas):
        for foreign in (areas.sibling.pk, areas.sibling_village.pk):
            assert client.post(page_of(hoa, "person_edit"), self.data(hoa, home=foreign)).status_code == 200
        hoa.refresh_from_db()
        assert hoa.home == areas.village

    def test_fields_nobody_offers_change_nothing(self, client, officer, hoa, areas):
        client.post(page_of(hoa, "person_edit"), self.data(hoa, commune=areas.sibling.pk, merged_into=uuid7(), id=uuid7()))
        hoa.refresh_from_db()
        assert hoa.commune == areas.commune
        assert hoa.merged_into is None


class TestCopy:
    def test_the_copy_holds_everything_kept_and_taking_it_is_noted(self, client, officer, hoa, areas):
        mention(hoa, name="NGUYEN THI HOA", phone="0912345678")
        attend(hoa, areas.village)
        consents.give_consent(person=hoa, purpose="contact", giver="self", channel="spoken", witness="Anh Bình", by=officer)
        answer = client.get(page_of(hoa, "person_copy"))
        assert "attachment" in answer["Content-Disposition"]
        copy = json.loads(answer.content)
        assert (copy["name"], copy["birth_year"], copy["phone"], copy["groups"]) == ("Nguyễn Thị Hoa", 1950, "0912345678", ["elderly"])
        assert copy["named_as"][0]["name"] == "NGUYEN THI HOA"
        assert copy["attended"][0]["place"] == "Khu phố 1"
        assert copy["consents"][0]["witness"] == "Anh Bình"
        assert Look.objects.get().what == "copy"


class TestErasing:
    def test_asking_is_not_doing(self, client, officer, hoa):
        assert client.get(page_of(hoa, "person_erase")).status_code == 200
        assert "Tôi chắc chắn" in client.post(page_of(hoa, "person_erase")).content.decode()
        assert Person.objects.filter(pk=hoa.pk).exists()

    def test_everything_that_names_goes_and_the_count_stays(self, client, officer, hoa, areas):
        mention(hoa)
        absorbed = factories.make_person("Nguyễn T Hoa", areas.village, created_at=hoa.created_at.replace(year=2026))
        mention(absorbed)
        merge_persons(kept=hoa, absorbed=absorbed, by=officer)
        consents.give_consent(person=hoa, purpose="story", giver="self", channel="tick", by=officer)
        asked = rights.take_request(
            commune=areas.commune, kind="delete", name=hoa.name, contact=hoa.phone, received_on=clock.today(), by=officer, person=hoa
        )
        entry = attend(hoa, areas.village)
        bystander = factories.make_person("Trần Văn Bình", areas.village)
        mention(bystander)

        assert client.post(page_of(hoa, "person_erase"), {"sure": "1"})["Location"] == LIST
        assert list(Person.objects.all()) == [bystander]
        assert list(Mention.objects.values_list("person", flat=True)) == [bystander.pk]
        assert not Consent.objects.exists()
        assert not Merge.objects.exists()
        kept = RightsRequest.objects.get()
        assert (kept.pk, kept.person, kept.name, kept.contact) == (asked.pk, None, "", "")
        assert Entry.objects.get(pk=entry.pk).person == hoa.pk, "the fact stays; its id resolves to nobody"
        assert Look.objects.get(what="erase").person == hoa.pk
        assert client.get(page_of(hoa)).status_code == 404

    def test_no_table_holds_the_name_any_more(self, client, officer, hoa, areas):
        from django.apps import apps

        Person.objects.filter(pk=hoa.pk).update(name="Zqxv Canary", name_key="zqxv canary")
        hoa.refresh_from_db()
        mention(hoa)
        client.get(page_of(hoa))
        persons_edit.erase_person(person=hoa, by=officer)
        for model in apps.get_models():
            assert "zqxv canary" not in str(list(model._default_manager.values())).lower(), model
