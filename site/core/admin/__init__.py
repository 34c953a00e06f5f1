"""One library's administration: its wall against the others, its settings and its staff."""
