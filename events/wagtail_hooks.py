"""What events add to the administration; registration only."""

from django.urls import include, path
from wagtail import hooks

from events import deletion, signals
from events.admin import menu, page_views, publishing, unpublishing

hooks.register("register_admin_urls", lambda: [path("", include("events.admin.urls"))])
hooks.register("register_admin_menu_item", menu.sign_ups_item)
hooks.register("register_page_header_buttons", menu.sign_ups_button)
hooks.register("register_page_header_buttons", menu.follow_button)
hooks.register("before_delete_page", deletion.refuse_delete)
hooks.register("before_bulk_action", deletion.refuse_bulk_delete)
hooks.register("before_delete_snippet", deletion.refuse_delete_place)
hooks.register("before_convert_alias_page", signals.before_converting)
hooks.register("after_convert_alias_page", signals.after_converting)
hooks.register("before_bulk_action", publishing.refuse_bulk_publishing)
hooks.register("before_bulk_action", unpublishing.refuse_bulk)
hooks.register("before_unpublish_page", unpublishing.refuse_below)
hooks.register("before_publish_page", publishing.ask_before_publishing)
hooks.register("register_admin_viewset", page_views.EventViewSet)
