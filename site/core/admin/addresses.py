"""Every address below `/admin/`, and how it is kept to one library.

An address that is not named here is refused; a test walks all addresses and fails on a new
one. Our own apps' views and the snippets of tenant models need no line: they read through
scoped managers and check roles themselves.
"""

from __future__ import annotations

from enum import Enum

from django.apps import apps
from wagtail.models import Page

from core.registry import registry


class Kind(Enum):
    """How an address is kept to one library."""

    OPEN = "nothing of a library is shown or changed"
    PAGES = "page ids in path, query and form are checked; pages are scoped"
    ROWS = "rows come through scoped managers"
    TRANSLATION = "the translated page is looked up and its permissions checked"
    BULK = "pages as PAGES, tenant rows as ROWS, all else refused"
    OWN = "our own view: scoped managers and roles"
    TAGS = "answered by us: only the library's own tags"
    CHOOSER = "the page chooser's start: sent to the library's own pages"
    PLATFORM = "only the platform's administrators, on the platform's host"
    REFUSED = "nobody"


def _all(prefix: str, names: str, kind: Kind) -> dict[str, Kind]:
    return {f"{prefix}{name}": kind for name in names.split()}


def _model_views(prefix: str, kind: Kind) -> dict[str, Kind]:
    names = "index index_results add edit delete history history_results usage copy"
    return _all(prefix, names, kind)


ADDRESSES: dict[str, Kind] = {
    **_all(
        "wagtailadmin_",
        "home account logout login dismissibles sprite javascript_catalog block_preview "
        "choose_page_external_link choose_page_email_link choose_page_phone_link "
        "choose_page_anchor_link password_reset password_reset_done password_reset_confirm "
        "password_reset_complete",
        Kind.OPEN,
    ),
    "wagtailadmin_error_test": Kind.REFUSED,
    **_all("wagtailembeds:", "chooser chooser_upload", Kind.OPEN),
    "wagtail_localize:javascript_catalog": Kind.OPEN,
    "wagtail.admin.views.home.default": Kind.OPEN,
    "django.views.generic.base.TemplateView": Kind.OPEN,
    # Pages
    **_all("wagtailadmin_", "explore_root explore explore_results", Kind.PAGES),
    **_all(
        "wagtailadmin_pages:",
        "add preview_on_add type_use choose_parent type_use_results usage edit preview_on_edit "
        "view_draft add_subpage delete unpublish convert_alias search search_results move "
        "move_confirm set_page_position copy workflow_action collect_workflow_action_data "
        "confirm_workflow_cancellation workflow_preview set_privacy lock unlock revisions_index "
        "revisions_view revisions_revert revisions_unschedule revisions_compare "
        "workflow_history workflow_history_detail history history_results",
        Kind.PAGES,
    ),
    "wagtailadmin_choose_page": Kind.CHOOSER,
    **_all("wagtailadmin_choose_page_", "child search chosen_multiple", Kind.PAGES),
    **_all("wagtailadmin_api:pages:", "listing detail find", Kind.PAGES),
    "wagtailadmin_api:pages:action": Kind.REFUSED,
    "wagtail_bulk_action": Kind.BULK,
    **_all("wagtailadmin_editing_sessions:", "ping", Kind.BULK),
    "wagtailadmin_editing_sessions:release": Kind.OPEN,
    # Pictures and documents
    **_all("wagtailadmin_api:images:", "listing detail find", Kind.ROWS),
    **_all("wagtailadmin_api:documents:", "listing detail find", Kind.ROWS),
    **_all(
        "wagtailimages:",
        "index index_results edit delete url_generator url_generator_output preview add "
        "image_usage add_multiple edit_multiple create_multiple_from_uploaded_image "
        "delete_multiple delete_upload_multiple",
        Kind.ROWS,
    ),
    **_all(
        "wagtaildocs:",
        "index index_results edit delete add document_usage add_multiple edit_multiple "
        "create_multiple_from_uploaded_document delete_multiple delete_upload_multiple",
        Kind.ROWS,
    ),
    **_all(
        "wagtailimages_chooser:",
        "choose choose_results chosen chosen_multiple create select_format",
        Kind.ROWS,
    ),
    **_all(
        "wagtaildocs_chooser:", "choose choose_results chosen chosen_multiple create", Kind.ROWS
    ),
    **_all("wagtailadmin_", "tag_autocomplete tag_model_autocomplete", Kind.TAGS),
    "wagtailsnippets:index": Kind.OPEN,
    # Translations
    **_all(
        "wagtail_localize:",
        "submit_page_translation update_translations edit_string_translation edit_override "
        "download_pofile upload_pofile machine_translate preview_translation stop_translation "
        "convert_to_alias",
        Kind.TRANSLATION,
    ),
    **_all(
        "wagtail_localize:",
        "submit_snippet_translation translations_report translations_report_results "
        "snippets_api_listing snippets_api_detail",
        Kind.REFUSED,
    ),
    # What belongs to the whole installation
    **_all("wagtailadmin_collections:", "index add edit delete set_privacy", Kind.PLATFORM),
    **_all(
        "wagtailadmin_workflows:",
        "index index_results add enable disable edit usage usage_results remove add_task "
        "select_task_type task_index task_index_results edit_task disable_task enable_task "
        "task_chooser task_chooser_results task_chooser_create task_chosen",
        Kind.PLATFORM,
    ),
    **_all(
        "wagtailadmin_reports:",
        "locked_pages locked_pages_results workflow workflow_results workflow_tasks "
        "workflow_tasks_results site_history site_history_results aging_pages "
        "aging_pages_results page_types_usage page_types_usage_results",
        Kind.PLATFORM,
    ),
    **_model_views("wagtaillocales:", Kind.PLATFORM),
    **_model_views("wagtailsites:", Kind.PLATFORM),
    **_model_views("wagtailusers_users:", Kind.PLATFORM),
    **_model_views("wagtailusers_groups:", Kind.PLATFORM),
    **_all(
        "wagtailredirects:",
        "index index_results add edit delete start_import process_import",
        Kind.PLATFORM,
    ),
}

OWN_APPS = {"core", "people", "home", "stories", "guides", "events", "groups", "partners"}


def kind_of(match) -> Kind | None:
    """The kind of a resolved address (a ResolverMatch); None where it is not classified."""
    if match.view_name in ADDRESSES:
        return ADDRESSES[match.view_name]
    view = getattr(match.func, "view_class", match.func)
    if view.__module__.partition(".")[0] in OWN_APPS:
        return Kind.OWN
    if _of_tenant_model(match.namespace):
        # Choosers of snippets have no form to create with; Wagtail fails on it.
        return Kind.REFUSED if match.url_name == "create" else Kind.ROWS
    return None


def _of_tenant_model(namespace: str) -> bool:
    """Whether a viewset's or chooser's namespace belongs to a registered tenant model."""
    return any(
        namespace in names for names in (_namespaces(model) for model in registry.tenant_models)
    )


def _namespaces(model) -> tuple[str, ...]:
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    return (
        f"wagtailsnippets_{name}",
        f"wagtailsnippetchoosers_{name}",
        f"{model._meta.app_label}_{model._meta.model_name}_chooser",
    )


def is_tenant_model(app_label: str, model_name: str) -> bool:
    """Whether an address names a registered tenant model."""
    try:
        return apps.get_model(app_label, model_name) in registry.tenant_models
    except LookupError:
        return False


def is_page_model(app_label: str, model_name: str) -> bool:
    """Whether an address names a page type."""
    try:
        return issubclass(apps.get_model(app_label, model_name), Page)
    except LookupError:
        return False


def is_platform_host(request) -> bool:
    """Whether the administration is asked on a host that belongs to no library."""
    return request.library is None
