"""The addresses of the translation room's pages in the admin."""

from django.urls import path

from standfirst.translation.admin import memory, summary, views

app_name = "standfirst_translation"
urlpatterns = [
    path("memory/", memory.page, name="memory"),
    path("memory/file/", memory.file, name="file"),
    path("<int:pk>/", views.desk, name="desk"),
    path("<int:pk>/panel/", views.panel, name="panel"),
    path("<int:pk>/sources/", summary.desk, name="summary"),
    path("<int:pk>/sources/panel/", summary.panel, name="summary_panel"),
    path("<int:pk>/into/", views.into, name="into"),
]
