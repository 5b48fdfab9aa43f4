"""skills.toml and groups.toml."""

from dataclasses import dataclass

from hocvuso.learn.formats.said import Said
from hocvuso.learn.formats.tomlfile import Table

BASIC = {"D1", "D2", "D3", "D4", "D5"}
EVERYONE = "everyone"


@dataclass(frozen=True)
class Outcome:
    """What a volunteer can see the learner do; `must` marks what safety cannot do without."""

    said: Said
    must: bool


@dataclass(frozen=True)
class Named:
    """A code with a name: a group of learners, a cluster of skills."""

    code: str
    name: Said


@dataclass(frozen=True)
class Skill:
    code: str
    week: int
    name: Said
    audience: tuple[str, ...]
    minutes: int
    digcomp: tuple[int, ...]
    tt02: tuple[int, ...]
    basic: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


def read_named(top: Table, table: str) -> tuple[Named, ...]:
    found = []
    for row in top.tables(table):
        row.only({"code", "vi", "en"})
        found.append(Named(row.text("code"), Said(row.text("vi"), row.text("en"))))
    say_doubles(top, table, [named.code for named in found])
    return tuple(found)


def read_skills(top: Table, groups: set[str]) -> tuple[Skill, ...]:
    skills = tuple(_skill(row, groups) for row in top.tables("skill"))
    say_doubles(top, "skill", [skill.code for skill in skills])
    say_doubles(top, "skill", [str(skill.week) for skill in skills], "week")
    return skills


def _skill(row: Table, groups: set[str]) -> Skill:
    row.only({"code", "week", "vi", "en", "audience", "minutes", "digcomp", "tt02", "basic", "outcomes"})
    audience = row.texts("audience")
    for code in audience:
        if code not in groups | {EVERYONE}:
            row.spot.fault(f"nhóm “{code}” không có trong groups.toml", "audience")
    basic = row.texts("basic")
    if not set(basic) <= BASIC:
        row.spot.fault("basic chỉ nhận D1 đến D5", "basic")
    return Skill(
        code=row.text("code"),
        week=row.number("week", 1, 52),
        name=Said(row.text("vi"), row.text("en")),
        audience=audience,
        minutes=row.number("minutes", 5, 240),
        digcomp=row.numbers("digcomp", 1, 5),
        tt02=row.numbers("tt02", 1, 6),
        basic=basic,
        outcomes=tuple(_outcomes(row)),
    )


def _outcomes(row: Table):
    outcomes = row.values.get("outcomes")
    if not isinstance(outcomes, list) or not outcomes:
        row.spot.fault("thiếu outcomes: bà con làm được những gì", "outcomes")
        return
    for outcome in outcomes:
        if not isinstance(outcome, dict) or not outcome.get("vi") or not outcome.get("en") or set(outcome) - {"vi", "en", "must"}:
            row.spot.fault('mỗi outcome viết { vi = "…", en = "…" } và có thể thêm must = true', "outcomes")
            continue
        yield Outcome(Said(outcome["vi"], outcome["en"]), outcome.get("must") is True)


def say_doubles(top: Table, table: str, codes: list[str], key: str = "code") -> None:
    seen: set[str] = set()
    for index, code in enumerate(codes):
        if code in seen:
            top.spot.inside(table, index).fault(f"{key} {code} đã dùng ở trên: mỗi mục một {key} riêng", key)
        seen.add(code)
