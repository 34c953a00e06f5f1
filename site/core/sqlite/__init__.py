"""Django's SQLite with a fair queue of writers: the database engine of the embedded default."""
