"""The addresses of our own pages in the admin."""

from django.urls import path

from standfirst.provenance.admin import asking, checking

app_name = "standfirst_provenance"
urlpatterns = [
    path("sources/<int:pk>/look/", checking.look_again, name="look_again"),
    path("requests/", asking.requests, name="requests"),
    path("requests/<slug:uid>/granted/", asking.granted, name="granted"),
    path("requests/<slug:uid>/refused/", asking.refused, name="refused"),
]
