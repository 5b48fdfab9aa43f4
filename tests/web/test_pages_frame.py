"""The frame of every page: the menu shows what may be opened, doors lead in, each page has its other language and the sample's banner."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve, reverse

from hocvuso.people.access import PERMISSIONS
from hocvuso.ui.context import other_language
from hocvuso.web.menu import ENTRIES, address, menu_for, rule_of
from tests.factories import give_post, make_account, sign_in

pytestmark = pytest.mark.django_db

OFFICE = [entry.url_name for entry in ENTRIES]


def names(menu) -> list[str]:
    return [resolve(link.url).url_name for link in menu.entries]


def test_every_line_of_the_menu_has_its_page_and_the_page_its_rule():
    assert {name: rule_of(name) and rule_of(name).permission in PERMISSIONS for name in OFFICE} == dict.fromkeys(OFFICE, True)


def test_an_officer_of_a_commune_finds_everything(areas):
    officer = make_account("officer", areas.commune)
    assert names(menu_for(officer, areas.commune, "/")) == [name for name in OFFICE if rule_of(name)]


def test_a_volunteer_finds_gatherings_only(areas):
    volunteer = make_account("volunteer", areas.commune)
    assert names(menu_for(volunteer, areas.commune, "/")) == ["gatherings"]


def test_a_viewer_of_the_province_finds_figures_but_nobody_by_name(areas):
    found = names(menu_for(make_account("viewer", areas.province), areas.commune, "/"))
    assert "overview" in found
    assert not {"people", "doubles", "team", "sheets"} & set(found)


def test_the_menu_of_a_foreign_area_is_empty(areas):
    officer = make_account("officer", areas.commune)
    assert menu_for(officer, areas.sibling, "/").entries == []
    assert menu_for(AnonymousUser(), areas.commune, "/").entries == []


def test_on_a_villages_page_the_menu_leads_to_its_commune(areas):
    officer = make_account("officer", areas.commune)
    links = {link.url for link in menu_for(officer, areas.village, "/").entries}
    assert links == {link.url for link in menu_for(officer, areas.commune, "/").entries}
    village_officer = make_account("officer", areas.village)
    assert reverse("overview", args=[areas.village.pk]) in {link.url for link in menu_for(village_officer, areas.village, "/").entries}


def test_the_line_of_this_page_is_marked_and_so_is_that_of_a_page_below(areas):
    officer = make_account("officer", areas.commune)
    targets = reverse("targets", args=["28249"])

    def here(path):
        return [resolve(link.url).url_name for link in menu_for(officer, areas.commune, path).entries if link.here]

    assert here(targets) == ["targets"]
    assert here(targets + "instructed/") == ["targets"]
    assert here(reverse("overview", args=["28249"])) == ["overview"]


def test_crumbs_lead_from_the_area_to_the_line_above_this_page(areas):
    officer = make_account("officer", areas.commune)
    targets = reverse("targets", args=["28249"])

    def way(path):
        return [str(link.label) for link in menu_for(officer, areas.commune, path).crumbs]

    assert way(targets + "instructed/") == ["Phường Đạo Thạnh", "Chỉ tiêu"]
    assert way(targets) == ["Phường Đạo Thạnh"]
    assert way(reverse("overview", args=["28249"])) == []


def test_the_menu_asks_the_database_once_for_the_posts_and_once_for_what_lies_above(areas, django_assert_num_queries):
    officer = make_account("officer", areas.commune)
    area = type(areas.commune).objects.get(pk="28249")
    with django_assert_num_queries(2):
        menu_for(officer, area, "/")


def test_addresses_are_kept_apart_by_language():
    from django.utils.translation import override

    with override("vi"):
        assert address("overview", "28249", "vi") == "/vp/28249/"
    with override("en"):
        assert address("overview", "28249", "en") == "/en/vp/28249/"


@pytest.mark.parametrize("role", ["officer", "leader", "viewer", "volunteer"])
def test_every_line_of_the_menu_opens(client, areas, role):
    account = make_account(role, areas.commune)
    sign_in(client, account)
    for link in menu_for(account, areas.commune, "/").entries:
        assert client.get(link.url).status_code == 200, link.url


# The office's front door


def test_the_front_door_asks_who_is_there(client, areas):
    make_account("officer", areas.commune)
    assert client.get("/vp/").status_code == 302
    assert "/vao/" in client.get("/vp/")["Location"]


def test_one_post_leads_straight_in(client, areas):
    sign_in(client, make_account("officer", areas.commune))
    assert client.get("/vp/")["Location"] == reverse("overview", args=["28249"])


def test_a_volunteer_is_led_to_what_they_may_open(client, areas):
    sign_in(client, make_account("volunteer", areas.commune))
    assert client.get("/vp/")["Location"] == reverse("gatherings", args=["28249"])


def test_several_posts_are_a_choice(client, areas):
    account = make_account("officer", areas.commune)
    give_post(account, "volunteer", areas.commune)
    give_post(account, "viewer", areas.other_province)
    sign_in(client, account)
    page = client.get("/vp/").content.decode()
    assert page.count('class="card row"') == 2
    assert "Phường Đạo Thạnh" in page
    assert "Thành phố Hà Nội" in page
    assert "Phường Cao Lãnh" not in page


def test_without_a_post_the_door_says_whom_to_ask(client, areas):
    sign_in(client, make_account(None))
    answer = client.get("/vp/")
    assert answer.status_code == 200
    assert "Chưa có nơi làm việc" in answer.content.decode()


def test_a_post_that_is_over_opens_nothing(client, areas):
    account = make_account("officer", areas.commune)
    account.posts.update(valid_to=date(2025, 7, 2))
    sign_in(client, account)
    assert client.get("/vp/").status_code in (200, 302)
    assert "28249" not in client.get("/vp/").headers.get("Location", "") + client.get("/vp/").content.decode()


# What stands on every page


def frame(template: str, path: str = "/", **context) -> str:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return render_to_string(template, context, request)


@pytest.mark.parametrize("template", ["ui/page.html", "ui/office.html"])
def test_the_sample_says_so_and_real_data_does_not(template, settings):
    settings.SAMPLE_TODAY = date(2025, 7, 20)
    assert "DỮ LIỆU MẪU – hôm nay là 20/07/2025" in frame(template)
    settings.SAMPLE_TODAY = None
    assert "DỮ LIỆU MẪU" not in frame(template)


@pytest.mark.parametrize("template", ["ui/page.html", "ui/office.html"])
def test_skip_link_comes_first_and_leads_to_the_page(template):
    page = frame(template)
    assert page.index('class="skip" href="#main"') < page.index("<header")
    assert page.count('<main id="main"') == 1
    assert '<html lang="vi"' in page


def test_back_and_home_stand_in_the_same_place_on_every_learners_page():
    page = frame("ui/page.html", back="/hoc/")
    dock = page[page.index('<nav class="dock"') :]
    assert dock.index('href="/hoc/"') < dock.index("Quay lại") < dock.index('href="/"') < dock.index("Về đầu")


def test_a_learners_page_names_the_place_when_it_knows_one(areas):
    assert "Phường Đạo Thạnh" in frame("ui/page.html", area=areas.commune)


@pytest.mark.parametrize(
    ("language", "path", "other"),
    [
        ("vi", "/", "/en/"),
        ("vi", "/vp/28249/?tu=1", "/en/vp/28249/?tu=1"),
        ("vi", "/english/", "/en/english/"),
        ("en", "/en/", "/"),
        ("en", "/en/hoc/?a=b", "/hoc/?a=b"),
        ("en", "/khong-co/", "/khong-co/"),
    ],
)
def test_the_same_page_in_the_other_language(language, path, other):
    from django.utils.translation import override

    with override(language):
        assert other_language(path)["url"] == other


def test_the_language_switch_goes_there_and_back(client):
    vietnamese = client.get("/ui/")
    assert 'lang="en" rel="alternate">English' in vietnamese.content.decode()
    english = client.get("/en/ui/").content.decode()
    assert '<html lang="en"' in english
    assert 'href="/ui/"' in english
    assert "Design system" in english
