"""Learning guides with steps, and where to find help."""
