"""Commands of the shared core."""
