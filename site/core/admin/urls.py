"""Addresses of our own screens below `/admin/`."""

from django.urls import path

from core.admin import help_page, inbox_views, mails, staff, views
from core.admin import templates as own_templates

app_name = "core_admin"
urlpatterns = [
    path("choose-library/", views.choose_library, name="choose_library"),
    path("libraries/", views.libraries, name="libraries"),
    path("templates/", own_templates.templates, name="templates"),
    path("templates/keep/<int:pk>/", own_templates.keep, name="template_keep"),
    path("library/", views.library_settings, name="library"),
    path("how-to/", help_page.help_page, name="help"),
    path("new-page/", help_page.new_page, name="new_page"),
    path("inbox/<slug:kind>/<slug:key>/take/", inbox_views.take, name="inbox_take"),
    path("inbox/<slug:kind>/<slug:key>/back/", inbox_views.put_back, name="inbox_put_back"),
    path("inbox/<slug:kind>/<slug:key>/", inbox_views.assign, name="inbox_assign"),
    path("away/", inbox_views.away, name="away"),
    path("mails/", mails.mails, name="mails"),
    path("mails/<slug:template>/<slug:language>/", mails.mail_words, name="mail_words"),
    path("mails/<slug:template>/<slug:language>/preview/", mails.mail_preview, name="mail_preview"),
    path("mails/<int:pk>/", inbox_views.mail, name="mail"),
    path("staff/", staff.staff_list, name="staff"),
    path("staff/invite/", staff.invite, name="staff_invite"),
    path("staff/<int:pk>/", staff.change, name="staff_change"),
    path("staff/<int:pk>/deactivate/", staff.deactivate, name="staff_deactivate"),
    path("staff/<int:pk>/activate/", staff.activate, name="staff_activate"),
]
