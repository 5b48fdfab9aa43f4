"""A document as PDF: typst with Tinos and nothing else, PDF/A-2, the same bytes for the same document."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from hocvuso.insights.reports import form
from hocvuso.insights.reports.document import Annex, ReportDocument, Row

HERE = Path(__file__).parent


def make_pdf(document: ReportDocument) -> bytes:
    return typst.compile(
        str(HERE / "decree30.typ"),
        root=str(HERE),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(printed(document), ensure_ascii=False)},
        pdf_standards=["a-2a"],
        timestamp=datetime.combine(document.made_on, time(), UTC),
    )


def printed(document: ReportDocument) -> dict:
    """The document with every number and date written out, and the lengths of the form."""
    fields = asdict(document)
    fields.pop("signed_on"), fields.pop("made_on")
    day = form.place_and_date(document.place, document.signed_on, document.year)
    layout = form.header_for(document.issuer, day)
    return fields | {
        "nation": form.NATION,
        "motto": form.MOTTO,
        "issuer": layout.issuer,
        "columns": layout.columns,
        "date_size": layout.date_size,
        "issuer_line": form.short_line(layout.issuer, form.SIZE_ISSUER),
        "motto_line": form.motto_line(),
        "subject_line": form.short_line(document.subject, form.SIZE_BODY),
        "title": document.title,
        "number_line": form.number_and_symbol(document.number, document.symbol),
        "date_line": day,
        "annexes": [printed_annex(annex) for annex in document.annexes],
        "annex_source": annex_source(document).replace("     ", "\u00a0" * 5),
        "day": [document.made_on.year, document.made_on.month, document.made_on.day],
    }


def annex_source(document: ReportDocument) -> str:
    """(Kèm theo Báo cáo số 25/BC-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân …)"""
    number = form.number_and_symbol(document.number, document.symbol).replace("Số: ", "số ", 1)
    day = form.day_text(document.signed_on) if document.signed_on else f"… tháng … năm {document.year}"
    return f"(Kèm theo Báo cáo {number} ngày {day} của {document.issuer_in_text})"


def printed_annex(annex: Annex) -> dict:
    return asdict(annex) | {"rows": [asdict(row) | {"values": cells(row)} for row in annex.rows]}


def cells(row: Row) -> list[str]:
    return [form.number_text(value) for value in row.values]
