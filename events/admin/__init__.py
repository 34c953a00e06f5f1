"""What the staff see of events in the administration: dates, sign-ups, the desk."""
