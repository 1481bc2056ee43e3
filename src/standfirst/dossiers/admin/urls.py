"""The addresses of the admin's pages of dossiers."""

from django.urls import path

from standfirst.dossiers.admin import views

app_name = "standfirst_dossiers"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.dossier_page, name="dossier"),
    path("<int:pk>/show/", views.show, name="show"),
    path("<int:pk>/<slug:section>/add/", views.record, name="add"),
    path("<int:pk>/<slug:section>/edit/<path:ident>/", views.record, name="record"),
]
