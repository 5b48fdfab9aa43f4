"""The product's settings with a throwaway data folder, and cheap password hashing."""

import os
import tempfile

os.environ.setdefault("HOCVUSO_DATA", tempfile.mkdtemp(prefix="hocvuso-test-"))

from hocvuso.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
