"""What a learner's page shows: the catalogue in one language, with the sounds that exist."""

from dataclasses import dataclass
from datetime import date

from hocvuso.learn import voice
from hocvuso.learn.catalog import Catalog
from hocvuso.learn.formats.lesson import Answer, Lesson, Screen
from hocvuso.learn.formats.scene import Play, Scene
from hocvuso.learn.formats.skills import Skill
from hocvuso.learn.rules.weeks import lesson_to_offer, skill_of_week


@dataclass(frozen=True)
class ShownLesson:
    """A lesson in a list: `picture` is its first drawing, `practice` the title of its practice, if it has one."""

    slug: str
    version: str
    title: str
    minutes: int
    picture: str
    sound: str
    practice: str
    is_drill: bool


@dataclass(frozen=True)
class ShownScreen:
    screen: Screen
    picture: str
    sound: str


@dataclass(frozen=True)
class ShownAnswer:
    answer: Answer
    sound: str


@dataclass(frozen=True)
class ShownSituation:
    question: str
    answers: tuple[ShownAnswer, ...]
    sound: str


def language_of(code: str | None) -> str:
    """ "vi" or "en" for the language a page is asked in."""
    return "en" if (code or "vi").startswith("en") else "vi"


def home(read: Catalog, day: date, language: str) -> dict:
    """The lesson to offer now, this week's skill, and every lesson there is."""
    skill = skill_of_week(read.skills, day)
    offered = lesson_to_offer(read.lessons, read.skills, day)
    return {
        "offered": shown_lesson(read, offered, language) if offered else None,
        "is_this_week": offered is not None and offered.skill == skill.code,
        "skill": shown_skill(skill, language),
        "lessons": lessons(read, language),
    }


def lessons(read: Catalog, language: str) -> list[ShownLesson]:
    return [shown_lesson(read, lesson, language) for lesson in read.lessons]


def shown_lesson(read: Catalog, lesson: Lesson, language: str) -> ShownLesson:
    text = lesson.text(language)
    scene = read.scenes.get(lesson.practice)
    return ShownLesson(
        slug=lesson.slug,
        version=lesson.version,
        title=text.title,
        minutes=lesson.minutes,
        picture=f"{lesson.slug}/{text.screens[0].picture}",
        sound=voice.sound(voice.home_words(text, language), language),
        practice=scene.title.speak(language) if scene else "",
        is_drill=scene is not None and scene.kind == "drill",
    )


def shown_skill(skill: Skill, language: str) -> dict:
    return {"name": skill.name.speak(language), "outcomes": [outcome.said.speak(language) for outcome in skill.outcomes]}


def lesson_page(read: Catalog, lesson: Lesson, language: str) -> dict:
    text = lesson.text(language)
    scene = read.scenes.get(lesson.practice)
    return {
        "lesson": lesson,
        "text": text,
        "screens": [
            ShownScreen(screen, f"{lesson.slug}/{screen.picture}", voice.sound(screen.sentence, language)) for screen in text.screens
        ],
        "situations": [
            ShownSituation(
                situation.question,
                tuple(ShownAnswer(answer, voice.sound(answer.why, language)) for answer in situation.answers),
                voice.sound(voice.question_words(situation, language), language),
            )
            for situation in text.situations
        ],
        "card_sound": voice.sound(voice.card_words(text, language), language),
        "practice": {"title": scene.title.speak(language), "goal": scene.goal.speak(language), "is_drill": scene.kind == "drill"}
        if scene
        else None,
        "sources": [{"name": source.name.speak(language), "url": source.url} for source in lesson.sources],
    }


def practice_page(scene: Scene, language: str) -> dict:
    """The scene as the practice phone reads it, every text with its sound, and the symbols it draws."""
    data = Play(scene, language).data()
    said = {text: found for text in voice.scene_texts(scene, language) if (found := voice.sound(text, language))}
    data["sounds"] = said
    for ending in data["endings"]:
        ending["sound"] = said.get(voice.ending_words(ending["title"], ending["well"], data["safety"]), "")
    icons = {item.icon for step in scene.steps for widget in step.widgets for item in widget.items if item.icon}
    return {"scene": scene, "data": data, "icons": sorted(icons)}
