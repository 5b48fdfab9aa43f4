"""Good lists in every form come in with Excel's own row numbers and plain values."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from hocvuso.base.workbooks import Unreadable, read_workbook
from tests.base.files_for_tests import ROWS, SHEET, csv_text, ods, sheet_xml, vni, xls, xlsx, xlsx_with


def rows_of(path: Path, text: str) -> list:
    path.write_bytes(text.encode())
    return read_workbook(path).sheets[0].rows


@pytest.fixture
def csv_path(tmp_path):
    return tmp_path / "danh-sach.csv"


PLAIN = [[cell or None for cell in row] for row in ROWS[:4]] + [ROWS[4][:-1], ROWS[5]]


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list", "list.xls"])
def test_an_xlsx_is_known_by_content(name, tmp_path):
    book = read_workbook(xlsx(tmp_path / name), name="Danh sách ấp 3.xlsx")
    assert (book.name, book.encoding, book.sheets[0].name) == ("Danh sách ấp 3.xlsx", "", "Danh sách")
    assert book.sheets[0].rows == PLAIN


def test_an_old_xls(tmp_path):
    book = read_workbook(xls(tmp_path / "list.xlsx"))
    assert book.name == "list.xlsx"
    assert book.sheets[0].rows == PLAIN


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["list.csv", "list.xls", "list.txt"])
def test_text_with_any_separator(separator, name, tmp_path):
    assert rows_of(tmp_path / name, csv_text(separator=separator)) == PLAIN


def test_a_sheet_of_libreoffice(tmp_path):
    assert read_workbook(ods(tmp_path / "a.ods")).sheets[0].rows == PLAIN


def test_values_are_plain(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        day, moment, hour = (book.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm"))
        sheet.write_row(0, 0, [1965, 1.5, 912345678, True, False, "  Hà \n Nội\x02\u200b ", "   "])
        sheet.write(1, 0, date(2025, 7, 1), day)
        sheet.write(1, 1, datetime(2025, 7, 1, 7, 30), moment)  # noqa: DTZ001
        sheet.write(1, 2, time(7, 30), hour)
        sheet.write(1, 3, "=2+3 không phải công thức")
    rows = read_workbook(path).sheets[0].rows
    assert rows[0] == [1965, 1.5, 912345678, "x", None, "Hà Nội"]
    assert type(rows[0][0]) is int
    assert rows[1][:3] == [date(2025, 7, 1), datetime(2025, 7, 1, 7, 30), "07:30"]  # noqa: DTZ001
    assert type(rows[1][0]) is date


def test_a_formula_is_its_kept_value_and_nothing_without_one(tmp_path):
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1"><v>7</v></c>'
    path = xlsx_with(tmp_path / "a.xlsx", {SHEET: sheet_xml([f'<row r="1">{cells}</row>'])})
    assert read_workbook(path).sheets[0].rows == [[2, None, None, 7]]


def test_text_that_looks_like_a_formula_stays_text(csv_path):
    assert rows_of(csv_path, '=1+1,+84912345678,-5,@a\n"=HYPERLINK(""http://x"")",b,c,d\n') == [
        ["=1+1", "+84912345678", "-5", "@a"],
        ['=HYPERLINK("http://x")', "b", "c", "d"],
    ]


def test_merged_cells_and_leading_blanks_keep_their_place(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("B3:D4", "Tiêu đề")
        sheet.write("C9", "Nguyễn")
    sheet = read_workbook(path).sheets[0]
    assert sheet.merged == [(2, 1, 3, 3)]
    assert sheet.rows == [[], [], [None, "Tiêu đề"], [], [], [], [], [], [None, None, "Nguyễn"]]
    assert read_workbook(xls(tmp_path / "b.xls", [[], [], ["", "Tiêu đề"]])).sheets[0].rows == [[], [], [None, "Tiêu đề"]]


def test_merged_cells_of_an_xls(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write_merge(1, 1, 0, 4, "Tiêu đề")
    sheet.write(3, 0, date(2025, 7, 1), xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    hidden = book.add_sheet("b")
    hidden.write(0, 0, "nháp")
    hidden.visibility = 1
    book.save(str(tmp_path / "a.xls"))
    sheets = read_workbook(tmp_path / "a.xls").sheets
    assert [(one.merged, one.rows) for one in sheets] == [([(1, 0, 1, 4)], [[], ["Tiêu đề"], [], [date(2025, 7, 1)]])]


def test_only_sheets_that_a_person_sees(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Một", "Nháp", "Trống"):
            sheet = book.add_worksheet(name)
            if name != "Trống":
                sheet.write(0, 0, name)
            if name == "Nháp":
                sheet.hide()
    assert [(sheet.name, sheet.rows) for sheet in read_workbook(path).sheets] == [("Một", [["Một"]]), ("Trống", [])]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_row_numbers_are_those_that_excel_shows(end, csv_path):
    lines = ["Tiêu đề,b", "", '"hai', 'dòng",x', ",,", "cuối,y", "", ""]
    assert rows_of(csv_path, end.join(lines)) == [["Tiêu đề", "b"], [], ["hai dòng", "x"], [], ["cuối", "y"]]


def test_quotes(csv_path):
    assert rows_of(csv_path, 'tên,"Trần ""Bảy"" A",b\nNguyễn "Tư" Văn,"x, y",c\n') == [
        ["tên", 'Trần "Bảy" A', "b"],
        ['Nguyễn "Tư" Văn', "x, y", "c"],
    ]


@pytest.mark.parametrize("after", [3, 30_000])
def test_a_quote_never_closed_does_not_swallow_the_list(after, csv_path):
    later = "".join(f"{n},Trần\n" for n in range(min(after, 19_000)))
    rows = rows_of(csv_path, 'a,b\n1,"Nguyễn\n' + later)
    assert rows[:4] == [["a", "b"], ["1", "Nguyễn"], ["0", "Trần"], ["1", "Trần"]]
    assert len(rows) == 2 + min(after, 19_000)


def test_a_stray_quote_that_meets_another(csv_path):
    assert rows_of(csv_path, 'a,b\n1,"Nguyễn\n2,"Trần, x"\n3,c\n')[1:] == [["1", "Nguyễn"], ["2", "Trần, x"], ["3", "c"]]


def test_a_separator_named_by_the_file(csv_path):
    assert rows_of(csv_path, "sep=;\r\nHọ tên;Địa chỉ, số nhà\r\nA;1, 2\r\n") == [["Họ tên", "Địa chỉ, số nhà"], ["A", "1, 2"]]


def test_commas_in_addresses_do_not_win_over_the_separator(csv_path):
    rows = rows_of(csv_path, "".join(f"{n};Trần Văn A;Số {n}, ấp 1, xã Mỹ Tho\n" for n in range(9)))
    assert rows[3] == ["3", "Trần Văn A", "Số 3, ấp 1, xã Mỹ Tho"]


def test_one_column_without_separator(csv_path):
    assert rows_of(csv_path, "Họ tên\nNguyễn Văn Nam\n") == [["Họ tên"], ["Nguyễn Văn Nam"]]


def test_old_fonts_inside_excel_are_mended(tmp_path):
    cells = [[vni(cell).decode("latin-1") for cell in row] for row in ROWS]
    assert read_workbook(xlsx(tmp_path / "a.xlsx", cells)).sheets[0].rows == PLAIN
    soft_hyphen = [["Họ và tên", "Xã"], ["§ç V¨n M­êi", "T©n H­¬ng"]]
    for make in (xlsx, xls):
        assert read_workbook(make(tmp_path / "b", soft_hyphen)).sheets[0].rows[1] == ["Đỗ Văn Mười", "Tân Hương"]


def test_a_web_page_called_xls(tmp_path):
    page = """<html><head><meta charset="utf-8"><style>td {x: y}</style></head><body><table border=1>
      <tr><th colspan="3">Danh sách &amp; ghi chú</th></tr>
      <tr><td rowspan=2>1</td><td>Nguyễn<br>Văn Nam</td><td>0912</td></tr><tr><td>x<td>y</table></body></html>"""
    path = tmp_path / "a.xls"
    path.write_text(page, encoding="utf-8")
    assert read_workbook(path).sheets[0].rows == [["Danh sách & ghi chú"], ["1", "Nguyễn Văn Nam", "0912"], [None, "x", "y"]]


def test_the_largest_list_still_comes_in(csv_path):
    csv_path.write_text("".join(f"{n},Nguyễn\n" for n in range(20_000)), encoding="utf-8")
    assert len(read_workbook(csv_path).sheets[0].rows) == 20_000
    with csv_path.open("a") as file:
        file.write("\n" * 50_000 + ",,\n")
    assert len(read_workbook(csv_path).sheets[0].rows) == 20_000
    with csv_path.open("a") as file:
        file.write("x,y\n")
    with pytest.raises(Unreadable) as refused:
        read_workbook(csv_path)
    assert refused.value.code == "too-many-rows"
