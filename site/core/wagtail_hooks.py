"""What the core adds to Wagtail's administration; registration only."""

from django.urls import include, path
from wagtail import hooks

from core import content_checks, snippets, switches  # noqa: F401
from core.admin import answering, filters, help_page, inbox_views, menu, tags, templates
from core.blocks.rich_links import LivePageLinkHandler
from core.documents import refuse_foreign_document

filters.connect()
tags.connect()
hooks.register("register_admin_urls", lambda: [path("", include("core.admin.urls"))])
hooks.register("register_settings_menu_item", menu.library_settings_item)
hooks.register("register_settings_menu_item", menu.staff_item)
hooks.register("register_settings_menu_item", menu.mails_item)
hooks.register("register_admin_menu_item", menu.library_name_item)
hooks.register("register_admin_menu_item", menu.inbox_item)
hooks.register("register_admin_menu_item", menu.new_page_item)
hooks.register("register_admin_menu_item", menu.choose_library_item)
hooks.register("register_admin_menu_item", menu.libraries_item)
hooks.register("register_help_menu_item", help_page.help_item)
hooks.register("construct_help_menu", help_page.only_our_help, order=1000)
hooks.register("construct_settings_menu", menu.without_platform_items, order=1000)
hooks.register("construct_main_menu", menu.without_reports, order=1000)
hooks.register("insert_global_admin_css", menu.own_styles)
hooks.register("insert_editor_js", menu.own_scripts)
hooks.register("construct_homepage_panels", inbox_views.replace_panels, order=1000)
hooks.register("before_serve_document", refuse_foreign_document)
hooks.register("construct_wagtail_userbar", content_checks.use_our_checks)
hooks.register("construct_explorer_page_queryset", switches.hide_in_explorer)
hooks.register("construct_page_chooser_queryset", switches.hide_in_chooser)
hooks.register(
    "register_rich_text_features",
    lambda features: features.register_link_type(LivePageLinkHandler),
    order=10,
)
hooks.register("before_create_page", templates.offer)
hooks.register("before_edit_page", answering.answer_once_and_what_was_read)
hooks.register("before_copy_page", templates.copy_by_starting)
hooks.register("register_page_header_buttons", templates.template_button)
