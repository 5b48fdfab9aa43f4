"""bin/hocvuso account create|list|reset."""

import io
import json

import pytest
from django.core.management import call_command

from hocvuso.base.commands import Refused
from hocvuso.people.models import Account
from tests import factories

WHO = ["--login", "+84 912 345 678", "--name", "Chị Lan", "--role", "officer", "--area", "28249"]


@pytest.fixture
def run(areas, capsys, monkeypatch):
    def run(*arguments, password="mùa-lúa-chín-1945"):
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
        call_command("account", *arguments, "--json")
        return json.loads(capsys.readouterr().out)

    return run


def test_create_makes_an_account_that_signs_in(run, client):
    made = run("create", *WHO, "--password-stdin")
    assert made["login"] == "0912345678"
    assert made["posts"] == [{"role": "officer", "area": "28249", "path": "/VN/82/28249/"}]
    assert Account.objects.get().check_password("mùa-lúa-chín-1945")
    assert "mùa-lúa-chín-1945" not in json.dumps(made, ensure_ascii=False)


@pytest.mark.parametrize(
    ("arguments", "password", "said"),
    [
        ([*WHO[:-1], "99999", "--password-stdin"], "mùa-lúa-chín-1945", "99999"),
        (["--login", "lan", *WHO[2:], "--password-stdin"], "mùa-lúa-chín-1945", "lan"),
        ([*WHO[:5], "viewer", *WHO[6:], "--password-stdin"], "mùa-lúa-chín-1945", "volunteer, leader, officer"),
        ([*WHO, "--password-stdin"], "ngắn", "Mật khẩu"),
        (WHO, "mùa-lúa-chín-1945", "--password-stdin"),
    ],
)
def test_what_cannot_be_is_refused_in_words(run, arguments, password, said):
    with pytest.raises(Refused, match=said):
        run("create", *arguments, password=password)
    assert not Account.objects.exists()


def test_a_second_account_with_one_login_is_refused(run):
    run("create", *WHO, "--password-stdin")
    with pytest.raises(Refused, match="Đã có"):
        run("create", *WHO, "--password-stdin")


def test_list_names_accounts_and_where_they_work(run, areas):
    factories.make_account("volunteer", areas.commune, login="0912345678")
    factories.make_account("officer", areas.foreign, login="0912345679")
    assert [one["login"] for one in run("list")["accounts"]] == ["0912345678", "0912345679"]
    assert [one["login"] for one in run("list", "--area", "82")["accounts"]] == ["0912345678"]


def test_reset_gives_a_code_that_opens_a_fresh_start(run, areas, client):
    account = factories.make_account("officer", areas.commune, login="0912345678")
    made = run("reset", "0912 345 678")
    assert client.post("/moi/", {"code": made["code"]})["Location"] == made["address"]
    client.post(made["address"], {"password": "đi-cấy-buổi-sáng", "again": "đi-cấy-buổi-sáng"})
    account.refresh_from_db()
    assert account.check_password("đi-cấy-buổi-sáng")
    with pytest.raises(Refused):
        run("reset", "0999999999")
