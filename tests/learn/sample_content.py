"""A small content folder that is right, which a test then breaks in one place."""

import shutil
from pathlib import Path

from hocvuso.learn.catalog import Catalog, read_content
from hocvuso.learn.formats.problems import Problem

SHIPPED = Path(__file__).resolve().parents[2] / "content"
LESSON = "lessons/G3.1-vneid/lesson.md"
SCENE = "practice/vneid-activate.toml"
DRILL = "drills/fake-police.toml"


def copy_to(folder: Path) -> Path:
    """The shipped learning content (without indicators and the like) in a folder of the test's own."""
    for name in ("skills.toml", "groups.toml", "allowed-names.toml"):
        shutil.copy(SHIPPED / name, folder / name)
    for name in ("lessons", "practice", "drills", "pictures"):
        shutil.copytree(SHIPPED / name, folder / name)
    return folder


def change(folder: Path, name: str, old: str, new: str, count: int = 1) -> int:
    """Replaces `old` in a file; gives the line on which it stood."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def problems_of(folder: Path) -> list[Problem]:
    return read_content(folder)[1]


def shipped() -> Catalog:
    return read_content(SHIPPED)[0]
