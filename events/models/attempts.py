"""How often something was tried lately; no addresses, only digests of them."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """A counter that starts again when its time is over."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    expires = models.BigIntegerField(db_index=True)
    """Seconds since 1970: raw SQL writes it the same way on every database."""
