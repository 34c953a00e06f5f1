"""Users, sign-in, invitations to sign in, and a person's own page and data."""
