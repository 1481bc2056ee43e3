"""The addresses of our own pages in the admin."""

from django.urls import path

from standfirst.stories.admin import bundles, checking, citations, removing

app_name = "standfirst_stories"
urlpatterns = [
    path("<int:pk>/checks/", checking.panel, name="checks"),
    path("<int:pk>/citations/", citations.panel, name="citations"),
    path("<int:pk>/citations/<int:position>/", citations.correct, name="citation"),
    path("<int:pk>/withdraw/", removing.withdraw_story, name="withdraw"),
    path("<int:pk>/restore/", removing.restore_story, name="restore"),
    path("<int:pk>/removal/", removing.ask, name="ask_removal"),
    path("bundles/<int:pk>/", bundles.bundle_page, name="bundle"),
    path("removals/<int:pk>/", removing.confirm, name="confirm_removal"),
]
