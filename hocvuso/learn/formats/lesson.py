"""lesson.md and lesson.en.md: a front matter in TOML between two lines of +++, then sections in Markdown.

## Màn hình: Kho ứng dụng            (English: ## Screen: …)      3 to 5 of them
![người cầm điện thoại](store.svg)
Một câu, nhiều nhất 15 tiếng.

## Tình huống: Có người gọi… Bác làm gì?   (## Situation: …)      3 of them, the explanation indented below its answer
- [x] Cúp máy
  Đúng rồi bác ạ…
- [ ] Làm theo
  Chưa nên bác ạ…

## Hôm nay bác làm được              (## Today I can)
- Tìm đúng VNeID trong kho ứng dụng.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from markdown_it import MarkdownIt

from hocvuso.learn.formats.problems import Problems
from hocvuso.learn.formats.said import Said
from hocvuso.learn.formats.tomlfile import Table, read_toml

MOST_WORDS = 15
SITUATIONS = 3
HEADINGS = {
    "vi": {"screen": "Màn hình", "situation": "Tình huống", "card": "Hôm nay bác làm được"},
    "en": {"screen": "Screen", "situation": "Situation", "card": "Today I can"},
}
MARKED_WORDS = MarkdownIt("zero").enable("emphasis")


@dataclass(frozen=True)
class Screen:
    title: str
    sentence: str
    picture: str
    alt: str


@dataclass(frozen=True)
class Answer:
    text: str
    why: str
    good: bool


@dataclass(frozen=True)
class Situation:
    question: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Text:
    """The lesson in one language."""

    title: str
    short: str
    remember: str
    screens: tuple[Screen, ...]
    situations: tuple[Situation, ...]
    card: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    name: Said
    url: str


@dataclass(frozen=True)
class Lesson:
    """`slug` is its place in the address; `version` the hash of its folder; `was` its earlier slugs."""

    slug: str
    skill: str
    minutes: int
    practice: str
    verified: date
    was: tuple[str, ...]
    sources: tuple[Source, ...]
    version: str
    texts: dict[str, Text]

    def text(self, language: str) -> Text:
        return self.texts["en" if language.startswith("en") else "vi"]


@dataclass
class _Section:
    kind: str
    title: str
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)

    def written(self) -> list[tuple[int, str]]:
        return [(number, line) for number, line in self.lines if line.strip()]


def marked(text: str) -> str:
    """The text as HTML: *so* and **so** are all it may carry, everything else is escaped."""
    return MARKED_WORDS.renderInline(text)


def plain(text: str) -> str:
    """The text as it is read aloud."""
    return text.replace("*", "")


def split_front_matter(file: str, source: str, problems: Problems) -> tuple[Table | None, int, list[str]]:
    """The front matter, the number of lines before the body, and the body's lines."""
    lines = source.splitlines()
    if not lines or lines[0].strip() != "+++" or "+++" not in [line.strip() for line in lines[1:]]:
        problems.add(file, 1, "đầu tệp phải có phần khai báo nằm giữa hai dòng +++")
        return None, 0, lines
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == "+++")
    return read_toml(file, "\n".join(lines[1:end]), problems, offset=1), end + 1, lines[end + 1 :]


def read_text(file: str, front: Table, before: int, body: list[str], language: str, pictures: set[str], problems: Problems) -> Text:
    """One language of a lesson, every rule of its form checked."""
    sections = _sections(file, before, body, language, problems)
    screens = [_screen(file, section, pictures, problems) for section in sections if section.kind == "screen"]
    situations = [_situation(file, section, problems) for section in sections if section.kind == "situation"]
    cards = [section for section in sections if section.kind == "card"]
    words = HEADINGS[language]
    last = before + len(body)
    if not 3 <= len(screens) <= 5:
        problems.add(file, last, f"có {len(screens)} phần “## {words['screen']}: …”; một bài cần 3 đến 5")
    if len(situations) != SITUATIONS:
        problems.add(file, last, f"có {len(situations)} phần “## {words['situation']}: …”; một bài cần đúng {SITUATIONS}")
    if len(cards) != 1 or not cards[0].written():
        problems.add(file, last, f"cần đúng một phần “## {words['card']}”, mỗi dòng một việc: - …")
    return Text(
        title=front.text("title"),
        short=front.text("short"),
        remember=front.text("remember"),
        screens=tuple(screens),
        situations=tuple(situations),
        card=tuple(line.strip().removeprefix("- ") for card in cards[:1] for _, line in card.written()),
    )


def _sections(file: str, before: int, body: list[str], language: str, problems: Problems) -> list[_Section]:
    kinds = {title: kind for kind, title in HEADINGS[language].items()}
    sections: list[_Section] = []
    for number, line in enumerate(body, before + 1):
        if line.startswith("#"):
            name, _, title = line.lstrip("# ").partition(":")
            kind = kinds.get(name.strip(), "") if line.startswith("## ") else ""
            if not kind:
                problems.add(file, number, f"tiêu đề phải là một trong: {', '.join('## ' + title for title in kinds)}")
            sections.append(_Section(kind, title.strip(), number))
        elif sections:
            sections[-1].lines.append((number, line))
        elif line.strip():
            problems.add(file, number, "dòng này đứng trước tiêu đề đầu tiên: đặt nó dưới một tiêu đề ##")
    return sections


def _screen(file: str, section: _Section, pictures: set[str], problems: Problems) -> Screen:
    picture = alt = ""
    said: list[str] = []
    for number, line in section.written():
        found = re.fullmatch(r"!\[(.+)\]\((.+)\)", line.strip())
        if not found:
            said.append(line.strip())
            _check_sentence(file, number, line, problems)
            continue
        alt, picture = found.groups()
        if picture not in pictures:
            problems.add(file, number, f"không có hình {picture} trong thư mục bài học")
    if not picture:
        problems.add(file, section.line, "thiếu hình: ![hình vẽ gì](tên-hình.svg)")
    if len(said) != 1:
        problems.add(file, section.line, "mỗi màn hình đúng một câu, viết trên một dòng")
    return Screen(section.title, " ".join(said), picture, alt)


def _check_sentence(file: str, number: int, line: str, problems: Problems) -> None:
    words = len(plain(line).split())
    if words > MOST_WORDS:
        problems.add(file, number, f"câu dài {words} tiếng; nhiều nhất {MOST_WORDS}: cắt ngắn hoặc thêm một màn hình")
    if len(re.findall(r"[.!?…]+(?:\s|$)", line.strip())) != 1:
        problems.add(file, number, "mỗi màn hình đúng một câu, kết thúc bằng một dấu chấm")


def _situation(file: str, section: _Section, problems: Problems) -> Situation:
    answers: list[Answer] = []
    for number, line in section.written():
        found = re.fullmatch(r"- \[([ x])\] (.+)", line)
        if found:
            answers.append(Answer(found[2].strip(), "", found[1] == "x"))
        elif line.startswith("  ") and answers and not answers[-1].why:
            answers[-1] = Answer(answers[-1].text, line.strip(), answers[-1].good)
        else:
            problems.add(file, number, "viết “- [x] câu trả lời”, dòng dưới thụt vào hai dấu cách là lời giải thích")
    if not 2 <= len(answers) <= 4:
        problems.add(file, section.line, "mỗi tình huống có 2 đến 4 câu trả lời")
    if not any(answer.good for answer in answers) or all(answer.good for answer in answers):
        problems.add(file, section.line, "cần ít nhất một câu trả lời nên làm [x] và một câu chưa nên [ ]")
    if any(not answer.why for answer in answers):
        problems.add(file, section.line, "câu trả lời nào cũng cần một lời giải thích ở dòng dưới, thụt vào hai dấu cách")
    if not section.title:
        problems.add(file, section.line, "thiếu câu hỏi sau dấu hai chấm")
    return Situation(section.title, tuple(answers))
