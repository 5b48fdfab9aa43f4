"""The product's settings with a throwaway data folder, and cheap password hashing.

DATABASE_URL chooses the database as it does for the product; `python -m tests.postgres COMMAND…` sets it to a throwaway cluster.
"""

import atexit
import os
import shutil
import tempfile

# Always a folder of its own, one a process (pytest-xdist): a test must never meet somebody's data.
os.environ["HOCVUSO_DATA"] = tempfile.mkdtemp(prefix="hocvuso-test-")
atexit.register(shutil.rmtree, os.environ["HOCVUSO_DATA"], ignore_errors=True)

from hocvuso.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir()  # noqa: F405  # whitenoise warns when it is missing, and warnings are errors here
