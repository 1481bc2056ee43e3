"""The one address of the wire outside the admin: a watch's hits, for feed readers that know it."""

from django.urls import path

from standfirst.wire.views import hits

app_name = "standfirst_watches"
urlpatterns = [path("<slug:token>/feed.json", hits, name="feed")]
