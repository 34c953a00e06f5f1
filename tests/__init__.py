"""Tests, one folder per app; what they share lies here."""
