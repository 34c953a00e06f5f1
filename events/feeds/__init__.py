"""Dates for machines, other sites and screens: calendars, Atom, embedded lists, screens."""
