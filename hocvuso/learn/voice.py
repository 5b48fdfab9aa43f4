"""The voice: sound files made ahead of time by espeak-ng and ffmpeg, two programs that run beside ours.

A sound is named by the hash of what is said, the voice and the settings, so a changed sentence gets a new sound and an old one is never
played for it. Learning works while they are missing: a page shows "Nghe" only for sounds that exist.
"""

import hashlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from hocvuso.learn.catalog import Catalog
from hocvuso.learn.formats.lesson import Lesson, Situation, Text
from hocvuso.learn.formats.said import LANGUAGES
from hocvuso.learn.formats.scene import Scene
from hocvuso.learn.rules.speech import spoken

VOICES = {"vi": ("vi", 125), "en": ("en-us", 135)}  # espeak-ng's voice and words a minute: slow, for old ears
# Opus for all who can, AAC for old iPhones.
FORMATS = {
    "ogg": ["-c:a", "libopus", "-b:a", "12k", "-application", "voip", "-frame_duration", "60"],
    "m4a": ["-c:a", "aac", "-b:a", "20k", "-ar", "16000", "-movflags", "+faststart"],
}
SETTINGS = "espeak-ng p45 opus12 aac20 1"
NAME = re.compile(r"[0-9a-f]{20}\.(?:ogg|m4a)")
URL = "/giong/"


@dataclass(frozen=True)
class Made:
    """What `voice build` did."""

    made: int
    kept: int
    removed: int


def key(text: str, language: str) -> str:
    voice, speed = VOICES[language]
    return hashlib.sha256("\0".join([spoken(text, language), voice, str(speed), SETTINGS]).encode()).hexdigest()[:20]


def sound(text: str, language: str) -> str:
    """The address of the sound without its ending ("/giong/3f…"), or "" while it has not been made."""
    name = key(text, language)
    return URL + name if name in _made(str(settings.VOICE_DIR), changed_at()) else ""


def changed_at() -> float:
    """Changes when a sound was added or removed."""
    try:
        return settings.VOICE_DIR.stat().st_mtime
    except OSError:
        return 0.0


@lru_cache(maxsize=4)
def _made(folder: str, stamp: float) -> frozenset[str]:
    """The sounds that are there in both formats."""
    names = {path.name for path in Path(folder).glob("*.*")} if stamp else set()
    return frozenset(name[:-4] for name in names if name.endswith(".ogg") and name[:-4] + ".m4a" in names)


def sound_file(name: str) -> Path | None:
    """The file behind /giong/<name>: only a name of our own making, only when it is there."""
    path = settings.VOICE_DIR / name
    return path if NAME.fullmatch(name) and path.is_file() else None


# What is said on each page.


def home_words(text: Text, language: str) -> str:
    return (
        f"Hôm nay mình học: {text.title}. Bác bấm nút Học ngay nhé."
        if language == "vi"
        else f"Today we learn: {text.title}. Press Learn now."
    )


def question_words(situation: Situation, language: str) -> str:
    first, second, *more = [answer.text for answer in situation.answers]
    joined = " Hay: ".join([first, second, *more]) if language == "vi" else " Or: ".join([first, second, *more])
    return f"{situation.question} {joined}."


def card_words(text: Text, language: str) -> str:
    lead = "Hôm nay bác làm được." if language == "vi" else "Today I can."
    return " ".join([lead, *text.card, text.remember])


def lesson_texts(lesson: Lesson, language: str) -> Iterator[str]:
    text = lesson.text(language)
    yield home_words(text, language)
    for screen in text.screens:
        yield screen.sentence
    for situation in text.situations:
        yield question_words(situation, language)
        yield from (answer.why for answer in situation.answers)
    yield card_words(text, language)


def ending_words(title: str, well: list[str], safety: str) -> str:
    return " ".join([title, *well, safety])


def scene_texts(scene: Scene, language: str) -> Iterator[str]:
    yield scene.goal.speak(language)
    for step in scene.steps:
        yield step.hint.speak(language)
        for widget in step.widgets:
            if widget.kind in {"sms", "call"} and widget.text:
                yield widget.text.speak(language)
            yield from (item.say.speak(language) for item in widget.items if item.say)
    for ending in scene.endings:
        yield ending_words(ending.title.speak(language), [text.speak(language) for text in ending.well], scene.safety.speak(language))


def all_texts(read: Catalog) -> dict[str, tuple[str, str]]:
    """Every sound there should be: its name -> (text, language)."""
    wanted = {}
    for language in LANGUAGES:
        for lesson in read.lessons:
            wanted.update({key(text, language): (text, language) for text in lesson_texts(lesson, language)})
        for scene in read.scenes.values():
            wanted.update({key(text, language): (text, language) for text in scene_texts(scene, language)})
    return wanted


def missing_programs() -> list[str]:
    return [program for program in ("espeak-ng", "ffmpeg") if shutil.which(program) is None]


def build(read: Catalog, folder: Path) -> Made:
    """Makes the sounds that are missing and removes those nobody plays any more. Doing it again costs nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = all_texts(read)
    there = {path.name for path in folder.iterdir()}
    todo = [name for name in wanted if any(f"{name}.{ending}" not in there for ending in FORMATS)]
    for name in todo:
        text, language = wanted[name]
        _make(spoken(text, language), language, folder, name)
    old = [path for path in folder.iterdir() if NAME.fullmatch(path.name) and path.name[:20] not in wanted]
    for path in old:
        path.unlink(missing_ok=True)  # another build may have been quicker
    return Made(len(todo), len(wanted) - len(todo), len(old))


def _make(words: str, language: str, folder: Path, name: str) -> None:
    """One sound in both formats, moved into place only when whole: a reader never meets half a file."""
    voice, speed = VOICES[language]
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as work:
        wave = Path(work, "voice.wav")
        subprocess.run(
            ["espeak-ng", "-v", voice, "-s", str(speed), "-p", "45", "-g", "2", "-w", str(wave), "--", words],
            check=True,
            capture_output=True,
        )
        for ending, options in FORMATS.items():
            out = Path(work, f"voice.{ending}")
            command = [
                "ffmpeg",
                "-nostdin",
                "-loglevel",
                "error",
                "-y",
                "-i",
                str(wave),
                "-ac",
                "1",
                "-map_metadata",
                "-1",
                "-bitexact",
                *options,
                str(out),
            ]
            subprocess.run(command, check=True, capture_output=True)
            out.replace(folder / f"{name}.{ending}")
