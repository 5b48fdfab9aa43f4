"""Reads attendance sheets of any origin, safely. `read_workbook` is the door; docs/developer/workbooks.md says why."""

from hocvuso.base.workbooks.encodings import guess_encoding
from hocvuso.base.workbooks.errors import Unreadable
from hocvuso.base.workbooks.model import Cell, Sheet, Workbook
from hocvuso.base.workbooks.mojibake import unmojibake
from hocvuso.base.workbooks.reading import read_workbook

__all__ = ["Cell", "Sheet", "Unreadable", "Workbook", "guess_encoding", "read_workbook", "unmojibake"]
