"""The door for a web server: `gunicorn hocvuso.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hocvuso.settings")
program = get_wsgi_application()

from django.conf import settings  # noqa: E402  # once Django is set up

from hocvuso.web.published import PublishedPages  # noqa: E402

application = PublishedPages(program, settings.DATA_DIR / "published")
