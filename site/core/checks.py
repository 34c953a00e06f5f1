"""System checks that keep the project's conventions."""

from __future__ import annotations

from django.apps import apps
from django.core.checks import Error, register

from core.registry import registry
from core.scope import ScopedManager


@register()
def tenant_models_are_registered(app_configs, **kwargs) -> list[Error]:
    """A model with a library must be registered as a tenant model and have the scoped manager."""
    library = apps.get_model("core", "Library")
    errors = []
    for model in apps.get_models():
        points_at_library = any(
            field.is_relation and field.many_to_one and field.related_model is library
            for field in model._meta.get_fields()
        )
        registered = model in registry.tenant_models
        if points_at_library and not registered:
            errors.append(
                Error(
                    f"{model._meta.label} belongs to a library but is not registered.",
                    hint="Decorate it with @registry.tenant.",
                    obj=model,
                    id="core.E001",
                )
            )
        if registered and not isinstance(model._default_manager, ScopedManager):
            errors.append(
                Error(
                    f"{model._meta.label} is a tenant model without the scoped manager.",
                    hint="Add `objects = ScopedManager()` as its first manager.",
                    obj=model,
                    id="core.E002",
                )
            )
    return errors
