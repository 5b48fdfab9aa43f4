"""bin/hocvuso areas: JSON alone on stdout, exit 2 with words for what cannot be understood."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from hocvuso.base.commands import Refused
from hocvuso.places.actions import add_villages, merge_villages, rename_village
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    ward = factories.make_commune("28249")
    one, two, three = add_villages(commune=ward, names=["1", "2", "3"])
    merge_villages(villages=[one, two], name="1", day=date(2025, 8, 1))
    rename_village(village=three, name="Bình Tạo", day=date(2025, 8, 1), basis="NQ 1")
    return ward


def said(capsys, *words) -> object:
    call_command("areas", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_find(capsys, ward):
    assert said(capsys, "find", "dao", "thanh") == [
        {"code": "28249", "level": "commune", "name": "Phường Đạo Thạnh", "within": ["Tỉnh Đồng Tháp"]}
    ]
    assert [area["code"] for area in said(capsys, "find", "binh tao", "--under", "28249")] == ["28249.03"]
    assert said(capsys, "find", "dong thap", "--level", "commune")[0]["code"] == "28249"
    assert said(capsys, "find", "zzz") == []


def test_show_as_it_was_on_a_day(capsys, ward):
    before, after = (said(capsys, "show", "28249", "--on", day)["villages"] for day in ("2025-07-31", "2025-08-01"))
    assert [one["name"] for one in before] == ["Khu phố 1", "Khu phố 2", "Khu phố 3"]
    assert [(one["code"], one["name"]) for one in after] == [("28249.04", "Khu phố 1"), ("28249.03", "Khu phố Bình Tạo")]
    assert said(capsys, "show", "28249.01")["became"] == [{"code": "28249.04", "name": "Khu phố 1"}]
    assert [one["name"] for one in said(capsys, "show", "28249.03")["names"]] == ["Khu phố 3", "Khu phố Bình Tạo"]


def test_words_for_a_person(capsys, ward):
    call_command("areas", "find", "dao thanh")
    assert capsys.readouterr().out == "28249      Phường Đạo Thạnh, Tỉnh Đồng Tháp\n"
    call_command("areas", "find", "zzz")
    assert "Không tìm thấy" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("show", "99"), ("find", "dao thanh", "--under", "99"), ("show", "28249", "--on", "hôm qua")])
def test_what_cannot_be_understood(ward, words):
    with pytest.raises(Refused) as refusal:
        call_command("areas", *words)
    assert refusal.value.returncode == 2
    call_command("areas", "show", "28249", "--on", "2025-07-02")
