"""The addresses of our own pages in the admin."""

from django.urls import path

from standfirst.provenance.admin import checking

app_name = "standfirst_provenance"
urlpatterns = [path("sources/<int:pk>/look/", checking.look_again, name="look_again")]
