"""Template tags of the shared core."""
