"""Addresses of the open data; with or without a slash at the end."""

from django.urls import path, re_path

from events.api import views

urlpatterns = [
    path("", views.start, name="api"),
    path("openapi.json", views.openapi, name="api_openapi"),
    re_path(r"^occurrences/?$", views.occurrences, name="api_occurrences"),
    re_path(r"^occurrences/(?P<pk>[0-9]{1,18})/?$", views.occurrence, name="api_occurrence"),
    re_path(r"^events/?$", views.events, name="api_events"),
    re_path(r"^events/(?P<key>[0-9a-fA-F-]{32,36})/?$", views.event, name="api_event"),
    re_path(r"^places/?$", views.places, name="api_places"),
    re_path(r"^filters/?$", views.filters, name="api_filters"),
    re_path(r"", views.missing),
]
