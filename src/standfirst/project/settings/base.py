"""What holds for every publication."""

from pathlib import Path
from zoneinfo import available_timezones

PACKAGE = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    "standfirst.project",
    "standfirst.keys",
    "standfirst.fetch",
    "standfirst.theme",
    "standfirst.publication",
    "standfirst.media",
    "standfirst.provenance",
    "standfirst.stories",
    "standfirst.dossiers",
    "standfirst.wire",
    "standfirst.translation",
    "standfirst.readers",
    "standfirst.discovery",
    "standfirst.bake",
    "standfirst.interchange",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.forms",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "standfirst.readers.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "standfirst.project.middleware.security_headers",
    "standfirst.project.middleware.TextCompression",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "standfirst.project.middleware.language_of_address",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "standfirst.readers.middleware.second_factor",
    "standfirst.stories.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "standfirst.project.urls"
WSGI_APPLICATION = "standfirst.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "standfirst.readers.context.shell",
            ]
        },
    }
]

USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = "en"
# The second holds texts of Wagtail in a language that it does not have.
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "locale_wagtail"]
# Languages a publication can add; each publication's own are its Wagtail locales.
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", "English"),
    ("az", "Azərbaycanca"),
    ("ru", "Русский"),
    ("tr", "Türkçe"),
    ("hy", "Հայերեն"),
    ("ka", "ქართული"),
    ("fa", "فارسی"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
]
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("en", "English"),
    ("az", "Azərbaycanca"),
    ("ru", "Русский"),
    ("tr", "Türkçe"),
]

STATIC_URL = "/static/"
MEDIA_URL = "/media/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What Wagtail 8 takes without being told; 7.4 does not know it, and our migrations name it.
WAGTAIL_PAGE_MODEL = "wagtailcore.Page"
WAGTAIL_SITE_NAME = "Standfirst"
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "standfirst.media.forms.PictureForm"
# The limits of media.uploads, which decides.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Addresses and passwords are changed on the account pages, which know the second factor.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False
# Without the names that a system's database has and browsers don't know, such as "localtime".
WAGTAIL_USER_TIME_ZONES = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_AUTOSAVE_INTERVAL = 2000
# Wagtail's own asks the reviewer for the right to publish, which only editors have.
WAGTAIL_FINISH_WORKFLOW_ACTION = "standfirst.project.reviewing.publish_reviewed"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "sf_session"
CSRF_COOKIE_NAME = "sf_csrf"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "standfirst.readers.views.stale_form"
# The answer to security.W002: project.middleware sets X-Frame-Options and frame-ancestors by address.
SILENCED_SYSTEM_CHECKS = ["security.W002"]
