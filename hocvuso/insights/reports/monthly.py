"""From facts, the officer's words and the skeleton to the document of a report. Nothing is asked of the database here.

The narrative holds what the officer wrote, by section number ("II.2"), "bases" (one a line), "typed.<code>" (a figure typed
in) and "signs" (who signs). A section that the officer did not touch is drafted from the figures each time.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import date

from hocvuso.base.days import Window, parse_window
from hocvuso.insights.reports import form
from hocvuso.insights.reports.document import Annex, Part, ReportDocument, Row, lower_first
from hocvuso.insights.reports.facts import Facts, Line
from hocvuso.insights.reports.skeleton import PLACEHOLDER, PartWords, Skeleton
from hocvuso.insights.words import UNITS, unit_of
from hocvuso.plans.rules import read_number

MOST_NAMES = 15
ROMAN = ("", "I", "II", "III", "IV")
# Who signs: the chairman, or a deputy in his place.
SIGNS = {"chairman": ("CHỦ TỊCH",), "deputy": ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")}


def build(facts: Facts, narrative: dict[str, str], words: Skeleton, *, made_on: date) -> ReportDocument:
    """The report's document, without number, date and signer, which the clerk adds after signing."""
    fill = filler(facts, narrative)
    unit = lower_first(facts.area_name)
    signs = SIGNS.get(narrative.get("signs", ""), SIGNS["chairman"])
    recipients = words.recipients[facts.area_level]
    return ReportDocument(
        issuer=("ỦY BAN NHÂN DÂN", facts.area_name.upper()),
        issuer_in_text=f"Ủy ban nhân dân {unit}",
        symbol=words.symbol,
        place=form.place_name(facts.area_name, facts.area_kind),
        year=facts.last_day.year,
        kind=words.kind,
        subject=tuple((fill(words.subject) or "").splitlines()),
        bases=tuple(base_lines(narrative, words)),
        opening=fill(words.opening) or "",
        parts=tuple(parts(facts, narrative, words)),
        closing=fill(words.closing) or "",
        recipients=tuple(fill(line) or "" for line in recipients),
        authority=("TM. ỦY BAN NHÂN DÂN", *signs),
        annexes=(figures_annex(facts, narrative, words), places_annex(facts)),
        made_on=made_on,
    )


def period_text(window: Window) -> str:
    """A window as a report names it: "tháng 7 năm 2025", "quý III năm 2025"."""
    year = window.code[:4]
    if window.kind == "month":
        return f"tháng {int(window.code[5:7])} năm {year}"
    if window.kind == "quarter":
        return f"quý {ROMAN[int(window.code[-1])]} năm {year}"
    names = {"half": f"6 tháng đầu năm {year}", "nine_months": f"9 tháng năm {year}", "year": f"năm {year}"}
    if window.kind == "school":
        return f"năm học {window.start.year}-{window.end.year}"
    return names.get(window.kind) or days_text(window.start, window.last_day)


def days_text(first: date, last: date) -> str:
    if first == last:
        return f"ngày {first.day}/{first.month}/{first.year}"
    return f"từ ngày {first.day}/{first.month}/{first.year} đến hết ngày {last.day}/{last.month}/{last.year}"


def base_lines(narrative: dict[str, str], words: Skeleton) -> list[str]:
    """The legal bases: each ends with ";", the last with "."."""
    own = [line.strip() for line in narrative.get("bases", "").splitlines() if line.strip()]
    lines = [line.rstrip(" ;.") for line in own or words.bases]
    return [line + (";" if number < len(lines) else ".") for number, line in enumerate(lines, start=1)]


def filler(facts: Facts, narrative: dict[str, str]) -> Callable[[str], str | None]:
    """A function that fills the gaps of a sentence; it answers None when one of them is not known."""
    known = _words(facts)

    def value(name: str, measure: str, scale: str) -> str | None:
        if not measure:
            return known.get(name)
        if name == "typed":
            return narrative.get(f"typed.{measure}") or None
        line = facts.line(name)
        number = _number(line, measure, scale) if line else None
        return None if number is None else form.number_text(number)

    def fill(sentence: str) -> str | None:
        values = [value(*found) for found in PLACEHOLDER.findall(sentence)]
        if any(one is None for one in values):
            return None
        waiting = iter(values)
        return PLACEHOLDER.sub(lambda _: next(waiting) or "", sentence)

    return fill


def _words(facts: Facts) -> dict[str, str | None]:
    villages = [place for place in facts.places if place.code]
    without = [place.name for place in villages if place.contacts is None]
    unit = lower_first(facts.area_name)
    return {
        "unit": unit,
        "issuer": f"Ủy ban nhân dân {unit}",
        "period": period_text(parse_window(facts.window)),
        "days": days_text(facts.first_day, facts.last_day),
        "above": lower_first(facts.above),
        "kind": lower_first(facts.area_kind),
        "place_kind": facts.place_kind,
        "places_all": str(len(villages)) if villages else None,
        "places_with": str(len(villages) - len(without)) if len(villages) > len(without) else None,
        "places_without": str(len(without)) if without else None,
        "places_without_names": named(without),
    }


def named(places: list[str]) -> str | None:
    """The places by name; so many that nobody would read them are left to the annex, which has them all."""
    if len(places) > MOST_NAMES:
        return "danh sách tại Phụ lục II"
    return ", ".join(places) or None


def _number(line: Line, measure: str, scale: str) -> int | float | None:
    if scale == "plan":
        return line.plan_share
    figure = {"year": line.year, "same": line.same}.get(scale, line.now)
    return getattr(figure, measure)


def plain(text: str) -> str:
    """A text without what a browser changes in passing: line ends and outer white space."""
    return "\n".join(line.strip() for line in text.strip().splitlines())


def mark_of(text: str) -> str:
    """A short mark of a text, to know later whether it was touched."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:16]


def rewritten(narrative: dict[str, str], words: Skeleton) -> list[PartWords]:
    """The sections whose words are the officer's own: figures in them do not follow."""
    return [part for part in words.parts if narrative.get(part.number)]


def drafts(facts: Facts, narrative: dict[str, str], words: Skeleton) -> dict[str, str]:
    """What each section would say if the officer wrote nothing, one paragraph a line."""
    fill = filler(facts, narrative)
    return {part.number: draft(part, fill, words.is_heading(part)) for part in words.parts}


def draft(part: PartWords, fill: Callable[[str], str | None], heading: bool) -> str:
    told = [text for text in map(fill, part.sentences) if text]
    told = [text for text in told if not says_nothing_happened(text)] or told
    if told or heading:
        return "\n".join(told)
    return part.empty or form.NO_DATA


def says_nothing_happened(text: str) -> bool:
    """Whether all figures of a sentence are 0: true, and in the annex, but not worth a line beside others."""
    figures = re.findall(r"(?<![\w/])\d[\d.,]*(?= (?:người|lượt|buổi|gia đình|bài))", text)
    return bool(figures) and all(figure == "0" for figure in figures)


def parts(facts: Facts, narrative: dict[str, str], words: Skeleton) -> list[Part]:
    """The sections with their sections, in order."""
    told = drafts(facts, narrative, words)

    def made(part: PartWords) -> Part:
        text = narrative.get(part.number, "").strip() or told[part.number]
        below = tuple(made(other) for other in words.parts if other.number.rpartition(".")[0] == part.number)
        paragraphs = tuple(line.strip() for line in text.splitlines() if line.strip())
        title = part.title.upper() if part.depth == 0 else part.title
        return Part(part.number, part.last_number, title, paragraphs, tuple(items(facts, part)), below)

    return [made(part) for part in words.parts if part.depth == 0]


def items(facts: Facts, part: PartWords) -> list[str]:
    """a), b), c): an indicator each, with its figure, and the share of the plan where there is one."""
    told = []
    for letter, code in zip("abcdefghiklmnopq", part.items, strict=False):
        line = facts.line(code)
        if line is not None:
            told.append(f"{letter}) {line.name}: {item_text(line)}")
    return [text + (";" if number < len(told) else ".") for number, text in enumerate(told, start=1)]


def item_text(line: Line) -> str:
    if not line.now.is_measured:
        return "chưa có số liệu"
    text = f"{form.number_text(getattr(line.now, line.measure))} {unit_of(line.code, line.measure)}"
    return text if line.plan_share is None else f"{text}, đạt {form.number_text(line.plan_share)}\u00a0% kế hoạch"


FIGURE_COLUMNS = ("TT", "Nội dung", "Đơn vị tính", "Kỳ này", "Lũy kế năm", "Cùng kỳ", "% kế hoạch")
FIGURE_WIDTHS = (11, 64, 19, 17, 18, 17, 19)
PLACE_WIDTHS = (12, 75, 26, 26, 26)


def figures_annex(facts: Facts, narrative: dict[str, str], words: Skeleton) -> Annex:
    """Every indicator by group, then what was typed in."""
    rows: list[Row] = []
    for number, group in enumerate(words.groups):
        rows.append(Row("ABCDEFGH"[number], group.title, heading=True))
        lines = [line for line in map(facts.line, group.indicators) if line is not None]
        for position, line in enumerate(lines, start=1):
            rows += figure_rows(line, position)
    typed = typed_rows(narrative, words)
    if typed:
        rows += [Row("ABCDEFGH"[len(words.groups)], "Số liệu nhập tay", heading=True), *typed]
    period = period_text(parse_window(facts.window))
    return Annex(
        f"SỐ LIỆU PHONG TRÀO “BÌNH DÂN HỌC VỤ SỐ” {period.upper()}",
        FIGURE_COLUMNS,
        FIGURE_WIDTHS,
        tuple(rows),
        tuple(notes(facts, bool(typed))),
    )


def figure_rows(line: Line, position: int) -> list[Row]:
    """One row for each way of counting: people (người) and contacts (lượt) are never in one row."""
    rows = []
    for index, measure in enumerate(line.counts):
        share = line.plan_share if measure == line.measure else None
        values = tuple(getattr(figure, measure) for figure in (line.now, line.year, line.same))
        label = line.name if index == 0 else f"{line.name} (tính theo {UNITS[measure]})"
        rows.append(Row(str(position) if index == 0 else "", label, unit_of(line.code, measure), (*values, share)))
    return rows


def typed_rows(narrative: dict[str, str], words: Skeleton) -> list[Row]:
    rows: list[Row] = []
    for one in words.typed:
        value = typed_number(narrative.get(f"typed.{one.code}", ""))
        if value is not None:
            rows.append(Row(str(len(rows) + 1), f"{one.name} (*)", one.unit, (value, None, None, None), typed=True))
    return rows


def typed_number(text: str) -> int | float | None:
    """ "1.234,5" as a number; None when nothing, or nothing readable, was typed in."""
    number = read_number(text)
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def notes(facts: Facts, typed: bool) -> list[str]:
    told = [
        f"Kỳ này: {days_text(facts.first_day, facts.last_day)}. "
        "Lũy kế năm: từ ngày 15/12 năm trước đến hết kỳ. Cùng kỳ: kỳ này của năm trước.",
        "Người: mỗi người tính một lần trong kỳ, theo nơi ở. Lượt: mỗi lần có mặt. Dấu “–”: chưa có số liệu, không phải là 0.",
    ]
    if typed:
        told.append("(*) Số nhập tay, không đếm từ danh sách.")
    if facts.unlinked is not None:
        told.append(
            f"Chưa nối được giữa các xã: {form.number_text(facts.unlinked)} người (một người có tên ở hai xã có thể được tính hai lần)."
        )
    if facts.seal:
        told.append(f"Mã niêm phong sổ dữ liệu đến hết kỳ: {facts.seal}")
    return told


def places_annex(facts: Facts) -> Annex:
    """The same figures by village (or by commune), which add up to the total in the last row."""
    heading = facts.place_kind[:1].upper() + facts.place_kind[1:]
    rows = [Row(str(number), place.name, values=place_values(place)) for number, place in enumerate(facts.places, start=1)]
    instructed, gatherings = facts.line("instructed"), facts.line("gatherings")
    total = (
        gatherings.now.things if gatherings else None,
        instructed.now.contacts if instructed else None,
        instructed.now.people if instructed else None,
    )
    rows.append(Row("", f"Tổng cộng {lower_first(facts.area_name)}", values=total))
    period = period_text(parse_window(facts.window))
    return Annex(
        f"NGƯỜI ĐƯỢC HƯỚNG DẪN THEO {facts.place_kind.upper()} {period.upper()}",
        ("TT", heading, "Buổi", "Lượt", "Người"),
        PLACE_WIDTHS,
        tuple(rows),
        ("Buổi tính theo nơi diễn ra; lượt và người tính theo nơi ở. Dấu “–”: chưa có danh sách.",),
    )


def place_values(place) -> tuple[int | None, ...]:
    return (place.gatherings, place.contacts, place.people)
