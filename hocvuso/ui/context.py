"""What every page's frame needs to know."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from hocvuso import __version__


def frame(request: HttpRequest) -> dict:
    return {
        "sample_today": settings.SAMPLE_TODAY,
        "version": __version__,
        "other_language": other_language(request.get_full_path()),
    }


def other_language(path: str) -> dict:
    """The language this page is not in: its code, its own name, and the same page in it.

    Not with translate_url(), which gives up on an address that no view answers: an error page has its two languages too.
    """
    here = get_language()
    codes = [code for code, _ in settings.LANGUAGES]
    code = next(other for other in codes if other != here)
    bare = path
    for prefix in codes:
        if path == f"/{prefix}" or path.startswith(f"/{prefix}/"):
            bare = path.removeprefix(f"/{prefix}") or "/"
    return {"code": code, "name": dict(settings.LANGUAGES)[code], "url": bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"}
