"""The annex tables as Excel: numbers are numbers, words are words, and nothing can ever be a formula."""

from datetime import datetime, time
from io import BytesIO

import xlsxwriter

from hocvuso.insights.reports import form
from hocvuso.insights.reports.document import Annex, ReportDocument, Row
from hocvuso.insights.reports.pdf import annex_source

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
BOX = FONT | {"border": 1, "text_wrap": True}


def make_xlsx(document: ReportDocument) -> bytes:
    out = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, safe) as book:
        created = datetime.combine(document.made_on, time())
        book.set_properties({"title": document.title, "author": document.issuer_in_text, "created": created})
        for number, annex in enumerate(document.annexes, start=1):
            write_sheet(book, book.add_worksheet(f"Phụ lục {number}"), document, annex)
    return out.getvalue()


def write_sheet(book, sheet, document: ReportDocument, annex: Annex) -> None:
    styles = {
        "title": book.add_format(FONT | {"bold": True, "font_size": 14, "align": "center", "text_wrap": True}),
        "source": book.add_format(FONT | {"italic": True, "align": "center", "text_wrap": True}),
        "head": book.add_format(BOX | {"bold": True, "align": "center"}),
        "column": book.add_format(BOX | {"italic": True, "align": "center"}),
        "number": book.add_format(BOX | {"num_format": "#,##0"}),
        "share": book.add_format(BOX | {"num_format": "#,##0.0"}),
        "centre": book.add_format(BOX | {"align": "center"}),
        "right": book.add_format(BOX | {"align": "right"}),
        "text": book.add_format(BOX),
        "group": book.add_format(BOX | {"bold": True}),
        "note": book.add_format(FONT | {"italic": True, "text_wrap": True}),
    }
    last = len(annex.columns) - 1
    sheet.set_paper(9)
    sheet.set_margins(
        left=form.MARGIN_LEFT / 25.4, right=form.MARGIN_RIGHT / 25.4, top=form.MARGIN_TOP / 25.4, bottom=form.MARGIN_BOTTOM / 25.4
    )
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3, 4)
    for column, width in enumerate(column_widths(annex)):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, last, annex.title, styles["title"])
    sheet.set_row(0, 36)
    sheet.merge_range(1, 0, 1, last, annex_source(document), styles["source"])
    for column, name in enumerate(annex.columns):
        sheet.write_string(3, column, name, styles["head"])
        sheet.write_string(4, column, f"({column + 1})", styles["column"])
    for line, row in enumerate(annex.rows, start=5):
        write_row(sheet, line, row, annex, styles)
    for line, note in enumerate(annex.notes, start=6 + len(annex.rows)):
        sheet.merge_range(line, 0, line, last, note, styles["note"])
        sheet.set_row(line, 32)


def column_widths(annex: Annex) -> list[float]:
    """Wide enough for the longest words: not every program makes a row higher for what it wraps."""
    widths = [width * 0.55 for width in annex.widths]
    rows = [row for row in annex.rows if not row.heading]
    widths[1] = max([widths[1], *(len(row.label) for row in rows)])
    widths[2] = max([widths[2], *(len(row.unit) + 2 for row in rows)])
    return widths


def write_row(sheet, line: int, row: Row, annex: Annex, styles: dict) -> None:
    last = len(annex.columns) - 1
    sheet.write_string(line, 0, row.number, styles["centre"])
    if row.heading:
        sheet.merge_range(line, 1, line, last, row.label, styles["group"])
        return
    sheet.write_string(line, 1, row.label, styles["text"])
    first = len(annex.columns) - len(row.values)
    if first == 3:
        sheet.write_string(line, 2, row.unit, styles["centre"])
    for column, value in enumerate(row.values, start=first):
        if value is None:
            sheet.write_string(line, column, form.NOT_MEASURED, styles["right"])
        else:
            sheet.write_number(line, column, value, styles["share" if isinstance(value, float) else "number"])
