"""Pages that a citizen acts on: the sign-up form, and the page behind a personal link."""
