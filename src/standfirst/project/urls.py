"""All addresses of the app. Whatever is none of them is asked for among the documents."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import URLResolver, include, path, re_path
from django.urls.resolvers import LocalePrefixPattern
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from standfirst.project import views
from standfirst.readers.languages import APP, app_language
from standfirst.stories.views import counted
from standfirst.wire.hub_views import callback


class AppPrefix(LocalePrefixPattern):
    """``_/<language>/``, for the publication's languages only."""

    @property
    def language_prefix(self) -> str:
        """The prefix of the active language, or of the publication's default."""
        return f"{APP}/{app_language()}/"


app_pages = [
    path("account/", include("standfirst.readers.account_urls")),
    path("account/", include("allauth.urls")),
    path("", include("standfirst.readers.urls")),
    path("", include("standfirst.discovery.urls")),
    path("watches/", include("standfirst.wire.watch_urls")),
    path("", include("standfirst.dossiers.field.urls")),
]

urlpatterns = [
    # Before Wagtail's own, which know no second factor.
    path("admin/login/", views.SignIn.as_view()),
    path("admin/logout/", views.sign_out),
    re_path(r"^admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("admin/", include(wagtailadmin_urls)),
    path(f"{APP}/counted/<slug:uid>.gif", counted),
    path(f"{APP}/hub/<slug:token>/", callback, name="hub"),
    URLResolver(AppPrefix(), app_pages),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    re_path(r"^(?P<path>.*)$", views.document),
]
