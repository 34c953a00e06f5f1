"""SQLite whose writers take turns.

SQLite itself lets writers ask again and again, ever more seldom: whoever has waited longest asks
least, and under a crowd somebody is told "database is locked" after a minute. A lock on a file
beside the database makes them a queue, across processes, without any of them asking twice.
"""

from __future__ import annotations

import os
import re
from contextlib import contextmanager

from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.sqlite3 import base, operations

try:
    import fcntl
except ImportError:  # Windows has none; there it is Django's SQLite as it is
    fcntl = None

WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP)\b", re.IGNORECASE)


class Cursor(base.SQLiteCursorWrapper):
    """A statement on its own that writes takes a turn like a transaction."""

    database: DatabaseWrapper | None = None

    def execute(self, query, params=None):
        with self.database.turn_for(query):
            return super().execute(query, params)

    def executemany(self, query, param_list):
        with self.database.turn_for(query):
            return super().executemany(query, param_list)


class DatabaseOperations(operations.DatabaseOperations):
    """What does not fit PostgreSQL is refused here too, next to its field."""

    def integer_field_range(self, internal_type):
        return BaseDatabaseOperations.integer_field_range(self, internal_type)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection; `turn` is the open lock file while it is this one's turn to write."""

    ops_class = DatabaseOperations
    turn: int | None = None

    def create_cursor(self, name=None):
        cursor = self.connection.cursor(factory=Cursor)
        cursor.database = self
        return cursor

    @contextmanager
    def turn_for(self, query: str):
        """Hold the turn for one statement, unless a transaction has it or it only reads."""
        alone = self.turn is None and not self.in_atomic_block and WRITES.match(query)
        if not alone:
            yield
            return
        self._take_turn()
        try:
            yield
        finally:
            self._end_turn()

    def _start_transaction_under_autocommit(self):
        if self.transaction_mode == "IMMEDIATE":
            self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._end_turn()
            raise

    def _take_turn(self) -> None:
        if fcntl is None or self.turn is not None or self.is_in_memory_db():
            return
        path = f"{self.settings_dict['NAME']}-turn"
        # The umask is that of the database beside it, and it must be so for all who share it.
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
        except BaseException:
            os.close(file)
            raise
        self.turn = file

    def _end_turn(self) -> None:
        if self.turn is not None:
            file, self.turn = self.turn, None
            os.close(file)

    def _commit(self):
        try:
            return super()._commit()
        finally:
            self._end_turn()

    def _rollback(self):
        try:
            return super()._rollback()
        finally:
            self._end_turn()

    def _close(self):
        try:
            return super()._close()
        finally:
            self._end_turn()
