"""Files that officers, old computers and ill-wishers make, built in code so that no strange binary lies in the repository."""

import io
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

import xlsxwriter
import xlwt

# The letters with marks, and how each looks when its bytes are shown as Latin-1. Typed apart from the program's tables.
SMALL = (
    "àảãáạ" "ăằẳẵắặ" "âầẩẫấậ" "èẻẽéẹ" "êềểễếệ" "ìỉĩíị" "òỏõóọ" "ôồổỗốộ" "ơờởỡớợ" "ùủũúụ" "ưừửữứự" "ỳỷỹýỵ" "đ"
)  # fmt: skip
IN_TCVN3 = "µ¶·¸¹" "¨»¼½¾Æ" "©ÇÈÉÊË" "ÌÎÏÐÑ" "ªÒÓÔÕÖ" "×ØÜÝÞ" "ßáâãä" "«åæçèé" "¬êëìíî" "ïñòóô" "\u00adõö÷øù" "úûüýþ" "®"  # fmt: skip
_IN_VNI = (
    "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò oø oû oõ où oï oâ oà oå oã oá oä "
    "ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î ñ"
)
IN_VNI = _IN_VNI.split(" ")
TONES = "\u0300\u0301\u0303\u0309\u0323"

ROWS = [
    ["Danh sách người dân tham gia lớp học, phường Đạo Thạnh"],
    [],
    ["STT", "Họ và tên", "Năm sinh", "Giới tính", "Địa chỉ", "Số điện thoại"],
    ["1", "Nguyễn Văn Nam", "1950", "Nam", "Khu phố 3", "0912345678"],
    ["2", "Trần Thị Hòa", "1962", "Nữ", "Ấp Mỹ Thạnh", ""],
    ["3", "Lê Hữu Đức", "1971", "Nam", "Tổ 5, đường Lý Thường Kiệt", "0987654321"],
]


def csv_text(rows: Iterable[list[str]] = ROWS, separator: str = ",") -> str:
    return "".join(separator.join(f'"{cell}"' if separator in cell else cell for cell in row) + "\r\n" for row in rows)


def tcvn3(text: str) -> bytes:
    capitals = str.maketrans(dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True)))
    return text.translate(capitals).translate(str.maketrans(dict(zip(SMALL, IN_TCVN3, strict=True)))).encode("latin-1")


def vni(text: str) -> bytes:
    table = dict(zip(SMALL, IN_VNI, strict=True))
    table |= {letter.upper(): shown.upper() for letter, shown in table.items()}
    return "".join(table.get(letter, letter) for letter in text).encode("latin-1")


def windows_1258(text: str) -> bytes:
    """The tone is a letter of its own behind the vowel, as Windows writes it."""
    return "".join(map(_tone_apart, text)).encode("cp1258")


def _tone_apart(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(part for part in parts if part in TONES)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES)) + tone


def xlsx(path: Path, rows: Iterable[list[object]] = ROWS) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


def xls(path: Path, rows: Iterable[list[object]] = ROWS) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Danh sách")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    book.save(str(path))
    return path


def ods(path: Path, rows: Iterable[list[str]] = ROWS) -> Path:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = "".join(f"<table:table-row>{''.join(map(cell.format, row)) or '<table:table-cell/>'}</table:table-row>" for row in rows)
    spaces = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    body = f'<office:spreadsheet><table:table table:name="Danh sách">{lines}</table:table></office:spreadsheet>'
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        target.writestr("content.xml", f"<office:document-content{spaces}><office:body>{body}</office:body></office:document-content>")
    return path


def xlsx_with(path: Path, changed: dict[str, bytes]) -> Path:
    """A small .xlsx with some parts replaced or added."""
    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain) as book:
        book.add_worksheet("Một").write(0, 0, "Nguyễn Văn Nam")
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in changed:
                target.writestr(name, source.read(name))
        for name, data in changed.items():
            target.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def sheet_xml(rows: Iterable[str]) -> bytes:
    start = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return f"{start}{''.join(rows)}</sheetData></worksheet>".encode()


def long_xlsx(path: Path, rows: int) -> Path:
    each = (
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="inlineStr"><is><t>Trần Thị {n}</t></is></c></row>'
        for n in range(1, rows + 1)
    )
    return xlsx_with(path, {SHEET: sheet_xml(each)})


def renamed_stream(path: Path, name: str) -> Path:
    """An OLE file whose one stream has another name: what locked Excel files and Word files look like outside."""
    xls(path)
    data = path.read_bytes()
    old = "Workbook".encode("utf-16-le").ljust(64, b"\0") + (18).to_bytes(2, "little")
    new = name.encode("utf-16-le").ljust(64, b"\0") + (2 * len(name) + 2).to_bytes(2, "little")
    assert data.count(old) == 1
    path.write_bytes(data.replace(old, new))
    return path


def locked_xls(path: Path) -> Path:
    """An .xls whose second record says that the rest is enciphered (FILEPASS)."""
    xls(path)
    data = bytearray(path.read_bytes())
    after_start = 512 + 4 + int.from_bytes(data[514:516], "little")
    data[after_start : after_start + 2] = b"\x2f\x00"
    path.write_bytes(data)
    return path
