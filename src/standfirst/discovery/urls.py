from django.urls import path

from standfirst.discovery import views

urlpatterns = [path("search/", views.search_page, name="search")]
