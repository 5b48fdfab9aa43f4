"""The code after the password: who owes it, setting it up, using it once, losing it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse

from hocvuso.people.actions import accounts
from tests import factories

PAGE = "/vp/28249/nguoi/"


@pytest.fixture
def lan(areas):
    return factories.make_account("officer", areas.commune, login="0912345678")


@pytest.fixture
def clock(monkeypatch):
    """A clock for the codes, which a test can turn on."""
    now = [1_700_000_000]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def code(secret: str, at: float) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(at) // 30))


def password_in(client, login="0912345678"):
    return client.post(reverse("sign_in"), {"login": login, "password": factories.PASSWORD})


def set_up(account, clock) -> tuple[str, list[str]]:
    secret = totp.generate_totp_secret()
    codes = accounts.set_up_second_factor(account=account, secret=secret, code=code(secret, clock[0]))
    clock[0] += 60
    return secret, codes


@pytest.mark.parametrize(
    ("role", "place", "owes"),
    [("officer", "commune", True), ("leader", "commune", True), ("viewer", "province", True), ("volunteer", "commune", False)],
)
def test_who_owes_a_second_factor_sets_it_up_before_anything_else(client, areas, role, place, owes):
    factories.make_account(role, getattr(areas, place), login="0987654321")
    password_in(client, "0987654321")
    answer = client.get(reverse("account"))
    assert (answer.status_code == 302) == owes
    if owes:
        assert answer["Location"].startswith(reverse("second_factor_setup"))


def test_a_post_given_while_signed_in_asks_for_it_on_the_next_request(client, areas):
    account = factories.make_account("volunteer", areas.commune, login="0987654321")
    password_in(client, "0987654321")
    assert client.get(reverse("account")).status_code == 200
    factories.give_post(account, "officer", areas.commune)
    assert client.get(reverse("account"))["Location"].startswith(reverse("second_factor_setup"))


def test_setting_it_up_shows_a_code_to_scan_and_prints_ten_recovery_codes(client, lan, clock):
    password_in(client)
    page = client.get(reverse("second_factor_setup"))
    assert "<svg" in page.content.decode()
    secret = client.session["second_factor_secret"]
    assert client.post(reverse("second_factor_setup"), {"code": "000000"}).status_code == 200
    assert client.get(PAGE).status_code == 302
    answer = client.post(reverse("second_factor_setup"), {"code": code(secret, clock[0])})
    assert answer["Location"].split("?")[0] == reverse("recovery_codes")
    printed = client.get(reverse("recovery_codes")).content.decode()
    assert printed.count("<li>") == 10
    assert client.get(reverse("recovery_codes")).content.decode().count("<li>") == 0, "shown once"
    assert client.get(PAGE).status_code == 200


def test_the_secret_survives_a_wrong_code_so_that_the_picture_need_not_be_scanned_again(client, lan):
    password_in(client)
    client.get(reverse("second_factor_setup"))
    first = client.session["second_factor_secret"]
    client.post(reverse("second_factor_setup"), {"code": "000000"})
    assert client.session["second_factor_secret"] == first


def test_each_sign_in_asks_for_the_code_and_the_password_alone_opens_nothing(client, lan, clock):
    secret, _codes = set_up(lan, clock)
    password_in(client)
    for url in (PAGE, reverse("account"), reverse("recovery_codes"), reverse("office")):
        assert client.get(url)["Location"].startswith(reverse("second_factor")), url
    assert client.get(reverse("second_factor_setup"))["Location"] == reverse("second_factor"), "nor may it replace the app"
    assert "chưa đúng" in client.post(reverse("second_factor"), {"code": "000000"}).content.decode()
    answer = client.post(reverse("second_factor"), {"code": code(secret, clock[0]), "next": PAGE})
    assert answer["Location"] == PAGE
    assert client.get(PAGE).status_code == 200


def test_on_public_pages_someone_who_owes_it_is_nobody(client, lan, clock):
    set_up(lan, clock)
    password_in(client)
    assert client.get(reverse("sign_in")).status_code == 200, "the form, not the office"
    assert lan.name not in client.get(reverse("home")).content.decode()


def test_a_code_works_once(client, lan, clock):
    secret, _codes = set_up(lan, clock)
    present = code(secret, clock[0])
    assert accounts.check_second_factor(account=lan, code=present)
    assert not accounts.check_second_factor(account=lan, code=present)
    clock[0] += 30
    assert accounts.check_second_factor(account=lan, code=code(secret, clock[0]))


def test_a_clock_half_a_minute_off_is_forgiven_and_two_minutes_are_not(lan, clock):
    secret, _codes = set_up(lan, clock)
    assert not accounts.check_second_factor(account=lan, code=code(secret, clock[0] + 120))
    assert accounts.check_second_factor(account=lan, code=code(secret, clock[0] + 30))


def test_a_recovery_code_works_once_with_or_without_its_space(client, lan, clock):
    _secret, codes = set_up(lan, clock)
    password_in(client)
    answer = client.post(reverse("second_factor"), {"code": f"{codes[0][:4]} {codes[0][4:]}"})
    assert answer.status_code == 302
    other = Client()
    password_in(other)
    assert other.post(reverse("second_factor"), {"code": codes[0]}).status_code == 200
    assert other.post(reverse("second_factor"), {"code": codes[1]}).status_code == 302


def test_new_recovery_codes_end_the_old(client, lan, clock):
    _secret, codes = set_up(lan, clock)
    factories.sign_in(client, lan)
    assert client.post(reverse("recovery_codes")).content.decode().count("<li>") == 10
    assert not accounts.check_second_factor(account=lan, code=codes[0])


def test_five_wrong_codes_close_the_door_and_a_right_password_does_not_open_it(client, lan, clock):
    secret, _codes = set_up(lan, clock)
    password_in(client)
    answers = [client.post(reverse("second_factor"), {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    client.post(reverse("sign_out"))
    password_in(client)
    assert client.post(reverse("second_factor"), {"code": code(secret, clock[0])}).status_code == 429


def test_the_secret_is_sealed_in_the_database(lan, clock):
    secret, _codes = set_up(lan, clock)
    assert secret not in str(list(Authenticator.objects.values("data")))


def test_someone_elses_mark_in_the_session_is_worth_nothing(client, lan, areas):
    other = factories.make_account("officer", areas.commune)
    factories.sign_in(client, lan)
    session = client.session
    session["second_factor"] = str(other.pk)
    session.save()
    assert client.get(PAGE).status_code == 302
