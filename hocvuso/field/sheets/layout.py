"""Which column of a sheet is what: by its header words, and by what stands in it where the header says nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hocvuso.base.text import fold
from hocvuso.base.workbooks import Sheet
from hocvuso.field.sheets.cells import Cell, birth_of, phone_of, text_of
from hocvuso.field.sheets.words import SheetWords, plain_words

HEADER_WITHIN = 40  # rows from the top in which a header is looked for
SAMPLE = 60  # rows below it by which a column without a header is judged
NAMING_ROLES = frozenset({"name", "given_name", "family_name"})
# What the officer may choose for a column.
ROLES = (
    "name", "family_name", "given_name", "birth", "age", "sex", "male", "female", "phone", "village", "group", "skill", "time", "day",
    "ignored",
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """What the columns of one sheet are. `first` is the index of the first row below the header."""

    first: int
    roles: dict[int, str]
    headers: tuple[str, ...] = ()
    title: str = ""
    guessed: frozenset[int] = field(default_factory=frozenset)  # columns known by their content only

    @property
    def signature(self) -> str:
        """What files made after one model share: their headers."""
        return "|".join(plain_words(header) for header in self.headers)

    def columns(self, role: str) -> list[int]:
        return [column for column, own in sorted(self.roles.items()) if own == role]

    def has(self, role: str) -> bool:
        return role in self.roles.values()

    @property
    def is_list(self) -> bool:
        """Whether some column names people."""
        return self.has("name") or self.has("given_name")


def find_layout(sheet: Sheet, words: SheetWords, corrections: dict[str, dict[int, str]] | None = None) -> Layout:
    """The layout of a sheet, with what an officer said of files made after one model (signature -> column -> role).

    A sheet that holds no list of people has a layout too (`is_list` is False): the officer may say which column the names are.
    """
    header = _header_row(sheet.rows, words)
    if header is None:
        layout = Layout(first=0, roles={}, title="")
    else:
        roles, first = _roles_of_header(sheet.rows, header, words)
        layout = Layout(first, roles, _headers(sheet.rows, header, first), _title(sheet.rows[:header]))
    layout = _with_guesses(layout, sheet.rows, words.surnames)
    corrected = (corrections or {}).get(layout.signature)
    return replace(layout, roles={column: role for column, role in {**layout.roles, **corrected}.items() if role}) if corrected else layout


def _header_row(rows: Sequence[Sequence[Cell]], words: SheetWords) -> int | None:
    """The row that names the most columns, a name among them; the first of equals."""
    best, best_score = None, 1
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        roles = {role for cell in row if isinstance(cell, str) and (role := words.column_role(cell))}
        if NAMING_ROLES & roles and len(roles) > best_score:
            best, best_score = index, len(roles)
    return best


def _roles_of_header(rows: Sequence[Sequence[Cell]], header: int, words: SheetWords) -> tuple[dict[int, str], int]:
    """Roles by column and the first row of people: a second row of sub-headings and a row of column numbers are taken in."""
    roles = {column: words.column_role(cell) for column, cell in enumerate(rows[header])}
    first = header + 1
    if first < len(rows) and _is_sub_header(rows[first], words):
        below = {column: words.column_role(cell) for column, cell in enumerate(rows[first])}
        # "Năm sinh" over "Nam" and "Nữ": the parent's own column is one of the two.
        roles.update({column: role for column, role in below.items() if role})
        first += 1
    if first < len(rows) and _is_number_row(rows[first]):
        first += 1
    return _tidy({column: role for column, role in roles.items() if role}, rows[header]), first


def _is_sub_header(row: Sequence[Cell], words: SheetWords) -> bool:
    filled = [cell for cell in row if text_of(cell)]
    return bool(filled) and all(isinstance(cell, str) and words.column_role(cell) and not re.search(r"\d", cell) for cell in filled)


def _is_number_row(row: Sequence[Cell]) -> bool:
    """(1) (2) (3)… or A B 1 2…: the columns numbered, as Decree 30 tables have it."""
    filled = [plain_words(text_of(cell)) for cell in row if text_of(cell)]
    numbers = [int(word) for word in filled if word.isdecimal()]
    return (
        len(filled) >= 3
        and len(numbers) >= 2
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and all(len(word) <= 2 for word in filled)
    )


def _tidy(roles: dict[int, str], header: Sequence[Cell]) -> dict[int, str]:
    """Settles words that mean two things: "Tên" without "Họ" is the whole name, "Năm" without "Nữ" is a year."""
    present = set(roles.values())
    if "given_name" in present and "family_name" not in present and "name" not in present:
        roles = {column: "name" if role == "given_name" else role for column, role in roles.items()}
    if "male" in present and "female" not in present:
        roles = {column: ("birth" if "birth" not in present else "ignored") if role == "male" else role for column, role in roles.items()}
    if "name" in present and "given_name" in present and "family_name" not in present:
        roles = {column: "ignored" if role == "given_name" else role for column, role in roles.items()}
    return roles


def _headers(rows: Sequence[Sequence[Cell]], header: int, first: int) -> tuple[str, ...]:
    """The headers as shown to the officer; a sub-heading follows its heading."""
    width = max(len(row) for row in rows[header:first])
    texts = [[text_of(row[column]) for row in rows[header:first] if column < len(row)] for column in range(width)]
    return tuple(" ".join(text for text in column if text and not text.isdecimal()) for column in texts)


def _title(rows: Sequence[Sequence[Cell]]) -> str:
    """What stands above the header, a line a row."""
    lines = (" ".join(text for cell in row if (text := text_of(cell))) for row in rows)
    return "\n".join(line for line in lines if line)


def _with_guesses(layout: Layout, rows: Sequence[Sequence[Cell]], surnames: frozenset[str]) -> Layout:
    """Gives a role to columns without one, by what stands in them; never against a header."""
    sample = [row for row in rows[layout.first :] if any(text_of(cell) for cell in row)][:SAMPLE]
    if not sample:
        return layout
    roles, guessed = dict(layout.roles), set()
    for column in range(max(len(row) for row in sample)):
        cells = [row[column] for row in sample if column < len(row) and text_of(row[column])]
        headed = column < len(layout.headers) and layout.headers[column]
        if column in roles or headed or len(cells) < max(2, len(sample) // 4):
            continue
        if role := _role_by_content(column, cells, roles, surnames):
            roles[column] = role
            guessed.add(column)
    return Layout(layout.first, roles, layout.headers, layout.title, frozenset(guessed))


def _role_by_content(column: int, cells: list[Cell], roles: dict[int, str], surnames: frozenset[str]) -> str:
    """A column's role when two thirds of its cells say so and no other column has it already."""

    def mostly(test) -> bool:
        return sum(map(bool, map(test, cells))) * 3 >= len(cells) * 2

    present = set(roles.values())
    if roles.get(column - 1) == "name" and "given_name" not in present and mostly(_is_one_word):
        return "given_name"  # "Họ và tên" over two columns: the second holds the given name
    if "name" not in present and mostly(lambda cell: looks_like_a_name(cell, surnames)):
        return "name"
    if "phone" not in present and mostly(phone_of):
        return "phone"
    if not {"birth", "age"} & present and mostly(lambda cell: birth_of(cell, date.today()).year and not phone_of(cell)):  # noqa: DTZ011
        return "birth"
    return ""


def _is_one_word(cell: Cell) -> bool:
    return isinstance(cell, str) and re.fullmatch(r"[^\W\d_]+", cell.strip()) is not None


def looks_like_a_name(cell: Cell, surnames: frozenset[str]) -> bool:
    """Two to six words of letters that begin with a surname of Viet Nam."""
    if not isinstance(cell, str):
        return False
    words = fold(cell).split(" ")
    return 2 <= len(words) <= 6 and words[0] in surnames and all(re.fullmatch(r"[^\W\d_]+\.?", word) for word in words)
