"""bin/hocvuso report monthly: the file by its ending, the same figures as `figures`, clear refusals."""

import json
import zipfile
from datetime import date

import pytest
from django.core.management import call_command

from hocvuso.base.commands import Refused
from hocvuso.base.days import parse_window
from hocvuso.insights.queries import figures
from hocvuso.insights.reports.actions import approve_report, draft_report
from tests import factories
from tests.insights.report_world import hold

pytestmark = pytest.mark.django_db


def report(path, *more, area="28249", window="2025-07"):
    call_command("report", "monthly", "--area", area, "--window", window, "--out", str(path), *more)


@pytest.mark.parametrize(("ending", "start"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("xlsx", b"PK"), ("PDF", b"%PDF-")])
def test_the_ending_says_what_is_made(areas, tmp_path, ending, start):
    path = tmp_path / f"bao-cao.{ending}"
    report(path)
    assert path.read_bytes().startswith(start)


def test_json_alone_with_the_figures(areas, tmp_path, capsys):
    hold(areas.village, date(2025, 7, 1), factories.make_person("Nguyễn Thị Hoa", areas.village))
    report(tmp_path / "bao-cao.docx", "--json")
    said = json.loads(capsys.readouterr().out)
    assert said["out"] == str(tmp_path / "bao-cao.docx")
    counted = figures(areas.commune, parse_window("2025-07"))
    assert said["figures"] == {code: figure.as_json() for code, figure in counted.items()}
    assert said["figures"]["instructed"] == {"contacts": 1, "people": 1}
    assert said["figures"]["N4"] == {"contacts": None, "people": None}


def test_what_was_approved_comes_out_as_it_was_signed(areas, tmp_path, capsys):
    hold(areas.village, date(2025, 7, 1), factories.make_person("Nguyễn Thị Hoa", areas.village))
    approve_report(report=draft_report(area=areas.commune, window=parse_window("2025-07"), by=None), by=None)
    hold(areas.village, date(2025, 7, 2), factories.make_person("Trần Thị Lan", areas.village))
    report(tmp_path / "bao-cao.docx", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["state"], said["figures"]["instructed"]["people"]) == ("approved", 1)
    with zipfile.ZipFile(tmp_path / "bao-cao.docx") as file:
        assert "Có 1 người được hướng dẫn" in file.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "bao-cao.doc"}, "phải kết thúc bằng .docx, .pdf hoặc .xlsx"),
        ({"name": "bao-cao"}, "phải kết thúc bằng"),
        ({"area": "99999"}, "Không có đơn vị nào mang mã 99999"),
        ({"area": "28249.01"}, "không phải là đơn vị lập báo cáo"),
        ({"area": "VN"}, "không phải là đơn vị lập báo cáo"),
        ({"window": "2025-13"}, "Không đọc được kỳ “2025-13”"),
        ({"name": "khong-co/bao-cao.pdf"}, "Không ghi được"),
    ],
)
def test_refusals_are_clear_and_write_nothing(areas, tmp_path, fields, told):
    name = fields.pop("name", "bao-cao.docx")
    with pytest.raises(Refused, match=told) as refused:
        report(tmp_path / name, **fields)
    assert refused.value.returncode == 2
    assert list(tmp_path.iterdir()) == []
    report(tmp_path / "bao-cao.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["bao-cao.docx"]
