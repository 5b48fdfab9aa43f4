"""Which column of a sheet is what: by its header words, and by what stands in it where the header says nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest

from hocvuso.base.text import fold
from hocvuso.base.workbooks import Sheet
from hocvuso.field.sheets.cells import Cell, birth_of, phone_of, text_of
from hocvuso.field.sheets.words import SheetWords, longest_within, plain_words
from hocvuso.places.rules import read_villages

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
    rows = sheet.rows
    header = _header_row(rows, words)
    if header is None:
        layout = _without_header(rows, words)
    else:
        roles, start, first = _roles_of_header(rows, header, words)
        layout = Layout(first, roles, _headers(rows, start, first), _title(rows[:start]))
    layout = _with_guesses(layout, rows, words)
    corrected = (corrections or {}).get(layout.signature)
    return replace(layout, roles={column: role for column, role in {**layout.roles, **corrected}.items() if role}) if corrected else layout


def _without_header(rows: Sequence[Sequence[Cell]], words: SheetWords) -> Layout:
    """A list that begins with its people: what stands above the first of them is the title."""
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        filled = [cell for cell in row if text_of(cell)]
        if len(filled) > 1 and any(looks_like_a_name(cell, words.surnames) for cell in filled):
            return Layout(first=index, roles={}, title=_title(rows[:index]))
    header = _unknown_header(rows)
    if header is None:
        return Layout(first=0, roles={}, title="")
    roles = {column: role for column, cell in enumerate(rows[header]) if (role := words.column_role(cell))}
    return Layout(header + 1, roles, _headers(rows, header, header + 1), _title(rows[:header]))


def _unknown_header(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The first row with several cells, when all are words: headings that no word of ours names. The officer may say what they are."""
    several = (index for index, row in enumerate(rows[:HEADER_WITHIN]) if sum(bool(text_of(cell)) for cell in row) > 1)
    first = next(several, None)
    if first is None or any(re.search(r"\d{2}", text_of(cell)) for cell in rows[first]):
        return None
    return first


def _header_row(rows: Sequence[Sequence[Cell]], words: SheetWords) -> int | None:
    """The row that names the most columns, a name among them; the first of equals. A column to be read past counts half."""
    best, best_score = None, 1.0
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        roles = {role for cell in row if isinstance(cell, str) and (role := words.column_role(cell))}
        score = len(roles) - ("ignored" in roles) / 2
        if NAMING_ROLES & roles and score > best_score and not _is_a_person(row, words):
            best, best_score = index, score
    return best


def _is_a_person(row: Sequence[Cell], words: SheetWords) -> bool:
    """A row of data whose cells happen to hold header words ("Hồ Thị Nam", "Nữ", "Khu phố 3")."""
    return any(phone_of(cell) or (looks_like_a_name(cell, words.surnames) and not is_heading(cell, words)) for cell in row)


def is_heading(cell: Cell, words: SheetWords) -> bool:
    """Whether a cell is the header of a column, not a name with a header's word in it ("Hồ Văn Nam")."""
    text = plain_words(cell)
    phrase = max((longest_within(phrases, text) for phrases in words.columns.values()), key=len)
    return bool(phrase) and (" " in phrase or phrase == text)


def _roles_of_header(rows: Sequence[Sequence[Cell]], header: int, words: SheetWords) -> tuple[dict[int, str], int, int]:
    """Roles by column, where the header begins and the first row of people: bands above, sub-headings below and a row of
    column numbers are taken in."""
    roles = {column: words.column_role(cell) for column, cell in enumerate(rows[header])}
    start, first = header, header + 1
    if header and (above := _band_above(rows[header - 1], rows[header], words)):
        start -= 1
        roles.update(above)
    parents = rows[header]
    while first < len(rows) and first <= header + 2 and _is_sub_header(rows[first], words):
        roles.update(_roles_below(parents, rows[first], words))
        parents = [below or above for above, below in zip_longest(parents, rows[first])]
        first += 1
    while first < len(rows) and is_number_row(rows[first]):
        first += 1
    return _tidy({column: role for column, role in roles.items() if role}, rows[header]), start, first


def _band_above(above: Sequence[Cell], header: Sequence[Cell], words: SheetWords) -> dict[int, str]:
    """The roles of columns that are headed one row higher, over two merged rows ("STT", "Địa chỉ" beside a band)."""
    filled = [column for column, cell in enumerate(above) if text_of(cell)]
    if len(filled) < 2 or any(not isinstance(above[column], str) or re.search(r"\d", str(above[column])) for column in filled):
        return {}
    free = [column for column in filled if column >= len(header) or not text_of(header[column])]
    return {column: role for column in free if (role := words.column_role(above[column]))}


def _roles_below(parents: Sequence[Cell], row: Sequence[Cell], words: SheetWords) -> dict[int, str]:
    """The roles that sub-headings give. "Năm sinh" over "Nam" and "Nữ": each holds years; over "Ngày", "Tháng", "Năm": the last."""
    below = {column: words.column_role(cell) for column, cell in enumerate(row)}
    parent = ""
    in_three = {column for column, cell in enumerate(row) if plain_words(cell) in {"ngay", "thang"}}
    for column, role in below.items():
        heading = parents[column] if column < len(parents) else None
        parent = words.column_role(heading) if text_of(heading) else parent
        if parent == "birth" and column in in_three:
            below[column] = "ignored"
        elif parent == "birth" and role == "male" and column - 1 in in_three:
            below[column] = "birth"
    return {column: role for column, role in below.items() if role}


def _is_sub_header(row: Sequence[Cell], words: SheetWords) -> bool:
    filled = [cell for cell in row if text_of(cell)]
    return bool(filled) and all(isinstance(cell, str) and words.column_role(cell) and not re.search(r"\d", cell) for cell in filled)


def is_number_row(row: Sequence[Cell]) -> bool:
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
    names = [column for column, role in roles.items() if role == "name"]
    # "Họ tên chủ hộ" beside "Họ tên người tham gia": the second is who came.
    holders = [column for column in names if "chu ho" in plain_words(header[column] if column < len(header) else "")]
    if holders and len(holders) < len(names):
        roles = {column: "ignored" if column in holders else role for column, role in roles.items()}
    return roles


def _headers(rows: Sequence[Sequence[Cell]], header: int, first: int) -> tuple[str, ...]:
    """The headers as shown to the officer; a sub-heading follows its heading."""
    width = max(len(row) for row in rows[header:first])
    texts = [[text_of(row[column]) for row in rows[header:first] if column < len(row)] for column in range(width)]
    return tuple(" ".join(text for text in column if text and not re.fullmatch(r"\(?\d+\)?", text)) for column in texts)


def _title(rows: Sequence[Sequence[Cell]]) -> str:
    """What stands above the header, a line a row."""
    lines = (" ".join(text for cell in row if (text := text_of(cell))) for row in rows)
    return "\n".join(line for line in lines if line)


def _with_guesses(layout: Layout, rows: Sequence[Sequence[Cell]], words: SheetWords) -> Layout:
    """Gives a role to columns without one, by what stands in them; never against a header."""
    sample = [row for row in rows[layout.first :] if any(text_of(cell) for cell in row)][:SAMPLE]
    if not sample:
        return layout
    roles, guessed = _settle_given_name(layout.roles, sample), set()
    for column in range(max(len(row) for row in sample)):
        cells = [row[column] for row in sample if column < len(row) and not words.says_nothing(text_of(row[column]))]
        headed = column < len(layout.headers) and layout.headers[column]
        if column in roles or headed or len(cells) < max(2, len(sample) // 4):
            continue
        if role := _role_by_content(column, cells, roles, words):
            roles[column] = role
            guessed.add(column)
    return replace(layout, roles=roles, guessed=frozenset(guessed))


def _settle_given_name(roles: dict[int, str], sample: list[Sequence[Cell]]) -> dict[int, str]:
    """ "Họ và tên" beside "Tên": the second completes the first, or repeats its last word, which its cells show."""
    roles = dict(roles)
    names, given = ([column for column, role in roles.items() if role == wanted] for wanted in ("name", "given_name"))
    if not names or not given or "family_name" in roles.values():
        return roles
    both = [(fold(text_of(row[names[0]])), fold(text_of(row[given[0]]))) for row in sample if len(row) > max(names[0], given[0])]
    both = [(name, last) for name, last in both if name and last]
    if sum(f" {name}".endswith(f" {last}") for name, last in both) * 2 > len(both):
        roles[given[0]] = "ignored"
    return roles


def _role_by_content(column: int, cells: list[Cell], roles: dict[int, str], words: SheetWords) -> str:
    """A column's role when two thirds of its cells say so and no other column has it already."""

    def mostly(test) -> bool:
        return sum(map(bool, map(test, cells))) * 3 >= len(cells) * 2

    present = set(roles.values())
    if roles.get(column - 1) == "name" and "given_name" not in present and mostly(_is_one_word) and not mostly(words.sex_of):
        return "given_name"  # "Họ và tên" over two columns: the second holds the given name
    if "name" not in present and mostly(lambda cell: looks_like_a_name(cell, words.surnames)):
        return "name"
    if "phone" not in present and mostly(phone_of):
        return "phone"
    if not {"birth", "age"} & present and mostly(_states_a_birth):
        return "birth"
    if not {"sex", "male"} & present and mostly(lambda cell: plain_words(cell) in {"nam", "nu"}):
        return "sex"
    if "village" not in present and mostly(_names_a_village):
        return "village"
    return ""


def _states_a_birth(cell: Cell) -> bool:
    """A whole year or a day: two digits may be anything, a running number for one."""
    return len(text_of(cell)) >= 4 and not phone_of(cell) and birth_of(cell, date.today()).year is not None  # noqa: DTZ011


def _names_a_village(cell: Cell) -> bool:
    """A village with the word before it: "KP 4", "ấp Tân Đông"; a bare number could be anything."""
    return isinstance(cell, str) and any(found.kinds for found in read_villages(cell))


def _is_one_word(cell: Cell) -> bool:
    return isinstance(cell, str) and re.fullmatch(r"[^\W\d_]+", cell.strip()) is not None


_TITLES = frozenset({"ong", "ba", "cu", "bac", "chu", "co", "anh", "chi", "em", "chau", "di", "cau"})
_IN_BRACKETS = re.compile(r"\([^)]*\)?")


def looks_like_a_name(cell: Cell, surnames: frozenset[str]) -> bool:
    """Two to six words of letters that begin with a surname of Viet Nam, or with a title before one."""
    if not isinstance(cell, str):
        return False
    words = fold(_IN_BRACKETS.sub(" ", cell)).strip(" .,").split(" ")
    if len(words) > 2 and words[0] in _TITLES and words[1] in surnames:
        words = words[1:]
    return 2 <= len(words) <= 6 and words[0] in surnames and all(re.fullmatch(r"[^\W\d_]+\.?", word) for word in words)
