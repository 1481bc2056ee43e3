"""The addresses of the wire's pages in the admin."""

from django.urls import path

from standfirst.wire.admin import comparing, confirming, importing

app_name = "standfirst_wire"
urlpatterns = [
    path("import/", importing.import_one, name="import"),
    path("<int:pk>/", confirming.page, name="page"),
    path("<int:pk>/panel/", confirming.panel, name="panel"),
    path("<int:pk>/losses/", comparing.panel, name="losses"),
    path("<int:pk>/use/", confirming.use, name="use"),
    path("<int:pk>/empty/", confirming.empty, name="empty"),
]
