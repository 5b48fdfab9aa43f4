"""Everything that is taught, read once at start and checked: a broken shipped file stops the start and says where and what to mend."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from hocvuso.learn.formats.lesson import Lesson, Source, Text, read_text, split_front_matter
from hocvuso.learn.formats.picture import Picture, read_picture, read_symbols
from hocvuso.learn.formats.problems import BrokenContent, Problem, Problems
from hocvuso.learn.formats.said import LANGUAGES, said
from hocvuso.learn.formats.scene import Names, Scene, read_names, read_scene
from hocvuso.learn.formats.skills import Named, Skill, read_named, read_skills
from hocvuso.learn.formats.tomlfile import Spot, Table, read_toml

FOLDER = re.compile(r"(G\d\.\d+)-([a-z0-9-]+)")
LESSON_KEYS = {"title", "short", "remember", "skill", "minutes", "practice", "verified", "was", "source"}


@dataclass(frozen=True)
class Catalog:
    """What can be learnt, in order. `scenes` by the name of their file; `pictures` by lesson and file ("vneid/store.svg")."""

    skills: tuple[Skill, ...] = ()
    clusters: tuple[Named, ...] = ()
    groups: tuple[Named, ...] = ()
    names: Names = Names((), (), ())
    lessons: tuple[Lesson, ...] = ()
    scenes: dict[str, Scene] = field(default_factory=dict)
    symbols: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)

    def lesson(self, slug: str) -> Lesson | None:
        """The lesson at this address, also under a name it had before."""
        return next((lesson for lesson in self.lessons if slug == lesson.slug), None) or next(
            (lesson for lesson in self.lessons if slug in lesson.was), None
        )

    def skill(self, code: str) -> Skill:
        return next(skill for skill in self.skills if skill.code == code)

    def lesson_of(self, skill: Skill) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.skill == skill.code), None)


def catalog() -> Catalog:
    """The shipped content. Raises BrokenContent when a file cannot be used."""
    return _kept(str(settings.CONTENT_DIR))


@lru_cache(maxsize=4)
def _kept(folder: str) -> Catalog:
    read, problems = read_content(Path(folder))
    if problems:
        raise BrokenContent(problems)
    return read


def read_content(folder: Path) -> tuple[Catalog, list[Problem]]:
    """The catalogue of a content folder and everything that is wrong in it, in order of file and line."""
    reader = _Reader(folder)
    made = reader.read()
    return made, sorted(reader.problems.found)


class _Reader:
    """Walks through one content folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.problems = Problems()

    def read(self) -> Catalog:
        groups = read_named(self.toml("groups.toml"), "group")
        skills_file = self.toml("skills.toml")
        skills_file.only({"cluster", "skill"})
        skills = read_skills(skills_file, {group.code for group in groups})
        names = read_names(self.toml("allowed-names.toml"))
        symbols = self.symbols()
        scenes = dict(self.scenes(names, {skill.code for skill in skills}))
        pictures: dict[str, Picture] = {}
        lessons = tuple(self.lessons({skill.code for skill in skills}, scenes, symbols, pictures))
        weeks = {skill.code: skill.week for skill in skills}
        clusters = read_named(skills_file, "cluster")
        in_order = tuple(sorted(lessons, key=lambda lesson: weeks.get(lesson.skill, 0)))
        return Catalog(skills, clusters, groups, names, in_order, scenes, symbols, pictures)

    def name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def text(self, path: Path) -> str:
        """The file's text; an empty one, with a problem, when it is missing or not UTF-8."""
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            self.problems.add(self.name(path), 1, "thiếu tệp này")
        except UnicodeDecodeError:
            self.problems.add(self.name(path), 1, "tệp không phải UTF-8: lưu lại bằng mã UTF-8")
        return ""

    def toml(self, name: str) -> Table:
        """The file's top table; an empty one, with a problem, when it cannot be read, so that the other checks go on."""
        read = read_toml(name, self.text(self.folder / name), self.problems)
        return read or Table({}, Spot(name, (), self.problems))

    def symbols(self) -> dict[str, str]:
        path = self.folder / "pictures" / "symbols.svg"
        return read_symbols(self.name(path), self.text(path), self.problems)

    def scenes(self, names: Names, skills: set[str]):
        for kind, folder in (("practice", "practice"), ("drill", "drills")):
            for path in sorted((self.folder / folder).glob("*.toml")):
                text = self.text(path)
                top = read_toml(self.name(path), text, self.problems)
                if top is None:
                    continue
                scene = read_scene(top, path.stem, kind, names, self.problems, version=short_hash(text.encode()))
                if scene.skill not in skills:
                    top.spot.fault(f"kỹ năng “{scene.skill}” không có trong skills.toml", "skill")
                yield path.stem, scene

    def lessons(self, skills: set[str], scenes: dict[str, Scene], symbols: dict[str, str], pictures: dict[str, Picture]):
        taken: dict[str, str] = {}
        for folder in sorted(path for path in (self.folder / "lessons").glob("*") if path.is_dir()):
            found = FOLDER.fullmatch(folder.name)
            if not found:
                self.problems.add(self.name(folder), 1, "tên thư mục bài học phải như G3.1-vneid: mã kỹ năng, gạch nối, chữ không dấu")
                continue
            lesson = self.lesson(folder, found[1], found[2], scenes, symbols, pictures)
            if lesson is None:
                continue
            if found[1] not in skills:
                self.problems.add(self.name(folder), 1, f"kỹ năng “{found[1]}” không có trong skills.toml")
            for slug in (lesson.slug, *lesson.was):
                if slug in taken:
                    self.problems.add(f"{self.name(folder)}/lesson.md", 1, f"địa chỉ “{slug}” đã dùng ở {taken[slug]}")
                taken[slug] = folder.name
            yield lesson

    def lesson(
        self, folder: Path, skill: str, slug: str, scenes: dict[str, Scene], symbols: dict[str, str], pictures: dict[str, Picture]
    ) -> Lesson | None:
        drawn = {path.name for path in folder.glob("*.svg")}
        for name in sorted(drawn):
            path = folder / name
            picture = read_picture(self.name(path), self.text(path), symbols, self.problems)
            if picture:
                pictures[f"{slug}/{name}"] = picture
        texts: dict[str, Text] = {}
        front = Table({}, Spot(self.name(folder), (), self.problems))
        for language in LANGUAGES:
            path = folder / ("lesson.md" if language == "vi" else f"lesson.{language}.md")
            matter, before, body = split_front_matter(self.name(path), self.text(path), self.problems)
            if matter is None:
                return None
            matter.only(LESSON_KEYS if language == "vi" else {"title", "short", "remember"})
            texts[language] = read_text(self.name(path), matter, before, body, language, drawn, self.problems)
            front = matter if language == "vi" else front
        self.same_shape(folder, texts)
        practice = front.text("practice", needed=False)
        if practice and practice not in scenes:
            front.spot.fault(f"không có practice/{practice}.toml hay drills/{practice}.toml", "practice")
        return Lesson(
            slug, skill, front.number("minutes", 2, 30), practice, front.day("verified"), front.texts("was"), tuple(_sources(front)),
            folder_hash(folder), texts,
        )  # fmt: skip

    def same_shape(self, folder: Path, texts: dict[str, Text]) -> None:
        """Both languages show the same pictures and mark the same answers, else one of them was not translated along."""
        shapes = {
            (
                tuple(screen.picture for screen in text.screens),
                tuple(tuple(answer.good for answer in one.answers) for one in text.situations),
            )
            for text in texts.values()
        }
        if len(shapes) > 1:
            self.problems.add(
                f"{self.name(folder)}/lesson.en.md",
                1,
                "bản tiếng Anh không khớp bản tiếng Việt: cùng hình, cùng số câu trả lời, cùng dấu [x]",
            )


def _sources(front: Table):
    tables = front.tables("source")
    if not tables:
        front.spot.fault("thiếu [[source]]: điều dạy ở đây lấy từ đâu")
    for row in tables:
        row.only({"name", "url"})
        name = said(row.values.get("name"))
        if name is None:
            row.spot.fault('thiếu name = "…" của nguồn', "name")
        else:
            yield Source(name, row.text("url", needed=False))


def short_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def folder_hash(folder: Path) -> str:
    """The content version: a hash of the folder's files, by name."""
    hasher = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        hasher.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        hasher.update(path.read_bytes())
    return hasher.hexdigest()[:12]
