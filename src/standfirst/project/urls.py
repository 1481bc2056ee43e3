from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from standfirst.project import views

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("_/account/", include("allauth.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    re_path(r"^(?P<path>.*)$", views.document),
]
