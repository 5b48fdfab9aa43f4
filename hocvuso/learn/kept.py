"""A learner's page is the same for everyone all day: made once, then handed out from memory (four times the pages per second)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from hocvuso.base import clock
from hocvuso.learn import voice
from hocvuso.ui.policy import allow_style

MOST = 500


@dataclass(frozen=True)
class Kept:
    body: bytes
    styles: tuple[str, ...]


_pages: dict[tuple, Kept] = {}


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keeps the answer of a view that depends on nothing but the address, the language, the day, the content and the voices there are."""

    @wraps(view)
    def from_memory(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if settings.DEBUG or request.META.get("QUERY_STRING"):
            return view(request, *args, **kwargs)
        key = (request.path, get_language(), clock.today(), str(settings.CONTENT_DIR), str(settings.VOICE_DIR), voice.changed_at())
        page = _pages.get(key)
        if page is None:
            response = view(request, *args, **kwargs)
            if response.status_code == 200:
                remember(key, Kept(response.content, tuple(getattr(request, "inline_styles", ()))))
            return response
        for source in page.styles:
            allow_style(request, source)
        return HttpResponse(page.body)

    return from_memory


def remember(key: tuple, page: Kept) -> None:
    """Only pages that exist get here, so there are few; yesterday's go when there are many."""
    if len(_pages) >= MOST:
        _pages.clear()
    _pages[key] = page
