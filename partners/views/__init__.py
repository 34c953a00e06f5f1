"""Pages of partners: their own profile, invitations, and the library's list of their people."""
