"""The door for a web server: `gunicorn hocvuso.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hocvuso.settings")
application = get_wsgi_application()
