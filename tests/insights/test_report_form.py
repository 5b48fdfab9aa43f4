"""The form of Decree 30/2020/NĐ-CP, Annex I, looked for in the files themselves. Numbers here are the decree's, not the program's."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from hocvuso.insights.reports.annex import make_xlsx
from hocvuso.insights.reports.form import width_in_points
from hocvuso.insights.reports.monthly import build
from hocvuso.insights.reports.pdf import make_pdf
from hocvuso.insights.reports.skeleton import skeleton
from hocvuso.insights.reports.word import make_docx
from hocvuso.insights.rules import Figure
from tests.insights.report_world import facts, july, line

CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
SUBJECT = "Kết quả triển khai phong trào “Bình dân học vụ số”\ntháng 7 năm 2025"


@pytest.fixture(scope="module")
def document():
    return build(july(), {"typed.bulletins": "12"}, skeleton(), made_on=date(2025, 7, 20))


@pytest.fixture(scope="module")
def signed(document):
    return replace(document, number="5", signed_on=date(2025, 2, 5), signer="Nguyễn Văn Thạnh")


@pytest.fixture(scope="module")
def word(document):
    return Document(BytesIO(make_docx(document)))


@pytest.fixture(scope="module")
def pdf(document):
    return PdfReader(BytesIO(make_pdf(document)))


def texts(paragraphs):
    return [paragraph.text for paragraph in paragraphs]


def find(word, text):
    return next(paragraph for paragraph in word.paragraphs if paragraph.text == text)


def run_of(paragraph):
    return next(run for run in paragraph.runs if run.text)


def line_length(paragraph, width):
    """Millimetres of a drawn line: the width it stands in without its indents."""
    assert paragraph._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:val")) == "single"
    assert not paragraph.text
    return width - paragraph.paragraph_format.left_indent.mm - paragraph.paragraph_format.right_indent.mm


# Word


def test_word_page_is_a4_with_the_margins(word):
    section = word.sections[0]
    assert len(word.sections) == 1
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 20 <= round(section.bottom_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35
    assert 15 <= round(section.right_margin.mm) <= 20


def test_word_knows_only_times_new_roman_in_black(word):
    names = set(re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', word.element.xml))
    styles = [word.styles[name].element.xml for name in ("Normal", "Heading 1", "Heading 2", "Header")]
    for style in styles:
        names |= set(re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', style))
        assert "Theme" not in re.search(r"<w:rFonts[^>]*>", style).group()
        assert set(re.findall(r'<w:color [^>]*w:val="([0-9A-F]+)"', style)) <= {"000000"}
    assert names == {"Times New Roman"}


def test_word_header_is_an_invisible_table_of_two_by_two(word):
    table = word.tables[0]
    assert (len(table.rows), len(table.columns)) == (2, 2)
    assert "w:tblBorders" not in table._tbl.xml
    assert table.style is None or table.style.name == "Normal Table"
    widths = [round(cell.width.mm) for cell in table.rows[0].cells]
    assert sum(widths) == 165
    assert 0.38 <= widths[0] / 165 <= 0.42


def test_word_header_says_who_and_the_nation(word):
    left, right = word.tables[0].rows[0].cells
    assert left.paragraphs[0].text == "ỦY BAN NHÂN DÂN\nPHƯỜNG ĐẠO THẠNH"
    assert [p.text for p in right.paragraphs[:2]] == [NATION, MOTTO]
    for paragraph, sizes in ((left.paragraphs[0], (12, 13)), (right.paragraphs[0], (12, 13)), (right.paragraphs[1], (13, 14))):
        run = run_of(paragraph)
        assert run.font.bold
        assert not run.font.italic
        assert sizes[0] <= run.font.size.pt <= sizes[1]
        assert paragraph.alignment == CENTRE


def test_word_lines_have_their_lengths(word):
    left, right = word.tables[0].rows[0].cells
    issuer = width_in_points("PHƯỜNG ĐẠO THẠNH", 13) * 25.4 / 72
    assert 1 / 3 <= line_length(left.paragraphs[1], left.width.mm) / issuer <= 1 / 2
    motto = width_in_points(MOTTO, 14) * 25.4 / 72
    assert line_length(right.paragraphs[2], right.width.mm) == pytest.approx(motto, abs=0.5)
    subject = width_in_points(SUBJECT.split("\n")[0], 14) * 25.4 / 72
    after = word.paragraphs[texts(word.paragraphs).index(SUBJECT) + 1]
    assert 1 / 3 <= line_length(after, 165) / subject <= 1 / 2


def test_word_number_and_date_wait_for_the_clerk(word, signed):
    left, right = word.tables[0].rows[1].cells
    assert left.text == "Số:      /BC-UBND"
    assert right.text == "Đạo Thạnh, ngày … tháng … năm 2025"
    assert run_of(left.paragraphs[0]).font.size.pt == 13
    assert run_of(right.paragraphs[0]).font.italic
    assert 13 <= run_of(right.paragraphs[0]).font.size.pt <= 14
    left, right = Document(BytesIO(make_docx(signed))).tables[0].rows[1].cells
    assert left.text == "Số: 05/BC-UBND"
    assert right.text == "Đạo Thạnh, ngày 05 tháng 02 năm 2025"


def test_word_type_and_subject(word):
    for text in ("BÁO CÁO", SUBJECT):
        paragraph = find(word, text)
        assert paragraph.alignment == CENTRE
        assert run_of(paragraph).font.bold
        assert 13 <= run_of(paragraph).font.size.pt <= 14


def test_word_headings_have_their_levels(word):
    chapter, section = find(word, "II. KẾT QUẢ THỰC HIỆN"), find(word, "2. Lớp, buổi, điểm hướng dẫn")
    assert (chapter.style.name, section.style.name) == ("Heading 1", "Heading 2")
    assert run_of(chapter).font.bold
    assert run_of(section).font.bold
    item = next(p for p in word.paragraphs if p.text.startswith("a) "))
    assert not run_of(item).font.bold


def test_word_body_is_justified_with_first_line_and_spacing(word):
    body = [p for p in word.paragraphs if p.text.startswith(("Có 392 người", "Căn cứ", "Trên đây", "a) "))]
    assert len(body) >= 5
    for paragraph in body:
        shape = paragraph.paragraph_format
        assert paragraph.alignment == JUSTIFY
        assert 10 <= round(shape.first_line_indent.mm, 1) <= 12.7
        assert shape.space_after.pt >= 6
        assert 1 <= shape.line_spacing <= 1.5
        assert 13 <= run_of(paragraph).font.size.pt <= 14


def test_word_bases_are_italic(word):
    bases = [p for p in word.paragraphs if p.text.startswith(("Căn cứ", "Thực hiện Kế hoạch"))]
    assert [p.text[-1] for p in bases] == [";", ";", "."]
    assert all(run_of(p).font.italic for p in bases)


def test_word_pages_are_numbered_on_top_from_the_second(word):
    section = word.sections[0]
    assert section.different_first_page_header_footer
    assert not section.first_page_header.paragraphs[0].text
    header = section.header.paragraphs[0]
    assert header.alignment == CENTRE
    assert [part.text for part in header._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert all(13 <= run.font.size.pt <= 14 for run in header.runs)


def test_word_text_ends_with_its_mark(word):
    assert find(word, [t for t in texts(word.paragraphs) if t.startswith("Trên đây")][0]).text.endswith("Đạo Thạnh./.")
    assert sum("./." in text for text in texts(word.paragraphs)) == 1


def test_word_recipients_and_signature(word, signed):
    left, right = word.tables[1].rows[0].cells
    title, *lines = left.paragraphs
    assert title.text == "Nơi nhận:"
    assert run_of(title).font.size.pt == 12
    assert run_of(title).font.bold
    assert run_of(title).font.italic
    assert [p.text for p in lines][0] == "- UBND tỉnh Đồng Tháp (để báo cáo);"
    assert lines[-1].text == "- Lưu: VT, VHXH."
    assert all(p.text.endswith(";") for p in lines[:-1])
    assert all(run_of(p).font.size.pt == 11 and not run_of(p).font.bold for p in lines)
    assert right.paragraphs[0].text == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    assert run_of(right.paragraphs[0]).font.bold
    signed_right = Document(BytesIO(make_docx(signed))).tables[1].rows[0].cells[1]
    assert signed_right.paragraphs[-1].text == "Nguyễn Văn Thạnh"
    assert signed_right.paragraphs[-1].paragraph_format.space_before.mm >= 20


def test_word_annex_stands_on_its_own_page(word):
    heading = find(word, "Phụ lục I")
    assert heading.paragraph_format.page_break_before
    assert heading.alignment == CENTRE
    assert run_of(heading).font.size.pt == 14
    following = word.paragraphs[texts(word.paragraphs).index("Phụ lục I") + 1 :][:2]
    assert following[0].text == "SỐ LIỆU PHONG TRÀO “BÌNH DÂN HỌC VỤ SỐ” THÁNG 7 NĂM 2025"
    assert run_of(following[0]).font.bold
    assert following[1].text == "(Kèm theo Báo cáo số:      /BC-UBND ngày … tháng … năm 2025 của Ủy ban nhân dân phường Đạo Thạnh)".replace(
        "số:", "số"
    )
    assert run_of(following[1]).font.italic


def test_word_annex_table_has_names_numbers_and_figures(word):
    table = word.tables[2]
    assert [cell.text for cell in table.rows[0].cells] == ["TT", "Nội dung", "Đơn vị tính", "Kỳ này", "Lũy kế năm", "Cùng kỳ", "% kế hoạch"]
    assert [cell.text for cell in table.rows[1].cells] == [f"({n})" for n in range(1, 8)]
    assert all(run_of(cell.paragraphs[0]).font.bold for cell in table.rows[0].cells)
    assert all(run_of(cell.paragraphs[0]).font.italic for cell in table.rows[1].cells)
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows[:2])
    row = next(row for row in table.rows if row.cells[1].text == "Người được hướng dẫn")
    assert [cell.text for cell in row.cells][2:] == ["người", "392", "1.210", "25", "12,6"]
    assert all(cell.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT for cell in row.cells[3:])
    missing = next(row for row in table.rows if row.cells[1].text.startswith("Cán bộ, công chức"))
    assert [cell.text for cell in missing.cells][3:] == ["–"] * 4


ORDER = {
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders"
    " shd tblLayout tblCellMar tblLook",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens"
    " spacing ind contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing kern sz szCs highlight u lang",
    "trPr": None,
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
}


def test_word_parts_stand_in_the_order_that_word_asks_for(word):
    """ECMA-376: Word refuses what LibreOffice forgives."""
    roots = [word.element, word.styles.element, word.sections[0].header._element]
    for name, order in ORDER.items():
        for part in (found for root in roots for found in root.iter(qn(f"w:{name}"))):
            names = [child.tag.split("}")[1] for child in part]
            if order is None:
                assert set(names) <= {"cantSplit", "tblHeader"}
                continue
            known = [each for each in names if each in order.split()]
            assert known == sorted(known, key=order.split().index), (name, names)
            assert known == names or part not in set(word.element.iter(part.tag)), (name, names)


def test_word_cells_fill_the_width_of_their_row(word):
    for table in word.tables:
        for row in table._tbl.tr_lst:
            assert round(sum(cell.width.mm for cell in row.tc_lst)) == 165


def test_word_text_is_precomposed(word):
    import unicodedata

    assert unicodedata.is_normalized("NFC", word.element.xml)


def test_word_takes_any_words_as_words(document):
    strange = replace(document, closing="Ông A & bà B <b>đã ký</b> {{ x }}./.")
    assert find(Document(BytesIO(make_docx(strange))), strange.closing)


@pytest.mark.parametrize("ward", ["Văn Miếu - Quốc Tử Giám", "Trương Quang Trọng", "Xuân Hương - Đà Lạt"])
def test_a_long_name_keeps_to_the_form(ward):
    """The widest names of the country: no line of the header breaks by itself."""
    long = build(facts(area_name=f"Phường {ward}"), {}, skeleton(), made_on=date(2025, 7, 20))
    table = Document(BytesIO(make_docx(long))).tables[0]
    left, right = table.rows[0].cells
    issuer, day = left.paragraphs[0], table.rows[1].cells[1].paragraphs[0]
    lines = issuer.text.split("\n")
    assert " ".join(lines) == f"ỦY BAN NHÂN DÂN PHƯỜNG {ward.upper()}"
    longest = max(width_in_points(one, run_of(issuer).font.size.pt) * 25.4 / 72 for one in lines)
    assert longest < left.width.mm
    assert 1 / 3 <= line_length(left.paragraphs[1], left.width.mm) / longest <= 1 / 2
    assert day.text.startswith(f"{ward}, ngày")
    assert width_in_points(day.text, run_of(day).font.size.pt, "Tinos-Italic.ttf") * 25.4 / 72 < right.width.mm
    assert 13 <= run_of(day).font.size.pt <= 14
    first = PdfReader(BytesIO(make_pdf(long))).pages[0].extract_text()
    assert f"{ward}, ngày … tháng … năm 2025" in first


# PDF


def test_pdf_is_a4_tagged_and_kept_for_ever(pdf):
    assert {(round(float(page.mediabox.width) * 25.4 / 72), round(float(page.mediabox.height) * 25.4 / 72)) for page in pdf.pages} == {
        (210, 297)
    }
    assert "/StructTreeRoot" in pdf.trailer["/Root"]
    assert pdf.trailer["/Root"]["/Lang"].startswith("vi")
    metadata = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata


def test_pdf_holds_tinos_and_nothing_else(pdf):
    fonts = {}
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            fonts[font["/BaseFont"].split("+")[1]] = "/FontFile2" in described or "/FontFile3" in described
    assert fonts
    assert {name.split("-")[0] for name in fonts} == {"Tinos"}
    assert all(fonts.values())


def test_pdf_text_reads_as_written(pdf):
    first = pdf.pages[0].extract_text()
    for text in ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐẠO THẠNH", NATION, MOTTO, "/BC-UBND", "Đạo Thạnh, ngày … tháng … năm 2025", "BÁO CÁO"):
        assert text in first, text
    everything = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    assert "Có 392 người được hướng dẫn, với 479 lượt" in everything
    assert "Ủy ban nhân dân phường Đạo Thạnh./." in everything
    assert "- Lưu: VT, VHXH." in everything
    assert "Chưa có số liệu." in everything


def test_pdf_pages_are_numbered_from_the_second(pdf):
    starts = [page.extract_text().strip().splitlines()[0].strip() for page in pdf.pages]
    assert starts[0] != "1"
    assert starts[1:] == [str(number) for number in range(2, len(pdf.pages) + 1)]


def test_pdf_annexes_begin_new_pages(pdf):
    starts = [page.extract_text().splitlines()[1] for page in pdf.pages if "Phụ lục I" in page.extract_text().splitlines()[1]]
    assert [one.strip() for one in starts] == ["Phụ lục I", "Phụ lục II"]


def test_pdf_of_one_document_is_always_the_same_bytes(document, signed):
    assert make_pdf(document) == make_pdf(document)
    assert make_pdf(document) != make_pdf(signed)


# Excel


def test_excel_holds_the_same_figures_as_numbers(document):
    book = CalamineWorkbook.from_filelike(BytesIO(make_xlsx(document)))
    assert book.sheet_names == ["Phụ lục 1", "Phụ lục 2"]
    table = book.get_sheet_by_name("Phụ lục 1").to_python()
    assert table[3] == list(document.annexes[0].columns)
    found = {(row[1], row[2]): row[3:] for row in table[5:]}
    assert found["Người được hướng dẫn", "người"] == [392, 1210, 25, 12.6]
    assert found["Người được giúp nộp hồ sơ trực tuyến", "người"] == [0, 0, "–", "–"]
    places = book.get_sheet_by_name("Phụ lục 2").to_python()
    assert places[5][1:] == ["Khu phố 1", 14, 470, 388]
    assert places[6][1:] == ["Khu phố 2", "–", "–", "–"]


def test_excel_never_holds_a_formula(tmp_path):
    import zipfile

    wicked = facts(line("instructed", Figure(5, 4)), area_name='Phường =HYPERLINK("x")', place_kind="=1+1")
    document = build(wicked, {}, skeleton(), made_on=date(2025, 7, 20))
    data = make_xlsx(replace(document, annexes=tuple(replace(one, notes=("=1+1", "@SUM(A1)", "+1")) for one in document.annexes)))
    with zipfile.ZipFile(BytesIO(data)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        strings = book.read("xl/sharedStrings.xml").decode()
    assert sheets
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets)
    assert "=1+1" in strings


@pytest.mark.full
def test_word_opens_in_libreoffice_as_the_same_pages(document, tmp_path):
    office = shutil.which("soffice")
    assert office, "bin/test --all installs LibreOffice (libreoffice-writer-nogui)"
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(make_docx(document))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run([office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)], check=True, timeout=180)
    printed = PdfReader(tmp_path / "bao-cao.pdf")
    everything = " ".join(" ".join(page.extract_text().split()) for page in printed.pages)
    assert 5 <= len(printed.pages) <= 8
    assert "Có 392 người được hướng dẫn, với 479 lượt" in everything
    assert printed.pages[1].extract_text().strip().splitlines()[0].strip() == "2"
