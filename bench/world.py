"""The made-up worlds that are measured: a commune with an officer and gatherings, and a journal of many entries."""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

COMMUNE = "28249"
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương"]
MIDDLE = ["Thị", "Văn", "Minh", "Ngọc", "Thanh", "Hoàng", "Kim", "Đức", "Quốc", "Hữu", "Thúy", "Bảo", "Xuân", "Thu"]
GIVEN = [
    "Hoa",
    "Lan",
    "Hùng",
    "Dũng",
    "Tâm",
    "Phúc",
    "Lộc",
    "Mai",
    "Đào",
    "Cúc",
    "Trúc",
    "Sơn",
    "Hải",
    "Bình",
    "An",
    "Khánh",
    "Tuyết",
    "Nga",
    "Yến",
    "Hạnh",
]


def write_list(path: Path, rows: int) -> None:
    """An attendance list with a title, a header and `rows` different people, as Excel."""
    import xlsxwriter

    dice = random.Random(1945)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "DANH SÁCH NGƯỜI DÂN THAM GIA LỚP BÌNH DÂN HỌC VỤ SỐ")
        sheet.write(1, 0, "Ngày 10/7/2025 tại Khu phố 1, Phường Đạo Thạnh")
        for column, title in enumerate(("STT", "Họ và tên", "Năm sinh", "Giới tính", "Khu phố", "Số điện thoại")):
            sheet.write(3, column, title)
        for number in range(1, rows + 1):
            name = " ".join((dice.choice(FAMILY), dice.choice(MIDDLE), dice.choice(MIDDLE), dice.choice(GIVEN)))
            values = (
                number,
                name,
                dice.randint(1935, 2008),
                dice.choice(("Nam", "Nữ")),
                f"Khu phố {dice.randint(1, 9)}",
                f"09{number:08d}",
            )
            for column, value in enumerate(values):
                sheet.write(3 + number, column, value)


def entries(count: int, homes: list[str], *, people: int, days: int = 180, seed: int = 1) -> Iterator:
    """`count` attendances of `people` persons over so many days, each person at one home; roughly in order of time, as they come in."""
    from hocvuso.base.ids import uuid7
    from hocvuso.journal.models import Entry

    dice = random.Random(seed)
    persons = [uuid.UUID(int=dice.getrandbits(128), version=4) for _ in range(people)]
    start = datetime(2025, 2, 1, tzinfo=UTC)
    for turn in range(count):
        number = dice.randrange(people)
        moment = start + timedelta(days=turn * days // count, minutes=dice.randrange(16 * 60))  # by 23:00 in Viet Nam
        home = homes[number % len(homes)]
        yield Entry(
            id=uuid7(),
            verb="attended",
            happened_at=moment,
            received_at=moment,
            counts_at=moment,
            person=persons[number],
            home=home,
            place=home,
            within=uuid.UUID(int=number % 5000),
            subject="G3.1",
            traits=["f" if number % 2 else "m", "60+" if number % 3 else "18-59"],
        )
