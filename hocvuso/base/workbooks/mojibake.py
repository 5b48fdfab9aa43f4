"""Text that was stored as the wrong letters: old fonts inside a Unicode file, and UTF-8 that was read as Windows text.

An Excel cell typed in .VnTime holds "NguyÔn V¨n Nam"; the font made it look right, without the font it is
broken. One sheet often mixes such cells with true Unicode ones, and a few words are good in both readings
("Dòng" is a line, or "Dũng" in TCVN3). So the sheet decides whether an old font was used, then each cell.
"""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

from hocvuso.base.workbooks import tcvn3, vni
from hocvuso.base.workbooks.syllables import bad_words, plausibility

Repair = Callable[[str], str]
# So much must a sheet win before anything is touched: one good surname is 3.
_ENOUGH = 3
# Letters that no byte of an old font is shown as. On a sheet with hardly any such cell every cell is in the old font.
_SURELY_UNICODE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_FEW = 5
_ALWAYS, _NEVER = -1000, 1000
_SAMPLE_CELLS = 20_000


def unmojibake(text: str) -> str:
    """One text, or all cells of a sheet as lines, with broken letters mended; proper Vietnamese comes back as it was."""
    lines = text.split("\n")
    mend = mender_of(lines)
    return "\n".join(map(mend, lines))


def mender_of(cells: Iterable[str]) -> Repair:
    """The repair that the cells of one sheet need: a function from a cell's text to its mended text, mostly the same."""
    # Not all of them: a set of a million cells would cost more memory than the cells.
    marked = list(set(itertools.islice((cell for cell in cells if not cell.isascii()), _SAMPLE_CELLS)))
    steps: list[Repair] = []
    # UTF-8 may hide an old font below it.
    for repairs in ((utf8_again, _twice), _OLD_FONTS):
        step = max((_step(marked, repair) for repair in repairs), key=lambda one: one.gain)
        if step.gain >= _ENOUGH:
            steps.append(step.mend)
            marked = list(map(step.mend, marked))
    return lambda text: reduce(lambda now, mend: mend(now), steps, text)


@dataclass(frozen=True)
class _Step:
    """One repair with what it wins on a sheet, and what it does with words that read well either way."""

    repair: Repair
    gain: int
    least: int  # how much better such a text must become to be changed

    def mend(self, text: str) -> str:
        if text.isascii() or (mended := self.repair(text)) == text:
            return text
        now, then = bad_words(text), bad_words(mended)
        if now != then:
            return mended if then < now else text
        return mended if plausibility(mended) - plausibility(text) >= self.least else text


def _step(cells: list[str], repair: Repair) -> _Step:
    # Only what is bad now is a reason: "Hoà" is as good as "Hồ", which VNI would make of it.
    mended = {cell: better for cell in cells if bad_words(better := repair(cell)) < bad_words(cell)}
    gain = sum(plausibility(better) - plausibility(cell) for cell, better in mended.items())
    proper = sum(bool(_SURELY_UNICODE.search(cell)) for cell in cells)
    return _Step(repair, gain, _ALWAYS if len(mended) > _FEW * proper else 0 if len(mended) >= proper else _NEVER)


def _byte_shown() -> dict[str, int]:
    """Which byte a letter stands for when bytes are shown in code page 1252 or 1258; undefined bytes show as themselves."""
    shown = {chr(value): value for value in range(0x80, 0x100)}
    for codec in ("cp1252", "cp1258"):
        letters = {bytes([value]).decode(codec, "ignore"): value for value in range(0x80, 0x100)}
        shown |= {letter: value for letter, value in letters.items() if letter}
    return shown


_BYTE = _byte_shown()


def _shown_for(first: int, last: int) -> str:
    return "[" + re.escape("".join(letter for letter, value in _BYTE.items() if first <= value <= last)) + "]"


_NEXT = _shown_for(0x80, 0xBF)
# The last byte of "à" is a no-break space, which many programs turn into a plain one: "hÃ " or "hÃ".
_UTF8_SHOWN = re.compile(f"{_shown_for(0xC2, 0xDF)}{_NEXT}|{_shown_for(0xE0, 0xEF)}{_NEXT}{_NEXT}|[ÃĂ](?= |$)", re.MULTILINE)


def utf8_again(text: str) -> str:
    """UTF-8 bytes shown as Windows letters, put together again: "Nguyá»…n" becomes "Nguyễn". Other text stays."""
    return _UTF8_SHOWN.sub(_joined, text)


def _twice(text: str) -> str:
    """For text that went through the wrong door two times."""
    return utf8_again(utf8_again(text))


def _joined(found: re.Match[str]) -> str:
    shown = found.group()
    if len(shown) == 1:
        return "à"
    try:
        return bytes(_BYTE[ch] for ch in shown).decode("utf-8")
    except UnicodeDecodeError:
        return shown


def _through_1258(repair: Repair) -> Repair:
    """The same repair for text that a Vietnamese Windows first read with its own code page, 1258."""
    back = {letter: value for letter, value in _BYTE.items() if letter == bytes([value]).decode("cp1258", "ignore")}
    table = str.maketrans({letter: chr(value) for letter, value in back.items()})
    return lambda text: repair(unicodedata.normalize("NFD", text).translate(table) if _COMBINED.search(text) else text.translate(table))


_COMBINED = re.compile("[\u0300-\u036f]")
_OLD_FONTS: tuple[Repair, ...] = (tcvn3.to_unicode, vni.to_unicode, _through_1258(tcvn3.to_unicode), _through_1258(vni.to_unicode))
