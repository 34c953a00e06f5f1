"""Addresses of a person's own pages."""

from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("signed-in/", views.signed_in, name="signed_in"),
    path("my/", views.my_page, name="my"),
    path("my/sent/", views.my_sent, name="my_sent"),
    path("my/forget/", views.forget_me, name="forget"),
    path("my/forgotten/", views.forgotten, name="forgotten"),
    path("my/<str:signed>/", views.my_link, name="my_link"),
]
