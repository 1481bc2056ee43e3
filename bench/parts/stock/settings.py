import os

SECRET_KEY = "for-a-measurement-only"
INSTALLED_APPS = [
    "stock", "wagtail.contrib.forms", "wagtail.sites", "wagtail.users", "wagtail.documents", "wagtail.images",
    "wagtail.search", "wagtail.admin", "wagtail", "modelcluster", "taggit", "django.contrib.auth",
    "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
]  # fmt: skip
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["STOCK_DATABASE"]}}
USE_TZ = True
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "Stock"
WAGTAILADMIN_BASE_URL = "http://localhost"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "wagtail.admin.urls"
