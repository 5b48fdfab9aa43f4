"""Learners' pages: nobody signs in, no cookie is set, nothing is asked back (the device keeps what was learnt)."""

from csp.decorators import csp_replace
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext

from hocvuso.base import clock
from hocvuso.learn import queries, voice
from hocvuso.learn.catalog import catalog
from hocvuso.learn.formats.lesson import Lesson
from hocvuso.learn.kept import kept
from hocvuso.people.access import public

# A page on which someone practises can send nothing anywhere, even if a script went wrong.
sends_nothing = csp_replace({"connect-src": ["'none'"], "form-action": ["'none'"]})
A_YEAR = 365 * 24 * 3600


@public
@sends_nothing
@kept
def home(request: HttpRequest) -> HttpResponse:
    return page(request, "learn/home.html", queries.home(catalog(), clock.today(), language()))


@public
@sends_nothing
@kept
def lessons(request: HttpRequest) -> HttpResponse:
    return page(request, "learn/lessons.html", {"lessons": queries.lessons(catalog(), language())})


@public
@sends_nothing
@kept
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    found = lesson_or_404(slug)
    if found.slug != slug:
        return redirect("lesson", found.slug, permanent=True)
    return page(request, "learn/lesson.html", queries.lesson_page(catalog(), found, language()))


@public
@sends_nothing
@kept
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    found = lesson_or_404(slug)
    if found.slug != slug:
        return redirect("practice", found.slug, permanent=True)
    scene = catalog().scenes.get(found.practice)
    if scene is None:
        raise Http404
    shown = queries.practice_page(scene, language())
    # The practice phone needs the whole height of a small screen, and shows nothing of the sample: no banner here.
    return page(request, "learn/practice.html", {"lesson": found, "words": words_of_the_phone(), "sample_today": None, **shown})


@public
def sound(request: HttpRequest, name: str) -> FileResponse:
    """A sound we made. Its name is the hash of its content, so it may be kept for ever."""
    file = voice.sound_file(name)
    if file is None:
        raise Http404
    kind = "audio/ogg" if file.suffix == ".ogg" else "audio/mp4"
    response = FileResponse(file.open("rb"), content_type=kind)
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def lesson_or_404(slug: str) -> Lesson:
    found = catalog().lesson(slug)
    if found is None:
        raise Http404
    return found


def words_of_the_phone() -> dict[str, str]:
    """What the script writes on its own."""
    return {
        "band": gettext("MÔ PHỎNG"),
        "notReal": gettext("Không phải ứng dụng thật"),
        "phone": gettext("Màn hình điện thoại tập"),
        "moves": gettext("Việc bác có thể làm"),
        "keypad": gettext("Bàn phím tập"),
        "stage": gettext("Bước {n}/{all}"),
        "stop": gettext("Dừng luyện"),
        "back": gettext("Quay lại"),
        "show": gettext("Chỉ cho tôi"),
        "next": gettext("Tiếp"),
        "listen": gettext("Nghe"),
        "erase": gettext("Xóa"),
        "done": gettext("Xong"),
        "missing": gettext("Còn thiếu {n} phím nữa bác ạ."),
        "wrongKey": gettext("Chưa đúng phím bác ạ. Bác nhìn chữ, số in trên màn hình nhé."),
        "elsewhere": gettext("Chưa phải chỗ này bác ạ. Bác đọc lại chỉ dẫn rồi thử lại nhé."),
        "alone": gettext("Bác tự làm nhé. Cần giúp thì bấm Chỉ cho tôi."),
        "hangUp": gettext("Cúp máy"),
        "ask": gettext("Hỏi người nhà"),
        "wait": gettext("Không làm gì"),
        "remember": gettext("Bác nhớ nhé:"),
        "again": gettext("Luyện lại"),
        "onward": gettext("Học tiếp"),
        "unkept": gettext("Máy này không cho lưu dấu đã học. Bác vẫn học được bình thường."),
    }


def language() -> str:
    return queries.language_of(get_language())


def page(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """A learner's page never looks at the session: messages are for the office."""
    return render(request, template, {"messages": (), **context})
