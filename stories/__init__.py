"""Stories, and the knowledge bank: methods, tasks and experiences."""
