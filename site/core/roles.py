"""Roles of a library's staff as permission groups, and memberships turned into them."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.models import Library, Membership

Role = Membership.Role

PAGE_RIGHTS = {
    Role.ADMINISTRATOR: ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    Role.EDITOR: ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    Role.AUTHOR: ("add", "change"),
    Role.EVENT_STAFF: ("change",),
    Role.MODERATOR: ("change",),
    Role.VIEWER: (),
}
MEDIA_RIGHTS = {
    Role.ADMINISTRATOR: ("add", "change", "choose", "delete"),
    Role.EDITOR: ("add", "change", "choose", "delete"),
    Role.AUTHOR: ("add", "choose"),
    Role.EVENT_STAFF: ("choose",),
    Role.MODERATOR: ("choose",),
    Role.VIEWER: (),
}
MEDIA_APPS = {"image": "wagtailimages", "document": "wagtaildocs"}
KEEPERS = (Role.ADMINISTRATOR, Role.EDITOR)
KEPT_MODELS = ("place", "topic", "audience")


def group_name(library: Library, role: str) -> str:
    """The name of the permission group of a role in a library."""
    return f"library {library.pk}: {role}"


@transaction.atomic
def make_groups(library: Library) -> dict[str, Group]:
    """Make the permission groups of a library's roles and its approval workflow; idempotent."""
    groups = {}
    for role in Role.values:
        group, _ = Group.objects.get_or_create(name=group_name(library, role))
        groups[role] = group
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        _grant_pages(library, group, PAGE_RIGHTS[role])
        _grant_media(library, group, MEDIA_RIGHTS[role])
        if role in KEEPERS:
            group.permissions.add(*_kept_models())
            group.permissions.add(Permission.objects.get(codename="submit_translation"))
    _make_workflow(library, [groups[role] for role in KEEPERS])
    return groups


def _grant_pages(library: Library, group: Group, rights) -> None:
    for right in rights:
        GroupPagePermission.objects.get_or_create(
            group=group,
            page_id=library.root_id,
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=f"{right}_page"
            ),
        )


def _grant_media(library: Library, group: Group, rights) -> None:
    for right in rights:
        for kind in MEDIA_APPS:
            # Wagtail asks for the permissions of its own models, also where ours stand in.
            permission = Permission.objects.filter(
                content_type__app_label=MEDIA_APPS[kind],
                content_type__model=kind,
                codename=f"{right}_{kind}",
            ).first()
            if permission is not None:
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection_id=library.collection_id, permission=permission
                )


def _kept_models():
    return Permission.objects.filter(
        content_type__app_label="core", content_type__model__in=KEPT_MODELS
    )


def _make_workflow(library: Library, groups: list[Group]) -> None:
    with translation.override(library.language):
        name = gettext("Approval at %(library)s") % {"library": library.name}
    existing = WorkflowPage.objects.filter(page_id=library.root_id).first()
    if existing is not None:
        Workflow.objects.filter(pk=existing.workflow_id).exclude(name=name).update(name=name)
        tasks = Task.objects.filter(workflow_tasks__workflow=existing.workflow_id)
        tasks.exclude(name=name).update(name=name)
        return
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.set(groups)
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page_id=library.root_id)


def sync_groups(membership: Membership) -> None:
    """Give a member the group of the role in that library, and no other of its groups."""
    user, library = membership.user, membership.library
    user.groups.remove(*Group.objects.filter(name__startswith=f"library {library.pk}: "))
    if membership.active:
        user.groups.add(Group.objects.get(name=group_name(library, membership.role)))


def _renamed(sender, instance, raw=False, **kwargs) -> None:
    """A library's approval carries its name; a new one has no roles yet."""
    if not raw and WorkflowPage.objects.filter(page_id=instance.root_id).exists():
        _make_workflow(instance, [])


def _saved(sender, instance, raw=False, **kwargs) -> None:
    if not raw:
        sync_groups(instance)


def _deleted(sender, instance, **kwargs) -> None:
    instance.active = False
    sync_groups(instance)


def connect() -> None:
    """Connect the receivers; called once when the app is ready."""
    post_save.connect(_renamed, sender=Library, dispatch_uid="core.library.renamed")
    post_save.connect(_saved, sender=Membership, dispatch_uid="core.membership.saved")
    post_delete.connect(_deleted, sender=Membership, dispatch_uid="core.membership.deleted")
