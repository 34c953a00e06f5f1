"""A library's front page, its standard pages and its places, and opening a new library."""
