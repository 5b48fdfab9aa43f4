"""In and out: by phone or e-mail, five tries, sample accounts, and where one lands."""

from datetime import date, timedelta

import pytest
from axes.models import AccessAttempt
from django.urls import reverse

from tests import factories

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng"


@pytest.fixture
def lan(areas):
    return factories.make_account("volunteer", areas.commune, login="0912345678", name="Lan")


def try_in(client, login="0912345678", password=factories.PASSWORD, **extra):
    return client.post(reverse("sign_in"), {"login": login, "password": password, **extra.pop("data", {})}, **extra)


@pytest.mark.parametrize("typed", ["0912345678", "+84 912 345 678", "0912.345.678"])
def test_a_phone_signs_in_however_it_is_typed(client, lan, typed):
    answer = try_in(client, typed)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("office")
    assert client.get(reverse("account")).status_code == 200


def test_an_address_signs_in_in_any_case(client, areas):
    factories.make_account("volunteer", areas.commune, login="lan@example.com")
    assert try_in(client, "Lan@Example.COM").status_code == 302


def test_unknown_and_wrong_get_the_same_words(client, lan):
    unknown, wrong = try_in(client, "0999999999"), try_in(client, password="không phải thế")
    assert unknown.status_code == wrong.status_code == 200
    texts = [answer.content.decode().replace("0999999999", "").replace("0912345678", "") for answer in (unknown, wrong)]
    assert all(WRONG in text for text in texts)
    lines = [[line for line in text.splitlines() if "csrf" not in line] for text in texts]
    assert lines[0] == lines[1]


def test_what_was_typed_is_kept_and_the_password_is_not(client, lan):
    page = try_in(client, password="sai-mật-khẩu-rồi").content.decode()
    assert "0912345678" in page
    assert "sai-mật-khẩu-rồi" not in page


def test_next_leads_on_but_never_away(client, lan):
    here = reverse("people", kwargs={"area": "28249"})
    assert try_in(client, data={"next": here})["Location"] == here
    client.logout()
    for away in ("https://example.com/", "//example.com", "javascript:alert(1)", "/\\example.com"):
        assert try_in(client, data={"next": away})["Location"] == reverse("office"), away
        client.logout()


def test_five_wrong_tries_close_the_door_for_a_quarter_of_an_hour(client, lan):
    for _ in range(4):
        assert try_in(client, password="sai").status_code == 200
    closed = try_in(client, password="sai")
    assert closed.status_code == 429
    assert "15 phút" in closed.content.decode()
    assert try_in(client).status_code == 429, "even with the right password"
    AccessAttempt.objects.update(attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=16))
    assert try_in(client).status_code == 302


def test_the_wait_does_not_grow_by_trying_meanwhile(client, lan):
    for _ in range(9):
        try_in(client, password="sai")
    assert AccessAttempt.objects.get().failures_since_start == 5


def test_a_class_behind_the_same_address_is_not_locked_out(client, lan, areas):
    for _ in range(6):
        try_in(client, password="sai")
    for number in range(60):
        factories.make_account("volunteer", areas.commune, login=f"09870{number:05d}")
    refused = 0
    for number in range(60):
        refused += try_in(client, f"09870{number:05d}").status_code != 302
        client.logout()
    assert refused == 0


def test_an_unknown_login_is_limited_like_a_known_one(client, areas):
    answers = [try_in(client, "0999999999").status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]


def test_one_right_try_forgets_the_wrong_ones(client, lan):
    for _round in range(3):
        for _ in range(4):
            try_in(client, password="sai")
        assert try_in(client).status_code == 302
        client.logout()


def test_no_password_is_written_down_with_the_tries(client, lan):
    try_in(client, password="bí-mật-gõ-nhầm")
    assert "bí-mật-gõ-nhầm" not in str(list(AccessAttempt.objects.values()))


def test_a_password_and_a_hash_are_made_with_argon2():
    from hocvuso import settings as real

    assert real.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


class TestSampleAccounts:
    @pytest.fixture(autouse=True)
    def sample(self, areas):
        factories.make_account("officer", areas.commune, login="0900000001", is_sample=True)

    def test_they_work_at_this_machine_in_a_sample_folder_without_a_second_factor(self, client, settings):
        settings.SAMPLE_TODAY = date(2025, 7, 20)
        assert try_in(client, "0900000001").status_code == 302
        assert client.get(reverse("people", kwargs={"area": "28249"})).status_code == 200

    def test_they_do_not_exist_in_a_real_folder(self, client, settings):
        settings.SAMPLE_TODAY = None
        assert WRONG in try_in(client, "0900000001").content.decode()

    @pytest.mark.parametrize(
        "extra", [{"REMOTE_ADDR": "192.168.1.20"}, {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, {"HTTP_VIA": "1.1 proxy"}, {"REMOTE_ADDR": ""}]
    )
    def test_they_do_not_exist_from_elsewhere_or_through_a_proxy(self, client, settings, extra):
        settings.SAMPLE_TODAY = date(2025, 7, 20)
        assert WRONG in try_in(client, "0900000001", **extra).content.decode()

    def test_a_session_carried_elsewhere_is_worth_nothing(self, client, settings):
        settings.SAMPLE_TODAY = date(2025, 7, 20)
        try_in(client, "0900000001")
        page = reverse("people", kwargs={"area": "28249"})
        assert client.get(page).status_code == 200
        assert client.get(page, REMOTE_ADDR="192.168.1.20")["Location"] == reverse("sign_in")
        assert client.get(page)["Location"].startswith(reverse("sign_in")), "it was ended, here too"


def test_signing_out_takes_a_post_and_keeps_what_waits_on_the_phone(client, lan):
    factories.sign_in(client, lan)
    assert client.get(reverse("sign_out")).status_code == 405
    answer = client.post(reverse("sign_out"))
    assert answer["Clear-Site-Data"] == '"cache"'
    assert client.get(reverse("account"))["Location"].startswith(reverse("sign_in"))


def test_personal_pages_are_kept_by_no_cache_and_public_ones_read_no_session(client, lan):
    factories.sign_in(client, lan)
    assert client.get(reverse("account"))["Cache-Control"] == "no-store"
    assert "Cookie" not in client.get(reverse("privacy")).get("Vary", "")


def test_an_account_that_was_closed_is_out_at_once(client, lan):
    factories.sign_in(client, lan)
    lan.is_active = False
    lan.save()
    assert client.get(reverse("account")).status_code == 302
    assert WRONG in try_in(client).content.decode()


def test_behind_a_proxy_the_address_is_what_our_proxy_saw(rf, settings):
    from hocvuso.people.adapters import client_address

    request = rf.get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.0.0.9", REMOTE_ADDR="127.0.0.1")
    assert client_address(request) == "127.0.0.1", "nobody said there is a proxy"
    settings.TRUSTED_PROXIES = 1
    assert client_address(request) == "10.0.0.9"
    settings.TRUSTED_PROXIES = 3
    assert client_address(request) == "127.0.0.1"


def test_changing_the_password_ends_other_sessions(client, lan):
    from django.test import Client

    other = Client()
    factories.sign_in(client, lan)
    factories.sign_in(other, lan)
    data = {"present": factories.PASSWORD, "password": "lúa-mới-gặt-xong", "again": "lúa-mới-gặt-xong"}
    assert "chưa đúng" in client.post(reverse("account"), {**data, "present": "sai"}).content.decode()
    assert client.post(reverse("account"), data).status_code == 302
    assert client.get(reverse("account")).status_code == 200
    assert other.get(reverse("account")).status_code == 302
