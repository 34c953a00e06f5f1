"""Addresses of a partner's own pages, below /<language>/partner/."""

from django.urls import path

from partners.views import events, invitations, profiles

app_name = "partners"
urlpatterns = [
    path("", profiles.start, name="start"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("<int:pk>/", profiles.profile, name="profile"),
    path("<int:pk>/events/<int:occurrence>/", events.names, name="names"),
    path("<int:pk>/events/<int:occurrence>/list/", events.printed_list, name="list"),
    path("<int:pk>/events/<int:occurrence>/export/<str:kind>/", events.export, name="export"),
    path("<int:pk>/edit/<slug:part>/", profiles.edit, name="edit"),
    path("<int:pk>/send/", profiles.send, name="send"),
    path("<int:pk>/withdraw/", profiles.withdraw, name="withdraw"),
    path("<int:pk>/discard/", profiles.discard, name="discard"),
]
