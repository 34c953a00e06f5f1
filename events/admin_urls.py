"""Addresses of the sign-ups below /admin/."""

from django.urls import path

from events import admin_dates, admin_desk, admin_views

DATE = "sign-ups/<int:pk>/"
urlpatterns = [
    path("sign-ups/", admin_views.sign_ups, name="events_sign_ups"),
    path(DATE, admin_views.people, name="events_people"),
    path(f"{DATE}change/", admin_dates.change, name="events_change_date"),
    path(f"{DATE}cancel/", admin_dates.cancel, name="events_cancel_date"),
    path(f"{DATE}restore/", admin_dates.restore, name="events_restore_date"),
    path(f"{DATE}calls/", admin_desk.calls, name="events_calls"),
    path(f"{DATE}<int:sign_up_pk>/", admin_views.call_off, name="events_call_off"),
    path(f"{DATE}<int:sign_up_pk>/slip/", admin_desk.slip, name="events_slip"),
]
