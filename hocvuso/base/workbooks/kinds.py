"""What a file is, told by its first bytes. Names lie: a CSV called .xls, a photo called .xlsx, a list called .csv."""

import re

_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"{\\rtf", "word"),
    (b"Rar!\x1a", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\x09\x00\x04\x00", "old-excel"),
    (b"\x09\x02\x06\x00", "old-excel"),
    (b"\x09\x04\x06\x00", "old-excel"),
    (b"\x09\x08\x08\x00\x00\x05", "old-excel"),
)
_BOX_OF_PICTURES = re.compile(rb".{4}ftyp(?:heic|heix|mif1|avif)|RIFF.{4}WEBP|BM.{4}\0\0\0\0", re.DOTALL)
_TAGS = re.compile(r"\s*<(?:!doctype html|html|table|head|body|meta|style|!--)", re.IGNORECASE)


def kind_of(head: bytes) -> str:
    """ "zip", "ole", "html" or "text" for what can be a list; else the code of the refusal."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return "not-a-workbook" if kind == "program" else kind
    if _BOX_OF_PICTURES.match(head):
        return "image"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    text = _as_text(head)
    if text.startswith(("MIME-Version:", "<?xml")) and ("mso-application" in text or "Excel" in text or "spreadsheet" in text):
        return "old-excel"
    if _TAGS.match(text) or (text.lstrip().startswith("<?xml") and "<html" in text):
        return "html"
    return "text"


def _as_text(head: bytes) -> str:
    codec = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    return head.removeprefix(b"\xef\xbb\xbf").decode(codec, "ignore").lstrip()
