"""Which skill a week is for, when the commune has not chosen another: the default order is the calendar's."""

from collections.abc import Sequence
from datetime import date

from hocvuso.learn.formats.lesson import Lesson
from hocvuso.learn.formats.skills import Skill


def week_of_year(day: date) -> int:
    """The ISO week, 1 to 52; the 53rd that some years have repeats the 52nd."""
    return min(day.isocalendar().week, 52)


def skill_of_week(skills: Sequence[Skill], day: date) -> Skill:
    return next(skill for skill in skills if skill.week == week_of_year(day))


def lesson_to_offer(lessons: Sequence[Lesson], skills: Sequence[Skill], day: date) -> Lesson | None:
    """This week's lesson; while it is not written yet, the latest one before it in the order of the year, else the first."""
    weeks = {skill.code: skill.week for skill in skills}
    ordered = sorted(lessons, key=lambda lesson: weeks[lesson.skill])
    reached = [lesson for lesson in ordered if weeks[lesson.skill] <= week_of_year(day)]
    if reached:
        return reached[-1]
    return ordered[0] if ordered else None
