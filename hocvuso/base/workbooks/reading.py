"""One door for every list that people drop in: what it is, how large, and then its rows."""

from pathlib import Path

from hocvuso.base.text import clean
from hocvuso.base.workbooks import limits
from hocvuso.base.workbooks.collecting import Collector, TooMuch
from hocvuso.base.workbooks.csvfiles import read_text
from hocvuso.base.workbooks.encodings import looks_like_text
from hocvuso.base.workbooks.errors import Unreadable
from hocvuso.base.workbooks.excel import read_with_child
from hocvuso.base.workbooks.kinds import kind_of
from hocvuso.base.workbooks.model import Workbook

_HEAD_BYTES = 4096


def read_workbook(path: Path, name: str = "") -> Workbook:
    """The sheets of an Excel or text file, told apart by content. `name` is what the user called it; raises Unreadable."""
    name = clean(name) or clean(Path(path).name)
    collector = Collector()
    try:
        encoding = _collect(Path(path), collector)
        sheets = collector.finish()
        if not any(sheet.rows for sheet in sheets):
            raise TooMuch("empty")
    except TooMuch as refused:
        raise Unreadable(refused.code, name) from refused
    except OSError as error:
        raise Unreadable("missing", name) from error
    return Workbook(name=name, sheets=sheets, encoding=encoding)


def _collect(path: Path, collector: Collector) -> str:
    """Fills the collector; the encoding of a text file, else ""."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        size = file.seek(0, 2)
    if not head:
        raise TooMuch("empty")
    kind = kind_of(head)
    if kind not in {"zip", "ole", "html", "text"}:
        raise TooMuch(kind)
    if size > limits.FILE_BYTES:
        raise TooMuch("too-big")
    if kind != "text":
        read_with_child(kind, path, collector)
        return ""
    data = path.read_bytes()
    if not looks_like_text(data):
        raise TooMuch("not-a-workbook")
    return read_text(data, collector)
