"""How dates and hours are written where we differ from Django."""
