"""Addresses of the sign-ups below /admin/."""

from django.urls import path

from events.admin import dates, desk, live, views

DATE = "sign-ups/<int:pk>/"
urlpatterns = [
    path("events/meaning/", live.preview, name="events_live"),
    path("events/meaning/<int:pk>/", live.preview, name="events_live"),
    path("events/<int:pk>/publish/<int:revision_id>/", live.publish, name="events_publish"),
    path("sign-ups/", views.sign_ups, name="events_sign_ups"),
    path(DATE, views.people, name="events_people"),
    path(f"{DATE}change/", dates.change, name="events_change_date"),
    path(f"{DATE}cancel/", dates.cancel, name="events_cancel_date"),
    path(f"{DATE}restore/", dates.restore, name="events_restore_date"),
    path(f"{DATE}calls/", desk.calls, name="events_calls"),
    path(f"{DATE}<int:sign_up_pk>/", views.call_off, name="events_call_off"),
    path(f"{DATE}<int:sign_up_pk>/slip/", desk.slip, name="events_slip"),
]
