from django.urls import path

from standfirst.readers import views

urlpatterns = [
    path("saved/", views.SavedList.as_view(), name="saved"),
    path("saved/add/", views.SaveStory.as_view(), name="saved_add"),
    path("saved/remove/", views.ForgetStory.as_view(), name="saved_remove"),
    path("follow/", views.Follow.as_view(), name="follow"),
    path("follow/remove/", views.Unfollow.as_view(), name="follow_remove"),
    path("consent/", views.Consent.as_view(), name="consent"),
    path("preferences/", views.Preferences.as_view(), name="preferences"),
]
