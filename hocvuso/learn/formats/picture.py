"""A picture: a small SVG, alone or composed of the symbols of pictures/symbols.svg, with nothing in it that could act."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from hocvuso.learn.formats.problems import Problems

MOST_BYTES = 4096
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "use", "symbol"}
ATTRIBUTES = {
    "viewBox", "id", "d", "x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "points", "fill", "stroke",
    "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "opacity", "transform", "href",
}  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """`body`: what stands inside <svg>; `box`: its viewBox; `uses`: ids of the symbols it is made of."""

    box: str
    body: str
    uses: tuple[str, ...]


def read_symbols(file: str, text: str, problems: Problems) -> dict[str, str]:
    """The symbols by id, each as its own `<symbol …>…</symbol>` text."""
    root = _parse(file, text, problems)
    if root is None:
        return {}
    return {symbol.get("id", ""): _write(symbol) for symbol in root if symbol.tag == f"{SVG}symbol"}


def read_picture(file: str, text: str, symbols: dict[str, str], problems: Problems) -> Picture | None:
    """One picture, checked; None with a problem added when it cannot be shown."""
    root = _parse(file, text, problems)
    if root is None:
        return None
    uses = tuple(dict.fromkeys(use.get("href", "")[1:] for use in root.iter(f"{SVG}use")))
    for name in uses:
        if name not in symbols:
            problems.add(file, _line_of(text, f"#{name}"), f"không có hình mẫu “{name}” trong pictures/symbols.svg")
    weight = len(text.encode()) + sum(len(symbols.get(name, "").encode()) for name in uses)
    if weight > MOST_BYTES:
        problems.add(file, 1, f"hình nặng {weight} byte kể cả hình mẫu, nhiều nhất {MOST_BYTES}: bỏ bớt nét")
    if not root.get("viewBox"):
        problems.add(file, 1, 'thiếu viewBox="0 0 rộng cao" ở <svg>')
    return Picture(root.get("viewBox", ""), "".join(_write(child) for child in root), uses)


def _parse(file: str, text: str, problems: Problems) -> ElementTree.Element | None:
    if "<!" in text.replace("<!--", ""):
        problems.add(file, 1, "SVG không được có DOCTYPE hay CDATA")
        return None
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        problems.add(file, error.position[0], "không đọc được SVG: xem lại thẻ mở, thẻ đóng ở dòng này")
        return None
    return root if _is_harmless(file, text, root, problems) else None


def _is_harmless(file: str, text: str, root: ElementTree.Element, problems: Problems) -> bool:
    before = len(problems.found)
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        if name not in SHAPES:
            problems.add(file, _line_of(text, f"<{name}"), f"hình không được chứa <{name}>; chỉ dùng: {', '.join(sorted(SHAPES))}")
        for key, value in element.attrib.items():
            if key not in ATTRIBUTES or (key == "href" and not re.fullmatch(r"#[\w-]+", value)) or re.search(r"[<>\"&]|url\(", value):
                problems.add(file, _line_of(text, f'{key}="{value}'), f"hình không được dùng {key}: chỉ nét vẽ và màu")
    return len(problems.found) == before


def _write(element: ElementTree.Element) -> str:
    """The element as text without namespaces, so that it stands in a page as it is."""
    name = element.tag.removeprefix(SVG)
    attributes = "".join(f' {key}="{value}"' for key, value in element.attrib.items())
    inside = "".join(_write(child) for child in element)
    return f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"


def _line_of(text: str, needle: str) -> int:
    at = text.find(needle)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
