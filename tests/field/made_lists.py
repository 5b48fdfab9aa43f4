"""Makes a commune's people and the lists that name them, badly, with the truth beside them. Seeded: the same set each time.

What real lists do to names, phones, years and villages is done here on purpose and counted, so that a test can say
which kinds of trouble it went through.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import date

from hocvuso.base.text import fold
from hocvuso.field.sheets.cells import Birth, phone_of
from hocvuso.field.sheets.files import FileRead, SheetRead
from hocvuso.field.sheets.layout import Layout
from hocvuso.field.sheets.rows import RowRead

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
MIDDLE_F = ["Thị", "Thị Mỹ", "Thị Kim", "Ngọc", "Thị Thúy", "Kim", ""]
MIDDLE_M = ["Văn", "Hữu", "Quốc", "Minh", "Đức", "Công", ""]
GIVEN_F = [
    "Hoa",
    "Hòa",
    "Lan",
    "Loan",
    "Liên",
    "Hằng",
    "Hạnh",
    "Nga",
    "Ngà",
    "Thủy",
    "Thúy",
    "Thu",
    "Mai",
    "Bé",
    "Sáu",
    "Út",
    "Yến",
    "Đào",
    "Vân",
]
GIVEN_M = [
    "Nam",
    "Năm",
    "Hùng",
    "Hưng",
    "Dũng",
    "Tâm",
    "Tám",
    "Bình",
    "Bính",
    "Hải",
    "Hai",
    "Phúc",
    "Phước",
    "Lộc",
    "Long",
    "Được",
    "Tư",
    "Khoa",
]


@dataclass(frozen=True)
class Truth:
    """A person as they are."""

    id: int
    name: str
    year: int
    sex: str
    phone: str  # "" none
    village: str
    moved_to: str = ""


@dataclass
class MadeSet:
    """Lists and who is in which row: (list, row number) -> person id."""

    people: list[Truth]
    files: list[FileRead]
    who: dict[tuple[str, int], int]
    troubles: dict[str, int] = field(default_factory=dict)


class Maker:
    def __init__(self, seed: int, people: int, hard: float = 1.0):
        self.random = random.Random(seed)
        self.hard = hard
        self.troubles: dict[str, int] = {}
        self.people = self._population(people)

    def chance(self, share: float) -> bool:
        return self.random.random() < share * self.hard

    def note(self, what: str) -> None:
        self.troubles[what] = self.troubles.get(what, 0) + 1

    def _name(self, sex: str) -> str:
        middle, given = (MIDDLE_F, GIVEN_F) if sex == "f" else (MIDDLE_M, GIVEN_M)
        return " ".join(part for part in (self.random.choice(FAMILY), self.random.choice(middle), self.random.choice(given)) if part)

    def _phone(self) -> str:
        return self.random.choice(["090", "091", "097", "035", "077", "083"]) + f"{self.random.randrange(10**7):07d}"

    def _population(self, number: int) -> list[Truth]:
        people: list[Truth] = []
        while len(people) < number:
            sex = self.random.choice("fm")
            one = Truth(
                len(people),
                self._name(sex),
                self.random.randint(1940, 2008),
                sex,
                self._phone() if self.random.random() < 0.8 else "",
                f"Khu phố {self.random.randint(1, 12)}",
            )
            people.append(one)
            people += self._relatives(one, len(people))
        people = people[:number]
        return [replace(one, moved_to=f"Khu phố {self.random.randint(1, 12)}") if self.chance(0.03) else one for one in people]

    def _relatives(self, one: Truth, next_id: int) -> list[Truth]:
        """People who are easily taken for `one`."""
        if self.chance(0.04) and one.phone:  # a family on one phone
            self.note("family phone")
            sister = one.name.rsplit(" ", 1)[0] + " " + self.random.choice(GIVEN_F if one.sex == "f" else GIVEN_M)
            if fold(sister) == fold(one.name):
                return []
            return [replace(one, id=next_id, name=sister, year=one.year + self.random.randint(1, 4))]
        if self.chance(0.03) and one.year < 1975:  # father and son of one name, one house, one phone
            self.note("father and son")
            return [replace(one, id=next_id, year=one.year + self.random.randint(20, 32))]
        if self.chance(0.03):  # one name, one year, two people
            self.note("same name and year")
            village = one.village if self.chance(0.2) else f"Khu phố {self.random.randint(1, 12)}"
            return [replace(one, id=next_id, phone=self._phone() if self.random.random() < 0.8 else "", village=village)]
        return []

    def make(self, lists: int, rows: int) -> MadeSet:
        files, who = [], {}
        for index in range(lists):
            name = f"danh-sach-{index:03d}.xlsx"
            present = self.random.sample(self.people, min(rows, len(self.people)))
            made = []
            for place, person in enumerate(present):
                made.append(self.row(6 + place, person, late=index > lists // 2))
                who[name, 6 + place] = person.id
            day = date(2025, 7, 1 + index % 28)
            files.append(FileRead(name, [SheetRead("Sheet1", Layout(5, {}), made, day, "", "", "G3.1")]))
        return MadeSet(self.people, files, who, self.troubles)

    def row(self, number: int, person: Truth, late: bool) -> RowRead:
        """A row that names the person in the way lists do."""
        village = person.moved_to if late and person.moved_to else person.village
        return RowRead(
            number=number,
            name=self.write_name(person.name),
            birth=Birth(self.write_year(person.year)),
            phone=self.write_phone(person.phone),
            village="" if self.chance(0.08) else village,
            sex=person.sex if self.random.random() < 0.6 else "",
            groups=self.groups(person.year),
        )

    def groups(self, year: int) -> tuple[str, ...]:
        """The same person names the same group on each list."""
        return ("elderly",) if year <= 1965 else ("student",) if year >= 2003 else (("trader", "worker", "farmer")[year % 3],)

    def write_name(self, name: str) -> str:
        if self.chance(0.25):
            name = self.bare(name)
        if self.chance(0.03):
            name = self.slip(name)
        if self.chance(0.03):
            self.note("Ng.")
            name = "Ng. " + name.split(" ", 1)[1] if name.startswith(("Nguy", "Ngô", "Ngo ")) else name
        return self.random.choice([str, str.upper, str.lower, str])(name)

    def bare(self, name: str) -> str:
        self.note("no marks")
        return fold(name).title()

    def slip(self, name: str) -> str:
        """One letter of the given name dropped or doubled."""
        self.note("name slip")
        place = self.random.randrange(len(name) - 2, len(name))
        return name[:place] + name[place] + name[place:] if self.random.random() < 0.5 else name[:place] + name[place + 1 :]

    def write_year(self, year: int) -> int | None:
        if self.chance(0.1):
            self.note("no year")
            return None
        if self.chance(0.01):
            self.note("year slip")
            return year + self.random.choice([-1, 1])
        return year

    def write_phone(self, phone: str) -> str:
        if not phone or self.chance(0.25):
            return ""
        if self.chance(0.01):
            self.note("phone slip")
            place = self.random.randrange(4, 10)
            phone = phone[:place] + str((int(phone[place]) + 1) % 10) + phone[place + 1 :]
        return phone_of(self.random.choice([phone, phone[1:], "+84" + phone[1:], f"{phone[:4]} {phone[4:7]} {phone[7:]}", int(phone[1:])]))
