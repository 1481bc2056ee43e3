from django.urls import path

from standfirst.dossiers.field import views

urlpatterns = [
    path("report/<slug:slug>/", views.public, name="report"),
    path("field/<str:token>/", views.field, name="field"),
]
