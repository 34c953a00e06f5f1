"""`/healthz` and `/readyz` tell a machine whether people can be served."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from core import views
from core.models import Outbox


@pytest.mark.parametrize("host", ["10.0.0.7", "platform.test"])
def test_health_answers_on_any_host_without_a_database(host):
    answer = Client(HTTP_HOST=host).get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_ready_when_all_is_well():
    answer = Client(HTTP_HOST="10.0.0.7").get("/readyz")
    assert answer.status_code == 200
    assert set(answer.json().values()) == {"ok"}
    assert set(answer.json()) == {"database", "cache", "migrations", "outbox"}


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["database", "cache", "migrations"])
def test_not_ready_when_a_part_fails_and_no_secret_is_told(part, monkeypatch):
    def broken():
        raise RuntimeError("postgres://user:secret@host/db")

    monkeypatch.setattr(views, f"_{part}", broken)
    answer = Client(HTTP_HOST="10.0.0.7").get("/readyz")
    assert answer.status_code == 503
    assert answer.json()[part] == "RuntimeError"
    assert b"secret" not in answer.content


@pytest.mark.django_db
def test_not_ready_when_mail_has_waited_too_long():
    Outbox.objects.create(
        purpose="x",
        recipient="a@b.dk",
        template="x",
        next_try=timezone.now(),
        purge_after=timezone.now() + timedelta(days=1),
    )
    assert Client(HTTP_HOST="x").get("/readyz").status_code == 200
    Outbox.objects.update(created_at=timezone.now() - timedelta(hours=1))
    answer = Client(HTTP_HOST="x").get("/readyz")
    assert (answer.status_code, answer.json()["outbox"]) == (503, "failing")
