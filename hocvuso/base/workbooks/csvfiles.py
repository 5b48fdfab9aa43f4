"""Text files of rows: CSV, TSV and their like, with whatever separator and quotes they were saved."""

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from hocvuso.base.workbooks import limits
from hocvuso.base.workbooks.collecting import Collector, TooMuch
from hocvuso.base.workbooks.encodings import guess_encoding, is_unicode, text_lines
from hocvuso.base.workbooks.syllables import is_nonsense

SEPARATORS = ",;\t|"
_SAMPLE_LINES = 200
_SAID_SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\s*$", re.IGNORECASE)
# One record of a list never spans so many lines: a quote was opened and not closed.
_RECORD_LINES = 60
# "Nguy?n V?n Nam": Excel's plain CSV writes "?" for each letter that Windows' Western code page does not have.
_LOST_LETTER = re.compile(r"\w*[^\W\d_]\?[^\W\d_]\w*|\b[^\W\d_]\?(?= )")
_LOST_WORDS = 3
_SURE_LETTER = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


def read_text(data: bytes, collector: Collector) -> str:
    """Collects the one sheet of a text file; answers with its encoding."""
    encoding = guess_encoding(data)
    lines = text_lines(data, encoding)
    head = list(itertools.islice(lines, _SAMPLE_LINES))
    if _lost_letters("".join(head), encoding):
        raise TooMuch("lost-letters")
    if not is_unicode(data) and is_nonsense("".join(head)):
        raise TooMuch("unknown-letters")
    said = _SAID_SEPARATOR.match(head[0]) if head else None
    if said:  # Excel takes this line as a hint and does not show it
        head = head[1:]
    separator = said.group(1) if said else best_separator(head)
    collector.begin("")
    for record in records(itertools.chain(head, lines), separator):
        collector.add(record)
    return encoding


def _lost_letters(text: str, encoding: str) -> bool:
    """Whether letters were already "?" when the file was saved. Sure Vietnamese letters in a Unicode file say that they were not."""
    if encoding.startswith("utf") and _SURE_LETTER.search(text):
        return False
    return len(set(_LOST_LETTER.findall(text))) >= _LOST_WORDS


def best_separator(lines: list[str]) -> str:
    """The separator that cuts most lines into the same, largest number of cells."""

    text = "".join(lines)

    def worth(separator: str) -> float:
        widths = Counter(len(record) for record in records(lines, separator))
        # In "Số 3, ấp 1, xã Mỹ Tho" the commas belong to the sentence: a space follows.
        loose = text.count(separator + " ") / max(1, text.count(separator))
        return max((count * (width - 1) for width, count in widths.items()), default=0) * (1 - 0.8 * loose)

    return max(SEPARATORS, key=worth)


def records(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    """The records of a file; a blank line is an empty record, so that the n-th record is row n in Excel.

    A quote that is never closed would swallow the rows after it: such a record is cut at its line ends instead.
    """
    waiting: list[str] = []
    source = _remembered(lines, waiting)
    more = True
    while more:
        try:
            for record in csv.reader(source, delimiter=separator):
                yield from _line_by_line(waiting, separator) if _never_closed(waiting, separator) else [record]
                waiting.clear()
            more = False
        except csv.Error:  # the open quote took more than a cell may hold; what it took is in `waiting`
            yield from _line_by_line(waiting, separator)
            waiting.clear()


def _remembered(lines: Iterable[str], kept: list[str]) -> Iterator[str]:
    """Lines on their way to the parser, which takes as many as one record needs; `kept` has those since the last record."""
    for line in lines:
        if len(line) > limits.LINE_CHARACTERS:
            raise TooMuch("too-big")
        kept.append(line)
        yield line


def _never_closed(lines: list[str], separator: str) -> bool:
    """Whether a record of several lines is one by mistake: too long, or its quotes do not match."""
    if len(lines) < 2:
        return False
    return len(lines) > _RECORD_LINES or not _strict(lines, separator)


def _strict(lines: list[str], separator: str) -> list[list[str]]:
    """The records when every quote is in its place, else []."""
    try:
        return list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        return []


def _line_by_line(lines: list[str], separator: str) -> Iterator[list[str]]:
    for line in lines:
        yield from _strict([line], separator) or _without_quotes(line, separator)


def _without_quotes(line: str, separator: str) -> list[list[str]]:
    return [[cell.strip('"') for cell in line.rstrip("\r\n").split(separator)]]
