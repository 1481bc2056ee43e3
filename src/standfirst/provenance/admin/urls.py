"""The addresses of our own pages in the admin."""

from django.urls import path

from standfirst.provenance.admin import asking, checking, copies

app_name = "standfirst_provenance"
urlpatterns = [
    path("sources/<int:pk>/look/", checking.look_again, name="look_again"),
    path("sources/<int:pk>/copies/", copies.copies, name="copies"),
    path("copies/archived/<slug:uid>/remove/", copies.remove_archived, name="remove_archived"),
    path("copies/<slug:uid>/", copies.text, name="copy_text"),
    path("copies/<slug:uid>/file/", copies.file, name="copy_file"),
    path("copies/<slug:uid>/remove/", copies.remove_kept, name="remove_kept"),
    path("requests/", asking.requests, name="requests"),
    path("requests/<slug:uid>/granted/", asking.granted, name="granted"),
    path("requests/<slug:uid>/refused/", asking.refused, name="refused"),
]
