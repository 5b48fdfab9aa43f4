"""What every page's frame needs to know."""

from django.conf import settings
from django.http import HttpRequest

from hocvuso import __version__


def frame(request: HttpRequest) -> dict:
    return {"sample_today": settings.SAMPLE_TODAY, "version": __version__}
