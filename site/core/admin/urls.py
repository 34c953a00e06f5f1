"""Addresses of our own screens below `/admin/`."""

from django.urls import path

from core.admin import staff, views

app_name = "core_admin"
urlpatterns = [
    path("choose-library/", views.choose_library, name="choose_library"),
    path("libraries/", views.libraries, name="libraries"),
    path("library/", views.library_settings, name="library"),
    path("staff/", staff.staff_list, name="staff"),
    path("staff/invite/", staff.invite, name="staff_invite"),
    path("staff/<int:pk>/", staff.change, name="staff_change"),
    path("staff/<int:pk>/deactivate/", staff.deactivate, name="staff_deactivate"),
    path("staff/<int:pk>/activate/", staff.activate, name="staff_activate"),
]
