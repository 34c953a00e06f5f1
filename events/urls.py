"""Addresses of sign-up, of the month and of the words about open data; each below a language."""

from django.urls import path

from events.api.views import documentation
from events.views.month import month_page
from events.views.own_page import own_page
from events.views.sign_up import sign_up_page

app_name = "events"
urlpatterns = [
    path("calendar/", month_page, name="month"),
    path("calendar/<str:month>/", month_page, name="month_of"),
    path("api/", documentation, name="api_documentation"),
    path("sign-up/<int:occurrence_id>/", sign_up_page, name="sign_up"),
    path("sign-up/s/<str:token>/", own_page, name="own_page"),
]
