"""Partner profiles, which partners keep themselves, and the partnership programme."""
