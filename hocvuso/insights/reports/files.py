"""The kinds of file a report comes in."""

from hocvuso.insights.reports.annex import make_xlsx
from hocvuso.insights.reports.pdf import make_pdf
from hocvuso.insights.reports.word import make_docx

MAKERS = {".docx": make_docx, ".pdf": make_pdf, ".xlsx": make_xlsx}
CONTENT_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
