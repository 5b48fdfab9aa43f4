"""A document as Word (.docx), made by python-docx: the form is law, so it is code; officers edit the words on the page or in Word.

A template in Word (docxtpl) was weighed and left: one pulled margin in it would break the form for every commune at once, and no
test of ours could say which sentence did it. Widths, sizes and lines come from form.py, as in the PDF.
"""

from datetime import datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as WordFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from hocvuso.insights.reports import form
from hocvuso.insights.reports.document import Annex, Part, ReportDocument, Row
from hocvuso.insights.reports.pdf import annex_source, cells

FONT = "Times New Roman"
CENTRE, LEFT, RIGHT, JUSTIFY = (getattr(WD_ALIGN_PARAGRAPH, name) for name in ("CENTER", "LEFT", "RIGHT", "JUSTIFY"))
ROMAN = ("I", "II", "III", "IV")


def make_docx(document: ReportDocument) -> bytes:
    file = Document()
    set_page(file)
    set_styles(file)
    set_properties(file, document)
    page_numbers(file)
    header(file, document)
    title(file, document)
    body(file, document)
    signature(file, document)
    for index, annex in enumerate(document.annexes):
        annex_page(file, document, annex, ROMAN[index] if len(document.annexes) > 1 else "")
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def set_page(file: WordFile) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(form.PAGE[0]), Mm(form.PAGE[1])
    section.top_margin, section.bottom_margin = Mm(form.MARGIN_TOP), Mm(form.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(form.MARGIN_LEFT), Mm(form.MARGIN_RIGHT)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True  # the first page carries no number


def set_styles(file: WordFile) -> None:
    """Normal is the body's type; headings keep their level (for the outline) and lose Word's colours."""
    for name in ("Normal", "Heading 1", "Heading 2", "Header"):
        style = file.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{kind}"), FONT)
        style.font.size = Pt(form.SIZE_BODY)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    file.styles["Normal"].element.get_or_add_rPr().append(language)
    for name in ("Heading 1", "Heading 2"):
        file.styles[name].font.bold = True
        file.styles[name].paragraph_format.keep_with_next = True


def set_properties(file: WordFile, document: ReportDocument) -> None:
    properties = file.core_properties
    properties.title, properties.author, properties.language = document.title, document.issuer_in_text, "vi-VN"
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(document.made_on, time())


def page_numbers(file: WordFile) -> None:
    """Arabic, centred in the top margin, from page 2."""
    paragraph = file.sections[0].header.paragraphs[0]
    paragraph.alignment = CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("text", "2"), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        run.font.size = Pt(form.SIZE_PAGE_NUMBER)
        if kind == "text":
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def write(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = form.SIZE_BODY,
    bold: bool = False,
    italic: bool = False,
    align=None,
    keep: bool = False,
) -> Paragraph:
    """A run of text in a paragraph of the form; lines are parted by line breaks."""
    run = paragraph.add_run()
    for number, line in enumerate(text.split("\n")):
        if number:
            run.add_break()
        run.add_text(line)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    if align is not None:
        paragraph.alignment = align
    paragraph.paragraph_format.keep_with_next = keep or None
    return paragraph


def drawn_line(paragraph: Paragraph, length: float, width: float) -> None:
    """A solid line of `length` mm, centred in `width` mm: the lower border of a low paragraph with its sides drawn in."""
    side = Mm((width - length) / 2)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = side
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr"
    )


def bare_table(file: WordFile, rows: int, widths: tuple[float, ...]) -> Table:
    """A table without lines or inner margins, of exact widths."""
    table = file.add_table(rows=rows, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    fix_widths(table, widths, margin=0)
    return table


def fix_widths(table: Table, widths: tuple[float, ...], margin: float) -> None:
    properties = table._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(round(margin * 56.7)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    # Word calls a file broken whose parts are out of order: the margins stand before the look.
    look = properties.find(qn("w:tblLook"))
    properties.append(margins) if look is None else look.addprevious(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table._tbl.tr_lst:
        left = 0
        for cell in row.tc_lst:
            cell.width = Mm(sum(widths[left : left + cell.grid_span]))
            left += cell.grid_span


def header(file: WordFile, document: ReportDocument) -> None:
    """The invisible table of two by two: issuing body and nation, number and date."""
    day = form.place_and_date(document.place, document.signed_on, document.year)
    layout = form.header_for(document.issuer, day)
    left_width, right_width = layout.columns
    table = bare_table(file, 2, layout.columns)
    left, right = table.rows[0].cells
    write(left.paragraphs[0], "\n".join(layout.issuer), size=form.SIZE_ISSUER, bold=True, align=CENTRE)
    drawn_line(left.add_paragraph(), form.short_line(layout.issuer, form.SIZE_ISSUER), left_width)
    write(right.paragraphs[0], form.NATION, size=form.SIZE_NATION, bold=True, align=CENTRE)
    write(right.add_paragraph(), form.MOTTO, size=form.SIZE_MOTTO, bold=True, align=CENTRE)
    drawn_line(right.add_paragraph(), form.motto_line(), right_width)
    left, right = table.rows[1].cells
    number = form.number_and_symbol(document.number, document.symbol)
    write(left.paragraphs[0], number, size=form.SIZE_NUMBER, align=CENTRE).paragraph_format.space_before = Pt(6)
    write(right.paragraphs[0], day, size=layout.date_size, italic=True, align=CENTRE).paragraph_format.space_before = Pt(6)


def title(file: WordFile, document: ReportDocument) -> None:
    kind = write(file.add_paragraph(), document.kind, bold=True, align=CENTRE)
    kind.paragraph_format.space_before = Pt(12)
    write(file.add_paragraph(), "\n".join(document.subject), bold=True, align=CENTRE)
    line = file.add_paragraph()
    drawn_line(line, form.short_line(document.subject, form.SIZE_BODY), form.TEXT_WIDTH)
    line.paragraph_format.space_after = Pt(10)


def body(file: WordFile, document: ReportDocument) -> None:
    for base in document.bases:
        body_text(file, base, italic=True)
    body_text(file, document.opening)
    for part in document.parts:
        body_part(file, part, 1)
    body_text(file, document.closing, keep=True)


def body_part(file: WordFile, part: Part, level: int) -> None:
    heading = write(file.add_paragraph(style=f"Heading {level}"), f"{part.number}. {part.title}", bold=True, keep=True)
    body_shape(heading)
    for text in (*part.paragraphs, *part.items):
        body_text(file, text)
    for below in part.parts:
        body_part(file, below, level + 1)


def body_text(file: WordFile, text: str, *, italic: bool = False, keep: bool = False) -> None:
    body_shape(write(file.add_paragraph(), text, italic=italic, align=JUSTIFY, keep=keep))


def body_shape(paragraph: Paragraph) -> None:
    """First line drawn in, 6 points before the next, a little more than single lines."""
    shape = paragraph.paragraph_format
    shape.first_line_indent, shape.space_after, shape.line_spacing = Mm(form.FIRST_LINE), Pt(form.PARAGRAPH_GAP), form.LINE_SPACING


def signature(file: WordFile, document: ReportDocument) -> None:
    """Recipients on the left, who signs on the right; never parted from the last words."""
    file.add_paragraph().paragraph_format.line_spacing = Pt(6)
    table = bare_table(file, 1, (80, 85))
    left, right = table.rows[0].cells
    keep_whole(table)
    write(left.paragraphs[0], "Nơi nhận:", size=form.SIZE_RECIPIENTS_TITLE, bold=True, italic=True)
    for number, line in enumerate(document.recipients, start=1):
        end = ";" if number < len(document.recipients) else "."
        write(left.add_paragraph(), f"- {line}{end}", size=form.SIZE_RECIPIENTS)
    write(right.paragraphs[0], "\n".join(document.authority), bold=True, align=CENTRE)
    room = right.add_paragraph()
    room.paragraph_format.space_before = Mm(25)  # the signature and the seal
    write(room, document.signer, bold=True, align=CENTRE)


def keep_whole(table: Table) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def annex_page(file: WordFile, document: ReportDocument, annex: Annex, number: str) -> None:
    heading = write(file.add_paragraph(style="Heading 1"), f"Phụ lục {number}".strip(), bold=True, align=CENTRE, keep=True)
    heading.paragraph_format.page_break_before = True
    write(file.add_paragraph(), annex.title, size=13, bold=True, align=CENTRE, keep=True)
    source = write(file.add_paragraph(), annex_source(document), size=13, italic=True, align=CENTRE, keep=True)
    source.paragraph_format.space_after = Pt(8)
    annex_table(file, annex)
    for note in annex.notes:
        paragraph = write(file.add_paragraph(), note, size=form.SIZE_TABLE, italic=True)
        paragraph.paragraph_format.space_before = Pt(4)


def annex_table(file: WordFile, annex: Annex) -> None:
    """A row of names and a row of column numbers, repeated on each page; numbers on the right."""
    table = file.add_table(rows=2, cols=len(annex.columns))
    table.style, table.autofit = "Table Grid", False
    for cell, name in zip(table.rows[0].cells, annex.columns, strict=True):
        write(cell.paragraphs[0], name, size=form.SIZE_TABLE, bold=True, align=CENTRE)
    for position, cell in enumerate(table.rows[1].cells, start=1):
        write(cell.paragraphs[0], f"({position})", size=form.SIZE_TABLE, italic=True, align=CENTRE)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in annex.rows:
        annex_row(table.add_row().cells, row, len(annex.columns))
    keep_whole(table)
    fix_widths(table, annex.widths, margin=1.4)


def annex_row(into: tuple[_Cell, ...], row: Row, columns: int) -> None:
    write(into[0].paragraphs[0], row.number, size=form.SIZE_TABLE, bold=row.heading, align=CENTRE)
    if row.heading:
        write(into[1].merge(into[-1]).paragraphs[0], row.label, size=form.SIZE_TABLE, bold=True)
        return
    write(into[1].paragraphs[0], row.label, size=form.SIZE_TABLE, align=LEFT)
    if columns - len(row.values) == 3:
        write(into[2].paragraphs[0], row.unit, size=form.SIZE_TABLE, align=CENTRE)
    for cell, text in zip(into[columns - len(row.values) :], cells(row), strict=True):
        write(cell.paragraphs[0], text, size=form.SIZE_TABLE, align=RIGHT)
