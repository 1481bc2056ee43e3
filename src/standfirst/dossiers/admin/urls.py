"""The addresses of the admin's pages of dossiers."""

from django.urls import path

from standfirst.dossiers.admin import (
    deciding_views,
    head_views,
    identity_views,
    record_views,
    report_views,
    table_views,
    views,
)

app_name = "standfirst_dossiers"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.dossier_page, name="dossier"),
    path("add/", head_views.add, name="new"),
    path("<int:pk>/head/", head_views.head, name="head"),
    path("<int:pk>/show/", views.show, name="show"),
    path("<int:pk>/tables/", table_views.tables, name="tables"),
    path("<int:pk>/tables/<int:number>/", table_views.table, name="table"),
    path("<int:pk>/tables/<int:number>/rejected.csv", table_views.rejected, name="rejected"),
    path("<int:pk>/reports/", report_views.reports, name="reports"),
    path("<int:pk>/reports/take/", report_views.take, name="take_reports"),
    path("<int:pk>/reports/<int:number>/", deciding_views.report, name="report"),
    path("<int:pk>/reports/<int:number>/contact/", identity_views.contact, name="contact"),
    path("<int:pk>/reports/<int:number>/contact/delete/", identity_views.forget_sender, name="forget_sender"),
    path("<int:pk>/reporters/<int:number>/revoke/", report_views.revoke, name="revoke"),
    path("<int:pk>/reporters/<int:number>/identity/", identity_views.identity, name="identity"),
    path(
        "<int:pk>/reporters/<int:number>/identity/delete/",
        identity_views.forget_reporter,
        name="forget_reporter",
    ),
    path("<int:pk>/restore/<int:number>/", record_views.restore, name="restore"),
    path("<int:pk>/<slug:section>/history/<path:ident>/", record_views.history, name="history"),
    path("<int:pk>/<slug:section>/add/", record_views.record, name="add"),
    path("<int:pk>/<slug:section>/edit/<path:ident>/", record_views.record, name="record"),
]
