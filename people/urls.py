"""Addresses of a person's own pages."""

from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("signed-in/", views.signed_in, name="signed_in"),
]
