"""Django's settings, from the publication's folder."""

import os
from dataclasses import asdict

from standfirst.project.folder import FOLDER_VARIABLE, Folder, current_folder
from standfirst.project.settings.accounts import *  # noqa: F403
from standfirst.project.settings.base import *  # noqa: F403
from standfirst.project.settings.data import caches, databases, email, tasks
from standfirst.project.settings.data import folder_for_tests as _folder_for_tests
from standfirst.project.settings.logs import *  # noqa: F403

FOLDER: Folder = current_folder() if FOLDER_VARIABLE in os.environ else _folder_for_tests()

SECRET_KEY = FOLDER.secret_key
DEBUG = False
ALLOWED_HOSTS = list(FOLDER.hosts)
BASE_URL = FOLDER.base_url.rstrip("/")
if FOLDER.demo and "STANDFIRST_PORT" in os.environ and BASE_URL.startswith("http://localhost:"):
    # A demo is read where it is served, whichever port was free.
    BASE_URL = f"http://localhost:{os.environ['STANDFIRST_PORT']}"
# Set by `serve --no-second-factor`, which makes sure that this is a demo on a loopback host.
NO_SECOND_FACTOR = FOLDER.demo and os.environ.get("STANDFIRST_NO_SECOND_FACTOR") == "1"
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]
TIME_ZONE = FOLDER.time_zone
MEDIA_ROOT = str(FOLDER.media)
PUBLIC_ROOT = FOLDER.public
ARCHIVE_ROOT = FOLDER.archive
BAKE = {"brotli": FOLDER.bake.brotli, "gzip": FOLDER.bake.gzip}
BUCKET = asdict(FOLDER.bucket)
TRANSLATION = asdict(FOLDER.translation)
DATABASES = databases(FOLDER)
CACHES = caches()
TASKS = tasks()
globals().update(email(FOLDER))

_secure = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SECURE_SSL_REDIRECT = _secure
SECURE_HSTS_SECONDS = 63_072_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _secure
if _secure:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

NO_SECOND_FACTOR = FOLDER.demo and os.environ.get("STANDFIRST_NO_SECOND_FACTOR") == "1"
