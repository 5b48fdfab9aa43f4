"""How wide a line of Tinos (and so of Times New Roman, which has the same widths) is: the lines under names depend on it."""

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"


@cache
def advances(file: str) -> tuple[int, dict[int, int]]:
    """Units in an em, and the width of each character of a TrueType file, from its `cmap` (format 4) and `hmtx` tables."""
    data = (FONTS / file).read_bytes()
    tables = {}
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        tables[tag] = offset
    units = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    metrics = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    widths = [struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * glyph)[0] for glyph in range(metrics)]
    glyphs = _glyphs(data, tables[b"cmap"])
    return units, {code: widths[min(glyph, metrics - 1)] for code, glyph in glyphs.items()}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Character code to glyph number, from the first Unicode subtable of format 4."""
    for index in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        _, _, offset = struct.unpack_from(">HHL", data, cmap + 4 + 8 * index)
        table = cmap + offset
        if struct.unpack_from(">H", data, table)[0] == 4:
            break
    else:
        raise ValueError("the font has no cmap of format 4")
    segments = struct.unpack_from(">H", data, table + 6)[0] // 2
    ends, starts, deltas, ranges = (table + 14 + shift for shift in (0, 2 * segments + 2, 4 * segments + 2, 6 * segments + 2))
    found = {}
    for segment in range(segments):
        end, start, delta, jump = (struct.unpack_from(">H", data, at + 2 * segment)[0] for at in (ends, starts, deltas, ranges))
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if jump:
                glyph = struct.unpack_from(">H", data, ranges + 2 * segment + jump + 2 * (code - start))[0]
            if glyph or not jump:
                found[code] = (glyph + delta) & 0xFFFF
    return found


def width_in_points(text: str, size: float, file: str = "Tinos-Bold.ttf") -> float:
    units, widths = advances(file)
    return sum(widths.get(ord(character), units // 2) for character in text) * size / units
