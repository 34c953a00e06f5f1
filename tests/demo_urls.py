"""The project's addresses with those that exist in the demo only."""

from django.urls import path

from config.urls import *  # noqa: F403
from config.urls import urlpatterns as project
from core import mailbox

urlpatterns = [
    path("demo-mail/", mailbox.demo_mail, name="demo_mail"),
    path("demo-mail/<slug:name>/", mailbox.demo_mail_html, name="demo_mail_html"),
    *project,
]
