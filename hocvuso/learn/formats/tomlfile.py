"""A TOML file that remembers on which line each table and key stands (tomllib forgets)."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date

from hocvuso.learn.formats.problems import Problems
from hocvuso.learn.formats.said import Said, said

_LINE_OF_ERROR = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class Spot:
    """A place in a file: the top of it, or the nth `[[table]]`, with the problems to add to."""

    file: str
    lines: tuple[str, ...]
    problems: Problems
    first: int = 0
    offset: int = 0

    def inside(self, table: str, index: int) -> "Spot":
        """The nth `[[table]]` after this spot; `step.widget` is looked for inside its step."""
        seen = -1
        for number in range(self.first, len(self.lines)):
            if self.lines[number].strip() == f"[[{table}]]":
                seen += 1
                if seen == index:
                    return Spot(self.file, self.lines, self.problems, number, self.offset)
        return self

    def line(self, key: str = "") -> int:
        """The line of a key below this spot, else of the spot itself."""
        if key:
            for number in range(self.first, len(self.lines)):
                line = self.lines[number]
                if number > self.first and self.first and line.strip().startswith("[[") and "." not in line:
                    break
                if re.match(rf"\s*\{{?\s*{re.escape(key)}\s*=", line):
                    return number + 1 + self.offset
        return self.first + 1 + self.offset

    def fault(self, mend: str, key: str = "") -> None:
        self.problems.add(self.file, self.line(key), mend)


@dataclass(frozen=True)
class Table:
    """Values of one table with checks that say what to write instead. A check that fails adds a problem and gives a harmless value."""

    values: dict
    spot: Spot

    def text(self, key: str, needed: bool = True) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            self.spot.fault(f'thiếu {key} = "…"', key)
            return ""
        return value

    def said(self, key: str, needed: bool = True) -> Said | None:
        if key not in self.values and not needed:
            return None
        value = said(self.values.get(key))
        if value is None:
            self.spot.fault(f'{key} phải có cả hai thứ tiếng: {key} = {{ vi = "…", en = "…" }}', key)
        return value

    def number(self, key: str, low: int, high: int) -> int:
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.spot.fault(f"{key} phải là số từ {low} đến {high}", key)
            return low
        return value

    def day(self, key: str) -> date:
        value = self.values.get(key)
        if type(value) is not date:
            self.spot.fault(f"{key} phải là ngày, ví dụ {key} = 2025-11-20", key)
            return date(1970, 1, 1)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.spot.fault(f'{key} phải là danh sách, ví dụ {key} = ["…"]', key)
            return ()
        return tuple(value)

    def numbers(self, key: str, low: int, high: int) -> tuple[int, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, int) and low <= item <= high for item in value):
            self.spot.fault(f"{key} phải là danh sách các số từ {low} đến {high}", key)
            return ()
        return tuple(value)

    def only(self, known: set[str]) -> None:
        """A misspelt key would be silently ignored; say so instead."""
        for key in self.values:
            if key not in known:
                self.spot.fault(f"không hiểu “{key}”; ở đây chỉ có: {', '.join(sorted(known))}", key)

    def tables(self, name: str, full_name: str = "") -> "list[Table]":
        """The `[[name]]` tables; for those inside another table, full_name is what the file writes ("step.widget")."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.spot.fault(f"{name} phải viết thành các bảng [[{full_name or name}]]", name)
            return []
        return [Table(item, self.spot.inside(full_name or name, index)) for index, item in enumerate(value)]


def read_toml(file: str, text: str, problems: Problems, offset: int = 0) -> Table | None:
    """The top table of a TOML text; None, with a problem added, when it is not TOML. `offset`: lines of the file before the text."""
    spot = Spot(file, tuple(text.splitlines()), problems, 0, offset)
    try:
        return Table(tomllib.loads(text), spot)
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_ERROR.search(str(error))
        line = int(found[1]) if found else 1
        problems.add(file, line + offset, f"không đọc được TOML ({error}): xem lại dấu ngoặc, dấu nháy ở dòng này")
        return None
