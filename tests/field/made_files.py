# ruff: noqa: DTZ001  (lists state local time and no zone; the ways people write stand side by side)
"""Makes attendance lists as files, in the layouts, formats and letters in which officers of communes keep them.

Seeded: the same seed makes the same files. Beside each file stands the truth: who is in which row, and what the row
says of them once it is read rightly. The noise here is of writing (forms of phones and dates, header words, merged
cells, signatures), not of memory: `made_lists.py` makes the slips by which identity is tried.
"""

import csv
import io
import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter
import xlwt

from hocvuso.base.text import fold
from tests.base.files_for_tests import SMALL, tcvn3, vni, windows_1258
from tests.field.made_lists import Maker, Truth

WARD = "Phường Đạo Thạnh"
ABOVE = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
OLD_PREFIX = {"070": "0120", "079": "0121", "077": "0122", "083": "0123", "035": "0165", "039": "0169"}
SKILLS = {"G3.1": ["Cài VNeID", "Kích hoạt định danh điện tử"], "G4.2": ["Quét mã QR", "chuyển khoản"], "G5.2": ["Lừa đảo trên mạng"]}
GROUPS = ["Người cao tuổi", "NCT", "Tiểu thương", "nông dân", "CN", "Hưu trí"]


@dataclass(frozen=True)
class Says:
    """What a row says when it is read rightly: "" and None where it says nothing."""

    person: int
    name: str
    year: int | None
    phone: str
    village: str
    sex: str
    day: date | None
    skill: str = ""


@dataclass
class MadeSheet:
    name: str
    rows: list[list] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    truth: dict[int, Says] = field(default_factory=dict)  # by the row's number from 1


@dataclass
class MadeFile:
    """A file on disk: `truth` by sheet name and row number."""

    path: Path
    sheets: list[MadeSheet]
    layout: str

    def says(self) -> Iterator[tuple[str, int, Says]]:
        for sheet in self.sheets:
            for number, one in sheet.truth.items():
                yield sheet.name, number, one


class Pen:
    """Writes what a person says into cells, in one of the ways people do."""

    def __init__(self, rng: random.Random):
        self.random = rng

    def pick(self, *ways):
        return self.random.choice(ways)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def name(self, name: str) -> str:
        ways: list[Callable[[str], str]] = [
            str,
            str,
            str,
            str.upper,
            str.lower,
            lambda n: fold(n).upper(),
            lambda n: fold(n).title(),
            lambda n: unicodedata.normalize("NFD", n),
            lambda n: f" {n}  ",
            lambda n: n.replace(" ", "  "),
            lambda n: n.replace(" ", "\u00a0", 1),
            lambda n: f"{n} (tổ trưởng)",
            lambda n: "Bà " + n if " Thị" in n else "Ông " + n,
            lambda n: n + ".",
        ]
        return self.random.choice(ways)(name)

    def phone(self, phone: str):
        if not phone:
            return self.pick(None, "", "không có", "Không", "-", "ko", "chưa có", "x", "0", "//", "không dùng ĐT")
        a, b, c = phone[:4], phone[4:7], phone[7:]
        ways = [
            phone,
            phone,
            f"{a} {b} {c}",
            f"{a}.{b}.{c}",
            f"{a}-{b}-{c}",
            "+84" + phone[1:],
            "84" + phone[1:],
            "+84 " + phone[1:],
            f"(+84){phone[1:]}",
            int(phone[1:]),
            float(phone[1:]),
            phone[1:],
            f"{phone} (con)",
            f"zalo {phone}",
            f"{phone}/0273872123",
            f"{phone} - 0987000111",
            f"ĐT: {phone}",
            f"{phone}\n0987000111",
            f"'{phone}",
            f"{phone};0987000111",
            f"{phone},0987000111",
            f" {phone}\t",
        ]
        if phone[:3] in OLD_PREFIX:
            ways.append(OLD_PREFIX[phone[:3]] + phone[3:])
            ways.append(int((OLD_PREFIX[phone[:3]] + phone[3:])[1:]))
        return self.random.choice(ways)

    def birth(self, year: int, person: int):
        day = date(year, 1 + person % 12, 2 + person % 27)  # each has one birthday
        return self.pick(
            year,
            year,
            year,
            str(year),
            f"'{year}",
            float(year),
            f"{day:%d/%m/%Y}",
            f"{day.day}/{day.month}/{year}",
            f"{day:%d-%m-%Y}",
            f"{day:%d.%m.%Y}",
            day,
            datetime(year, day.month, day.day),
            f"{day.month}/{year}",
            f"{day:%d%m%Y}",
            f"Năm {year}",
            f"{year}.",
            f"sn {year}",
            f"{day:%Y-%m-%d}",
            f"01/01/{year}",
            f"00/00/{year}",
            f"{day:%d/%m/%Y} ",
            f"ngày {day.day} tháng {day.month} năm {year}",
        )

    def village(self, village: str) -> str:
        number = village.rsplit(" ", 1)[1]
        return self.pick(
            village,
            village,
            village.upper(),
            village.lower(),
            f"KP.{number}",
            f"KP {number}",
            f"kp{number}",
            f"kp {number}",
            f"KP{int(number):02d}",
            f"{village}, P. Đạo Thạnh",
            f"Tổ 5, {village}",
            f"khu pho {number}",
            f"K.P {number}",
            number,
            f"{village}, phường Đạo Thạnh, tỉnh Đồng Tháp",
            f"12/5 KP{number}",
            f"Khu phố số {number}",
            f"KP-{number}",
        )

    def sex(self, sex: str) -> str:
        return self.pick("Nam", "nam", "NAM") if sex == "m" else self.pick("Nữ", "nữ", "NỮ", "Nu")

    def tick(self) -> object:
        return self.pick("x", "X", "✓", "✔", 1, "1", "v")


class FileMaker:
    """One commune's people and the files that name them."""

    def __init__(self, seed: int, people: int = 150, hard: float = 0.0, thin: float = 0.1):
        self.random = random.Random(seed)
        self.people = Maker(seed, people, hard).people
        self.pen = Pen(self.random)
        self.thin = thin  # how often a phone, a year or a village is left out
        self.made = 0

    # -- people to rows ---------------------------------------------------------------------------------------------

    def present(self, rows: int) -> list[Truth]:
        return self.random.sample(self.people, min(rows, len(self.people)))

    def says(self, person: Truth, day: date | None, *, year=True, phone=True, village=True, sex=True, skill: str = "") -> Says:
        drop = self.pen.chance
        return Says(
            person.id,
            person.name,
            person.year if year and not drop(self.thin / 2) else None,
            person.phone if phone and not drop(self.thin) else "",
            person.village if village and not drop(self.thin / 2) else "",
            person.sex if sex else "",
            day,
            skill,
        )

    def day(self) -> date:
        return date(2025, 7, 1) + timedelta(days=self.random.randrange(28))

    def title(self, day: date, place: str, *, with_day=True, with_place=True) -> list[list]:
        """What stands above a list, in one of the usual ways."""
        dated = self.pen.pick(
            f"Ngày {day:%d/%m/%Y}",
            f"Ngày {day.day} tháng {day.month} năm {day.year}",
            f"(Ngày {day.day}.{day.month}.{day.year})",
            f"Thời gian: 19h00, ngày {day:%d/%m/%Y}",
            f"Đạo Thạnh, ngày {day:%d} tháng {day:%m} năm {day.year}",
            f"Ngày {day:%d-%m-%Y}",
        )
        placed = self.pen.pick(
            f"tại Nhà văn hóa {place}", f"Địa điểm: Nhà văn hóa {place}", f"Tại: Trụ sở {place}", f"tại nhà ông Ba Hùng, {place}"
        )
        rows: list[list] = [[line] for line in (ABOVE if self.pen.chance(0.5) else [])]
        rows += [["UBND PHƯỜNG ĐẠO THẠNH", None, None, None] + ([ABOVE[0]] if self.pen.chance(0.3) else [])]
        rows += [
            [
                self.pen.pick(
                    "DANH SÁCH NGƯỜI DÂN THAM GIA “BÌNH DÂN HỌC VỤ SỐ”", "DANH SÁCH HỌC VIÊN", "Danh sách điểm danh lớp học số cộng đồng"
                )
            ]
        ]
        if self.pen.chance(0.4):
            rows.append(["(Kèm theo Kế hoạch số 12/KH-UBND ngày 15/5/2025 của UBND phường)"])
        if with_day and with_place and self.pen.chance(0.5):
            rows.append([f"{dated} {placed}"])
        else:
            rows += [[dated]] if with_day else []
            rows += [[placed]] if with_place else []
        return rows + ([[]] if self.pen.chance(0.6) else [])

    def footer(self, count: int) -> list[list]:
        total = self.pen.pick(
            [["Tổng cộng", count]],
            [[f"Tổng cộng: {count} người"]],
            [[None, f"Cộng {count}"]],
            [[f"Tổng số: {count} học viên"]],
            [[f"Danh sách này có {count} người./."]],
            [["Cộng:", None, count]],
            [[f"(Danh sách gồm có {count} người)"]],
            [[f"Tổng cộng danh sách có {count} người, trong đó nữ: 12"]],
            [],
        )
        signed = self.pen.pick(
            [[], [None, None, None, "NGƯỜI LẬP DANH SÁCH"], [], [], [None, None, None, "Nguyễn Văn Tèo"]],
            [
                [None, None, None, "Đạo Thạnh, ngày 30 tháng 7 năm 2025"],
                [None, "Xác nhận của UBND phường", None, "Người lập biểu"],
                [None, "Trần Thị Duyệt", None, "Lê Văn Ký"],
            ],
            [
                [None, "NGƯỜI LẬP BẢNG", None, "TRƯỞNG KHU PHỐ"],
                [None, "(Ký, ghi rõ họ tên)", None, "(Ký tên)"],
                [None, "Phạm Thị Lập", None, "Hồ Văn Trưởng"],
            ],
            [["Người lập"], ["Nguyễn Thị Lập"]],
            [],
        )
        return [*total, *signed]

    # -- sheets -----------------------------------------------------------------------------------------------------

    def table(
        self,
        sheet: MadeSheet,
        columns: list[tuple],
        lines: list[Says],
        *,
        between: Callable | None = None,
        headers: list[list] | None = None,
    ) -> None:
        """Header rows, then a line a person. A column is (header, what it writes of (place, line))."""
        heading = headers if headers is not None else [[header for header, _ in columns]]
        sheet.rows += heading
        if headers != [] and self.pen.chance(0.2):
            sheet.rows.append([self.pen.pick("(%d)", "%d") % (n + 1) for n in range(len(columns))])
        for place, one in enumerate(lines):
            for extra in between(place) if between else ():
                sheet.rows.append(extra)
            sheet.rows.append([write(place, one) for _, write in columns])
            sheet.truth[len(sheet.rows)] = one
            if self.pen.chance(0.02):
                sheet.rows.append([])

    def usual(self) -> dict[str, tuple]:
        """The usual columns, each with one of its header words."""
        pen = self.pen
        return {
            "number": (pen.pick("STT", "TT", "Số TT"), lambda place, one: place + 1),
            "name": (
                pen.pick("Họ và tên", "HỌ TÊN", "Họ tên người dân", "Họ, tên học viên", "Họ và tên người tham gia", "Họ & tên"),
                lambda place, one: pen.name(one.name),
            ),
            "birth": (
                pen.pick("Năm sinh", "Ngày sinh", "Ngày, tháng, năm sinh", "Sinh năm", "NS"),
                lambda place, one: pen.birth(one.year, one.person) if one.year else pen.pick(None, "không nhớ", "?"),
            ),
            "sex": (pen.pick("Giới tính", "Nam/Nữ", "Giới", "Phái"), lambda place, one: pen.sex(one.sex)),
            "phone": (
                pen.pick("Số điện thoại", "SĐT", "ĐT", "Điện thoại liên hệ", "Số ĐT", "Di động"),
                lambda place, one: pen.phone(one.phone),
            ),
            "village": (
                pen.pick("Khu phố", "Tổ/Khu phố", "Địa chỉ", "Nơi ở", "Chỗ ở hiện nay"),
                lambda place, one: pen.village(one.village) if one.village else None,
            ),
            "group": (
                pen.pick("Đối tượng", "Thành phần", "Nghề nghiệp"),
                lambda place, one: pen.pick(None, *GROUPS[2:5]) if not one.year or one.year > 1975 else pen.pick(None, *GROUPS),
            ),
            "id": (
                pen.pick("CCCD", "Số CCCD", "Số định danh", "CMND/CCCD"),
                lambda place, one: pen.pick(f"0{82000000000 + place * 7919}", 82000000000 + place, None),
            ),
            "sign": ("Ký tên", lambda place, one: None),
            "note": ("Ghi chú", lambda place, one: pen.pick(None, None, None, "hộ nghèo", "đã có máy", "bà con ông Ba")),
        }

    def made_sheet(self, name: str = "Danh sách") -> MadeSheet:
        return MadeSheet(name)

    def plain(self) -> tuple[list[MadeSheet], str]:
        """Title, one header row, everything in the usual order."""
        day, place, sheet = self.day(), f"Khu phố {self.random.randint(1, 12)}", self.made_sheet()
        lines = [self.says(one, day) for one in self.present(30)]
        sheet.rows += self.title(day, place)
        usual = self.usual()
        self.table(sheet, [usual[key] for key in ("number", "name", "birth", "sex", "phone", "village", "group", "sign")], lines)
        sheet.rows += self.footer(len(lines))
        return [sheet], self.name("danh sach")

    def shuffled(self) -> tuple[list[MadeSheet], str]:
        """Columns in any order, an ID-card column and remarks among them; the day in the file's name."""
        day, sheet = self.day(), self.made_sheet("Sheet1")
        lines = [self.says(one, day) for one in self.present(30)]
        keys = ["name", "birth", "sex", "phone", "village", "group", "id", "note"]
        self.random.shuffle(keys)
        usual = self.usual()
        sheet.rows += self.title(day, "Khu phố 2", with_day=False)
        self.table(sheet, [usual[key] for key in keys], lines)
        return [sheet], self.pen.pick(
            f"DS KP2 ngay {day:%d.%m.%Y}", f"{day:%Y%m%d}_khu pho 2", f"{day:%Y-%m-%d}-kp-2", f"kp2_{day:%d-%m-%Y}"
        )

    def years_by_sex(self) -> tuple[list[MadeSheet], str]:
        """ "Năm sinh" over "Nam" and "Nữ", which hold the years."""
        day, sheet = self.day(), self.made_sheet()
        lines = [self.says(one, day) for one in self.present(25)]
        lines = [one if one.year else replace(one, sex="") for one in lines]
        usual = self.usual()
        columns = [
            usual["number"],
            usual["name"],
            ("Năm sinh", lambda place, one: one.year if one.sex == "m" else None),
            (None, lambda place, one: one.year if one.sex == "f" else None),
            usual["village"],
            usual["phone"],
        ]
        sheet.rows += self.title(day, "Khu phố 3")
        top = len(sheet.rows)
        two = [[header for header, _ in columns], [None, None, "Nam", "Nữ", None, None]]
        sheet.merged += [(top, 2, top, 3), *((top, column, top + 1, column) for column in (0, 1, 4, 5))]
        self.table(sheet, columns, lines, headers=two)
        sheet.rows += self.footer(len(lines))
        return [sheet], self.name("ds")

    def ticks(self) -> tuple[list[MadeSheet], str]:
        """ "Giới tính" over "Nam" and "Nữ", ticked; the header of the top row holds most columns."""
        day, sheet, pen = self.day(), self.made_sheet(), self.pen
        lines = [self.says(one, day) for one in self.present(25)]
        usual = self.usual()
        columns = [
            usual["number"],
            usual["name"],
            ("Giới tính", lambda place, one: pen.tick() if one.sex == "m" else None),
            (None, lambda place, one: pen.tick() if one.sex == "f" else None),
            usual["birth"],
            usual["phone"],
            usual["village"],
        ]
        sheet.rows += self.title(day, "Khu phố 4")
        two_rows = pen.chance(0.7)
        if two_rows:
            headers = [[header for header, _ in columns], [None, None, "Nam", "Nữ"]]
        else:
            headers = [[*(header for header, _ in columns[:2]), "Nam", "Nữ", *(header for header, _ in columns[4:])]]
        self.table(sheet, columns, lines, headers=headers)
        return [sheet], self.name("lop")

    def split_name(self) -> tuple[list[MadeSheet], str]:
        """The name over two columns: headed once, twice, or by a merged cell."""
        day, sheet, pen = self.day(), self.made_sheet(), self.pen
        lines = [self.says(one, day) for one in self.present(25)]
        usual = self.usual()
        parts = lambda one: one.name.rsplit(" ", 1)  # noqa: E731
        way = pen.pick(
            ("Họ và tên", None), ("Họ", "Tên"), ("Họ và tên đệm", "Tên"), ("Họ đệm", "Tên"), ("Họ và chữ lót", "Tên"), ("Họ và tên", "Tên")
        )
        columns = [
            usual["number"],
            (way[0], lambda place, one: parts(one)[0]),
            (way[1], lambda place, one: parts(one)[1]),
            usual["birth"],
            usual["village"],
            usual["phone"],
        ]
        sheet.rows += self.title(day, "Khu phố 5")
        if way == ("Họ và tên", None):
            sheet.merged.append((len(sheet.rows), 1, len(sheet.rows), 2))
        self.table(sheet, columns, [replace(one, sex="") for one in lines])
        return [sheet], self.name("ds")

    def no_header(self) -> tuple[list[MadeSheet], str]:
        """Only the people, nothing above them; the day in the file's name."""
        day, sheet = self.day(), self.made_sheet("Sheet1")
        lines = [replace(self.says(one, day), sex="") for one in self.present(25)]
        usual = self.usual()
        columns = [usual[key] for key in ("number", "name", "birth", "phone", "village")]
        if self.pen.chance(0.4):
            sheet.rows.append(["Danh sách học viên khu phố 6"])
        numbered = ("village", lambda place, one: one.village or None)
        self.table(sheet, [*columns[:4], numbered], lines, headers=[])
        return [sheet], f"khu pho 6 ngay {day:%d-%m-%Y}"

    def villages_as_sheets(self) -> tuple[list[MadeSheet], str]:
        """A sheet a village, one empty, one with instructions; the village stands in the sheet's name only."""
        day, sheets, usual = self.day(), [], self.usual()
        guide = MadeSheet(
            "Hướng dẫn",
            [
                ["HƯỚNG DẪN NHẬP LIỆU"],
                ["Họ và tên", "Ghi đầy đủ, có dấu"],
                ["Năm sinh", "Ghi 4 số"],
                ["Số điện thoại", "Ghi 10 số, không có thì bỏ trống"],
            ],
        )
        for number in self.random.sample(range(1, 13), 3):
            sheet = MadeSheet(self.pen.pick(f"KP {number}", f"Khu phố {number}", f"KP{number}"))
            own = [one for one in self.people if one.village == f"Khu phố {number}"][:15]
            lines = [replace(self.says(one, day, village=False), village=f"Khu phố {number}") for one in own]
            sheet.rows += [["DANH SÁCH NGƯỜI DÂN THAM GIA HỌC"], [f"Ngày {day:%d/%m/%Y}"]]
            self.table(sheet, [usual[key] for key in ("number", "name", "birth", "sex", "phone")], lines)
            sheets.append(sheet)
        return [guide, *sheets, MadeSheet("Sheet5")], self.name("tong hop")

    def sections(self) -> tuple[list[MadeSheet], str]:
        """ "Khu phố 3" as a line inside the list; the header repeated on each printed page."""
        day, sheet, usual = self.day(), self.made_sheet(), self.usual()
        sheet.rows += self.title(day, "Nhà thiếu nhi phường", with_place=False)
        columns = [usual[key] for key in ("number", "name", "birth", "sex", "phone")]
        people = sorted(self.present(30), key=lambda one: one.village)
        lines = [replace(self.says(one, day, village=False), village=one.village) for one in people]

        def between(place: int) -> list[list]:
            extra: list[list] = []
            if place == 0 or lines[place].village != lines[place - 1].village:
                text = lines[place].village
                extra.append(self.pen.pick([text], [text.upper()], [None, text], ["I", text], [f"{text}:"]))
            elif place in {12, 22}:
                extra.append([header for header, _ in columns])
                extra.append([f"({n + 1})" for n in range(len(columns))])
            return extra

        self.table(sheet, columns, lines, between=between)
        sheet.rows += self.footer(len(lines))
        return [sheet], self.name("ds")

    def form(self) -> tuple[list[MadeSheet], str]:
        """A Google Form's answers: a time stamp in one of its spellings, questions as headers."""
        day, sheet, pen = self.day(), self.made_sheet("Câu trả lời biểu mẫu 1"), self.pen
        skill = self.random.choice(list(SKILLS))
        lines = [replace(self.says(one, day, skill=skill), sex="") for one in self.present(25)]
        spelling = pen.pick(
            "{0:%d/%m/%Y %H:%M:%S}",
            "{0:%Y/%m/%d %H:%M:%S}",
            "{0.day}/{0.month}/{0.year} {1}:{0:%M:%S} {2}",
            "{0.month}/{0.day}/{0.year} {0.hour}:{0:%M:%S}",
            "{0:%Y/%m/%d} {1}:{0:%M:%S} {2} GMT+7",
            "date",
        )

        def stamp(place: int, one: Says):
            at = datetime(day.year, day.month, day.day, 8 + place % 10, place % 60, 7)
            return at if spelling == "date" else spelling.format(at, at.hour % 12 or 12, "CH" if at.hour >= 12 else "SA")

        columns = [
            ("Dấu thời gian", stamp),
            ("Địa chỉ email", lambda place, one: f"nguoi{place}@example.com"),
            (pen.pick("Họ và tên của bác/cô/chú/anh/chị", "Họ và tên"), lambda place, one: pen.name(one.name)),
            (pen.pick("Số điện thoại liên hệ", "Số điện thoại (Zalo)"), lambda place, one: pen.phone(one.phone)),
            ("Năm sinh", lambda place, one: str(one.year) if one.year else None),
            ("Bác đang ở khu phố nào?", lambda place, one: pen.village(one.village) if one.village else None),
            ("Hôm nay bác học được gì?", lambda place, one: self.random.choice(SKILLS[skill])),
            (
                "Bác có hài lòng với lớp học không? Ý kiến về ngày học, cách học",
                lambda place, one: pen.pick("Rất hài lòng", "Có, cám ơn các cháu", None),
            ),
        ]
        sheet.rows.append([header for header, _ in columns])
        for place, one in enumerate(lines):
            sheet.rows.append([write(place, one) for _, write in columns])
            sheet.truth[len(sheet.rows)] = one
        return [
            sheet
        ], f"Lớp học số cộng đồng ngày {day:%d-%m-%Y} (Câu trả lời)" if "month" in spelling else "Lớp học số cộng đồng (Câu trả lời)"

    def register(self) -> tuple[list[MadeSheet], str]:
        """One book for the whole month: a day column, places as "như trên"."""
        sheet, pen, usual = self.made_sheet("Sổ"), self.pen, self.usual()
        lines: list[Says] = []
        for at in sorted(self.random.sample(range(1, 29), 4)):
            lines += [self.says(one, date(2025, 7, at), skill="G3.1") for one in self.present(9)]
        sheet.rows += [["SỔ THEO DÕI HƯỚNG DẪN NGƯỜI DÂN"], ["UBND PHƯỜNG ĐẠO THẠNH"]]
        written: dict[str, object] = {}

        def ditto(key: str, value, place: int):
            same, written[key] = written.get(key) == value and value and place, value
            return pen.pick("nt", '"', "''", "như trên", "-nt-", "//", "NT") if same and pen.chance(0.8) else value

        columns = [
            usual["number"],
            (
                pen.pick("Ngày", "Ngày học", "Ngày hướng dẫn"),
                lambda place, one: ditto("day", one.day if way == "date" else f"{one.day:%d/%m/%Y}", place),
            ),
            usual["name"],
            ("Năm sinh", lambda place, one: one.year),
            ("Khu phố", lambda place, one: ditto("village", one.village, place)),
            usual["phone"],
            ("Nội dung hướng dẫn", lambda place, one: ditto("skill", "Cài VNeID mức 2", place)),
        ]
        way = pen.pick("date", "text")
        lines = [replace(one, sex="", village=next(p.village for p in self.people if p.id == one.person)) for one in lines]
        self.table(sheet, columns, lines)
        return [sheet], "so theo doi"

    def ages(self) -> tuple[list[MadeSheet], str]:
        """An age column; the day and the place in the sheet's name."""
        day, pen, usual = self.day(), self.pen, self.usual()
        sheet = MadeSheet(f"KP 7 {day:%d-%m-%Y}")
        lines = [replace(self.says(one, day), sex="") for one in self.present(25)]
        columns = [
            usual["number"],
            usual["name"],
            (
                pen.pick("Tuổi", "Độ tuổi"),
                lambda place, one: (
                    pen.pick(day.year - one.year, f"{day.year - one.year} tuổi", f"{day.year - one.year}t") if one.year else None
                ),
            ),
            usual["village"],
            usual["phone"],
        ]
        self.table(sheet, columns, lines)
        sheet.rows += self.footer(len(lines))
        return [sheet], self.name("ds")

    def stacked(self) -> tuple[list[MadeSheet], str]:
        """Two lists of two days below each other on one sheet."""
        first, sheet, usual = self.day(), self.made_sheet("Tháng 7"), self.usual()
        for day in (first, first + timedelta(days=2)):
            lines = [self.says(one, day) for one in self.present(12)]
            sheet.rows += [["UBND PHƯỜNG ĐẠO THẠNH"], ["DANH SÁCH HỌC VIÊN"], [f"Ngày {day:%d/%m/%Y} tại Nhà văn hóa Khu phố 8"]]
            self.table(sheet, [usual[key] for key in ("number", "name", "birth", "sex", "phone", "village")], lines)
            sheet.rows += [["Tổng cộng", len(lines)], [None, None, None, "NGƯỜI LẬP DANH SÁCH"], [None, None, None, "Nguyễn Văn Tèo"], []]
        return [sheet], self.name("hai buoi")

    def three_header_rows(self) -> tuple[list[MadeSheet], str]:
        """A band over the columns, then the columns, then Nam and Nữ; a day of birth over three columns at times."""
        day, sheet, pen, usual = self.day(), self.made_sheet(), self.pen, self.usual()
        lines = [self.says(one, day) for one in self.present(20)]
        columns = [
            usual["number"],
            usual["name"],
            ("", lambda place, one: pen.tick() if one.sex == "m" else None),
            ("", lambda place, one: pen.tick() if one.sex == "f" else None),
            ("", lambda place, one: 5),
            ("", lambda place, one: 11),
            ("", lambda place, one: one.year),
            usual["village"],
            usual["phone"],
        ]
        headers = [
            ["STT", "Thông tin người học", None, None, None, None, None, usual["village"][0], usual["phone"][0]],
            [None, "Họ và tên", "Giới tính", None, "Ngày tháng năm sinh", None, None, None, None],
            [None, None, "Nam", "Nữ", "Ngày", "Tháng", "Năm", None, None],
        ]
        sheet.rows += self.title(day, "Khu phố 9")
        self.table(sheet, columns, lines, headers=headers)
        return [sheet], self.name("mau bieu")

    def crowded(self) -> tuple[list[MadeSheet], str]:
        """Number, name and year in one cell; people marked absent; a householder's and a volunteer's name beside."""
        day, sheet, pen, usual = self.day(), self.made_sheet(), self.pen, self.usual()
        lines = [replace(self.says(one, day), sex="") for one in self.present(20)]
        lines = [one if one.year else replace(one, year=None) for one in lines]
        columns = [
            ("Họ tên chủ hộ", lambda place, one: "Trần Văn Chủ"),
            (
                "Họ và tên người tham gia",
                lambda place, one: (
                    f"{place + 1}. {one.name}"
                    + (pen.pick(f" - {one.year}", f" ({one.year})", f", sn {one.year}", f" {one.year}") if one.year else "")
                ),
            ),
            usual["phone"],
            usual["village"],
            ("Họ tên người hướng dẫn", lambda place, one: "Đoàn Thanh Niên"),
        ]
        sheet.rows += self.title(day, "Khu phố 10")
        self.table(sheet, columns, lines)
        return [sheet], self.name("ho dan")

    LAYOUTS = (
        "plain",
        "shuffled",
        "years_by_sex",
        "ticks",
        "split_name",
        "no_header",
        "villages_as_sheets",
        "sections",
        "form",
        "register",
        "ages",
        "stacked",
        "three_header_rows",
        "crowded",
    )

    def name(self, begin: str) -> str:
        return self.pen.pick(begin, begin.upper(), f"{begin} moi nhat (1)", f"Copy of {begin}")

    # -- files ------------------------------------------------------------------------------------------------------

    def make(self, folder: Path, layout: str, kind: str = "") -> MadeFile:
        sheets, name = getattr(self, layout)()
        self.made += 1
        several = sum(bool(sheet.rows) for sheet in sheets) > 1 or layout == "ages"
        kind = kind or self.random.choice(["xlsx", "xls"] if several else KINDS)
        path = folder / f"{name} {self.made}x.{'csv' if kind in TEXT else kind}"
        WRITERS[kind](path, sheets)
        return MadeFile(path, sheets, f"{layout}/{kind}")

    def make_all(self, folder: Path) -> list[MadeFile]:
        """One file of each layout."""
        return [self.make(folder, layout) for layout in self.LAYOUTS]


# -- writing ----------------------------------------------------------------------------------------------------------


def write_xlsx(path: Path, sheets: list[MadeSheet]) -> None:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for sheet in sheets:
            page = book.add_worksheet(sheet.name[:31])
            for at, row in enumerate(sheet.rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime | date):
                        page.write_datetime(at, column, cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day))
                    elif cell is not None:
                        (page.write_string if isinstance(cell, str) else page.write_number)(at, column, cell)
            for top, left, bottom, right in sheet.merged:
                page.merge_range(top, left, bottom, right, sheet.rows[top][left])


def write_xls(path: Path, sheets: list[MadeSheet]) -> None:
    book = xlwt.Workbook()
    dated = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for sheet in sheets:
        page = book.add_sheet(sheet.name[:31], cell_overwrite_ok=True)
        for at, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                if isinstance(cell, datetime | date):
                    page.write(at, column, cell, dated)
                elif cell is not None:
                    page.write(at, column, cell)
    book.save(str(path))


def csv_of(sheets: list[MadeSheet], separator: str) -> str:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator)
    sheet = next(sheet for sheet in sheets if sheet.truth)
    width = max(map(len, sheet.rows))
    writer.writerows([[as_text(cell) for cell in row] + [""] * (width - len(row)) for row in sheet.rows])
    return target.getvalue()


def as_text(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M:%S}" if cell.hour else f"{cell:%d/%m/%Y}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


# TCVN3 has no capital letters with a tone: its fonts drew them from the small ones.
_TONED = {letter.upper(): letter for letter in SMALL if letter.upper() not in "ĂÂÊÔƠƯĐ"}


def old_font(encode: Callable[[str], bytes]) -> Callable[[str], bytes]:
    def write(text: str) -> bytes:
        text = unicodedata.normalize("NFC", text)
        return encode("".join(_SIGNS.get(letter, letter) for letter in text))

    return write


_SIGNS = {"✓": "x", "✔": "x", "“": '"', "”": '"'}


def _tcvn3(text: str) -> bytes:
    return tcvn3("".join(_TONED.get(letter, letter) for letter in text))


TEXT: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "windows-1258": old_font(windows_1258),
    "tcvn3": old_font(_tcvn3),
    "vni": old_font(vni),
}


def _text_writer(kind: str) -> Callable[[Path, list[MadeSheet]], None]:
    separator = {"utf-16": "\t", "utf-8-sig": ";"}.get(kind, ",")
    return lambda path, sheets: path.write_bytes(TEXT[kind](csv_of(sheets, separator))) and None


WRITERS: dict[str, Callable[[Path, list[MadeSheet]], None]] = {
    "xlsx": write_xlsx,
    "xls": write_xls,
    **{kind: _text_writer(kind) for kind in TEXT},
}
KINDS = list(WRITERS)
