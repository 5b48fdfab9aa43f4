"""Whatever is dropped in, the officer gets a sentence to act on, and this process stays whole and small."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from hocvuso.base.workbooks import Unreadable, excel, limits, read_workbook
from hocvuso.base.workbooks.errors import MESSAGES
from tests.base.files_for_tests import SHEET, locked_xls, long_xlsx, renamed_stream, sheet_xml, xls, xlsx, xlsx_with

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024


def refusal(path: Path, name: str = "") -> str:
    """The code with which a file is refused; the message must name it and say what to do."""
    code, message = outcome(path, name)
    assert f"“{name or path.name}”" in message
    assert "Bác " in message
    return code


def outcome(path: Path, name: str = "") -> tuple[str, str]:
    """(code, message) of a refusal, ("", "") for a list; any other error is the test's failure."""
    try:
        assert any(sheet.rows for sheet in read_workbook(path, name).sheets)
    except Unreadable as refused:
        return refused.code, str(refused)
    return "", ""


TAKEN_OR_REFUSED = {"", *MESSAGES}


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image"),
        (b"{\\rtf1\\ansi Danh s\\'e1ch}", "word"),
        (b"Rar!\x1a\x07\x01\0", "archive"),
        (b"\x1f\x8b\x08\0\0", "archive"),
        (b"MZ\x90\0\x03", "not-a-workbook"),
        (b"\x09\x08\x08\x00\x00\x05\x10\x00", "old-excel"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "old-excel"),
        (b"<!DOCTYPE html><html><body><p>Xin ch\xc3\xa0o</p></body></html>", "no-table"),
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\r\n , ,\r\n", "empty"),
        (b"\0", "not-a-workbook"),
        (bytes(range(256)) * 40, "not-a-workbook"),
        (b"PK\x03\x04 and no more", "corrupt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "corrupt"),
    ],
)
@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_other_files_in_disguise(data, code, name, tmp_path):
    assert refusal(written(tmp_path / name, data)) == code


def test_the_message_names_the_file_as_the_user_called_it(tmp_path):
    assert refusal(written(tmp_path / "upload-7", b"%PDF-1.4"), "Ấp 3 tháng 7.xlsx") == "pdf"


def test_letters_already_lost_are_said_so(tmp_path):
    lost = "Họ tên,Năm sinh\r\nNguyễn Văn Nam,1950\r\nTrần Thị Hòa,1960\r\n".encode("cp1252", "replace")
    assert refusal(written(tmp_path / "a.csv", lost)) == "lost-letters"
    kept = "Họ tên,Hỏi gì\r\nNguyễn Văn Nam,VNeID?Zalo?a\r\nx,b?c\r\ny,d?e,f?g\r\n".encode()
    assert outcome(written(tmp_path / "b.csv", kept)) == ("", "")


@pytest.mark.parametrize("code", MESSAGES)
def test_each_message_is_said_in_both_languages(code):
    with translation.override("en"):
        english = str(Unreadable(code, "a.xlsx"))
    vietnamese = str(Unreadable(code, "a.xlsx"))
    assert english != vietnamese
    assert "“a.xlsx”" in english
    assert "“a.xlsx”" in vietnamese


def test_nothing_there(tmp_path):
    assert refusal(tmp_path / "gone.xlsx") == "missing"
    assert refusal(tmp_path) == "missing"


ODS = b"application/vnd.oasis.opendocument.spreadsheet"
TYPES = b"<Types>application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml</Types>"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}, "word"),
        ({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}, "powerpoint"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "word"),
        ({"mimetype": b"application/epub+zip"}, "not-a-workbook"),
        ({"mimetype": ODS}, "corrupt"),
        ({"mimetype": ODS, "Basic/Standard/Module1.xml": b""}, "macro"),
        ({"mimetype": ODS, "META-INF/manifest.xml": b"<manifest:encryption-data/>"}, "encrypted"),
        ({"[Content_Types].xml": TYPES, "xl/workbook.bin": b""}, "old-excel"),
        ({"danh-sach.xlsx": b"PK"}, "archive"),
        ({"[Content_Types].xml": b"<Types/>", "a.xml": b""}, "not-a-workbook"),
        ({"[Content_Types].xml": TYPES}, "corrupt"),
        ({"[Content_Types].xml": TYPES, "xl/vbaProject.bin": b"x"}, "macro"),
        ({"[Content_Types].xml": TYPES.replace(b"ml.sheet", b"ml.sheet.macroEnabled"), "xl/workbook.xml": b""}, "macro"),
    ],
)
def test_other_zips(parts, code, tmp_path):
    assert refusal(zipped(tmp_path / "a.xlsx", parts)) == code


def test_a_macro_workbook_that_is_whole_otherwise(tmp_path):
    assert read_workbook(xlsx_with(tmp_path / "a.xlsx", {})).sheets[0].rows == [["Nguyễn Văn Nam"]]
    assert refusal(xlsx_with(tmp_path / "b.xlsx", {"xl/vbaProject.bin": b"Sub Auto_Open()"})) == "macro"


@pytest.mark.parametrize(
    ("stream", "code"),
    [("EncryptedPackage", "encrypted"), ("WordDocument", "word"), ("PowerPoint Document", "powerpoint"), ("_VBA_PROJECT_CUR", "macro")],
)
def test_other_ole_files(stream, code, tmp_path):
    assert refusal(renamed_stream(tmp_path / "a.xls", stream)) == code


def test_a_locked_xls(tmp_path):
    assert refusal(locked_xls(tmp_path / "a.xls")) == "encrypted"


def test_words_of_a_list_are_no_sign_of_encryption(tmp_path):
    assert read_workbook(xls(tmp_path / "a.xls", [["EncryptedPackage", "WordDocument", "VBA"]])).sheets[0].rows


@pytest.mark.parametrize("make", [xlsx, xls])
def test_cut_files_never_surprise(make, tmp_path):
    whole = make(tmp_path / "whole").read_bytes()
    for percent in (1, 10, 50, 90, 99):
        assert refusal(written(tmp_path / "cut", whole[: len(whole) * percent // 100])) in {"corrupt", "empty", "too-big"}


@pytest.mark.parametrize("make", [xlsx, xls])
def test_broken_bytes_never_surprise(make, tmp_path):
    whole = make(tmp_path / "whole").read_bytes()
    for at in range(8, len(whole), len(whole) // 8):
        broken = written(tmp_path / "broken", whole[:at] + b"\xff\x00\xff\x7f" + whole[at + 4 :])
        assert outcome(broken)[0] in TAKEN_OR_REFUSED


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400))
def test_random_bytes_are_a_list_or_refused(data, tmp_path_factory):
    assert outcome(written(tmp_path_factory.getbasetemp() / "random", data))[0] in TAKEN_OR_REFUSED


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet='ab,;"\n\r\t\0é�', max_size=80))
def test_odd_text_is_a_list_or_refused(text, tmp_path_factory):
    assert outcome(written(tmp_path_factory.getbasetemp() / "odd", text.encode()))[0] in {"", "empty", "not-a-workbook"}


def test_random_bytes_behind_a_good_beginning(tmp_path):
    for start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html><table>"):
        assert outcome(written(tmp_path / "a", start + os.urandom(20_000)))[0] in TAKEN_OR_REFUSED


def test_flat_bomb(tmp_path):
    path = xlsx_with(tmp_path / "a.xlsx", {SHEET: sheet_xml(["<row r='1'><c><v>1</v></c></row>"]) + b" " * 120 * MEGABYTE})
    assert path.stat().st_size < MEGABYTE
    assert refusal(path) == "zip-bomb"


def test_a_bomb_in_many_parts_each_below_the_ratio(tmp_path):
    block = os.urandom(40_000)
    noise = {f"xl/media/{n}.bin": (block + b" " * 2 * MEGABYTE) * 2 for n in range(30)}
    assert refusal(xlsx_with(tmp_path / "a.xlsx", noise)) == "zip-bomb"


def test_a_bomb_of_names(tmp_path):
    assert refusal(zipped(tmp_path / "a.xlsx", {f"{n}": b"" for n in range(limits.ZIP_ENTRIES + 1)})) == "zip-bomb"


def test_a_nested_bomb_is_not_opened(tmp_path):
    inner = zipped(tmp_path / "inner.zip", {"a": b" " * 50 * MEGABYTE}).read_bytes()
    assert refusal(zipped(tmp_path / "a.xlsx", {f"{n}.zip": inner for n in range(5)})) == "archive"


def test_parts_that_share_bytes(tmp_path):
    path = xlsx_with(tmp_path / "a.xlsx", {"xl/media/1": os.urandom(2000), "xl/media/2": os.urandom(2000)})
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        one, two = (parts.getinfo(f"xl/media/{n}").header_offset for n in (1, 2))
    assert data.count(two.to_bytes(4, "little")) == 1
    assert refusal(written(path, data.replace(two.to_bytes(4, "little"), one.to_bytes(4, "little")))) in {"zip-bomb", "corrupt"}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (["<row r='1'>" + "".join(f"<c r='{c}1'><v>1</v></c>" for c in "ABC") * 30 + "</row>"], "too-many-columns"),
        (['<row r="1"><c r="XFD1"><v>1</v></c></row>'], "too-wide"),
        (['<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'], "too-wide"),
    ],
)
def test_sheets_out_of_shape(rows, code, tmp_path):
    assert refusal(xlsx_with(tmp_path / "a.xlsx", {SHEET: sheet_xml(rows)})) == code


def test_16384_columns(tmp_path):
    assert refusal(xlsx(tmp_path / "a.xlsx", [["x"] * 16_384])) == "too-many-columns"
    assert refusal(written(tmp_path / "a.csv", ",".join(["x"] * 16_384).encode())) == "too-many-columns"
    assert read_workbook(xlsx(tmp_path / "b.xlsx", [["x"] * 60])).sheets[0].rows == [["x"] * 60]


def test_too_large_to_begin_with(tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.write(b"Nguyen\n")
        file.truncate(limits.FILE_BYTES + 1)
    assert refusal(tmp_path / "a.csv") == "too-big"


def test_a_child_that_hangs_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "CHILD_SECONDS", 0)
    monkeypatch.setattr(excel, "_child", lambda kind, path: subprocess.Popen(["sleep", "20"], stdout=subprocess.PIPE))
    assert refusal(xlsx(tmp_path / "a.xlsx")) == "too-slow"


def test_a_child_without_memory_is_a_refusal(tmp_path):
    wide = "".join(f"<c t='inlineStr'><is><t>{'Đ' * 9000}{n}</t></is></c>" for n in range(50))
    path = xlsx_with(tmp_path / "a.xlsx", {SHEET: sheet_xml([f"<row>{wide}</row>"] * 100)})
    assert refusal(path) in {"too-big", "zip-bomb"}


MEASURE = """
import json, re, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from pathlib import Path
from hocvuso.base.workbooks import Unreadable, read_workbook
try:
    code = str(len(read_workbook(Path(sys.argv[1])).sheets[0].rows))
except Unreadable as refused:
    code = refused.code
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(json.dumps([code, int(peak[1]) // 1024]))
"""


def measured(path: Path) -> tuple[str, int]:
    """What became of a file, and the largest memory in MB of the process that asked (its child has a hard limit).

    Not getrusage: that counts what the test runner had in memory when it started the process.
    """
    done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], cwd=ROOT, capture_output=True, check=True, text=True)
    return tuple(json.loads(done.stdout))


def huge_csv(path: Path) -> Path:
    return written(path, "".join(f"{n},Trần Thị {n},1950,0912{n:06}\n" for n in range(200_000)).encode())


def one_line(path: Path) -> Path:
    return written(path, "Đ,".encode() * 8_000_000)


def open_quote(path: Path) -> Path:
    return written(path, b'a,"' + b"b\n" * 12_000_000)


def blank_lines(path: Path) -> Path:
    return written(path, b"\n" * 25_000_000)


def bomb(path: Path) -> Path:
    return xlsx_with(path, {"xl/sharedStrings.xml": b" " * 150 * MEGABYTE})


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: long_xlsx(path, 200_000), "too-many-rows"),
        (huge_csv, "too-many-rows"),
        pytest.param(one_line, "too-big", marks=pytest.mark.full),
        pytest.param(open_quote, "too-many-rows", marks=pytest.mark.full),
        pytest.param(blank_lines, "too-wide", marks=pytest.mark.full),
        (bomb, "zip-bomb"),
    ],
    ids=["200000-rows-xlsx", "200000-rows-csv", "one-line", "open-quote", "blank-lines", "bomb"],
)
def test_memory_stays_small(make, code, tmp_path):
    found, peak = measured(make(tmp_path / "a"))
    assert found == code
    assert peak < 150


@pytest.mark.full
def test_memory_of_the_largest_list_that_is_taken(tmp_path):
    for make in (lambda path, rows: written(path, "".join(",".join(row) + "\n" for row in rows).encode()), xlsx):
        rows = ([f"Nguyễn {at} {column}" for column in range(60)] for at in range(20_000))
        found, peak = measured(make(tmp_path / "a", rows))
        assert found == "20000"
        assert peak < 240
