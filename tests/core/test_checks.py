"""The project's conventions are kept by system checks."""

from __future__ import annotations

from core.checks import tenant_models_are_registered
from core.models import Place
from core.registry import registry


def test_all_is_in_order():
    assert tenant_models_are_registered(None) == []


def test_a_model_with_a_library_that_is_not_registered_is_told(monkeypatch):
    others = [model for model in registry.tenant_models if model is not Place]
    monkeypatch.setattr(registry, "tenant_models", others)
    errors = tenant_models_are_registered(None)
    assert [(error.id, error.obj) for error in errors] == [("core.E001", Place)]


def test_a_tenant_model_that_is_not_scoped_is_told(monkeypatch):
    from people.models import User

    monkeypatch.setattr(registry, "tenant_models", [*registry.tenant_models, User])
    errors = tenant_models_are_registered(None)
    assert [(error.id, error.obj) for error in errors] == [("core.E002", User)]
