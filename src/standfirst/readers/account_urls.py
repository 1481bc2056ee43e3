from django.urls import path

from standfirst.readers import account_views

urlpatterns = [
    path("", account_views.Account.as_view(), name="account"),
    path("data/", account_views.MyData.as_view(), name="account_data"),
    path("data/download/", account_views.Download.as_view(), name="account_data_download"),
    path("data/delete/", account_views.Delete.as_view(), name="account_delete"),
]
