"""Addresses of the sign-ups below /admin/."""

from django.urls import path

from events import admin_views

urlpatterns = [
    path("sign-ups/", admin_views.sign_ups, name="events_sign_ups"),
    path("sign-ups/<int:pk>/", admin_views.people, name="events_people"),
    path("sign-ups/<int:pk>/<int:sign_up_pk>/", admin_views.call_off, name="events_call_off"),
]
