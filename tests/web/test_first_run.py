"""The first run: from an empty folder to the first officer; closed to strangers, and gone afterwards."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from hocvuso.base import clock
from hocvuso.people.models import Account
from hocvuso.places.models import Area, Organisation
from hocvuso.places.queries import villages_of
from hocvuso.web import first_run
from tests import factories

pytestmark = pytest.mark.django_db
FROM_AFAR = {"REMOTE_ADDR": "203.0.113.9"}
OFFICER = {
    "name": "Nguyễn Thị Lan", "login": "0912 345 678", "password": "mùa lúa chín 1945", "again": "mùa lúa chín 1945", "bodies": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def ward():
    return factories.make_commune("28249")


def url(step: str = "first_run", **kwargs) -> str:
    return reverse(step, kwargs=kwargs)


def test_the_offices_front_door_leads_to_the_first_run_until_there_is_an_account(client, ward):
    assert client.get("/vp/").headers["Location"] == "/bat-dau/"
    factories.make_account("officer", ward)
    assert client.get("/vp/").headers["Location"].startswith("/vao/")


def test_a_commune_is_found_by_typing_without_marks_and_without_script(client, ward):
    page = client.get(url(), {"q": "dao thanh"}).content.decode()
    assert "Phường Đạo Thạnh" in page
    assert "Tỉnh Đồng Tháp" in page
    assert url("first_run_villages", commune="28249") in page
    assert "Không tìm thấy" in client.get(url(), {"q": "zzzz"}).content.decode()


def test_the_whole_way(client, ward):
    villages = url("first_run_villages", commune="28249")
    filled = client.post(villages, {"how_many": "3", "kind": "Khu phố", "names": "", "fill": "1"})
    assert filled.context["form"]["names"].value() == "Khu phố 1\nKhu phố 2\nKhu phố 3"
    answer = client.post(villages, {"names": "Khu phố 1\nkp 2\n3\n\n"})
    assert answer.headers["Location"] == url("first_run_account", commune="28249")
    assert not Area.objects.filter(level="village").exists()  # nothing is written before the end
    answer = client.post(url("first_run_account", commune="28249"), OFFICER)
    assert answer.headers["Location"] == reverse("team", args=["28249"])
    assert [village.name for village in villages_of(ward)] == ["Khu phố 1", "Khu phố 2", "Khu phố 3"]
    account = Account.objects.get()
    assert (account.login, account.name) == ("0912345678", "Nguyễn Thị Lan")
    assert list(account.posts.values_list("role", "area")) == [("officer", "28249")]
    assert Organisation.objects.filter(area=ward).count() == 8
    assert client.session["_auth_user_id"] == str(account.pk)


def test_what_was_typed_stays_when_something_is_wrong(client, ward):
    villages = url("first_run_villages", commune="28249")
    page = client.post(villages, {"names": "Khu phố 1\nkp 1"})
    assert page.status_code == 200
    assert "đã có rồi" in page.content.decode()
    assert page.context["form"]["names"].value() == "Khu phố 1\nkp 1"
    page = client.post(villages, {"how_many": "0", "kind": "Khu phố", "names": "Khu phố 7", "fill": "1"})
    assert page.context["form"]["names"].value() == "Khu phố 7"
    page = client.post(url("first_run_account", commune="28249"), {**OFFICER, "again": "khác"})
    assert "Nguyễn Thị Lan" in page.content.decode()
    assert not Account.objects.exists()
    client.post(villages, {"names": "Khu phố 1"})
    assert client.get(villages).context["form"]["names"].value() == "Khu phố 1"  # going back


def test_names_typed_for_another_commune_are_not_taken_along(client, ward):
    other = factories.make_commune("00454")
    client.post(url("first_run_villages", commune="28249"), {"names": "Khu phố 1"})
    client.post(url("first_run_account", commune="00454"), OFFICER)
    assert not villages_of(other).exists()
    assert not villages_of(ward).exists()


@pytest.mark.parametrize("code", ["82", "VN", "99999", "28249.01"])
def test_only_a_commune_can_be_picked(client, ward, code):
    factories.make_village(ward, "Khu phố 1")
    assert client.get(url("first_run_villages", commune=code)).status_code == 404
    assert client.get(url("first_run_villages", commune="28249")).status_code == 200


def test_once_there_is_an_account_the_pages_do_not_exist(client, ward):
    pages = [url(), url("first_run_villages", commune="28249"), url("first_run_account", commune="28249")]
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    factories.make_account(None)
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    assert client.post(pages[2], OFFICER).status_code == 404
    assert Account.objects.count() == 1


def test_from_another_machine_the_code_of_the_server_is_asked(client, ward):
    code = first_run.first_run_code()
    account = url("first_run_account", commune="28249")
    assert client.post(account, OFFICER, **FROM_AFAR).templates[0].name == "web/first_run_code.html"
    assert not Account.objects.exists()
    wrong = client.post(url(), {"code": "AAA-AAA-AAA"}, **FROM_AFAR)
    assert "Mã chưa đúng" in wrong.content.decode()
    right = client.post(url(), {"code": code.lower().replace("-", " ")}, **FROM_AFAR)
    assert right.headers["Location"] == url()
    assert client.post(account, OFFICER, **FROM_AFAR).status_code == 302
    assert Account.objects.count() == 1
    assert not first_run.code_path().exists()  # it opens once


def test_a_proxy_on_this_machine_does_not_make_everyone_local(client, ward):
    proxied = client.get(url(), REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert proxied.templates[0].name == "web/first_run_code.html"
    assert client.get(url(), REMOTE_ADDR="127.0.0.1").templates[0].name == "web/first_run.html"


def test_no_code_was_made_so_no_code_is_right(ward):
    assert not first_run.code_is_right("")
    assert not first_run.code_is_right("AAA-AAA-AAA")


def test_the_code_is_kept_for_its_owner_only_and_stays_the_same(ward, folder):
    assert first_run.first_run_code() == first_run.first_run_code()
    assert (folder / "first-run-code").stat().st_mode & 0o077 == 0


def test_villages_begin_with_the_commune_so_that_older_lists_fit(client, ward, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 22))
    client.post(url("first_run_villages", commune="28249"), {"names": "1"})
    client.post(url("first_run_account", commune="28249"), OFFICER)
    assert villages_of(ward, on=date(2025, 7, 1)).count() == 1


def test_the_command_says_the_code_until_there_is_an_account(ward, capsys):
    call_command("first-run-code")
    assert first_run.first_run_code() in capsys.readouterr().out
    factories.make_account("officer", ward)
    call_command("first-run-code")
    assert capsys.readouterr().out == ""
