"""In which encoding a text file was written, and its text.

A file does not say. Marks and zero bytes tell the Unicode ones; the three 8-bit ones of old Vietnamese
computers use the same bytes for different letters, so each is tried and the one that reads as Vietnamese wins.
"""

import codecs
import io
import re
import unicodedata
from collections.abc import Callable, Iterator

from hocvuso.base.workbooks import tcvn3, vni
from hocvuso.base.workbooks.syllables import plausibility

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE_BYTES = 200_000
_MARKED_LINE = re.compile(rb"[^\r\n]{0,2000}[\x80-\xff][^\r\n]{0,2000}")
_CHUNK = 1 << 20


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


# Each 8-bit encoding: the codec that reads a byte, and what makes Unicode of it.
_OLD: dict[str, tuple[str, Callable[[str], str]]] = {
    "windows-1258": ("cp1258", _nfc),
    "tcvn3": ("latin-1", tcvn3.file_to_unicode),
    "vni": ("latin-1", vni.to_unicode),
}


def guess_encoding(data: bytes) -> str:
    """ "utf-8", "utf-16", "windows-1258", "tcvn3" or "vni": the likeliest encoding of a whole text file."""
    codec = _unicode_codec(data)
    if codec:
        return codec[:6].rstrip("-")
    sample = _sample(data)
    scores = {name: plausibility(make(sample.decode(codec, "replace"))) for name, (codec, make) in _OLD.items()}
    broken = sample.decode("utf-8", "replace")
    scores["utf-8"] = plausibility(broken) - broken.count("\ufffd")
    return max(scores, key=lambda name: scores[name])


def is_unicode(data: bytes) -> bool:
    """Whether the bytes are surely Unicode, and nothing had to be guessed."""
    return bool(_unicode_codec(data))


def text_lines(data: bytes, encoding: str) -> Iterator[str]:
    """The file's lines in NFC, line ends kept, made one by one. Bytes that are no letter become U+FFFD."""
    codec, make = _OLD.get(encoding) or (_unicode_codec(data) or encoding, _nfc)
    stream = io.TextIOWrapper(io.BytesIO(data), encoding=codec, errors="replace", newline="")
    return map(make, stream)


def looks_like_text(data: bytes) -> bool:
    """Whether the bytes can be text at all: few control characters, and zero bytes only as UTF-16 has them."""
    if _unicode_codec(data) in {"utf-16", "utf-16-le", "utf-16-be"}:
        return _few_controls(data[: _SAMPLE_BYTES & ~1].decode(_unicode_codec(data), "replace"))
    return b"\0" not in data[:_SAMPLE_BYTES] and _few_controls(data[:_SAMPLE_BYTES].decode("latin-1"))


def _few_controls(text: str) -> bool:
    controls = sum(ch < " " and ch not in "\t\n\r\f" or ch == "\ufffd" for ch in text)
    return controls * 20 <= len(text)


def _unicode_codec(data: bytes) -> str:
    """The Python codec of a file that is surely Unicode, else ""."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return codec
    return _utf16_without_mark(data[:_SAMPLE_BYTES]) or ("utf-8" if _is_utf8(data) else "")


def _utf16_without_mark(sample: bytes) -> str:
    """Separators, digits and plain letters have one zero byte each in UTF-16, always on the same side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even + odd < max(2, len(sample) // 10):
        return ""
    if even * 20 <= odd:
        return "utf-16-le"
    return "utf-16-be" if odd * 20 <= even else ""


def _is_utf8(data: bytes) -> bool:
    """Checked in pieces: the decoded text of a large file is not needed, only whether it decodes."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _sample(data: bytes) -> bytes:
    """Lines with marked letters, from anywhere in the file: names may come after a long plain heading."""
    lines: list[bytes] = []
    size = 0
    for found in _MARKED_LINE.finditer(data):
        lines.append(found.group())
        size += len(found.group())
        if size > _SAMPLE_BYTES:
            break
    return b"\n".join(lines)
