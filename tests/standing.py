"""What every test finds in the database: kept once, put back after a test that emptied it."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from core.models import Library
from tests.factories import make_library

rows: dict[str, tuple[list[str], list[tuple]]] = {}
"""Columns and rows of each table, as the database itself gives them."""


def build() -> None:
    """Put two libraries beside what migrations made, and keep all that.

    Opening a library publishes its lists in each language, which costs about a second. A database
    that was kept (`--reuse-db`) has them already.
    """
    if not Library.objects.exists():
        make_library()
        make_library("Skovby", "skovby.test")
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = [column[0] for column in cursor.description], cursor.fetchall()


def restore() -> None:
    """Make the database what it was after `build`.

    Past the models: their signals would make content types with other numbers on the way.
    Keys between tables are only checked at the end of the transaction.
    """
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, kept) in rows.items():
            cursor.execute(f"DELETE FROM {quote(table)}")
            if kept:
                names = ", ".join(map(quote, columns))
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({places})", kept)
    ContentType.objects.clear_cache()
