"""Writes of partners: facts on publishing, invitations, changes to a profile and their review."""
