"""What events add to the administration; registration only."""

from django.urls import include, path
from wagtail import hooks

from events import deletion
from events.admin import live, menu

hooks.register("register_admin_urls", lambda: [path("", include("events.admin.urls"))])
hooks.register("register_admin_menu_item", menu.sign_ups_item)
hooks.register("register_page_header_buttons", menu.sign_ups_button)
hooks.register("register_page_header_buttons", menu.follow_button)
hooks.register("before_delete_page", deletion.refuse_delete)
hooks.register("before_bulk_action", deletion.refuse_bulk_delete)
hooks.register("before_publish_page", live.ask_before_publishing)
